import { Client, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createWake } from '../../../src/adapters/postgres/jobs/wake.ts';
import { freshDatabase } from '../../support/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: Pool;
let worker: Client;
/** What each word told of. */
let words: number[];
let heard: () => void;

beforeAll(async () => {
  database = await freshDatabase();
  pool = new Pool({ connectionString: database.url });
  worker = new Client({ connectionString: database.url });
  await worker.connect();
  worker.on('notification', ({ payload }) => {
    words.push(JSON.parse(payload!).count);
    heard();
  });
  await worker.query('listen "jobs:insert"');
});
afterAll(async () => {
  await worker.end();
  await pool.end();
  await database.drop();
});
afterEach(() => {
  vi.useRealTimers();
});

const told = () => words.reduce((sum, count) => sum + count, 0);

function toldOf(jobs: number): Promise<void> {
  return new Promise((resolve) => {
    heard = () => {
      if (told() >= jobs) resolve();
    };
    heard();
  });
}

test('workers are told of each job, in fewer words the more come at once', async () => {
  words = [];
  const wake = createWake(pool);
  wake(0);
  wake(1);
  await toldOf(1);
  for (let n = 0; n < 500; n++) {
    wake(1);
    await new Promise(setImmediate);
  }
  await toldOf(501);
  expect(told()).toBe(501);
  expect(words.length).toBeLessThan(20);
});

test('a word somebody watches for does not rest, and takes along what waits', async () => {
  words = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const wake = createWake(pool);
  wake(1);
  await toldOf(1);
  // No rest ends by itself now.
  wake(2);
  await pool.query('select');
  expect(words).toEqual([1]);
  wake(1, true);
  await toldOf(4);
  expect(words).toEqual([1, 3]);
});
