import type { Pool } from 'pg';

/**
 * Tells the workers of every instance that so many jobs are waiting. To be called after the commit. `watched`: somebody looks for
 * what one of them does, a mark of credit, and the word does not rest.
 */
export type Wake = (jobs: number, watched?: boolean) => void;

/** Between two words, each of which makes every lane of every instance look for jobs: that costs as much as a proof. */
const restMs = 16;
/** In a rush (100 proofs a second) little else begins anyway (core/jobs/courtesy.ts): for as long as it lasts, rests grow. */
const rushPerMs = 0.1;
const longestRestMs = 256;

/**
 * Tells them in a statement of its own, which writes nothing and so commits without the disk: at once, and what comes up soon
 * after goes together. A word that is lost costs a poll's time (prisma/migrations, boost_write_facts).
 */
export function createWake(pool: Pool): Wake {
  let waiting = 0;
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
    for (let restedMs = restMs; waiting > 0; ) {
      const [count, since] = [waiting, performance.now()];
      waiting = 0;
      asked = 0;
      hurried = false;
      await pool
        .query({
          name: 'boost_wake',
          text: `select pg_notify('jobs:insert', $1)`,
          values: [JSON.stringify({ count })],
        })
        .catch(() => undefined);
      await rest(restedMs);
      const isRush = asked >= (performance.now() - since) * rushPerMs && asked > 1;
      restedMs = isRush ? Math.min(restedMs * 2, longestRestMs) : restMs;
    }
    telling = false;
  }

  return (jobs, watched = false) => {
    if (jobs === 0) return;
    waiting += jobs;
    asked += 1;
    hurried ||= watched;
    if (hurried) endRest();
    if (!telling) void tell();
  };
}
