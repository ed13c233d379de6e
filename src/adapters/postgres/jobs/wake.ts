import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Tells the workers of every instance that so many jobs are waiting. To be called after the commit. */
export type Wake = (jobs: number) => void;

/** Each word makes every lane of every instance look for jobs, which costs as much as a proof. */
const restMs = 16;
/** So many jobs within a rest are a rush (about 100 proofs a second): nothing begins in it (core/jobs/courtesy.ts), so words wait longer. */
const rushFrom = 2;
const rushRestMs = 250;

/**
 * Tells them in a statement of its own, which writes nothing and so commits without the disk: at once, and what comes up soon
 * after goes together. A word that is lost costs a poll's time (prisma/migrations, boost_write_facts).
 */
export function createWake(pool: Pool): Wake {
  let waiting = 0;
  let telling = false;

  async function tell(): Promise<void> {
    telling = true;
    for (let rest = restMs; waiting > 0; rest = waiting / rest >= rushFrom / restMs ? rushRestMs : restMs) {
      const count = waiting;
      waiting = 0;
      await pool
        .query({
          name: 'boost_wake',
          text: `select pg_notify('jobs:insert', $1)`,
          values: [JSON.stringify({ count })],
        })
        .catch(() => undefined);
      await delay(rest, undefined, { ref: false });
    }
    telling = false;
  }

  return (jobs) => {
    waiting += jobs;
    if (waiting > 0 && !telling) void tell();
  };
}
