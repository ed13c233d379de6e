import { Client, Pool } from 'pg';
import { expect, test } from 'vitest';
import { createWake } from '../../../src/adapters/postgres/jobs/wake.ts';
import { until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';

test('workers are told of each job, in fewer words the more come at once', async () => {
  const database = await freshDatabase();
  const pool = new Pool({ connectionString: database.url });
  const worker = new Client({ connectionString: database.url });
  await worker.connect();
  const words: number[] = [];
  worker.on('notification', ({ payload }) => words.push(JSON.parse(payload!).count));
  await worker.query('listen "jobs:insert"');
  const wake = createWake(pool);
  const told = () => words.reduce((sum, count) => sum + count, 0);
  try {
    wake(0);
    wake(1);
    await until('the first word', () => told() === 1);
    for (let n = 0; n < 500; n++) {
      wake(1);
      await new Promise(setImmediate);
    }
    await until('the last word', () => told() === 501);
    expect(words.length).toBeLessThan(20);
  } finally {
    await worker.end();
    await pool.end();
    await database.drop();
  }
});
