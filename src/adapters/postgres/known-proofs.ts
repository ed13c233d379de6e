import type { KnownProof, KnownProofs } from '../../core/check-in/meanwhile.ts';
import type { Clock } from '../../core/ports.ts';
import type { Db } from './client.ts';
import { ownMessage } from './proof-message.ts';

/**
 * How many days before a channel was last heard we look for edits and deletions made while nobody listened; more if its longest backfill is
 * longer. Counted from that time, not from now, since members may have taken back the newest proofs we know however long ago that was.
 */
const days = 3;
const most = 200;

/** The proofs of a channel's recent past that members posted there themselves and that still stand; at most the newest 200. */
export function createKnownProofs(db: Db, clock: Clock): KnownProofs {
  return (platform, { workspace, channel }, heardUntil) => db.$queryRaw<KnownProof[]>`
    with place as (
      select w.id, ${new Date(Math.min(heardUntil, clock.now()))}::timestamptz - make_interval(days => greatest(${days}::int, (
        select max(c.backfill_days) from challenge c
        where c.workspace_id = w.id and c.channel_ref = ${channel} and c.ended_at is null))) as since
      from workspace w where w.platform = ${platform} and w.ref = ${workspace}
    )
    select p.message_ref as message, p.text, (extract(epoch from p.edited_at) * 1000)::float8 as "editedAt",
      array(select attachment_ref from photo where proof_id = p.id and state in ('kept', 'waiting')) as files
    from place
    join member m on m.workspace_id = place.id
    -- Member by member, over the index of a member's proofs: a start must not read all that were ever posted.
    cross join lateral (
      select * from proof p
      where member_id = m.id and posted_at >= place.since and channel_ref = ${channel}
        and deleted_at is null and undone_at is null
        -- A proof given by command stands on a card of ours.
        and ${ownMessage} is not null
      order by posted_at desc limit ${most}
    ) p
    order by p.posted_at desc
    limit ${most}`;
}
