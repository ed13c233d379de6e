import { randomUUID } from 'node:crypto';
import { type Claimed, claimLeaseMs, type Ledger } from '../../core/delivery/ledger.ts';
import type { Clock } from '../../core/ports.ts';
import type { Db } from './client.ts';

type ClaimRow =
  | (Omit<Claimed, 'createdAt'> & { readonly ageMs: number })
  | { readonly kind: 'busy'; readonly leftMs: number }
  | { readonly kind: 'over' };

/**
 * The delivery ledger: one function call a step (prisma/migrations, boost_claim_delivery and boost_settle_delivery). Ages and
 * waits cross as durations, since this machine's clock and the database's may differ.
 */
export function createLedger(db: Db, clock: Clock): Ledger {
  return {
    async claim(key) {
      const rows = await db.$queryRaw<{ outcome: ClaimRow }[]>`
        select boost_claim_delivery(${key}, ${randomUUID()}, ${claimLeaseMs}::int) as outcome`;
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
      const rows = await db.$queryRaw<{ settled: boolean }[]>`
        select boost_settle_delivery(${key}, ${claim}, ${state}, ${reason}, ${message}, ${afterMs}::float8,
          ${maybeSent}::boolean, ${counts}::boolean) as settled`;
      return rows[0]!.settled ? 'settled' : 'lost';
    },

    async again(key, at) {
      const afterMs = Math.max(0, at - clock.now());
      await db.$executeRaw`select boost_deliver_again(${key}, ${afterMs}::float8)`;
    },
  };
}
