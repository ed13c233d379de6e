import { isDeepStrictEqual } from 'node:util';
import { createFileBlobStore } from '../../src/adapters/node/blobs.ts';
import type { Storage } from '../../src/adapters/postgres/index.ts';
import { createStreakStore } from '../../src/adapters/postgres/streak-store.ts';
import type { ChallengeId, MemberId } from '../../src/core/model/ids.ts';
import { read, streak, unpackState } from '../../src/core/model/streak/index.ts';
import { createSweepBlobs } from '../../src/core/photos/erase-photos.ts';
import { untilNextLook } from './app.ts';

/** Jobs of later than this are plans: a challenge's end is one from its first day on. */
const soon = '1 hour';

/**
 * Holds the database against itself after a run: every accepted proof has one check-in a challenge, every effect came to an
 * end, nothing is stuck. Answers what is wrong, in words.
 */
export async function auditDatabase({ db }: Pick<Storage, 'db'>): Promise<readonly string[]> {
  const wrong: string[] = [];
  const add = (what: string, rows: readonly unknown[]) => {
    if (rows.length > 0) wrong.push(`${what}: ${JSON.stringify(rows.slice(0, 5))}`);
  };
  add(
    'two counted check-ins of one day',
    await db.$queryRaw`
    select challenge_id, member_id, day::text, count(*)::int from check_in where counted and revoked_at is null group by 1, 2, 3 having count(*) > 1`,
  );
  add(
    'a check-in without a live proof',
    await db.$queryRaw`
    select k.id from check_in k join proof p on p.id = k.proof_id where k.revoked_at is null and (p.deleted_at is not null or p.undone_at is not null)`,
  );
  add(
    'a day kept only by uncounted check-ins',
    await db.$queryRaw`
    select challenge_id, member_id, day::text from check_in where revoked_at is null group by 1, 2, 3 having not bool_or(counted)`,
  );
  add(
    'an unfinished delivery',
    await db.$queryRaw`select key, state, reason from delivery where state in ('pending', 'sending')`,
  );
  add(
    'an unfinished cheer',
    await db.$queryRaw`
    select proof_id::text, state, reason from cheer where state in ('queued', 'generating', 'verified', 'posting')`,
  );
  add(
    'an unfinished turn of a talk',
    await db.$queryRaw`select id::text, state, reason from talk_turn where state in ('queued', 'generating')`,
  );
  add(
    'a waiting photo',
    await db.$queryRaw`select proof_id::text, ordinal from photo where state = 'waiting'`,
  );
  add(
    'a job left over',
    await db.$queryRaw`
    select id::text, task_identifier, attempts, last_error from graphile_worker.jobs where run_at < now() + ${soon}::interval
      -- Everything is said: a template stands where the model may answer yet.
      and task_identifier <> 'lateCheer'`,
  );
  add(
    'a memory of what was taken back, came to care or is somebody else’s',
    await db.$queryRaw`
    select m.proof_id::text from memory m join proof p on p.id = m.proof_id left join cheer c on c.proof_id = p.id
    where p.deleted_at is not null or p.undone_at is not null or c.care is not null or m.member_id <> p.member_id`,
  );
  add(
    'a cheer that recalls what was taken back or hidden',
    await db.$queryRaw`
    select c.proof_id::text from cheer c where c.state = 'posted' and c.memory_id is not null
      and not exists (select from memory m where m.proof_id = c.memory_id and m.hidden_at is null)`,
  );
  wrong.push(...(await auditStreaks({ db })));
  return wrong;
}

/**
 * Who made a day with a proof that was told within a day of it is cheered, be it with silence or care (core/check-in/plan.ts). Not so
 * who was given a day by a manager, or by another proof of the day that was taken back, nor whose post was taken in after a restore and
 * is older than that: it may have had its cheer. For runs by the machine's own clock.
 */
export async function auditCheers({ db }: Pick<Storage, 'db'>): Promise<readonly string[]> {
  const without = await db.$queryRaw<{ proof: string }[]>`
    select k.proof_id::text as proof from check_in k
    where k.counted and k.revoked_at is null and k.proof_id is not null and k.created_at - k.at < interval '23 hours'
      and not exists (select from cheer where proof_id = k.proof_id)
      and not exists (
        select from check_in gone where gone.challenge_id = k.challenge_id and gone.member_id = k.member_id and gone.day = k.day
          and gone.revoked_at is not null)
      and not exists (
        select from note, to_timestamp((value::jsonb->>'to')::float8 / 1000) restored
        where key = 'restored' and k.at < restored and k.created_at >= restored)`;
  return without.map(({ proof }) => `the proof ${proof} made its day and has no cheer`);
}

/** Every streak kept with an enrollment tells the same as the definition does, from the facts there are now. */
export async function auditStreaks({ db }: Pick<Storage, 'db'>): Promise<readonly string[]> {
  const kept = await db.$queryRaw<
    { challenge: ChallengeId; member: MemberId; streak: unknown; latest: number | null }[]
  >`
    select e.challenge_id::text as challenge, e.member_id::text as member, e.streak,
      (select extract(epoch from max(k.at))::float8 * 1000 from check_in k
        where k.challenge_id = e.challenge_id and k.member_id = e.member_id) as latest
    from enrollment e where e.streak is not null`;
  const wrong: string[] = [];
  for (const { challenge, member, streak: stored, latest } of kept) {
    const state = unpackState(stored);
    // The clock of a test may run ahead of the machine's: no earlier than anything the state knows of.
    const now = Math.max(Date.now(), latest ?? 0, Date.parse(state?.closed ?? '1970-01-01') + 5 * 86_400_000);
    const facts = await createStreakStore(db, { now: () => now, monotonic: () => 0 }).facts(
      challenge,
      member,
    );
    if (!state || !facts) {
      wrong.push(`the streak of ${member} in ${challenge} cannot be read`);
      continue;
    }
    const told = read(state, facts, now);
    const meant = streak(facts, now);
    if (!isDeepStrictEqual(told, meant)) {
      const both = `${JSON.stringify(told)} and should be ${JSON.stringify(meant)}`;
      wrong.push(`the streak of ${member} in ${challenge} is ${both}`);
    }
  }
  return wrong;
}

/**
 * Waits until nothing is under way; answers what still is when it takes longer than `withinMs`. That a model is asked again
 * later is none of it, only that it is being asked.
 */
export async function settled({ db }: Pick<Storage, 'db'>, withinMs = 30_000): Promise<readonly string[]> {
  const begun = performance.now();
  for (;;) {
    const rows = await db.$queryRaw<{ what: string; many: number }[]>`
      select 'delivery' as what, count(*)::int as many from delivery where state in ('pending', 'sending') having count(*) > 0
      union all
      select 'cheer', count(*)::int from cheer where state in ('queued', 'generating', 'verified', 'posting') having count(*) > 0
      union all
      select 'job ' || task_identifier, count(*)::int from graphile_worker.jobs
      -- The last of its tries may be in hand.
      where (attempts < max_attempts or locked_at is not null) and run_at < now() + ${soon}::interval
        and (task_identifier <> 'lateCheer' or run_at <= now())
      group by task_identifier`;
    if (rows.length === 0) return [];
    const waited = performance.now() - begun;
    if (waited > withinMs) {
      const open = rows.map(({ what, many }) => `${many} × ${what}`).join(', ');
      return [`under way after ${withinMs} ms: ${open}`, ...(await auditDatabase({ db }))];
    }
    if (rows.every(({ what }) => waitsOnPurpose.has(what))) await hurry({ db });
    await new Promise((resolve) => setTimeout(resolve, untilNextLook(waited)));
  }
}

/** All that is under way while nothing is but what waits on purpose. */
const waitsOnPurpose = new Set(['job offerNudge', 'cheer', 'job cheer']);

/**
 * An offer of nudges that found its cheer under way looks again after some seconds, and words that were edited are cheered anew a
 * minute after they were last. Once all else is done, nothing is left to wait for: that time is over now.
 */
async function hurry({ db }: Pick<Storage, 'db'>): Promise<void> {
  await db.$executeRaw`
    with hurried as (
      update graphile_worker._private_jobs j set run_at = now() from graphile_worker._private_tasks t
      where t.id = j.task_id and j.locked_at is null and j.run_at > now()
        and (t.identifier = 'offerNudge' or (t.identifier = 'cheer' and j.attempts = 0 and j.run_at < now() + interval '61 seconds'))
      returning 1
    ) select pg_notify('jobs:insert', json_build_object('count', count(*))::text) from hurried having count(*) > 0`;
}

/** Sweeps as the program does, as if an hour had passed, then holds the files against the rows. */
export async function auditBlobs({ db, photos }: Pick<Storage, 'db' | 'photos'>, directory: string) {
  const blobs = createFileBlobStore(directory);
  const swept = await createSweepBlobs({ photos, blobs, now: () => Date.now() + 3_600_000 })();
  const rows = await db.$queryRaw<{ blob: string }[]>`
    select distinct blob from photo, unnest(array[large_blob, small_blob]) blob where blob is not null`;
  const wanted = new Set(rows.map(({ blob }) => blob));
  const wrong: string[] = [];
  for await (const { id } of blobs.list())
    if (!wanted.delete(id)) wrong.push(`the file ${id} belongs to nothing`);
  for (const id of wanted) wrong.push(`the file ${id} is missing`);
  return { swept, wrong };
}
