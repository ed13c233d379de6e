import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOutage } from '../../../src/adapters/postgres/errors.ts';
import { Prisma } from '../../../src/adapters/postgres/generated/client.ts';
import { removeAfterAll } from '../../../src/adapters/postgres/tx/workspaces.ts';
import { createDeliver } from '../../../src/core/delivery/deliver.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import { createFollowers } from '../../../src/core/delivery/followers.ts';
import type {
  ChannelRef,
  DeliveryKey,
  MessageRef,
  WorkspaceId,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import { createReadCircle } from '../../../src/core/nudge/circle.ts';
import { type Core, openCore } from '../../support/core.ts';
import { quietLog } from '../../support/quiet.ts';

let core: Core;
let workspace: WorkspaceId;
const ref = 'T1' as WorkspaceRef;
beforeAll(async () => {
  core = await openCore(Date.now());
  workspace = (await core.storage.unitOfWork.run((tx) => tx.ensureWorkspace('slack', ref, 'room'))).id;
});
afterAll(() => core.stop());

const message = 'C1/1.2' as MessageRef;
const remove: Effect = { do: 'remove', message };
const post: Effect = {
  do: 'post',
  target: { kind: 'channel', channel: 'C1' as ChannelRef },
  view: { view: 'note', line: ['인사'] },
};
const plan = (key: string, effect: Effect) =>
  core.storage.unitOfWork.run((tx) => tx.deliver(workspace, null, key as DeliveryKey, effect));
async function claimed(key: string) {
  const claim = await core.storage.ledger.claim(key as DeliveryKey);
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  return claim;
}
const states = async () =>
  (await core.storage.db.delivery.findMany({ orderBy: { key: 'asc' } })).map(
    ({ key, state, reason }) => `${key} ${state} ${reason}`,
  );

test('what was to be removed from a workspace that was parked is removed once it is back; nothing is said late', async () => {
  await plan('undo:test:1', remove);
  await plan('undo:test:2', { do: 'unreact', message, mark: '✅' });
  await plan('test:3', post);
  const first = await claimed('undo:test:1');
  await core.storage.ledger.settle(first, { state: 'skipped', cause: 'revoked', detail: 'token_revoked' });
  await core.inbound.workspaceGone({ platform: 'slack', workspace: ref, reason: 'token_revoked' });
  for (const key of ['undo:test:2', 'test:3']) {
    const claim = await claimed(key);
    expect(claim.moot).toBe('parked');
    await core.storage.ledger.settle(claim, { state: 'skipped', cause: 'parked', detail: '' });
  }
  await core.storage.db.$executeRaw`delete from graphile_worker._private_jobs`;

  await core.inbound.workspaceBack({ platform: 'slack', workspace: ref });
  expect(await states()).toEqual([
    'test:3 skipped parked',
    'undo:test:1 pending null',
    'undo:test:2 pending null',
  ]);
  const jobs = await core.storage.db.$queryRaw<{ key: string }[]>`
    select payload->>'key' as key from graphile_worker._private_jobs order by 1`;
  expect(jobs.map(({ key }) => key)).toEqual(['undo:test:1', 'undo:test:2']);
  expect(await claimed('undo:test:1')).toMatchObject({ moot: null, attempts: 1 });
});

test('nor is it lost where the workspace comes back between the judgement and its end', async () => {
  const { storage, clock, inbound } = core;
  await inbound.workspaceGone({ platform: 'slack', workspace: ref, reason: 'token_revoked' });
  await plan('undo:test:4', remove);
  const late = await claimed('undo:test:4');
  await inbound.workspaceBack({ platform: 'slack', workspace: ref });
  const { unitOfWork, talks, outages, managerPlace, ledger } = storage;
  const { carryOut } = createDeliver({
    ...{ ledger, platform: () => null, clock, log: quietLog, random: () => 0.5, isOutage },
    ...createFollowers({
      ...{ unitOfWork, talks, outages, managerPlace, clock, log: quietLog },
      ...{ readCircle: createReadCircle(storage), privateNotice: () => true },
    }),
  });
  await carryOut(late, clock.monotonic());
  expect(await states()).toContain('undo:test:4 pending null');
});

test('a workspace that comes back reads what it had removed by an index, however much was ever said', async () => {
  const { db } = core.storage;
  await db.$executeRaw`
    insert into delivery (key, workspace_id, effect, state, reason)
    select 'test:much:' || n, ${workspace}::uuid, ${JSON.stringify(post)}::jsonb, 'skipped', 'parked' from generate_series(1, 5000) n`;
  await db.$executeRaw`analyze delivery`;
  const plan = await db.$queryRaw<{ 'QUERY PLAN': string }[]>(
    Prisma.sql`explain ${removeAfterAll(workspace)}`,
  );
  const said = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(said).not.toMatch(/Seq Scan on delivery/);
  expect(said).toContain('delivery_unremoved');
});
