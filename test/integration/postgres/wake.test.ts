import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import { Client, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createWake, heedOwn } from '../../../src/adapters/postgres/jobs/wake.ts';
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
  // A connection that is still closing when its database is dropped is told so, after the pool has let go of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
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
  wake([]);
  wake(['cheer']);
  await toldOf(1);
  for (let n = 0; n < 500; n++) {
    wake(['cheer']);
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
  wake(['cheer']);
  await toldOf(1);
  // No rest ends by itself now.
  wake(['cheer', 'offerNudge']);
  await pool.query('select');
  expect(words).toEqual([1]);
  wake(['deliver'], true);
  await toldOf(4);
  expect(words).toEqual([1, 3]);
});

test.each([
  ['{"count":2,"tasks":["deliver","cheer"]}', 2],
  ['{"count":1,"tasks":["photos"]}', 0],
  // As the queue itself says it, and an earlier release.
  ['{"r":"0.5","count":1}', 1],
  ['', undefined],
])('a lane that delivers takes the word %s for %s jobs of its own', (payload, count) => {
  const events: WorkerEvents = new EventEmitter();
  heedOwn(events, ['deliver']);
  const message = { channel: 'jobs:insert', payload };
  events.emit('pool:listen:notification', { message } as never);
  expect((JSON.parse(message.payload || '{}') as { count?: number }).count).toBe(count);
});

test('the database says which jobs are due, and nothing of those that are due later', async () => {
  const heard = new Promise<string>((resolve) =>
    worker.once('notification', ({ payload }) => resolve(payload!)),
  );
  const enqueue = (jobs: object[]) => pool.query('select boost_enqueue($1::jsonb)', [JSON.stringify(jobs)]);
  await enqueue([{ task: 'cheer', payload: {}, runAt: '2999-01-01T00:00:00Z' }]);
  await enqueue([
    { task: 'photos', payload: {} },
    { task: 'deliver', payload: {}, runAt: '2020-01-01T00:00:00Z', key: null },
    { task: 'cheer', payload: {}, runAt: '2999-01-01T00:00:00Z' },
  ]);
  expect(JSON.parse(await heard)).toMatchObject({ count: 2, tasks: ['deliver', 'photos'] });
});
