import { jobTable, priorities } from '../../../core/jobs/table.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { eraseWordsAbout } from './erase-words.ts';
import { lookForGivenUp } from './given-up.ts';
import { sayWithout } from './memories.ts';

/**
 * Erases what we made of proofs that count for nothing any more: memories of them, the words of what we said about them, and our copies of
 * their photos. With `words`, what we said is removed from the platform too. To be called once their cheers recall nothing.
 */
export async function eraseProofs(
  prisma: PrismaTx,
  proofs: readonly string[],
  { words }: { readonly words: boolean },
): Promise<void> {
  const ids = [...proofs];
  await prisma.$executeRaw`delete from memory where proof_id = any(${ids}::uuid[])`;
  await sayWithout(prisma, ids);
  if (words) await lookForGivenUp(prisma, ids);
  await eraseWordsAbout(prisma, ids);
  if (words) await removeSaid(prisma, ids);
  await prisma.$executeRaw`
    select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'erasePhotos', 'payload', jsonb_build_object('proof', proof_id),
      'priority', ${jobTable.erasePhotos.priority}::int))) from (
      select distinct proof_id from photo where proof_id = any(${ids}::uuid[]) and state in ('kept', 'waiting')) p
    having count(*) > 0`;
}

/** So many are removed at once; of more, so many a second, so that years of them leave a platform's limits to what people wait for. */
const [atOnce, aSecond] = [50, 10];

/** Has our messages and marks that stand under these proofs removed, each by a delivery of its own, the newest first. */
async function removeSaid(prisma: PrismaTx, ids: string[]): Promise<void> {
  await prisma.$executeRaw`
    with said as (
      select 'undo:' || key as undo, row_number() over (order by created_at desc, key) as place, workspace_id, proof_id, case effect->>'do'
        when 'post' then jsonb_build_object('do', 'remove', 'message', message_ref)
        else jsonb_build_object('do', 'unreact', 'message', effect->>'message', 'mark', effect->>'mark') end as effect
      from delivery
      where proof_id = any(${ids}::uuid[]) and state = 'sent' and key not like 'undo:%'
        and (effect->>'do' = 'react' or (effect->>'do' = 'post' and message_ref is not null))
    ), added as (
      insert into delivery (key, workspace_id, proof_id, effect) select undo, workspace_id, proof_id, effect from said
      on conflict (key) do nothing returning key
    )
    select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', added.key),
      'runAt', now() + make_interval(secs => greatest(said.place - ${atOnce}::int, 0) / ${aSecond}::float8),
      'priority', ${priorities.housekeeping}::int))) from added join said on said.undo = added.key having count(*) > 0`;
}
