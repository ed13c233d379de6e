import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actionId } from '../../src/core/actions.ts';
import type { DeadCause } from '../../src/core/dead-letters/store.ts';
import { deliveryKey } from '../../src/core/delivery/keys.ts';
import type {
  ChannelRef,
  DeliveryKey,
  MemberRef,
  WorkspaceId,
  WorkspaceRef,
} from '../../src/core/model/ids.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { plain, textOf } from '../support/core.ts';
import { freshDatabase } from '../support/database.ts';
import { inboundOver } from '../support/inbound.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: TestApp;
let workspace: WorkspaceId;
beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(database.url);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});
/** Each test has a workspace of its own. */
let ref = '';
beforeEach(async () => {
  ref = `room-${randomUUID()}`;
  const made = await app.storage.unitOfWork.run((tx) =>
    tx.ensureWorkspace('web', ref as WorkspaceRef, 'room'),
  );
  workspace = made.id;
});

const db = () => app.storage.db;
const asker = (manager: boolean) => ({
  platform: 'web' as const,
  workspace: ref as WorkspaceRef,
  channel: 'today' as ChannelRef,
  member: { ref: 'boss' as MemberRef, name: '지은', manager },
  id: randomUUID(),
  at: Date.now(),
  locale: null,
});

async function listed({ manager = true } = {}) {
  const inbound = inboundOver(app.storage);
  const reply = await inbound.command({
    ...asker(manager),
    ...{ path: ['admin', 'jobs'], options: {}, attachments: [], target: null },
  });
  if (reply.kind !== 'message' || reply.view.view !== 'card') return { lines: [textOf(reply)], buttons: [] };
  const { fields, buttons } = reply.view;
  return {
    lines: fields.map(({ label, value }) => `${label}: ${plain(value)}`),
    buttons: buttons.map(({ label }) => label),
  };
}

async function press(cause: DeadCause, { manager = true } = {}): Promise<string> {
  const inbound = inboundOver(app.storage);
  const action = actionId({ do: 'redrive', cause });
  return textOf(await inbound.action({ ...asker(manager), action, values: {} }));
}

/** A note for the channel that died so long ago. */
async function dead(reason: string, { age = '1 minute', of = workspace } = {}): Promise<DeliveryKey> {
  const key = `test:${randomUUID()}` as DeliveryKey;
  const view = { view: 'note', line: ['인사'] };
  const effect = JSON.stringify({ do: 'post', target: { kind: 'channel', channel: 'today' }, view });
  await db().$executeRaw`
    insert into delivery (key, workspace_id, effect, state, reason, attempts, created_at, updated_at)
    values (${key}, ${of}::uuid, ${effect}::jsonb, 'dead', ${reason}, 4,
      now() - ${age}::interval, now() - ${age}::interval)`;
  return key;
}

async function stateOf(key: DeliveryKey) {
  const [row] = await db().$queryRaw<{ state: string; reason: string | null }[]>`
    select state, reason from delivery where key = ${key}`;
  return row!;
}

const posted = async (key: DeliveryKey) =>
  (await db().$queryRaw<unknown[]>`select 1 from web_message where key = ${key}`).length;
const ended = (key: DeliveryKey) =>
  until('its end', async () => ['sent', 'skipped'].includes((await stateOf(key)).state));

test('managers see what could not be said by its cause, with what is missing', async () => {
  await dead('forbidden: 50013 SEND_MESSAGES_IN_THREADS');
  await dead('forbidden: 50013 ADD_REACTIONS');
  await dead('forbidden: 50013 ADD_REACTIONS', { age: '2 days' });
  await dead('outcome unknown: TypeError: terminated by 10.0.0.7');
  await dead('older than a day', { age: '3 days' });
  await dead('invalid: 50035');
  await dead('mistake of ours: TypeError at core/talk/moot.ts:16');
  await dead('its job failed: error 22P02 at adapters/postgres/ledger.ts:45');
  const { lines, buttons } = await listed();
  expect(lines).toEqual([
    '권한이 없음: 3개 (하루가 지나 올리지 않을 것 1개) · 필요한 권한: 반응 추가하기, 스레드에서 메시지 보내기',
    '플랫폼이 받지 않음: 1개',
    '전했는지 알 수 없음: 1개',
    '봇 쪽에서 문제가 생김: 1개 · 자세한 내용은 운영자의 로그에 있어요',
    '여러 번 실패함: 1개',
    '하루가 지남: 1개 (하루가 지나 올리지 않을 것 1개)',
  ]);
  expect(buttons).toEqual([
    '다시 시도: 권한이 없음',
    '다시 시도: 플랫폼이 받지 않음',
    '다시 시도: 전했는지 알 수 없음',
    '다시 시도: 봇 쪽에서 문제가 생김',
    '다시 시도: 여러 번 실패함',
    '정리: 하루가 지남',
  ]);
});

test('nothing dead is good news', async () => {
  expect((await listed()).buttons).toEqual([]);
});

test('nobody but managers sees or presses anything', async () => {
  const key = await dead('invalid: 200000');
  expect((await listed({ manager: false })).lines[0]).toMatch(/관리자/);
  expect(await press('invalid', { manager: false })).toMatch(/관리자/);
  expect((await stateOf(key)).state).toBe('dead');
});

test('a press has those of one cause posted, and closes what is older than a day', async () => {
  const [fresh, old, other] = [
    await dead('forbidden: 50013 SEND_MESSAGES'),
    await dead('forbidden: 50013 SEND_MESSAGES', { age: '25 hours' }),
    await dead('invalid: 200000'),
  ];
  expect(await press('forbidden')).toBe('1개를 다시 전해 볼게요. 하루가 지난 1개는 올리지 않고 정리했어요.');
  await ended(fresh);
  expect(await stateOf(fresh)).toMatchObject({ state: 'sent' });
  expect(await posted(fresh)).toBe(1);
  expect(await stateOf(old)).toEqual({
    state: 'skipped',
    reason: 'older than a day; forbidden: 50013 SEND_MESSAGES',
  });
  expect(await posted(old)).toBe(0);
  expect((await stateOf(other)).state).toBe('dead');
  expect(await press('forbidden')).toBe('이미 다시 시도했거나 남은 것이 없어요.');
});

test('two who press at once bring each letter back once', async () => {
  const keys = await Promise.all(Array.from({ length: 12 }, () => dead('outcome unknown: 503')));
  const answers = await Promise.all(Array.from({ length: 4 }, () => press('unknown')));
  const brought = answers.map((answer) => Number(/^(\d+)개를 다시/.exec(answer)?.[1] ?? 0));
  expect(brought.reduce((sum, count) => sum + count, 0)).toBe(12);
  for (const key of keys) await ended(key);
  for (const key of keys) expect(await posted(key)).toBe(1);
});

test('what had arrived although nobody knew is not posted again', async () => {
  const key = `test:${randomUUID()}` as DeliveryKey;
  await app.storage.unitOfWork.run((tx) =>
    tx.deliver(workspace, null, key, {
      do: 'post',
      target: { kind: 'channel', channel: 'today' as ChannelRef },
      view: { view: 'note', line: ['한 번만'] },
    }),
  );
  await ended(key);
  await db()
    .$executeRaw`update delivery set state = 'dead', reason = 'outcome unknown: reset' where key = ${key}`;
  await Promise.all([press('unknown'), press('unknown')]);
  await ended(key);
  expect(await stateOf(key)).toMatchObject({ state: 'sent' });
  expect(await posted(key)).toBe(1);
});

test('a card that is retried takes along the cheer that hung on it, and that cheer’s newer words', async () => {
  const [proof] = await db().$queryRaw<{ id: string }[]>`
    insert into proof (workspace_id, message_ref, channel_ref)
    values (${workspace}::uuid, ${randomUUID()}, 'today') returning id::text as id`;
  const id = proof!.id;
  const [card, cheer, edit] = [
    deliveryKey('card', id),
    deliveryKey('cheer', id),
    deliveryKey('cheer-edit', id, 1),
  ];
  const view = { view: 'note', line: ['멋져요'] };
  const thread = { kind: 'threadOfDelivery', key: card, title: '지은' };
  const rows = [
    [card, { do: 'post', target: { kind: 'channel', channel: 'today' }, view }, 'dead', 'forbidden: 50013'],
    [cheer, { do: 'post', target: thread, view }, 'skipped', 'what it hangs on was never posted'],
    [edit, { do: 'edit', of: cheer, view }, 'skipped', 'what it edits was never posted'],
  ] as const;
  for (const [key, effect, state, reason] of rows)
    await db().$executeRaw`
      insert into delivery (key, workspace_id, proof_id, effect, state, reason)
      values (${key}, ${workspace}::uuid, ${id}::uuid, ${JSON.stringify(effect)}::jsonb, ${state}, ${reason})`;
  await db().$executeRaw`
    insert into cheer (proof_id, state, revision, reason, line1, line2)
    values (${id}::uuid, 'givenUp', 1, 'what it edits was never posted', '멋져요', '내일도 봐요')`;
  expect(await press('forbidden')).toBe('1개를 다시 전해 볼게요.');
  await until('all of it', async () => (await stateOf(edit)).state === 'sent');
  expect([await stateOf(card), await stateOf(cheer)]).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
  expect(await db().cheer.findUniqueOrThrow({ where: { proofId: id } })).toMatchObject({ state: 'posted' });
});

test('no workspace sees or moves another’s', async () => {
  const other = await app.storage.unitOfWork.run((tx) =>
    tx.ensureWorkspace('web', `room-${randomUUID()}` as WorkspaceRef, 'other'),
  );
  const key = await dead('invalid: 200000', { of: other.id });
  expect((await listed()).lines).toEqual([]);
  expect(await press('invalid')).toMatch(/남은 것이 없어요/);
  expect((await stateOf(key)).state).toBe('dead');
});

test('the log of managers tells of it', async () => {
  await dead('invalid: 200000');
  await press('invalid');
  const inbound = inboundOver(app.storage);
  const reply = await inbound.command({
    ...asker(true),
    ...{ path: ['admin', 'log'], options: {}, attachments: [], target: null },
  });
  expect(JSON.stringify(reply)).toContain('전하지 못한 것을 다시 시도했어요');
});

/** A job that used up its tries so long ago. */
async function deadJob(task: string, payload: object, age: string): Promise<bigint> {
  const [job] = await db().$queryRaw<{ id: bigint }[]>`
    select id from graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, run_at := now() + interval '1 hour')`;
  await db().$executeRaw`
    update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'Error: no',
      run_at = now() - ${age}::interval, created_at = now() - ${age}::interval, updated_at = now() - ${age}::interval
    where id = ${job!.id}`;
  return job!.id;
}

async function deadCheer(age: string): Promise<{ job: bigint; proof: string }> {
  const [proof] = await db().$queryRaw<{ id: string }[]>`
    insert into proof (workspace_id, message_ref, channel_ref)
    values (${workspace}::uuid, ${randomUUID()}, 'today') returning id::text as id`;
  await db().$executeRaw`insert into cheer (proof_id, state) values (${proof!.id}::uuid, 'generating')`;
  return { job: await deadJob('cheer', { proof: proof!.id }, age), proof: proof!.id };
}

test('a turn of a talk that was buried with its job is taken up again', async () => {
  app.provoked.push('jobs.buried');
  const member = await app.storage.unitOfWork.run((tx) =>
    tx.ensureMember(workspace, { ref: 'boss' as MemberRef, name: '지은', locale: null }),
  );
  const [turn] = await db().$queryRaw<{ id: string }[]>`
    insert into talk_turn (workspace_id, thread_ref, message_ref, member_id, text, at, state)
    values (${workspace}::uuid, 'today', ${randomUUID()}, ${member.id}::uuid, '안녕', now(), 'generating') returning id::text`;
  await deadJob('talk', { turn: turn!.id, called: true }, '1 hour');
  const stateOfTurn = async () => (await db().talkTurn.findUniqueOrThrow({ where: { id: turn!.id } })).state;
  await until('it to be buried', async () => (await stateOfTurn()) === 'givenUp');
  expect(await press('failed')).toBe('1개를 다시 전해 볼게요.');
  await until('an answer', async () => (await stateOfTurn()) === 'verified');
});

test('a job that failed each time runs again; one of yesterday is over, and its cheer given up', async () => {
  const [fresh, old] = [await deadCheer('1 hour'), await deadCheer('25 hours')];
  expect((await listed()).lines).toEqual(['여러 번 실패함: 2개 (하루가 지나 올리지 않을 것 1개)']);
  await until('the fresh one to be buried with its job', async () => {
    const [cheer] = await db().$queryRaw<{ reason: string | null }[]>`
      select reason from cheer where proof_id = ${fresh.proof}::uuid`;
    return cheer!.reason === 'its job failed: Error: no';
  });
  const answers = (await Promise.all([press('failed'), press('failed')])).join(' ');
  // Either takes what it comes by first; nothing is taken twice.
  expect(answers.match(/1개를 다시 전해 볼게요/g)).toHaveLength(1);
  expect(answers.match(/하루가 지난 1개는 올리지 않고 정리했어요/g)).toHaveLength(1);
  await until('both to be gone', async () => {
    const left = await db().$queryRaw<unknown[]>`
      select 1 from graphile_worker._private_jobs where id in (${fresh.job}, ${old.job})`;
    return left.length === 0;
  });
  const reasons = await db().$queryRaw<{ reason: string }[]>`
    select reason from cheer where proof_id::text in (${fresh.proof}, ${old.proof}) and state = 'givenUp' order by 1`;
  // The fresh one ran: there was no check-in to cheer.
  expect(reasons.map(({ reason }) => reason)).toEqual(['nothing to cheer any more', 'older than a day']);
});
