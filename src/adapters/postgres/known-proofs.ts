import type { KnownProof, KnownProofs } from '../../core/check-in/meanwhile.ts';
import type { Clock } from '../../core/ports.ts';
import type { Db } from './client.ts';

/** How far back an edit or a deletion made while nobody listened is looked for: so long, or the longest backfill. */
const days = 3;
const most = 200;

/** The live proofs of a channel's recent past that members posted there themselves; at most the newest 200. */
export function createKnownProofs(db: Db, clock: Clock): KnownProofs {
  return (platform, { workspace, channel }) => db.$queryRaw<KnownProof[]>`
    select p.message_ref as message, p.text, (extract(epoch from p.edited_at) * 1000)::float8 as "editedAt"
    from workspace w
    join member m on m.workspace_id = w.id
    join proof p on p.member_id = m.id
    where w.platform = ${platform} and w.ref = ${workspace} and p.channel_ref = ${channel}
      and p.deleted_at is null and p.undone_at is null
      -- A proof given by command stands on a card of ours.
      and p.message_ref not like 'call:%'
      and p.posted_at >= ${new Date(clock.now())}::timestamptz - make_interval(days => greatest(${days}::int, (
        select max(c.backfill_days) from challenge c
        where c.workspace_id = w.id and c.channel_ref = ${channel} and c.ended_at is null)))
    order by p.posted_at desc
    limit ${most}`;
}
