import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/adapters/postgres/client.ts';
import { createJobQueue } from '../../../src/adapters/postgres/jobs/index.ts';
import { type JobHandlers, jobPayloads } from '../../../src/core/jobs/job.ts';
import { type PgProxy, startPgProxy } from '../../fakes/pg-proxy.ts';
import { until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { quietLog } from '../../support/quiet.ts';

const log = quietLog;
/** So many deliveries an instance does at a time (adapters/postgres/jobs). */
const atOnce = 16;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let proxy: PgProxy;
let direct: Database;

beforeAll(async () => {
  database = await freshDatabase();
  proxy = await startPgProxy(database.url);
  direct = openDatabase(database.url, 2);
});
afterAll(async () => {
  await direct.close();
  await proxy.close();
  await database.drop();
});

test('jobs fetched ahead that cannot be given back, since the database is away, end nothing but their lane', async () => {
  const { db, pool, close } = openDatabase(proxy.url, 8);
  const finish = Promise.withResolvers<void>();
  let begun = 0;
  const handlers = Object.fromEntries(
    Object.keys(jobPayloads).map((name) => [
      name,
      async () => {
        begun++;
        await finish.promise;
      },
    ]),
  );
  const lost: unknown[] = [];
  const onLost = (error: unknown) => void lost.push(error);
  process.on('unhandledRejection', onLost);
  const queue = createJobQueue({ db, pool, log, instance: randomUUID() });
  await queue.start(handlers as unknown as JobHandlers);
  const jobs = Array.from({ length: atOnce * 3 }, () => ({
    task: 'deliver',
    payload: { key: randomUUID() },
  }));
  await direct.db.$executeRaw`select boost_enqueue(${JSON.stringify(jobs)}::jsonb)`;
  const fetched = async () =>
    (
      await direct.db.$queryRaw<[{ count: number }]>`
      select count(*)::int as count from graphile_worker._private_jobs where locked_by is not null`
    )[0].count;
  await until('more jobs in hand than are begun', async () => begun === atOnce && (await fetched()) > atOnce);
  proxy.shut();
  finish.resolve();
  await queue.stop();
  proxy.open();
  await close();
  process.off('unhandledRejection', onLost);
  expect(lost).toEqual([]);
});

test('a job that the end of its process cuts off has not failed: it loses none of its tries', async () => {
  const { db, pool, close } = openDatabase(database.url, 8);
  await direct.db.$executeRaw`delete from graphile_worker._private_jobs`;
  let begun = 0;
  const hang = () => {
    begun++;
    return new Promise<void>(() => undefined);
  };
  const handlers = Object.fromEntries(Object.keys(jobPayloads).map((name) => [name, hang]));
  const queue = createJobQueue({ db, pool, log, instance: randomUUID() });
  await queue.start(handlers as unknown as JobHandlers);
  const jobs = [{ task: 'deliver', payload: { key: randomUUID() } }];
  await direct.db.$executeRaw`select boost_enqueue(${JSON.stringify(jobs)}::jsonb)`;
  await until('the job to begin', () => begun === 1);
  await queue.stop();
  await close();
  const [left] = await direct.db.$queryRaw<[{ left: number; locked: boolean }]>`
    select max_attempts - attempts as left, locked_by is not null as locked from graphile_worker._private_jobs`;
  expect(left).toEqual({ left: 4, locked: false });
});
