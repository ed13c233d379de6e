import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Tells the workers of every instance that so many jobs are waiting. To be called after the commit. */
export type Wake = (jobs: number) => void;

/** Between two words, each of which makes every lane of every instance look for jobs: that costs as much as a proof. */
const restMs = 16;
/** In a rush (100 proofs a second) nothing begins anyway (core/jobs/courtesy.ts): for as long as it lasts, rests grow. */
const rushPerMs = 0.1;
const longestRestMs = 256;

/**
 * Tells them in a statement of its own, which writes nothing and so commits without the disk: at once, and what comes up soon
 * after goes together. A word that is lost costs a poll's time (prisma/migrations, boost_write_facts).
 */
export function createWake(pool: Pool): Wake {
  let waiting = 0;
  let asked = 0;
  let telling = false;

  async function tell(): Promise<void> {
    telling = true;
    for (let rest = restMs; waiting > 0; ) {
      const count = waiting;
      waiting = 0;
      asked = 0;
      await pool
        .query({
          name: 'boost_wake',
          text: `select pg_notify('jobs:insert', $1)`,
          values: [JSON.stringify({ count })],
        })
        .catch(() => undefined);
      await delay(rest, undefined, { ref: false });
      rest = asked >= rest * rushPerMs ? Math.min(rest * 2, longestRestMs) : restMs;
    }
    telling = false;
  }

  return (jobs) => {
    if (jobs === 0) return;
    waiting += jobs;
    asked += 1;
    if (!telling) void tell();
  };
}
