import { expect, test } from 'vitest';
import { createMetrics } from '../../../src/adapters/node/metrics.ts';

test('what died and was done again is no longer among the figures; unreadable ones stay as they were', async () => {
  let rows: Record<string, number> | null = { delivery_dead: 2, jobs_waiting: 1 };
  const figures = async () => {
    if (!rows) throw new Error('the database is away');
    return rows;
  };
  const metrics = createMetrics({ figures, unheard: async () => [] });
  const read = async () =>
    (await metrics.read()).body.split('\n').filter((line) => /^boost_rows\b/.test(line));
  const before = ['boost_rows{what="delivery_dead"} 2', 'boost_rows{what="jobs_waiting"} 1'];
  expect(await read()).toEqual(before);
  rows = null;
  expect(await read()).toEqual(before);
  rows = { jobs_waiting: 3 };
  expect(await read()).toEqual(['boost_rows{what="jobs_waiting"} 3']);
});
