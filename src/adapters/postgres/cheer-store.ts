import type {
  CheerContext,
  CheerDelivery,
  CheerStore,
  Stored,
  WrittenCheer,
} from '../../core/cheer/store.ts';
import { deliveryKey, undoOf } from '../../core/delivery/keys.ts';
import type { JobSpec } from '../../core/jobs/job.ts';
import { jobTable, priorities } from '../../core/jobs/table.ts';
import type { ProofId } from '../../core/model/ids.ts';
import { localeAbout } from '../../core/model/language.ts';
import type { Clock } from '../../core/ports.ts';
import { contextOf } from './cheer-context.ts';
import type { Db } from './client.ts';
import { Prisma } from './generated/client.ts';
import { jobRow, jobsEnqueued } from './jobs/row.ts';

type ContextRow = Omit<CheerContext, 'locale' | 'recordedAt' | 'recent' | 'lastAngles'> & {
  readonly locales: Parameters<typeof localeAbout>[1];
  readonly ageMs: number;
  readonly last: readonly { readonly said: string; readonly angle: CheerContext['lastAngles'][number] }[];
};

/** Stores cheers and their deliveries; every change is refused if the cheer has changed since it was read. */
export function createCheerStore(db: Db, clock: Clock): CheerStore {
  function toContext({ ageMs, last, locales, ...rest }: ContextRow): CheerContext {
    return {
      ...rest,
      locale: localeAbout(rest.text, locales),
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
        // The proof was taken back or no longer counts, or its workspace is parked: there is nothing to cheer.
        await db.$executeRaw`
          update cheer set state = 'givenUp', reason = 'nothing to cheer any more', updated_at = clock_timestamp()
          where proof_id = ${proof}::uuid and state = 'generating'`;
      }
      return rows[0] ? toContext(rows[0]) : null;
    },

    async beginLate(proof, revision) {
      const rows = await db.$queryRaw<ContextRow[]>`
        with begun as (
          select proof_id, situation, challenge_id, created_at, revision + 1 as revision, begun from cheer
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
      const stored = await storeText(
        context,
        cheer,
        delivery,
        // A proof that the guard had not checked was not remembered when its template was stored, so it is remembered now.
        [deliverJob(delivery), rememberJob(context.proof)],
        Prisma.sql`revision = ${context.revision}::int - 1 and begun = ${context.try}::int and ${standsByTemplate}
          and exists (select from proof p where p.id = proof_id and p.text = ${context.text}
            and p.deleted_at is null and p.undone_at is null)`,
      );
      return stored === 'stored';
    },

    async beginWithout(proof, memory) {
      const rows = await db.$queryRaw<ContextRow[]>`
        with begun as (
          select proof_id, situation, challenge_id, created_at, revision + 1 as revision, begun from cheer
          where proof_id = ${proof}::uuid and memory_id = ${memory}::uuid and ${stands}
        )
        ${contextOf(proof)}`;
      return rows[0] ? toContext(rows[0]) : null;
    },

    async storeWithout(context, memory, cheer, delivery) {
      const { revision, try: begun } = context;
      // A delivery that has not been sent yet gets the new words; one that was sent is edited. The old words are kept in neither.
      const { view } = delivery.effect as Extract<CheerDelivery['effect'], { view: unknown }>;
      const unsaid = Prisma.sql`
        , unsaid as (
          update delivery d set effect = jsonb_set(d.effect, '{view}', ${JSON.stringify(view)}::jsonb)
          from stored where d.proof_id = stored.proof_id and d.key like 'cheer%' and ${atRest}
        )`;
      const stored = await storeText(
        context,
        cheer,
        delivery,
        [deliverJob(delivery)],
        Prisma.sql`revision = ${revision}::int - 1 and begun = ${begun}::int and memory_id = ${memory}::uuid and ${stands}`,
        unsaid,
      );
      return stored === 'stored';
    },

    async takeDown(proof, memory) {
      const key = deliveryKey('cheer', proof);
      const undo = jobRow({ task: 'deliver', payload: { key: undoOf(key) } });
      const rows = await db.$queryRaw<{ down: number }[]>`
        with down as (
          select proof_id, ${stands} or ${standsSilent} as stood from cheer
          where proof_id = ${proof}::uuid and memory_id = ${memory}::uuid and (${stands} or ${standsSilent} or ${mayBeRetried})
          for update
        ), emptied as (
          update cheer set state = 'givenUp', reason = case when state = 'givenUp' then reason else 'silent' end,
            line1 = '', line2 = null, memory_id = null, updated_at = clock_timestamp()
          from down where cheer.proof_id = down.proof_id
        ), unsaid as (
          update delivery d set effect = boost_wordless(d.effect),
            state = case when d.state = 'sent' then 'sent' else 'skipped' end,
            reason = case when d.state = 'sent' then d.reason else 'forgotten' end, updated_at = clock_timestamp()
          from down where d.proof_id = down.proof_id and d.key like 'cheer%' and ${atRest} and (down.stood or d.state <> 'sent')
        ), removed as (
          insert into delivery (key, workspace_id, proof_id, effect)
          select 'undo:' || d.key, d.workspace_id, d.proof_id, jsonb_build_object('do', 'remove', 'message', d.message_ref)
          from down join delivery d on d.key = ${key} and d.state = 'sent' and d.message_ref is not null
          where down.stood
          on conflict (key) do nothing returning key
        ), enqueued as (
          select boost_enqueue(${JSON.stringify([undo])}::jsonb) from removed
        )
        select (select count(*) from down)::int as down, ${jobsEnqueued}`;
      return rows[0]?.down === 1;
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
          returning proof_id, memory_id
        ), enqueued as (
          select boost_enqueue(${JSON.stringify([jobRow(rememberJob(proof))])}::jsonb) from kept
          union all
          -- What still stands follows neither the new words nor, from now on, the past.
          select boost_enqueue(jsonb_build_array(jsonb_build_object('task', 'sayWithout',
            'payload', jsonb_build_object('proof', proof_id, 'memory', memory_id), 'priority', ${jobTable.sayWithout.priority}::int)))
          from kept where memory_id is not null
        )
        select (select count(*) from kept)::int as kept, ${jobsEnqueued}`;
      return rows[0]?.kept === 1;
    },
  };

  /** Stores the text, its delivery and its jobs in one statement, if the cheer has not changed since it was read. */
  async function storeText(
    { proof, revision, workspace }: CheerContext,
    cheer: WrittenCheer,
    { key, effect, recalls }: CheerDelivery,
    jobs: readonly JobSpec[],
    unchanged: Prisma.Sql,
    also = Prisma.empty,
  ): Promise<Stored> {
    // The recalled proof is locked until the text is stored. Whoever takes it back, edits or hides it either waits and then finds this
    // cheer (tx/memories.ts), or has already done so and is seen here.
    const unforgotten = recalls ? Prisma.sql`exists (select from past)` : Prisma.sql`true`;
    const [outcome] = await db.$queryRaw<{ stored: boolean; open: boolean }[]>`
      with past as materialized (
        select p.id from proof p join memory r on r.proof_id = p.id and r.hidden_at is null and r.vector <> ''
        where p.id = ${recalls?.proof ?? null}::uuid and p.text = ${recalls?.text ?? null}
          and p.deleted_at is null and p.undone_at is null
        for share
      ), stored as (
        update cheer set state = 'verified', revision = ${revision}::int, line1 = ${cheer.lines[0]}, line2 = ${cheer.lines[1] ?? null},
          source = ${cheer.source}, model = ${cheer.model}, template_id = ${cheer.templateId},
          prompt_version = ${cheer.promptVersion}, reason = ${cheer.reason}, situation = ${cheer.situation},
          character = ${cheer.character}, angle = ${cheer.angle}, memory_id = ${cheer.memory}::uuid,
          updated_at = clock_timestamp()
        where proof_id = ${proof}::uuid and ${unchanged} and ${unforgotten}
        returning proof_id
      )${also}, added as (
        insert into delivery (key, workspace_id, proof_id, effect)
        select ${key}, ${workspace}::uuid, proof_id, ${JSON.stringify(effect)}::jsonb from stored
        on conflict (key) do nothing
      ), enqueued as (
        select boost_enqueue(${JSON.stringify(jobs.map(jobRow))}::jsonb) from stored
      )
      select exists (select from stored) as stored, ${jobsEnqueued},
        exists (select from cheer where proof_id = ${proof}::uuid and ${unchanged}) as open`;
    if (outcome?.stored) return 'stored';
    return outcome?.open ? 'forgotten' : 'overtaken';
  }
}

const stands = Prisma.sql`line1 is not null and state in ('verified', 'posting', 'posted')`;

/** The cheer was to be written again, but nothing came of it, so the earlier text still stands. */
const standsSilent = Prisma.sql`line1 is not null and state = 'givenUp' and reason in ('silent', 'silentHeld')`;

/** What would have posted this revision was given up or skipped, and may be tried again by hand (dead-letters.ts). */
const mayBeRetried = Prisma.sql`(line1 is not null and state = 'givenUp' and exists (
  select from delivery d where d.proof_id = cheer.proof_id and d.key like 'cheer%' and d.state in ('dead', 'skipped')
    and coalesce(nullif(split_part(d.key, ':', 3), ''), '0') = cheer.revision::text))`;

const standsByTemplate = Prisma.sql`source = 'template' and line2 is not null and ${stands}`;

/** Deliveries that no worker is sending at the moment. */
const atRest = Prisma.sql`(d.state in ('sent', 'skipped', 'dead') or (d.state = 'pending' and not d.maybe_sent))`;

function deliverJob({ key }: CheerDelivery): JobSpec {
  return { task: 'deliver', payload: { key }, priority: priorities.cheer };
}

/** The job that remembers the proof; running it twice does no harm. */
function rememberJob(proof: ProofId): JobSpec {
  return { task: 'remember', payload: { proof } };
}

function lateJob(proof: ProofId, revision: number, { at, until }: { at: number; until: number }): JobSpec {
  return {
    task: 'lateCheer',
    payload: { proof, revision, until },
    key: `late:${proof}`,
    runAt: at,
  };
}
