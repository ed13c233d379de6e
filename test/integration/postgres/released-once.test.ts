import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Logger, run, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releasedOnce } from '../../../src/adapters/postgres/jobs/released-once.ts';
import { freshDatabase } from '../../support/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = new Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const released = (from: Pool) =>
  new Promise<unknown>((resolve) => {
    from.connect((_error, _client, release) => {
      release();
      try {
        release();
        resolve('once');
      } catch (error) {
        resolve((error as Error).message);
      }
    });
  });

test('a connection that is released twice is released once, where the pool itself throws', async () => {
  expect(await released(pool)).toContain('already been released');
  expect(await released(releasedOnce(pool))).toBe('once');
  expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
});

test('a pool that has ended says so, as ever', async () => {
  const ended = new Pool({ connectionString: database.url });
  await ended.end();
  const told = await new Promise<readonly unknown[]>((resolve) => {
    releasedOnce(ended).connect((...all) => resolve(all));
  });
  expect(told).toEqual([expect.any(Error), undefined, undefined]);
});

test('a lane that ends while its LISTEN fails throws nothing that nobody catches', async () => {
  const uncaught: unknown[] = [];
  const note = (reason: unknown) => uncaught.push(reason);
  process.on('unhandledRejection', note);
  try {
    const events: WorkerEvents = new EventEmitter();
    // The lane ends before its LISTEN is answered, and then the connection breaks.
    events.once('pool:listen:success', ({ workerPool }) => void workerPool.gracefulShutdown());
    const broken = new Promise<void>((resolve) => {
      events.once('pool:listen:release', ({ client }) => {
        client.once('end', () => resolve());
        (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
      });
    });
    const runner = await run({
      pgPool: releasedOnce(pool),
      taskList: { nothing: async () => undefined },
      events,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    });
    await broken;
    await runner.promise.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(uncaught).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});
