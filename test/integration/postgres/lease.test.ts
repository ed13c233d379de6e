import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/adapters/postgres/client.ts';
import { createLease } from '../../../src/adapters/postgres/lease.ts';
import { createPace } from '../../../src/adapters/postgres/pace.ts';
import type { HeldLease, Lease } from '../../../src/core/ports.ts';
import { freshDatabase } from '../../support/database.ts';
import { createMemoryLease } from '../discord/harness.ts';

const name = 'discord-gateway';
let drop: () => Promise<void>;
let database: Database;
let monotonic = 0;
/** How often somebody looked at it. */
let asked = 0;
let said: string[] = [];
const kept: HeldLease[] = [];
const never = new AbortController().signal;

beforeAll(async () => {
  const fresh = await freshDatabase();
  drop = fresh.drop;
  database = openDatabase(fresh.url, 4);
});
afterAll(async () => {
  await database.close();
  await drop();
});
afterEach(async () => {
  for (const lease of kept.splice(0)) await lease.release();
  await database.db.$executeRaw`delete from lease`;
  said = [];
});

const instance = (id: string): Lease => {
  const say = (event: string) => void said.push(`${id} ${event}`);
  return createLease({
    db: database.db,
    clock: {
      now: () => Date.now(),
      monotonic() {
        asked++;
        return monotonic;
      },
    },
    log: { info: say, warn: say, error: say },
    instance: id,
  });
};
async function acquired(lease: Lease, stop = never): Promise<HeldLease> {
  const held = await lease.acquire(name, stop);
  if (!held) throw new Error('it was stopped');
  kept.push(held);
  return held;
}
const expire = () =>
  database.db.$executeRaw`update lease set expires_at = clock_timestamp() - interval '1 second'`;
const holders = () => database.db.$queryRaw<{ holder: string; term: number }[]>`
  select holder, term::int from lease where expires_at > clock_timestamp()`;

describe.each([
  { where: 'in the database', two: () => [instance('one'), instance('two')] as const },
  {
    where: 'in memory',
    two: () => {
      const lease = createMemoryLease();
      return [lease, lease] as const;
    },
  },
])('a lease $where', ({ where, two }) => {
  test('has one holder, and goes to who waits as soon as it is released', async () => {
    const [one, two_] = two();
    const first = await acquired(one);
    let second: HeldLease | null = null;
    const waiting = acquired(two_).then((held) => {
      second = held;
    });
    if (where === 'in the database') await expect.poll(() => said).toContain('two lease.waiting');
    expect(second).toBeNull();
    expect(first.held()).toBe(true);
    await first.release();
    await waiting;
    expect(first.held()).toBe(false);
    expect(first.signal.aborted).toBe(true);
    expect(second!.held()).toBe(true);
    expect(second!.signal.aborted).toBe(false);
    expect(said).not.toContain('one lease.lost');
  });

  test('is not taken by who stopped while waiting for it', async () => {
    const [one, two_] = two();
    const first = await acquired(one);
    const stop = new AbortController();
    const waiting = two_.acquire(name, stop.signal);
    stop.abort();
    expect(await waiting).toBeNull();
    expect(first.held()).toBe(true);
    await first.release();
    expect(await two_.acquire(name, stop.signal)).toBeNull();
    expect(await acquired(one)).toBeTruthy();
  });
});

test('one that expired is taken over, and its former holder hears of it', async () => {
  const first = await acquired(instance('one'));
  await expire();
  const second = await acquired(instance('two'));
  expect(await holders()).toEqual([{ holder: 'two', term: 2 }]);
  monotonic += 5_000;
  await expect.poll(() => first.signal.aborted).toBe(true);
  expect(first.held()).toBe(false);
  expect(said).toContain('one lease.lost');
  expect(second.held()).toBe(true);
  // What the former holder lets go is not its successor's.
  await first.release();
  expect(await holders()).toEqual([{ holder: 'two', term: 2 }]);
});

test('one of a process that is no more is taken over though the clock of the database was set back', async () => {
  await acquired(instance('one'));
  for (const lease of kept.splice(0)) await lease.release();
  asked = 0;
  await database.db
    .$executeRaw`update lease set holder = 'gone', expires_at = clock_timestamp() + interval '1 hour'`;
  let second: HeldLease | null = null;
  const waiting = acquired(instance('two')).then((held) => {
    second = held;
  });
  await expect.poll(() => asked).toBeGreaterThanOrEqual(2);
  // Renewed while it was asked for: the time begins anew.
  await database.db.$transaction(async (tx) => {
    await tx.$executeRaw`update lease set expires_at = clock_timestamp() + interval '59 minutes'`;
    await expect.poll(waitsForLock).toBe(true);
    monotonic += 20_000;
  });
  const before = asked;
  await expect.poll(() => asked).toBeGreaterThanOrEqual(before + 2);
  expect(second).toBeNull();
  monotonic += 20_000;
  await waiting;
  expect(await holders()).toEqual([{ holder: 'two', term: 2 }]);
});

test('one that is renewed in time stays with its holder', async () => {
  const first = await acquired(instance('one'));
  await expire();
  monotonic += 5_000;
  await expect.poll(holders).toEqual([{ holder: 'one', term: 1 }]);
  // Held on from then, and not from when it was first asked for.
  monotonic += 5_000;
  expect(first.held()).toBe(true);
});

test('a renewal that hangs hides from nobody how old the lease is', async () => {
  const first = await acquired(instance('one'));
  await database.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from lease for update`;
    monotonic += 5_000;
    await expect.poll(waitsForLock).toBe(true);
    expect(first.held()).toBe(true);
    monotonic += 5_000;
    await expect.poll(() => first.signal.aborted).toBe(true);
  });
  expect(said).toContain('one lease.lost');
});

test('who stops while asking neither holds it nor asks again', async () => {
  const stop = new AbortController();
  let waiting: Promise<HeldLease | null> | null = null;
  const first = await acquired(instance('one'));
  await first.release();
  await database.db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from lease for update`;
    waiting = instance('two').acquire(name, stop.signal);
    await expect.poll(waitsForLock).toBe(true);
    stop.abort();
  });
  expect(await waiting).toBeNull();
  expect(await holders()).toEqual([]);
  expect(said).not.toContain('two lease.held');
});

async function waitsForLock(): Promise<boolean> {
  const rows = await database.db.$queryRaw<{ waits: boolean }[]>`
    select exists (select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%into lease%') as waits`;
  return rows[0]!.waits;
}

test('turns go on when the clock of the database was set back', async () => {
  const turn = createPace(database.db)('discord', 1_000);
  await turn();
  const ahead = Date.now() + 60 * 60_000;
  await database.db.note.update({ where: { key: 'pace:discord' }, data: { value: String(ahead) } });
  await turn();
  await turn();
  const { value } = await database.db.note.findUniqueOrThrow({ where: { key: 'pace:discord' } });
  expect(Number(value)).toBeLessThan(ahead - 30 * 60_000);
  // What is only far off is still not waited for.
  const far = Date.now() + 30_000;
  await database.db.note.update({ where: { key: 'pace:discord' }, data: { value: String(far) } });
  await expect(turn()).rejects.toMatchObject({ kind: 'rateLimited' });
});
