import type { ProofId } from '../../core/model/ids.ts';
import { Prisma } from './generated/client.ts';

/** The end of a statement whose CTE `begun` holds the cheer's row: selects everything the cheer is written from. */
export function contextOf(proof: ProofId): Prisma.Sql {
  return Prisma.sql`
    , credited as (
      select k.*, c.title, o.tellable from check_in k join challenge c on c.id = k.challenge_id join proof q on q.id = k.proof_id
      -- As isTellable says it (core/check-in/context.ts).
      cross join lateral (select not c.closed or c.channel_ref = q.channel_ref as tellable) o
      where k.proof_id = ${proof}::uuid and k.counted and k.revoked_at is null
      -- Where the one it speaks of counts no more (or its row was written by an earlier release), the oldest of the others.
      order by o.tellable desc, k.challenge_id = (select challenge_id from begun) desc nulls last, c.created_at, c.id limit 1
    )
    select p.id as proof, p.workspace_id as workspace, w.platform, jsonb_build_object('id', m.id, 'name', m.name) as member,
      jsonb_build_object('own', m.locale, 'house', w.locale) as locales, m.tone, coalesce(m.character, w.character) as character,
      w.character as house,
      p.text, begun.situation, credited.challenge_id::text as challenge,
      credited.tellable, credited.title as "challengeTitle", credited.late,
      (select count(*)::int from check_in k where k.challenge_id = credited.challenge_id and k.member_id = m.id
        and k.counted and k.revoked_at is null) as "daysDone",
      to_char(credited.day, 'YYYY-MM-DD') as day,
      exists (select from delivery d where d.key = 'card:' || p.id) as "onCard",
      p.message_ref as message, extract(epoch from p.posted_at)::float8 * 1000 as "postedAt",
      (select small_blob from photo where proof_id = p.id and state = 'kept' order by ordinal limit 1) as "smallPhoto",
      exists (select from photo where proof_id = p.id and state in ('kept', 'waiting')) as "hasPhoto",
      (select coalesce(jsonb_agg(jsonb_build_object('said', t.said, 'angle', t.angle)), '[]') from (
        select c.line1 || E'\n' || c.line2 as said, c.angle from proof q join cheer c on c.proof_id = q.id
        where q.member_id = m.id and c.line2 is not null and q.id <> p.id
          -- One of a proof that was taken back quotes it.
          and q.deleted_at is null and q.undone_at is null
          -- One that recalls what is gone is about to be said anew (tx/memories.ts).
          and (c.memory_id is null or exists (
            select from memory r where r.proof_id = c.memory_id and r.hidden_at is null and r.vector <> ''))
        order by q.posted_at desc limit 20) t) as last,
      extract(epoch from clock_timestamp() - begun.created_at)::float8 * 1000 as "ageMs",
      begun.revision, begun.begun as try
    from begun
    join proof p on p.id = begun.proof_id and p.deleted_at is null and p.undone_at is null
    join member m on m.id = p.member_id
    join workspace w on w.id = p.workspace_id and w.parked_at is null
    cross join credited`;
}
