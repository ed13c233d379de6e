import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOutage } from '../../src/adapters/postgres/errors.ts';
import type { Storage } from '../../src/adapters/postgres/index.ts';
import { createDeliver } from '../../src/core/delivery/deliver.ts';
import type { Effect } from '../../src/core/delivery/effect.ts';
import type { ChannelRef, DeliveryKey, MessageRef, WorkspaceRef } from '../../src/core/model/ids.ts';
import { startTestApp, until } from '../support/app.ts';
import { type Core, openCore } from '../support/core.ts';
import { quietLog as log } from '../support/quiet.ts';

// A platform whose tokens were taken out of the settings, with deliveries that wait for it.
const nothing = async () => null;
let core: Core;
let deliver: ReturnType<typeof createDeliver>;
beforeAll(async () => {
  core = await openCore(Date.now());
  deliver = createDeliver({
    ...{ ledger: core.storage.ledger, clock: core.clock, log, random: () => 0.5, isOutage },
    platform: () => null,
    ...{ moot: nothing, wait: nothing, otherwise: nothing, replace: async () => 'settled' },
    ...{
      park: async () => {},
      settled: async () => {},
      tellGone: async () => {},
      tellManager: async () => {},
    },
  });
});
afterAll(() => core.stop());

const db = () => core.storage.db;
const line: Effect = {
  do: 'post',
  target: { kind: 'channel', channel: 'today' as ChannelRef },
  view: { view: 'note', line: ['인사'] },
};

/** What waits since so many hours, in a workspace of this platform. */
async function plan(
  hours: number,
  { effect = line, on = 'slack' }: { effect?: Effect; on?: 'slack' | 'web' } = {},
): Promise<DeliveryKey> {
  const key = `test:${randomUUID()}` as DeliveryKey;
  await core.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace(on, `room-${on}` as WorkspaceRef, 'room');
    await tx.deliver(id, null, key, effect);
  });
  await db().$executeRaw`
    update delivery set created_at = created_at - make_interval(hours => ${hours}::int) where key = ${key}`;
  // Whoever would have been told of it at first has tried already.
  await db().$executeRaw`delete from graphile_worker._private_jobs where payload->>'key' = ${key}`;
  return key;
}

const row = (key: DeliveryKey) => db().delivery.findUniqueOrThrow({ where: { key } });
/** In how many seconds it is tried again. */
async function rest(key: DeliveryKey): Promise<number> {
  const [job] = await db().$queryRaw<{ seconds: number }[]>`
    select extract(epoch from run_at - clock_timestamp())::float8 as seconds
    from graphile_worker._private_jobs where key = ${`deliver:${key}`}`;
  return job!.seconds;
}

test('what waits for it is asked about more and more rarely, since another instance or a later start may have it', async () => {
  const rests: number[] = [];
  for (const hours of [0, 1, 20]) {
    const key = await plan(hours);
    await deliver.deliver(key);
    expect(await row(key)).toMatchObject({
      state: 'pending',
      reason: 'its platform is off here',
      attempts: 0,
    });
    rests.push(Math.round((await rest(key)) / 60));
  }
  expect(rests).toEqual([0, 30, 60]);
});

test('after a day what would be said is over, with the reason, and no dead letter; a removal waits on', async () => {
  const [words, maybeSaid, removal] = [
    await plan(25),
    await plan(25),
    await plan(25 * 24, { effect: { do: 'remove', message: 'today/1' as MessageRef } }),
  ];
  await db().$executeRaw`update delivery set maybe_sent = true where key = ${maybeSaid}`;
  for (const key of [words, maybeSaid, removal]) await deliver.deliver(key);
  expect(await row(words)).toMatchObject({
    state: 'skipped',
    reason: 'older than a day; its platform is off here',
  });
  // It may stand there: whoever takes it back has it looked for.
  expect(await row(maybeSaid)).toMatchObject({ state: 'dead', reason: 'older than a day' });
  expect(await row(removal)).toMatchObject({ state: 'pending', reason: 'its platform is off here' });
});

test('a program starts though what waited cannot be told so, since that is tried anyhow', async () => {
  const resume = async () => {
    throw new Error('canceling statement due to statement timeout');
  };
  const storage = (real: Storage): Storage => ({ ...real, ledger: { ...real.ledger, resume } });
  const app = await startTestApp(core.storage.url, {}, { around: { storage } });
  await app.stop();
});

test('a program that starts with it says at once what waited, and leaves what waits for another', async () => {
  const [here, there] = [await plan(20, { on: 'web' }), await plan(20)];
  for (const key of [here, there]) await deliver.deliver(key);
  const app = await startTestApp(core.storage.url);
  try {
    await until('the line', async () => (await row(here)).state === 'sent', 10_000);
    expect(await rest(there)).toBeGreaterThan(50 * 60);
  } finally {
    await app.stop();
  }
});
