import type { WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import type { JobName } from '../../../core/jobs/job.ts';

/**
 * Tells the workers of every instance which jobs are waiting, each by its name. To be called after the commit. `watched`: somebody
 * looks for what one of them does, a mark of credit, and the word does not rest.
 */
export type Wake = (jobs: readonly JobName[], watched?: boolean) => void;

/** Between two words, each of which makes a lane of every instance look for jobs: that costs as much as a proof. */
const restMs = 16;
/** In a rush (100 proofs a second) little else begins anyway (core/jobs/courtesy.ts): for as long as it lasts, rests grow. */
const rushPerMs = 0.1;
const longestRestMs = 256;

/**
 * Tells them in a statement of its own, which writes nothing and so commits without the disk: at once, and what comes up soon
 * after goes together. A word that is lost costs a poll's time (prisma/functions/boost_write_facts.sql).
 */
export function createWake(pool: Pool): Wake {
  let waiting: JobName[] = [];
  let asked = 0;
  let hurried = false;
  let telling = false;
  let endRest = () => {};

  /** Shorter where a word is watched for. */
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
 * Lets a lane pass over words about other lanes' jobs alone: graphile-worker would look for its own at each of them. A word that
 * names no jobs is for every lane.
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
