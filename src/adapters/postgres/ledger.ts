import { randomUUID } from 'node:crypto';
import { platformOff, reasonOfTry } from '../../core/delivery/cause.ts';
import { partsOf } from '../../core/delivery/keys.ts';
import { type Claimed, claimLeaseMs, type Ledger } from '../../core/delivery/ledger.ts';
import type { Clock } from '../../core/ports.ts';
import { createRestored } from './backup/restored.ts';
import type { Database } from './client.ts';
import { concernsOne } from './errors.ts';
import { createGather } from './gather.ts';

/**
 * A sent mark is already on the platform, and setting it twice does no harm, so several marks are settled in one batch. If the process dies
 * before that, the mark is set once more. In milliseconds.
 */
const markLingerMs = 20;

type ClaimRow =
  | (Omit<Claimed, 'createdAt'> & { readonly ageMs: number; readonly proofAgeMs: number | null })
  | { readonly kind: 'busy'; readonly leftMs: number }
  | { readonly kind: 'over' };

/**
 * The delivery ledger: one database function per step (prisma/functions, boost_claim_delivery.sql and boost_settle_delivery.sql). Ages and
 * waits are passed as durations, since this machine's clock and the database's may differ. Uses the driver directly, as proof-store.ts
 * does: each proof leads to three of its calls.
 */
export function createLedger({ pool }: Pick<Database, 'pool'>, clock: Clock): Ledger {
  const settleMark = createGather<Claimed, boolean>({
    async ask(marks) {
      const one = marks.length === 1;
      const { rows } = await pool.query<{ settled: boolean }>({
        name: one ? 'boost_settle_mark' : 'boost_settle_marks',
        text: one
          ? `select boost_settle_delivery(($1::text[])[1], ($2::text[])[1], 'sent', null, null, null, null, null) as settled`
          : 'select settled from boost_settle_marks($1::text[], $2::text[])',
        values: [marks.map(({ key }) => key), marks.map(({ claim }) => claim)],
      });
      return rows.map(({ settled }) => settled);
    },
    apart: concernsOne,
    lingerMs: markLingerMs,
  });

  const restored = createRestored(pool, clock);

  return {
    async claim(key) {
      // Before the claim: one that nobody acts on counts as a try that may have reached the platform.
      await restored.ready();
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
        case 'claimed': {
          const { ageMs, proofAgeMs } = outcome;
          const createdAt = clock.now() - ageMs;
          const asks = isQuestion(outcome);
          const proofAt = asks || proofAgeMs === null ? null : clock.now() - proofAgeMs;
          const saidSince = await restored.saidSince(createdAt, proofAt, asks || isPrivate(outcome));
          return { ...outcome, createdAt, ...(saidSince === null ? {} : { saidSince }) };
        }
      }
    },

    async settle(claimed, settlement) {
      const { state } = settlement;
      if (state === 'sent' && claimed.effect.do === 'react')
        return (await settleMark(claimed)) ? 'settled' : 'lost';
      const { key, claim } = claimed;
      const reason = reasonOfTry(settlement);
      const message = state === 'sent' ? settlement.message : null;
      const afterMs = state === 'pending' ? Math.max(0, settlement.at - clock.now()) : null;
      const maybeSent = state === 'sent' ? null : (settlement.maybeSent ?? null);
      const counts = state === 'pending' ? settlement.counts : null;
      const { rows } = await pool.query<{ settled: boolean }>({
        name: 'boost_settle_delivery',
        text: 'select boost_settle_delivery($1, $2, $3, $4, $5, $6::float8, $7::boolean, $8::boolean) as settled',
        values: [key, claim, state, reason, message, afterMs, maybeSent, counts],
      });
      return rows[0]!.settled ? 'settled' : 'lost';
    },

    async againWhenFree(key, at) {
      const afterMs = Math.max(0, at - clock.now());
      // The lock makes its holder's end wait, whose job then replaces this one; an end stored before is seen here.
      await pool.query(
        `select boost_deliver_again(held.key, $2::float8)
        from (select key from delivery where key = $1 and state = 'sending' for share) held`,
        [key, afterMs],
      );
    },

    async resume(platforms) {
      // All jobs at once, since there may be thousands, and in the order of their keys, since another instance may start and do the same.
      await pool.query(
        `select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', d.key),
          'key', 'deliver:' || d.key) order by d.key))
        from delivery d join workspace w on w.id = d.workspace_id
        where d.state = 'pending' and d.reason = $1 and w.platform = any($2)`,
        [platformOff, platforms],
      );
    },
  };
}

/** What is said to one person alone is in no history. */
function isPrivate({ effect }: Pick<Claimed, 'effect'>): boolean {
  return effect.do === 'post' && effect.target.kind === 'private';
}

/**
 * A question of the same words as one before a restore is another one, since its buttons may name a proof that this database does not
 * know. It is asked anew of a proof that the backup holds, too: the answer is lost in any case.
 */
function isQuestion({ key }: Pick<Claimed, 'key'>): boolean {
  return partsOf(key)?.kind === 'choose';
}
