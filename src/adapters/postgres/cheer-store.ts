import type { CheerContext, CheerStore } from '../../core/cheer/store.ts';
import { priorities } from '../../core/jobs/job.ts';
import type { Clock } from '../../core/ports.ts';
import type { Db } from './client.ts';
import { jobRow } from './jobs/row.ts';

export function createCheerStore(db: Db, clock: Clock): CheerStore {
  return {
    async begin(proof) {
      const rows = await db.$queryRaw<(Omit<CheerContext, 'recordedAt'> & { ageMs: number })[]>`
        with begun as (
          update cheer set state = 'generating', begun = begun + 1
          where proof_id = ${proof}::uuid and state in ('queued', 'generating')
          returning *
        ), credited as (
          select k.*, c.title from check_in k join challenge c on c.id = k.challenge_id
          where k.proof_id = ${proof}::uuid and k.counted and k.revoked_at is null
          order by k.created_at, k.id limit 1
        )
        select p.id as proof, p.workspace_id as workspace, jsonb_build_object('id', m.id, 'name', m.name) as member,
          coalesce(m.locale, w.locale) as locale, p.text, begun.situation, credited.challenge_id::text as challenge,
          credited.title as "challengeTitle", credited.late,
          (select count(*)::int from check_in k where k.challenge_id = credited.challenge_id and k.member_id = m.id
            and k.counted and k.revoked_at is null) as "daysDone",
          to_char(credited.day, 'YYYY-MM-DD') as day,
          exists (select from delivery d where d.key = 'card:' || p.id) as "onCard",
          p.message_ref as message,
          (select small_blob from photo where proof_id = p.id and state = 'kept' order by ordinal limit 1) as "smallPhoto",
          exists (select from photo where proof_id = p.id and state in ('kept', 'waiting')) as "hasPhoto",
          (select coalesce(jsonb_agg(t.said), '[]') from (
            select c.line1 || E'\n' || c.line2 as said from cheer c join proof q on q.id = c.proof_id
            where q.member_id = m.id and c.line1 is not null and c.proof_id <> p.id
            order by c.updated_at desc limit 20) t) as recent,
          extract(epoch from clock_timestamp() - begun.created_at)::float8 * 1000 as "ageMs",
          begun.revision, begun.begun as try
        from begun
        join proof p on p.id = begun.proof_id and p.deleted_at is null and p.undone_at is null
        join member m on m.id = p.member_id
        join workspace w on w.id = p.workspace_id and w.parked_at is null
        cross join credited`;
      if (!rows[0]) {
        // Taken back, parked or no longer counted: nothing is left to cheer.
        await db.$executeRaw`
          update cheer set state = 'givenUp', reason = 'nothing to cheer any more', updated_at = clock_timestamp()
          where proof_id = ${proof}::uuid and state = 'generating'`;
      }
      const [found] = rows;
      return found ? { ...found, recordedAt: clock.now() - found.ageMs } : null;
    },

    async store(context, cheer, { key, effect }) {
      const job = jobRow({ task: 'deliver', payload: { key }, priority: priorities.cheer });
      const changed = await db.$queryRaw<{ stored: number }[]>`
        with stored as (
          update cheer set state = 'verified', line1 = ${cheer.lines[0]}, line2 = ${cheer.lines[1]}, source = ${cheer.source},
            model = ${cheer.model}, template_id = ${cheer.templateId}, prompt_version = ${cheer.promptVersion},
            reason = ${cheer.reason}, updated_at = clock_timestamp()
          where proof_id = ${context.proof}::uuid and state = 'generating' and revision = ${context.revision}
            and begun = ${context.try}
          returning proof_id
        ), added as (
          insert into delivery (key, workspace_id, proof_id, effect)
          select ${key}, ${context.workspace}::uuid, proof_id, ${JSON.stringify(effect)}::jsonb from stored
          on conflict (key) do nothing
        ), enqueued as (
          select boost_enqueue(${JSON.stringify([job])}::jsonb) from stored
        )
        select count(*)::int as stored from enqueued`;
      return changed[0]?.stored === 1;
    },
  };
}
