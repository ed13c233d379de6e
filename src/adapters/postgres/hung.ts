import { neverPosted } from '../../core/delivery/cause.ts';
import type { Db } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { cheersAgain } from './jobs/leaves.ts';
import { deliveriesEnqueued, jobsEnqueued } from './jobs/row.ts';
import type { PrismaTx } from './unit-of-work.ts';

/**
 * Has what hangs on these deliveries, which are tried again, wait for them again: edits of what they post and posts in its thread, and what
 * hangs on those in turn, that were skipped since it was never posted. What was created before `youngSince` stays as it is. Adds their jobs.
 */
export async function reviveHung(
  db: Db | PrismaTx,
  keys: readonly string[],
  youngSince: Prisma.Sql,
): Promise<void> {
  if (keys.length === 0) return;
  await db.$queryRaw`
    with recursive upon as (
      select key, proof_id from delivery where key = any(${[...keys]})
      union
      select h.key, h.proof_id from upon u cross join lateral (
        select e.key, e.proof_id, e.state, e.reason from delivery e
        where e.effect->>'do' = 'edit' and e.effect->>'of' = u.key
        union all
        -- What is said in the thread of a card belongs to the card's proof.
        select t.key, t.proof_id, t.state, t.reason from delivery t
        where t.proof_id = u.proof_id and t.effect->'target'->>'key' = u.key
      ) h where h.state = 'skipped' and h.reason = any(${reasons})
    ), revived as (
      update delivery d set state = 'pending', reason = 'redriven', attempts = 0, updated_at = clock_timestamp()
      from upon where d.key = upon.key and d.state = 'skipped' and d.reason = any(${reasons}) and d.created_at > ${youngSince}
      returning d.key, d.proof_id
    ), cheers as (${cheersAgain('revived')}), enqueued as (${deliveriesEnqueued('revived')})
    select ${jobsEnqueued}`;
}

const reasons: readonly string[] = Object.values(neverPosted);
