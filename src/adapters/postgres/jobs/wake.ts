import type { Pool } from 'pg';

/** Tells the workers of every instance that so many jobs are waiting. To be called after the commit. */
export type Wake = (jobs: number) => void;

/**
 * Tells them in a statement of its own, which writes nothing and so commits without the disk; what comes up while one is on
 * its way goes with the next. A word that is lost costs a poll's time (prisma/migrations, boost_write_facts).
 */
export function createWake(pool: Pool): Wake {
  let waiting = 0;
  let telling = false;

  async function tell(): Promise<void> {
    telling = true;
    while (waiting > 0) {
      const count = waiting;
      waiting = 0;
      await pool
        .query({
          name: 'boost_wake',
          text: `select pg_notify('jobs:insert', $1)`,
          values: [JSON.stringify({ count })],
        })
        .catch(() => undefined);
    }
    telling = false;
  }

  return (jobs) => {
    waiting += jobs;
    if (waiting > 0 && !telling) void tell();
  };
}
