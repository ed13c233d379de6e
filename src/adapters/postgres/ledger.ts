import { randomUUID } from 'node:crypto';
import { type Claimed, claimLeaseMs, type Ledger } from '../../core/delivery/ledger.ts';
import type { Clock } from '../../core/ports.ts';
import type { Database } from './client.ts';

type ClaimRow =
  | (Omit<Claimed, 'createdAt'> & { readonly ageMs: number })
  | { readonly kind: 'busy'; readonly leftMs: number }
  | { readonly kind: 'over' };

/**
 * The delivery ledger: one function call a step (prisma/migrations, boost_claim_delivery and boost_settle_delivery). Ages and
 * waits cross as durations, since this machine's clock and the database's may differ. By the driver itself, as in proof-store.ts:
 * three of its calls come with each proof.
 */
export function createLedger({ pool }: Pick<Database, 'pool'>, clock: Clock): Ledger {
  return {
    async claim(key) {
      const { rows } = await pool.query<{ outcome: ClaimRow }>({
        name: 'boost_claim_delivery',
        text: 'select boost_claim_delivery($1, $2, $3::int) as outcome',
        values: [key, randomUUID(), claimLeaseMs],
      });
      const { outcome } = rows[0]!;
      switch (outcome.kind) {
        case 'over':
          return outcome;
        case 'busy':
          return { kind: 'busy', until: clock.now() + outcome.leftMs };
        case 'claimed':
          return { ...outcome, createdAt: clock.now() - outcome.ageMs };
      }
    },

    async settle({ key, claim }, settlement) {
      const { state } = settlement;
      const reason = 'reason' in settlement ? settlement.reason : null;
      const message = state === 'sent' ? settlement.message : null;
      const afterMs = state === 'pending' ? Math.max(0, settlement.at - clock.now()) : null;
      const maybeSent = state === 'pending' ? settlement.maybeSent : null;
      const counts = state === 'pending' ? settlement.counts : null;
      const { rows } = await pool.query<{ settled: boolean }>({
        name: 'boost_settle_delivery',
        text: 'select boost_settle_delivery($1, $2, $3, $4, $5, $6::float8, $7::boolean, $8::boolean) as settled',
        values: [key, claim, state, reason, message, afterMs, maybeSent, counts],
      });
      return rows[0]!.settled ? 'settled' : 'lost';
    },

    async again(key, at) {
      const afterMs = Math.max(0, at - clock.now());
      await pool.query('select boost_deliver_again($1, $2::float8)', [key, afterMs]);
    },
  };
}
