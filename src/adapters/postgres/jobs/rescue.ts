import type { WorkerEvents } from 'graphile-worker';
import { jobFailed } from '../../../core/jobs/table.ts';
import type { ProofId } from '../../../core/model/ids.ts';
import { refusedLine } from '../../../core/photos/keep-photos.ts';
import type { Db } from '../client.ts';
import { createPhotoStore } from '../photo-store.ts';
import { deliveryOf, withLeft } from './leaves.ts';

/** Keeps `inHand` equal to the ids of the jobs that were given to this process and have not ended. */
export function watchJobs(events: WorkerEvents, inHand: Set<string>): void {
  events.on('localQueue:getJobs:complete', ({ jobs }) => {
    for (const { id } of jobs) inHand.add(id);
  });
  events.on('localQueue:returnJobs', ({ jobs }) => {
    for (const { id } of jobs) inHand.delete(id);
  });
  events.on('job:complete', ({ job }) => inHand.delete(job.id));
}

/**
 * Makes a lane that ends report when it cannot return the jobs it fetched ahead. graphile-worker 0.18.0 returns them in its list of
 * background promises, to which nothing may be added once the queue is released: if the list is empty at that moment, it forgets the
 * promise, and if the database is away, the unhandled rejection ends the process. So we put a promise there at that moment.
 */
export function tellWhatIsLost(events: WorkerEvents): void {
  events.once('localQueue:init', ({ localQueue }) => {
    // biome-ignore lint/complexity/useLiteralKeys: it is private in the types
    events.once('pool:gracefulShutdown', () => localQueue['background'](Promise.resolve()));
  });
}

/** Longer than the answer to a fetch of jobs can be on its way. */
const answeredWithinSeconds = 10;

/** Frees jobs that the queue assigned to our pools in an answer that never arrived, so that nobody runs them. Returns how many. */
export async function freeLost(db: Db, pools: readonly string[], inHand: readonly string[]): Promise<number> {
  return db.$executeRaw`
    update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = greatest(attempts - 1, 0)
    where locked_by = any(${pools}) and id <> all(${inHand.map(BigInt)}::bigint[])
      and locked_at < clock_timestamp() - make_interval(secs => ${answeredWithinSeconds}::int)`;
}

/** Whether jobs of these kinds have been due for `ms` milliseconds without being taken. */
export async function hasOverdue(db: Db, kinds: readonly string[], ms: number): Promise<boolean> {
  const rows = await db.$queryRaw<{ overdue: boolean }[]>`
    select exists (
      select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = any(${[...kinds]}) and j.locked_at is null and j.attempts < j.max_attempts
        and j.run_at < clock_timestamp() - make_interval(secs => ${ms / 1000}::float8)) as overdue`;
  return rows[0]!.overdue;
}

/** The most tries a job may get: one whose workers keep dying counts as dead itself. */
const mostDeaths = 12;

/**
 * Frees the jobs that an ended pool still holds. A job that died with its worker has not failed and gets one more try, up to `mostDeaths`,
 * in case it is the job that kills workers.
 */
export async function freePool(db: Db, pool: string): Promise<void> {
  await db.$executeRaw`
    update graphile_worker._private_jobs
    set locked_at = null, locked_by = null, max_attempts = least(max_attempts + 1, ${mostDeaths}::int)
    where locked_by = ${pool}`;
}

/**
 * Gives a job one more try that was cut off, since its lane lost the database or its process ends: it has not failed. Up to `mostDeaths`.
 */
export async function oneMoreTry(db: Db, job: string): Promise<void> {
  await db.$executeRaw`
    update graphile_worker._private_jobs set max_attempts = least(max_attempts + 1, ${mostDeaths}::int) where id = ${BigInt(job)}`;
}

/**
 * Frees the jobs held by pools that no living instance names: those of killed processes, and those opened and closed between two
 * heartbeats. If such a pool is alive after all, claims keep its deliveries from being sent twice. Returns how many.
 */
export async function freeUnowned(db: Db, silentSeconds: number): Promise<number> {
  return db.$executeRaw`
    update graphile_worker._private_jobs j
    set locked_at = null, locked_by = null, max_attempts = least(max_attempts + 1, ${mostDeaths}::int)
    where locked_by is not null and locked_at < clock_timestamp() - make_interval(secs => ${silentSeconds}::int)
      and not exists (
        select from instance i
        where j.locked_by = any(i.pool_ids) and i.beat_at > clock_timestamp() - make_interval(secs => ${silentSeconds}::int))`;
}

const end = withLeft('end');

/**
 * Ends the rows that wait for jobs which have used up their tries, so that nothing waits for ever (see `pal jobs list`). Returns how many.
 */
export async function buryDead(db: Db): Promise<number> {
  const rows = await db.$queryRaw<{ buried: number }[]>`
    with j as materialized (
      select t.identifier as task, j.payload, ${deliveryOf} as delivery,
        left(${`${jobFailed}: `} || split_part(coalesce(j.last_error, ''), E'\n', 1), 300) as reason
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts >= j.max_attempts and j.locked_at is null and j.updated_at > now() - interval '1 day'
        -- One that was replaced while it ran ends like a dead one, but its successor lives.
        and not exists (
          select from graphile_worker._private_jobs o where o.attempts < o.max_attempts and o.key = case t.identifier
            when 'deliver' then 'deliver:' || (j.payload->>'key') when 'cheer' then 'cheer:' || (j.payload->>'proof') end)
        -- What was planned anew since, as a nudge at a later time of its day, has a job of its own.
        and not exists (
          select from graphile_worker._private_jobs o
          where t.identifier not in ('deliver', 'cheer', 'photos') and o.task_id = j.task_id
            and (o.attempts < o.max_attempts or o.locked_at is not null) and o.payload::jsonb = j.payload::jsonb)
    ), ${end.ctes}
    select ${end.count} as buried`;
  return rows[0]!.buried + (await buryPhotos(db));
}

/** Refuses the photos whose job is dead: each is named in its proof's thread, like any other refused photo. */
async function buryPhotos(db: Db): Promise<number> {
  const dead = await db.$queryRaw<{ proof: ProofId }[]>`
    select distinct j.payload->>'proof' as proof
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'photos' and j.attempts >= j.max_attempts and j.locked_at is null
      and j.updated_at > now() - interval '1 day'
      and exists (select from photo where proof_id = (j.payload->>'proof')::uuid and state = 'waiting')`;
  const photos = createPhotoStore(db);
  let buried = 0;
  for (const { proof } of dead) {
    const waiting = await photos.waiting(proof);
    if (!waiting) continue;
    for (const photo of waiting.photos) {
      await photos.refuse(proof, photo.ordinal, 'expired', refusedLine(waiting, proof, photo, 'expired'));
      buried++;
    }
  }
  return buried;
}
