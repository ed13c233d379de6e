import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDead, redriveDead } from '../../src/adapters/postgres/dead-letters.ts';
import type { Storage } from '../../src/adapters/postgres/index.ts';
import type { Effect, EffectTarget } from '../../src/core/delivery/effect.ts';
import { deliveryKey } from '../../src/core/delivery/keys.ts';
import { PlatformError } from '../../src/core/errors.ts';
import type {
  ChannelRef,
  DeliveryKey,
  MemberRef,
  MessageRef,
  WorkspaceId,
  WorkspaceRef,
} from '../../src/core/model/ids.ts';
import type { ChatPlatform, SendAttempt } from '../../src/core/ports.ts';
import type { UnitOfWork } from '../../src/core/store.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { plain, textOf } from '../support/core.ts';
import { freshDatabase } from '../support/database.ts';
import { inboundOver } from '../support/inbound.ts';

// Mistakes of ours in what follows from the end of a try: they use up tries, and never hold what was said or refused already.
const mistake = (): never => {
  throw new TypeError('읽을 수 없는 값: 회원이 쓴 글');
};
const away = (): never => {
  throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
};

type Answer = (attempt: SendAttempt, post: () => Promise<MessageRef>) => Promise<MessageRef>;
/** What goes wrong, by the key or id that it goes wrong with. */
const wrong = new Map<string, () => void>();
/** How the platform answers a post, by its key. */
const answers = new Map<DeliveryKey, Answer>();
/** Whether each try of a post knew of an earlier one that may have arrived. */
const tries = new Map<DeliveryKey, boolean[]>();

const trip = (id: string) => wrong.get(id)?.();
const aroundWork = (unitOfWork: UnitOfWork): UnitOfWork => ({
  run: (work) =>
    unitOfWork.run((tx) =>
      work({
        ...tx,
        async parkWorkspace(id, reason) {
          trip(id);
          return tx.parkWorkspace(id, reason);
        },
        async lockCare(proof) {
          trip(proof);
          return tx.lockCare(proof);
        },
        async lockChallengeWithPlace(id) {
          trip(id);
          return tx.lockChallengeWithPlace(id);
        },
        async inCareSince(member) {
          if (!wrong.has(member)) return tx.inCareSince(member);
          trip(member);
          return null;
        },
      }),
    ),
});
const aroundStorage = (opened: Storage): Storage => ({
  ...opened,
  ledger: {
    ...opened.ledger,
    async settle(claimed, settlement) {
      trip(`${settlement.state} ${claimed.key}`);
      return opened.ledger.settle(claimed, settlement);
    },
  },
  async managerPlace(claimed) {
    trip(claimed.key);
    return opened.managerPlace(claimed);
  },
  background: { ...opened.background, unitOfWork: aroundWork(opened.background.unitOfWork) },
});
const aroundPlatform = (platform: ChatPlatform): ChatPlatform => ({
  ...platform,
  async ensurePosted(target, view, attempt) {
    const { key, maybeSent } = attempt;
    tries.set(key, [...(tries.get(key) ?? []), maybeSent]);
    const post = () => platform.ensurePosted(target, view, attempt);
    return (await answers.get(key)?.(attempt, post)) ?? post();
  },
});

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: TestApp;
beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(
    database.url,
    {},
    { around: { storage: aroundStorage, platform: aroundPlatform } },
  );
  app.provoked.push('delivery.mistake ', 'delivery.dead mistake of ours: ', 'delivery.dead forbidden: 50013');
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const db = () => app.storage.db;
const home = async (ref: string) =>
  (await app.storage.unitOfWork.run((tx) => tx.ensureWorkspace('web', ref as WorkspaceRef, 'room'))).id;
const channel = { kind: 'channel', channel: 'today' as ChannelRef } as const;

/** Plans a line and returns what it needs to be followed, in a workspace of its own. */
async function plan(key: DeliveryKey, answer: Answer | null, target: EffectTarget = channel) {
  if (answer) answers.set(key, answer);
  const ref = `room-${randomUUID()}`;
  const workspace = await home(ref);
  const effect: Effect = { do: 'post', target, view: { view: 'note', line: ['회원이 쓴 글'] } };
  await app.storage.unitOfWork.run((tx) => tx.deliver(workspace, null, key, effect));
  return { ref, workspace };
}

const row = (key: DeliveryKey) => db().delivery.findUniqueOrThrow({ where: { key } });
const logged = (event: string, key: DeliveryKey) =>
  app.log.filter((line) => line.event === event && line.fields.delivery === key);
const posted = async (key: DeliveryKey) =>
  (await db().$queryRaw<unknown[]>`select 1 from web_message where key = ${key}`).length;
async function end(key: DeliveryKey) {
  await until(`the end of ${key}`, async () => ['sent', 'skipped', 'dead'].includes((await row(key)).state));
  return row(key);
}
async function redrive(workspace: WorkspaceId) {
  const any = { key: null, reason: null, since: null, limit: null };
  return redriveDead(db(), await findDead(db(), { ...any, workspace }));
}
async function listed(ref: string): Promise<readonly string[]> {
  const reply = await inboundOver(app.storage).command({
    platform: 'web',
    workspace: ref as WorkspaceRef,
    channel: 'today' as ChannelRef,
    member: { ref: 'boss' as MemberRef, name: '지은', manager: true },
    ...{ id: randomUUID(), at: Date.now(), locale: null },
    ...{ path: ['admin', 'jobs'], options: {}, attachments: [], target: null },
  });
  if (reply.kind !== 'message' || reply.view.view !== 'card') return [textOf(reply)];
  return reply.view.fields.map(({ label, value }) => `${label}: ${plain(value)}`);
}

const refuse =
  (...error: ConstructorParameters<typeof PlatformError>): Answer =>
  async () => {
    throw new PlatformError(...error);
  };

describe.concurrent('what has to follow from the end of a try', () => {
  test('what is said instead cannot be planned: tries are used up, managers read that it is our side, and it is tried again', async () => {
    const key = deliveryKey('permission', randomUUID());
    wrong.set(key, mistake);
    const { ref, workspace } = await plan(key, refuse('forbidden', '50013'));
    const { state, attempts, maybeSent, reason } = await end(key);
    expect({ state, attempts, maybeSent }).toEqual({ state: 'dead', attempts: 4, maybeSent: false });
    expect(reason).toMatch(/^mistake of ours: TypeError at \S+:\d+; forbidden: 50013$/);
    expect(logged('delivery.mistake', key).map(({ level }) => level)).toEqual([...'1234'].map(() => 'error'));
    expect(await listed(ref)).toEqual(['봇 쪽에서 문제가 생김: 1개 · 자세한 내용은 운영자의 로그에 있어요']);
    wrong.delete(key);
    expect((await redrive(workspace)).redriven).toEqual([key]);
    expect(await end(key)).toMatchObject({ state: 'dead', reason: 'forbidden: 50013' });
  });

  test('a line whose arrival nobody knows is not shown once more for it', async () => {
    const proof = randomUUID();
    const key = deliveryKey('care', proof);
    wrong.set(proof, mistake);
    const member = 'junho' as MemberRef;
    await plan(
      key,
      async (_, post) => {
        await post();
        throw new PlatformError('ambiguous', 'reset');
      },
      { ...channel, kind: 'private', member },
    );
    const { state, attempts, reason } = await end(key);
    expect({ state, attempts }).toEqual({ state: 'dead', attempts: 4 });
    expect(reason).toMatch(/^mistake of ours: TypeError at \S+:\d+; outcome unknown: reset$/);
    expect(tries.get(key)).toEqual([false, true, true, true]);
    expect(await posted(key)).toBe(1);
  });

  test('a workspace that cannot be parked', async () => {
    const key = `test:${randomUUID()}` as DeliveryKey;
    const ref = `room-${randomUUID()}`;
    const workspace = await home(ref);
    wrong.set(workspace, mistake);
    answers.set(key, refuse('revoked', 'token_revoked'));
    const effect: Effect = { do: 'post', target: channel, view: { view: 'note', line: ['인사'] } };
    await app.storage.unitOfWork.run((tx) => tx.deliver(workspace, null, key, effect));
    expect(await end(key)).toMatchObject({ state: 'dead', attempts: 4 });
    expect((await row(key)).reason).toMatch(
      /^mistake of ours: TypeError at \S+:\d+; revoked: token_revoked$/,
    );
    wrong.delete(workspace);
    await redrive(workspace);
    expect(await end(key)).toMatchObject({ state: 'skipped', reason: 'revoked: token_revoked' });
    const parked = await db().workspace.findUniqueOrThrow({ where: { id: workspace } });
    expect(parked.parkReason).toBe('token_revoked');
  });

  test('a host who cannot be told that the channel is gone', async () => {
    const challenge = randomUUID();
    const key = deliveryKey('welcome', challenge);
    wrong.set(challenge, mistake);
    const { workspace } = await plan(key, refuse('gone', '10003'));
    expect(await end(key)).toMatchObject({ state: 'dead', attempts: 4 });
    expect((await row(key)).reason).toMatch(/^mistake of ours: TypeError at \S+:\d+; gone: 10003$/);
    wrong.delete(challenge);
    await redrive(workspace);
    expect(await end(key)).toMatchObject({ state: 'skipped', reason: 'gone: 10003' });
  });

  test('a reason that the database does not take', async () => {
    const key = `test:${randomUUID()}` as DeliveryKey;
    await plan(key, refuse('invalid', 'no\0text'));
    expect(await end(key)).toMatchObject({ state: 'dead', attempts: 4 });
    expect((await row(key)).reason).toMatch(/^mistake of ours: \w+ 22021 at \S+$/);
  });

  test('what was said stays said once, though that cannot be stored', async () => {
    const key = `test:${randomUUID()}` as DeliveryKey;
    wrong.set(`sent ${key}`, mistake);
    const { workspace } = await plan(key, null);
    expect(await end(key)).toMatchObject({ state: 'dead', attempts: 4, maybeSent: true });
    expect((await row(key)).reason).toMatch(/^mistake of ours: TypeError at \S+:\d+$/);
    expect(tries.get(key)).toEqual([false, true, true, true]);
    wrong.delete(`sent ${key}`);
    await redrive(workspace);
    expect(await end(key)).toMatchObject({ state: 'sent' });
    expect(await posted(key)).toBe(1);
  });

  test('a database that is away for one question alone is waited for no longer than a day', async () => {
    const member = randomUUID();
    const key = deliveryKey('freeze', randomUUID(), member);
    wrong.set(member, away);
    const workspace = await home(`room-${randomUUID()}`);
    const effect = JSON.stringify({ do: 'post', target: channel, view: { view: 'note', line: ['인사'] } });
    await db().$executeRaw`
      insert into delivery (key, workspace_id, effect, state, attempts, created_at)
      values (${key}, ${workspace}::uuid, ${effect}::jsonb, 'pending', 3, now() - interval '25 hours')`;
    await db().$executeRaw`select boost_deliver_again(${key}, 0)`;
    await end(key);
    expect((await row(key)).reason).toMatch(/^mistake of ours: Error ECONNREFUSED at \S+$/);
  });
});

describe.concurrent('what tells a manager holds no delivery', () => {
  test.each([
    ['by a mistake of ours', mistake, 'delivery.mistake', 'error'],
    ['since the database is away', away, 'delivery.manager_not_told', 'warn'],
  ])('that a permission is missing, %s', async (_, how, event, level) => {
    const key = `test:${randomUUID()}` as DeliveryKey;
    wrong.set(key, how);
    await plan(key, refuse('forbidden', '50013', { missing: 'SEND_MESSAGES' }));
    expect(await end(key)).toMatchObject({ state: 'dead', reason: 'forbidden: 50013', attempts: 1 });
    expect(logged(event, key).map((line) => line.level)).toEqual([level]);
  });

  test.each([
    ['by a mistake of ours', mistake],
    ['since the database is away', away],
  ])('that no thread is left for what was said elsewhere, %s', async (_, how) => {
    const key = `test:${randomUUID()}` as DeliveryKey;
    wrong.set(key, how);
    await plan(key, async (attempt, post) => {
      attempt.outOfThreads?.();
      return post();
    });
    expect(await end(key)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(tries.get(key)).toEqual([false]);
    expect(await posted(key)).toBe(1);
  });
});

test('the log tells nobody’s words', () => {
  expect(JSON.stringify(app.log)).not.toContain('회원이 쓴 글');
});
