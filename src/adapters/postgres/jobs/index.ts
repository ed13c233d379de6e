import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CronItem,
  type JobHelpers,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Pool } from 'pg';
import { reasonOf } from '../../../core/errors.ts';
import { type JobHandlers, type JobName, jobPayloads } from '../../../core/jobs/job.ts';
import { type JobTraits, jobTable, type Lane } from '../../../core/jobs/table.ts';
import type { Log } from '../../../core/ports.ts';
import type { Db } from '../client.ts';
import { isOutage } from '../errors.ts';
import { createHeartbeat } from './heartbeat.ts';
import { releasedOnce } from './released-once.ts';
import { freePool, hasOverdue, oneMoreTry, tellWhatIsLost, watchJobs } from './rescue.ts';
import { heedOwn } from './wake.ts';

/** The job queue of one instance. */
export interface JobQueue {
  start(handlers: JobHandlers): Promise<void>;
  /** Takes no new jobs, waits up to three seconds for those in hand, then returns the rest to the queue. */
  stop(): Promise<void>;
  /** True while jobs are being taken. */
  readonly running: boolean;
}

/**
 * The lanes share one connection pool. A lane that fails (the database restarted) is opened again. A cheer waiting for a model holds no
 * connection and less than 0.1 MB, so many may run at once; the rest wait in the database, where they cost nothing.
 */
const lanes: readonly { name: Lane; jobs: readonly JobName[]; concurrency: number }[] = [
  { name: 'deliveries', jobs: jobsOf('deliveries'), concurrency: 16 },
  { name: 'cheers', jobs: jobsOf('cheers'), concurrency: 256 },
  { name: 'chores', jobs: jobsOf('chores'), concurrency: 16 },
  { name: 'nudges', jobs: jobsOf('nudges'), concurrency: 8 },
];

function jobsOf(lane: Lane): readonly JobName[] {
  return (Object.keys(jobTable) as JobName[]).filter((job) => jobTable[job].lane === lane);
}

/**
 * Jobs that run at set times. The queue adds each once however many instances run, and adds none for times it was not running: each job
 * checks for itself what it has missed.
 */
const clockwork: readonly (CronItem & { readonly task: JobName })[] = (
  Object.entries(jobTable) as [JobName, JobTraits][]
).flatMap(([task, { priority, comes }]) => {
  if (comes === undefined) return [];
  const times = 60 / comes.everyMinutes;
  const minutes = Array.from({ length: times }, (_, time) => comes.from + time * comes.everyMinutes);
  const options = { backfillPeriod: 0, maxAttempts: comes.tries, priority };
  return [{ task, match: `${minutes.join()} * * * *`, options }];
});

/** The program ends within five seconds; this much of that is for the jobs in hand. */
const drainMs = 3_000;

/** Four times a lane's poll interval, in milliseconds. */
const asleepAfterMs = 6_000;

interface OpenLane {
  readonly runner: Runner;
  readonly poolId: string;
  /** Ids of this lane's jobs that this process holds. */
  readonly inHand: ReadonlySet<string>;
  /** When the lane last looked for jobs (performance.now()). */
  readonly lookedAt: number;
  again(): Promise<void>;
}

/** The job queue over graphile-worker. Failed lanes are reopened, and jobs of dead instances are freed. */
export function createJobQueue({
  db,
  pool,
  log,
  instance,
}: {
  db: Db;
  pool: Pool;
  log: Log;
  instance: string;
}): JobQueue {
  const open = new Map<string, OpenLane>();
  const heartbeat = createHeartbeat({
    db,
    log,
    instance,
    poolIds: () => [...open.values()].map(({ poolId }) => poolId),
    inHand: () => [...open.values()].flatMap((lane) => [...lane.inHand]),
    afterwards: wakeSleepers,
  });
  let stopping = false;
  const closing = new AbortController();

  async function openLane(lane: (typeof lanes)[number], taskList: TaskList): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    const state = { inHand: new Set<string>(), lookedAt: performance.now() };
    watchJobs(events, state.inHand);
    tellWhatIsLost(events);
    heedOwn(events, lane.jobs);
    events.on('localQueue:getJobs:complete', () => {
      state.lookedAt = performance.now();
    });
    let poolId = '';
    events.on('pool:create', ({ workerPool }) => {
      poolId = workerPool.id;
    });
    const runner = await run({
      pgPool: releasedOnce(pool),
      taskList,
      parsedCronItems: parseCronItems(clockwork.filter(({ task }) => task in taskList)),
      events,
      concurrency: lane.concurrency,
      noHandleSignals: true,
      // If LISTEN is lost, jobs are found by polling.
      pollInterval: 1_500,
      // One query fetches jobs for all workers of the lane, and one reports all jobs that end together.
      // Both kinds of report are batched: an unbatched one that fails to reach the database cannot be caught and would end the process.
      preset: {
        worker: { localQueue: { size: lane.concurrency }, completeJobBatchDelay: 5, failJobBatchDelay: 5 },
      },
      logger: quietLogger(log, () => stopping),
      gracefulShutdownAbortTimeout: drainMs,
    });
    open.set(
      lane.name,
      Object.assign(state, {
        runner,
        poolId,
        again: () => reopenLane(lane, taskList, poolId, 'it stopped looking for jobs'),
      }),
    );
    // The runner ends in the same way whether we stopped it or its database went away.
    void runner.promise
      .then(() => 'its connections were lost', reasonOf)
      .then((reason) =>
        open.get(lane.name)?.runner === runner ? reopenLane(lane, taskList, poolId, reason) : undefined,
      );
    await heartbeat
      .beat()
      .catch((error: unknown) => log.warn('instance.beat_failed', { reason: reasonOf(error) }));
  }

  async function reopenLane(
    lane: (typeof lanes)[number],
    taskList: TaskList,
    lostPool: string,
    reason: string,
  ): Promise<void> {
    if (stopping) return;
    open.delete(lane.name);
    log.error('jobs.lane_failed', { lane: lane.name, reason });
    for (let wait = 250; !stopping; wait = Math.min(wait * 2, 2_000)) {
      await delay(wait);
      try {
        // The lane's jobs have ended, but this could not be reported to the database.
        await freePool(db, lostPool);
        return await openLane(lane, taskList);
      } catch (error) {
        log.warn('jobs.lane_waiting', { lane: lane.name, reason: reasonOf(error) });
      }
    }
  }

  /**
   * Finds jobs that are due while no lane polls: after a crash of the database the queue may pause between two polls for half a minute, or
   * for good. A lane that is not busy and has not polled for `asleepAfterMs` is abandoned and opened anew.
   */
  async function wakeSleepers(): Promise<void> {
    for (const lane of lanes) {
      const state = open.get(lane.name);
      if (!state || stopping || performance.now() - state.lookedAt < asleepAfterMs) continue;
      if (state.inHand.size >= lane.concurrency || !(await hasOverdue(db, lane.jobs, asleepAfterMs)))
        continue;
      void state.runner.stop().catch(() => undefined);
      await state.again();
    }
  }

  return {
    get running() {
      return open.size === lanes.length && !stopping;
    },
    async start(handlers) {
      await heartbeat.beat();
      for (const lane of lanes)
        await openLane(lane, toTasks(lane.jobs, handlers, { db, log, closing: closing.signal }));
      heartbeat.start();
    },
    async stop() {
      stopping = true;
      closing.abort();
      heartbeat.stop();
      await Promise.allSettled([...open.values()].map(({ runner }) => runner.stop()));
      await heartbeat.leave().catch(() => undefined);
    },
  };
}

function toTasks(
  names: readonly JobName[],
  handlers: JobHandlers,
  { db, log, closing }: { readonly db: Db; readonly log: Log; readonly closing: AbortSignal },
): TaskList {
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (
        payload: unknown,
        { job, abortPromise, abortSignal }: Pick<JobHelpers, 'job' | 'abortPromise' | 'abortSignal'>,
      ) => {
        const waitedMs = Math.max(0, Date.now() - job.run_at.getTime());
        let ids = {};
        try {
          const parsed = jobPayloads[name].parse(payload);
          ids = parsed;
          const handle = () =>
            (handlers[name] as (payload: unknown, waitedMs: number) => Promise<void>)(parsed, waitedMs);
          // A job that does not finish in time at shutdown is returned to the queue, and run elsewhere or later.
          await Promise.race([outlastOutages(handle, { name, log, closing }), abortPromise]);
        } catch (error) {
          const { attempts, max_attempts } = job;
          const reason = reasonOf(error);
          const fields = { job: name, ...ids, attempts, reason };
          if (abortSignal?.aborted) {
            log.warn('job.cut_off', fields);
            // Where the database is away, it is freed with its pool, which does the same (freePool).
            await oneMoreTry(db, job.id).catch(() => undefined);
          } else if (attempts >= max_attempts) log.error('job.dead', fields);
          else log.warn('job.failed', fields);
          // The queue stores this message with the job (`last_error`); the original message may quote members.
          throw new Error(reason);
        }
      },
    ]),
  );
}

/**
 * Runs a handler, which may be repeated from its start. If the database is away, it waits here and runs the handler again, so that the
 * job's tries are not used up.
 */
async function outlastOutages(
  handle: () => Promise<void>,
  { name, log, closing }: { name: JobName; log: Log; closing: AbortSignal },
): Promise<void> {
  for (let wait = 200; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await handle();
    } catch (error) {
      if (!isOutage(error) || closing.aborted) throw error;
      log.warn('job.waits_for_database', { job: name, reason: reasonOf(error) });
      await delay(wait * (0.75 + Math.random() / 2), undefined, { signal: closing }).catch(() => {
        throw error;
      });
    }
  }
}

/**
 * Logs graphile-worker's own errors, except while everything is being closed. Failed jobs are logged by us. The message is cut at its first
 * colon or quote, since what follows may quote an error.
 */
function quietLogger(log: Log, stopping: () => boolean): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level !== 'error' || stopping() || meta?.failure) return;
    const reason = meta?.error === undefined ? undefined : reasonOf(meta.error);
    log.warn('jobs.queue', { message: message.split(/[:'<]/, 1)[0], reason });
  });
}
