import type { WorkerEvents } from 'graphile-worker';
import { jobFailed } from '../../../core/jobs/table.ts';
import type { ProofId } from '../../../core/model/ids.ts';
import { refusedLine } from '../../../core/photos/keep-photos.ts';
import type { Db } from '../client.ts';
import { createPhotoStore } from '../photo-store.ts';
import { deliveryOf, withLeft } from './leaves.ts';

/** Ids of the jobs that were handed to this process and have not ended. */
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
 * Lets a lane that ends tell when it cannot give back what it fetched ahead. graphile-worker 0.18.0 gives it back in the background,
 * where nothing may begin once the queue is released: with nothing there already it forgets the promise, and the database being
 * away would end the process. So something is there at that moment.
 */
export function tellWhatIsLost(events: WorkerEvents): void {
  events.once('localQueue:init', ({ localQueue }) => {
    // biome-ignore lint/complexity/useLiteralKeys: it is private in the types
    events.once('pool:gracefulShutdown', () => localQueue['background'](Promise.resolve()));
  });
}

/** Longer than the answer to a look for jobs can be on its way. */
const answeredWithinSeconds = 10;

/** Frees jobs that the queue gave to these pools of ours in an answer that never arrived: nobody has them. */
export async function freeLost(db: Db, pools: readonly string[], inHand: readonly string[]): Promise<number> {
  return db.$executeRaw`
    update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = greatest(attempts - 1, 0)
    where locked_by = any(${pools}) and id <> all(${inHand.map(BigInt)}::bigint[])
      and locked_at < clock_timestamp() - make_interval(secs => ${answeredWithinSeconds}::int)`;
}

/** Whether jobs of these kinds are due for so long and in nobody's hands. */
export async function hasOverdue(db: Db, kinds: readonly string[], ms: number): Promise<boolean> {
  const rows = await db.$queryRaw<{ overdue: boolean }[]>`
    select exists (
      select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = any(${[...kinds]}) and j.locked_at is null and j.attempts < j.max_attempts
        and j.run_at < clock_timestamp() - make_interval(secs => ${ms / 1000}::float8)) as overdue`;
  return rows[0]!.overdue;
}

/** A job that has been in hand of so many dead workers is dead itself. */
const mostDeaths = 12;

/** Frees what a pool that has ended still holds. To have died with its worker is no failure of a job, unless it is what kills them. */
export async function freePool(db: Db, pool: string): Promise<void> {
  await db.$executeRaw`
    update graphile_worker._private_jobs
    set locked_at = null, locked_by = null, max_attempts = least(max_attempts + 1, ${mostDeaths}::int)
    where locked_by = ${pool}`;
}

/**
 * Frees what is held by pools that no living instance names: of killed processes, and of any that came and went between two
 * heartbeats. Should one of them live after all, claims keep what it does from being done twice.
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

/** A job that has used up its tries takes what it was for with it, so that nothing waits for ever: see `pal jobs list`. */
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

/** Photos whose job is dead will not be kept any more: each is named in its thread, as any other that was refused. */
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
