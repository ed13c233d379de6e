import type { CheerContext, CheerDelivery, CheerStore, WrittenCheer } from '../../core/cheer/store.ts';
import { type JobSpec, priorities } from '../../core/jobs/job.ts';
import type { ProofId } from '../../core/model/ids.ts';
import type { Clock } from '../../core/ports.ts';
import type { Db } from './client.ts';
import { Prisma } from './generated/client.ts';
import { jobRow } from './jobs/row.ts';

type ContextRow = Omit<CheerContext, 'recordedAt' | 'recent' | 'lastAngles'> & {
  readonly ageMs: number;
  readonly last: readonly { readonly said: string; readonly angle: CheerContext['lastAngles'][number] }[];
};

export function createCheerStore(db: Db, clock: Clock): CheerStore {
  function toContext({ ageMs, last, ...rest }: ContextRow): CheerContext {
    return {
      ...rest,
      recent: last.map(({ said }) => said),
      lastAngles: last.map(({ angle }) => angle),
      recordedAt: clock.now() - ageMs,
    };
  }

  return {
    async begin(proof) {
      const rows = await db.$queryRaw<ContextRow[]>`
        with begun as (
          update cheer set state = 'generating', begun = begun + 1
          where proof_id = ${proof}::uuid and state in ('queued', 'generating')
          returning *
        )
        ${contextOf(proof)}`;
      if (!rows[0]) {
        // Taken back, parked or no longer counted: nothing is left to cheer.
        await db.$executeRaw`
          update cheer set state = 'givenUp', reason = 'nothing to cheer any more', updated_at = clock_timestamp()
          where proof_id = ${proof}::uuid and state = 'generating'`;
      }
      return rows[0] ? toContext(rows[0]) : null;
    },

    async beginLate(proof, revision) {
      const rows = await db.$queryRaw<ContextRow[]>`
        with begun as (
          select proof_id, situation, created_at, revision + 1 as revision, begun from cheer
          where proof_id = ${proof}::uuid and revision = ${revision}::int and ${standsByTemplate}
        )
        ${contextOf(proof)}`;
      return rows[0] ? toContext(rows[0]) : null;
    },

    async store(context, cheer, delivery, later) {
      const { proof, revision } = context;
      const jobs: JobSpec[] = [deliverJob(delivery), rememberJob(proof)];
      if (later) jobs.push(lateJob(proof, revision, later));
      return storeText(
        context,
        cheer,
        delivery,
        jobs,
        Prisma.sql`state = 'generating' and revision = ${revision}::int and begun = ${context.try}::int`,
      );
    },

    async storeLate(context, cheer, delivery) {
      return storeText(
        context,
        cheer,
        delivery,
        // What the guard had not seen was not remembered with the template.
        [deliverJob(delivery), rememberJob(context.proof)],
        Prisma.sql`revision = ${context.revision}::int - 1 and begun = ${context.try}::int and ${standsByTemplate}
          and exists (select from proof p where p.id = proof_id and p.text = ${context.text}
            and p.deleted_at is null and p.undone_at is null)`,
      );
    },

    async askLater(proof, revision, later) {
      const job = jobRow(lateJob(proof, revision, later));
      await db.$executeRaw`select boost_enqueue(${JSON.stringify([job])}::jsonb)`;
    },

    async keepSilent({ proof, revision, try: begun }, reason) {
      const rows = await db.$queryRaw<{ kept: number }[]>`
        with kept as (
          update cheer set state = 'givenUp', reason = ${reason}, updated_at = clock_timestamp()
          where proof_id = ${proof}::uuid and state = 'generating' and revision = ${revision}::int and begun = ${begun}::int
          returning proof_id
        ), enqueued as (
          select boost_enqueue(${JSON.stringify([jobRow(rememberJob(proof))])}::jsonb) from kept
        )
        select count(*)::int as kept from enqueued`;
      return rows[0]?.kept === 1;
    },
  };

  /** Text, delivery and jobs together, where the cheer is still as it was read. */
  async function storeText(
    { proof, revision, workspace }: CheerContext,
    cheer: WrittenCheer,
    { key, effect }: CheerDelivery,
    jobs: readonly JobSpec[],
    unchanged: Prisma.Sql,
  ): Promise<boolean> {
    const changed = await db.$queryRaw<{ stored: number }[]>`
      with stored as (
        update cheer set state = 'verified', revision = ${revision}::int, line1 = ${cheer.lines[0]}, line2 = ${cheer.lines[1] ?? null},
          source = ${cheer.source}, model = ${cheer.model}, template_id = ${cheer.templateId},
          prompt_version = ${cheer.promptVersion}, reason = ${cheer.reason}, situation = ${cheer.situation},
          character = ${cheer.character}, angle = ${cheer.angle}, memory_id = ${cheer.memory}::uuid,
          updated_at = clock_timestamp()
        where proof_id = ${proof}::uuid and ${unchanged}
        returning proof_id
      ), added as (
        insert into delivery (key, workspace_id, proof_id, effect)
        select ${key}, ${workspace}::uuid, proof_id, ${JSON.stringify(effect)}::jsonb from stored
        on conflict (key) do nothing
      ), enqueued as (
        select boost_enqueue(${JSON.stringify(jobs.map(jobRow))}::jsonb) from stored
      )
      select count(*)::int as stored from enqueued`;
    return changed[0]?.stored === 1;
  }
}

const standsByTemplate = Prisma.sql`source = 'template' and line2 is not null and state in ('verified', 'posting', 'posted')`;

/** All a cheer is written from, of the row `begun`. */
function contextOf(proof: ProofId): Prisma.Sql {
  return Prisma.sql`
    , credited as (
      select k.*, c.title from check_in k join challenge c on c.id = k.challenge_id
      where k.proof_id = ${proof}::uuid and k.counted and k.revoked_at is null
      order by k.created_at, k.id limit 1
    )
    select p.id as proof, p.workspace_id as workspace, w.platform, jsonb_build_object('id', m.id, 'name', m.name) as member,
      coalesce(m.locale, w.locale) as locale, m.tone, coalesce(m.character, w.character) as character,
      w.character as house,
      p.text, begun.situation, credited.challenge_id::text as challenge,
      credited.title as "challengeTitle", credited.late,
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
        order by q.posted_at desc limit 20) t) as last,
      extract(epoch from clock_timestamp() - begun.created_at)::float8 * 1000 as "ageMs",
      begun.revision, begun.begun as try
    from begun
    join proof p on p.id = begun.proof_id and p.deleted_at is null and p.undone_at is null
    join member m on m.id = p.member_id
    join workspace w on w.id = p.workspace_id and w.parked_at is null
    cross join credited`;
}

function deliverJob({ key }: CheerDelivery): JobSpec {
  return { task: 'deliver', payload: { key }, priority: priorities.cheer };
}

function rememberJob(proof: ProofId): JobSpec {
  return {
    task: 'remember',
    payload: { proof },
    key: `remember:${proof}`,
    priority: priorities.housekeeping,
  };
}

function lateJob(proof: ProofId, revision: number, { at, until }: { at: number; until: number }): JobSpec {
  return {
    task: 'lateCheer',
    payload: { proof, revision, until },
    key: `late:${proof}`,
    runAt: at,
    priority: priorities.lateCheer,
  };
}
