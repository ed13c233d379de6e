import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDead, redriveDead } from '../../../src/adapters/postgres/dead-letters.ts';
import { createHeartbeat } from '../../../src/adapters/postgres/jobs/heartbeat.ts';
import { deliveryKey } from '../../../src/core/delivery/keys.ts';
import type { Claimed, ClaimOutcome } from '../../../src/core/delivery/ledger.ts';
import type { ChannelRef, DeliveryKey, ProofId, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';
import { quietLog } from '../../support/quiet.ts';

let core: Core;
beforeAll(async () => {
  core = await openCore(Date.now());
});
afterAll(() => core.stop());

const db = () => core.storage.db;
const heartbeat = () =>
  createHeartbeat({
    ...{ db: db(), log: quietLog, instance: randomUUID() },
    ...{ poolIds: () => [], inHand: () => [], afterwards: async () => undefined },
  });
const row = (key: DeliveryKey) => db().delivery.findUniqueOrThrow({ where: { key } });
const job = async (key: DeliveryKey) => {
  const [found] = await db().$queryRaw<{ attempts: number; max: number }[]>`
    select attempts::int, max_attempts::int as max from graphile_worker._private_jobs where payload->>'key' = ${key}`;
  return found;
};
/** Its job is tried in vain, `times` times. */
const fails = (key: DeliveryKey, times: number) => db().$executeRaw`
  update graphile_worker._private_jobs set attempts = attempts + ${times}::int, last_error = 'error 22P02', updated_at = now()
  where payload->>'key' = ${key}`;

/** A cheer that waits to be posted. */
async function cheerToPost(): Promise<{ key: DeliveryKey; proof: string }> {
  const { id } = await core.storage.unitOfWork.run((tx) =>
    tx.ensureWorkspace('web', 'other' as WorkspaceRef, 'room'),
  );
  const [proof] = await db().$queryRaw<{ id: string }[]>`
    insert into proof (workspace_id, message_ref, channel_ref)
    values (${id}::uuid, ${randomUUID()}, 'today') returning id::text`;
  await db().$executeRaw`
    insert into cheer (proof_id, state, line1, line2) values (${proof!.id}::uuid, 'verified', '멋져요', '내일도 봐요')`;
  const key = deliveryKey('cheer', proof!.id);
  const target = { kind: 'channel', channel: 'today' as ChannelRef } as const;
  await core.storage.unitOfWork.run((tx) =>
    tx.deliver(id, proof!.id as ProofId, key, {
      do: 'post',
      target,
      view: { view: 'note', line: ['멋져요'] },
    }),
  );
  return { key, proof: proof!.id };
}

/** A cheer's edit whose worker died, and which the database refuses to claim: its revision is no number. */
async function unclaimable(): Promise<DeliveryKey> {
  const { id } = await core.storage.unitOfWork.run((tx) =>
    tx.ensureWorkspace('web', 'demo' as WorkspaceRef, 'room'),
  );
  const [proof] = await db().$queryRaw<{ id: string }[]>`
    insert into proof (workspace_id, message_ref, channel_ref)
    values (${id}::uuid, ${randomUUID()}, 'today') returning id::text`;
  await db().$executeRaw`insert into cheer (proof_id, state) values (${proof!.id}::uuid, 'posting')`;
  const key = `cheer-edit:${proof!.id}:newest` as DeliveryKey;
  await db().$executeRaw`
    insert into delivery (key, workspace_id, proof_id, effect, state, attempts, claim, claimed_at)
    values (${key}, ${id}::uuid, ${proof!.id}::uuid,
      ${JSON.stringify({ do: 'edit', of: 'cheer:x', view: { view: 'note', line: ['인사'] } })}::jsonb,
      'sending', 1, 'of the dead', clock_timestamp() - interval '21 seconds')`;
  return key;
}

test('a delivery that its worker left and nobody can claim any more ends with its job, and is listed', async () => {
  const key = await unclaimable();
  await expect(core.storage.ledger.claim(key)).rejects.toThrow();
  const { beat } = heartbeat();
  await beat();
  expect(await job(key)).toMatchObject({ attempts: 0 });
  await fails(key, 1);
  // A beat between two tries gives it no new ones.
  await beat();
  expect(await job(key)).toMatchObject({ attempts: 1 });
  expect(await row(key)).toMatchObject({ state: 'sending' });
  await fails(key, 3);
  await beat();
  const ended = { state: 'dead', reason: 'its job failed: error 22P02', claim: null, maybeSent: true };
  expect(await row(key)).toMatchObject(ended);
  const { workspaceId } = await row(key);
  const listed = await core.storage.unitOfWork.run((tx) => tx.deadLetters(workspaceId as never));
  expect(listed.map(({ cause }) => cause)).toEqual(['failed']);
});

test('a cheer whose delivery ends with its job ends with it, and waits again once that is tried again', async () => {
  const { key, proof } = await cheerToPost();
  await fails(key, 4);
  await heartbeat().beat();
  expect(await row(key)).toMatchObject({ state: 'dead' });
  const cheer = () => db().cheer.findUniqueOrThrow({ where: { proofId: proof } });
  expect(await cheer()).toMatchObject({ state: 'givenUp', reason: 'its job failed: error 22P02' });
  const any = { key: null, reason: null, since: null, limit: null };
  const { workspaceId } = await row(key);
  await redriveDead(db(), await findDead(db(), { ...any, workspace: workspaceId }));
  expect(await row(key)).toMatchObject({ state: 'pending' });
  expect(await cheer()).toMatchObject({ state: 'posting' });
});

test('what hung on a delivery waits again too, once that is tried again with its job', async () => {
  const { key, proof } = await cheerToPost();
  await fails(key, 4);
  await heartbeat().beat();
  const { workspaceId } = await row(key);
  const edit = deliveryKey('cheer-edit', proof, 1);
  await db().$executeRaw`
    insert into delivery (key, workspace_id, proof_id, effect, state, reason)
    values (${edit}, ${workspaceId}::uuid, ${proof}::uuid, ${JSON.stringify({ do: 'edit', of: key })}::jsonb,
      'skipped', 'what it edits was never posted')`;
  const any = { key: null, reason: null, since: null, limit: null };
  const letters = await findDead(db(), { ...any, workspace: workspaceId });
  const jobs = letters.filter(({ kind }) => kind === 'job');
  expect((await redriveDead(db(), jobs)).redriven).toHaveLength(1);
  expect([await row(key), await row(edit)]).toMatchObject([{ state: 'pending' }, { state: 'pending' }]);
});

test('one that another worker has is looked at again when its claim lapses, or when that worker says so', async () => {
  const due = async (key: DeliveryKey) => {
    const [found] = await db().$queryRaw<{ seconds: number }[]>`
      select extract(epoch from run_at - clock_timestamp())::float8 as seconds
      from graphile_worker._private_jobs where key = ${`deliver:${key}`}`;
    return found!.seconds;
  };
  const { ledger } = core.storage;
  const { key } = await cheerToPost();
  const claimed = (await ledger.claim(key)) as Claimed;
  const busy = (await ledger.claim(key)) as Extract<ClaimOutcome, { kind: 'busy' }>;
  await ledger.againWhenFree(key, busy.until);
  expect(await due(key)).toBeGreaterThan(15);
  const pause = { state: 'pending', reason: '503', maybeSent: false, counts: true } as const;
  await ledger.settle(claimed, { ...pause, at: core.clock.now() + 500 });
  expect(await due(key)).toBeLessThan(1);
  // Its holder was quicker than whoever found it held.
  await ledger.againWhenFree(key, busy.until);
  expect(await due(key)).toBeLessThan(1);
});

test('one that is being done meanwhile is left to its worker', async () => {
  const key = await unclaimable();
  const { beat } = heartbeat();
  await beat();
  await fails(key, 4);
  await db().$executeRaw`update delivery set claimed_at = clock_timestamp() where key = ${key}`;
  await beat();
  expect(await row(key)).toMatchObject({ state: 'sending', claim: 'of the dead' });
});
