import type { WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import type { JobName } from '../../../core/jobs/job.ts';

/**
 * Notifies the workers of all instances which jobs are waiting, by job name. Call it after the commit. `watched`: somebody waits to see the
 * effect of one of them, a mark of credit, so the notification is sent without a pause.
 */
export type Wake = (jobs: readonly JobName[], watched?: boolean) => void;

/** The pause between two notifications: each makes a lane of every instance look for jobs, which costs as much as a proof. */
const restMs = 16;
/** In a rush (100 proofs per second) hardly any other job begins anyway (core/jobs/courtesy.ts), so pauses grow while it lasts. */
const rushPerMs = 0.1;
const longestRestMs = 256;

/**
 * Sends the notification in its own statement, which writes nothing and so commits without a flush: the first at once, those soon after
 * together. A lost notification costs the time until the next poll (prisma/functions/boost_write_facts.sql).
 */
export function createWake(pool: Pool): Wake {
  let waiting: JobName[] = [];
  let asked = 0;
  let hurried = false;
  let telling = false;
  let endRest = () => {};

  /** Pauses; cut short when a watched job is waiting. */
  async function rest(ms: number): Promise<void> {
    if (hurried) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function tell(): Promise<void> {
    telling = true;
    for (let restedMs = restMs; waiting.length > 0; ) {
      const [told, since] = [waiting, performance.now()];
      waiting = [];
      asked = 0;
      hurried = false;
      await pool
        .query({
          name: 'boost_wake',
          text: `select pg_notify('jobs:insert', $1)`,
          values: [JSON.stringify({ count: told.length, tasks: [...new Set(told)] })],
        })
        .catch(() => undefined);
      await rest(restedMs);
      const isRush = asked >= (performance.now() - since) * rushPerMs && asked > 1;
      restedMs = isRush ? Math.min(restedMs * 2, longestRestMs) : restMs;
    }
    telling = false;
  }

  return (jobs, watched = false) => {
    if (jobs.length === 0) return;
    waiting.push(...jobs);
    asked += 1;
    hurried ||= watched;
    if (hurried) endRest();
    if (!telling) void tell();
  };
}

/**
 * Makes a lane ignore notifications about other lanes' jobs: graphile-worker would look for its own jobs at each of them. A notification
 * that names no jobs is for every lane.
 */
export function heedOwn(events: WorkerEvents, own: readonly JobName[]): void {
  events.on('pool:listen:notification', ({ message }) => {
    if (message.channel === 'jobs:insert' && !isFor(own, message.payload)) message.payload = '{"count":0}';
  });
}

function isFor(own: readonly string[], word: string | undefined): boolean {
  try {
    const { tasks } = JSON.parse(word ?? '{}') as { readonly tasks?: readonly string[] };
    return tasks?.some((task) => own.includes(task)) ?? true;
  } catch {
    return true;
  }
}
