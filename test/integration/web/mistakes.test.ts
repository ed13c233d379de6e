import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '../../../src/adapters/postgres/index.ts';
import type { WebStore } from '../../../src/adapters/web/index.ts';
import { actionId } from '../../../src/core/actions.ts';
import { deliveryKey } from '../../../src/core/delivery/keys.ts';
import type { ChannelRef, DeliveryKey } from '../../../src/core/model/ids.ts';
import type { ChatPlatform } from '../../../src/core/ports.ts';
import type { UnitOfWork } from '../../../src/core/store.ts';
import type { PostView } from '../../../src/core/views.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { createVisitor, type Visitor } from './visitor.ts';

// Mistakes of ours, planted by what is said: they are told from a database that is away, and cost nothing but themselves.
const mistake = (): never => {
  throw new TypeError('읽을 수 없는 값: 회원이 쓴 글');
};
const away = (): never => {
  throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
};
const says = (view: unknown, word: string) => JSON.stringify(view).includes(word);
let lost = 0;
/** What goes wrong while it is asked whether an answer of this turn, or news of this member, is said: by their ids. */
const judging = new Map<string, () => void>();

const aroundTalks = (talks: Storage['talks']): Storage['talks'] => ({
  ...talks,
  async isGone(turn) {
    if (!judging.has(turn)) return talks.isGone(turn);
    judging.get(turn)!();
    return false;
  },
});
const aroundWork = (unitOfWork: UnitOfWork): UnitOfWork => ({
  run: (work) =>
    unitOfWork.run((tx) =>
      work({
        ...tx,
        async lockPersonal(member) {
          judging.get(member)?.();
          return tx.lockPersonal(member);
        },
      }),
    ),
});
const aroundStore = <Store extends WebStore>(web: Store): Store => ({
  ...web,
  async post(...[message, options]: Parameters<WebStore['post']>) {
    if (says(message.view, '보내다가')) mistake();
    if (says(message.view, '끊겼다가') && lost++ < 3) away();
    return web.post(message, options);
  },
});
const aroundPlatform = (platform: ChatPlatform): ChatPlatform => ({
  ...platform,
  async ensurePosted(target, view, attempt) {
    if (says(view, '그리다가')) mistake();
    return platform.ensurePosted(target, view, attempt);
  },
});

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: TestApp;
let minji: Visitor;
beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(
    database.url,
    {},
    {
      around: {
        storage: (opened) => ({
          ...opened,
          web: aroundStore(opened.web),
          talks: aroundTalks(opened.talks),
          background: { ...opened.background, unitOfWork: aroundWork(opened.background.unitOfWork) },
        }),
        platform: aroundPlatform,
      },
    },
  );
  app.provoked.push('delivery.mistake TypeError', 'delivery.dead mistake of ours: TypeError');
  app.provoked.push('delivery.dead outcome unknown: TypeError');
  app.provoked.push('job.dead ZodError', 'web.message_not_shown TypeError');
  minji = createVisitor(app.url!, 'minji');
  await until('the welcome', async () => (await minji.channel()).pinned);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

/** Plans a line that is to be said in the channel. */
async function plan(words: string, key = `test:${randomUUID()}` as DeliveryKey) {
  const { id } = await app.storage.db.workspace.findFirstOrThrow();
  await app.storage.unitOfWork.run((tx) =>
    tx.deliver(id as never, null, key, {
      do: 'post',
      target: { kind: 'channel', channel: 'today' as ChannelRef },
      view: { view: 'note', line: [words] },
    }),
  );
  return key;
}

const deliveryOf = (key: DeliveryKey) => app.storage.db.delivery.findUniqueOrThrow({ where: { key } });
const mistakesOf = (key: DeliveryKey) =>
  app.log.filter(({ event, fields }) => event === 'delivery.mistake' && fields.delivery === key);
/** Jobs of the queue, dead ones as well. */
const jobsOf = (key: DeliveryKey) => app.storage.db.$queryRaw<unknown[]>`
  select id::text from graphile_worker._private_jobs where payload->>'key' = ${key}`;

async function end(key: DeliveryKey) {
  await until('its end', async () => ['sent', 'skipped', 'dead'].includes((await deliveryOf(key)).state));
  return { delivery: await deliveryOf(key), mistakes: mistakesOf(key) };
}

/** What becomes of such a line. */
const say = async (words: string, key?: DeliveryKey) => end(await plan(words, key));

test('what cannot be made ready to send was surely not sent: it is dead after its tries, and the log says where', async () => {
  const { delivery, mistakes } = await say('그리다가 틀렸어요');
  const reason = expect.stringMatching(/^TypeError at core\/delivery\/deliver\.ts:\d+$/);
  expect(mistakes.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'error']);
  expect(mistakes[0]!.fields).toMatchObject({ maybeSent: false, reason });
  expect(delivery).toMatchObject({ state: 'dead', attempts: 4, maybeSent: false });
  expect(delivery.reason).toMatch(/^mistake of ours: TypeError at /);
});

test('what fails while it is sent may have been sent, and is no database that is away', async () => {
  const { delivery, mistakes } = await say('보내다가 틀렸어요');
  expect(mistakes).toHaveLength(4);
  expect(mistakes[0]!.fields).toMatchObject({ maybeSent: true });
  expect(delivery).toMatchObject({ state: 'dead', attempts: 4, maybeSent: true });
  expect(delivery.reason).toMatch(/^outcome unknown: TypeError at /);
});

test('a database that is away uses up no try and is no mistake', async () => {
  const { delivery, mistakes } = await say('끊겼다가 이어졌어요');
  expect(mistakes).toEqual([]);
  expect(delivery).toMatchObject({ state: 'sent' });
  expect(lost).toBe(4);
});

test.each([
  ['is wanted still', (id: string) => deliveryKey('talk', id)],
  ['may be said at this hour', (id: string) => deliveryKey('freeze', 'of-a-challenge', id)],
])(
  'what nobody can tell whether it %s is dead after its tries, others are said meanwhile, and managers have it tried again',
  async (_, keyOf) => {
    const id = randomUUID();
    judging.set(id, mistake);
    const key = await plan('판단하다가 틀렸어요', keyOf(id));
    await until('the first mistake', () => mistakesOf(key).length > 0);
    expect((await say('그동안에도 말해요')).delivery).toMatchObject({ state: 'sent' });
    const { delivery, mistakes } = await end(key);
    expect(mistakes.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'error']);
    expect(delivery).toMatchObject({ state: 'dead', attempts: 4, maybeSent: false });
    expect(delivery.reason).toMatch(/^mistake of ours: TypeError at core\/\S+:\d+$/);
    await until('its job to be over', async () => (await jobsOf(key)).length === 0);

    const listed = JSON.stringify(await minji.command('admin jobs'));
    expect(listed).toContain('봇 쪽에서 문제가 생김');
    expect(listed).not.toContain('플랫폼이 받지 않음');
    judging.set(id, () => undefined);
    await minji.action(actionId({ do: 'redrive', cause: 'mistake' }));
    expect((await end(key)).delivery).toMatchObject({ state: 'sent' });
  },
);

test('a database that is away while it is judged is waited for, as often as it takes', async () => {
  const id = randomUUID();
  let asked = 0;
  judging.set(id, () => {
    asked++;
    away();
  });
  const key = await plan('판단하다가 끊겼어요', deliveryKey('talk', id));
  // Its claim lapses: after more tries than a mistake has.
  const lapse = () => app.storage.db.$executeRaw`
    update delivery set attempts = 4, claimed_at = clock_timestamp() - interval '21 seconds' where key = ${key}`;
  await until('the first look', () => asked === 1);
  await lapse();
  await until('another', () => asked === 2);
  expect(await deliveryOf(key)).toMatchObject({ state: 'sending', attempts: 5 });
  judging.set(id, () => undefined);
  await lapse();
  const { delivery, mistakes } = await end(key);
  expect(mistakes).toEqual([]);
  expect(delivery).toMatchObject({ state: 'sent' });
});

test('a job that cannot be read says what it failed of, and nothing of what stands in it', async () => {
  const [job] = await app.storage.db.$queryRaw<{ id: bigint }[]>`
    select id from graphile_worker.add_job('talk', '{"turn": "회원이 쓴 글", "called": "회원이 쓴 글"}'::json, max_attempts := 1)`;
  const error = await until('its failure', async () => {
    const [row] = await app.storage.db.$queryRaw<{ last_error: string | null }[]>`
      select last_error from graphile_worker._private_jobs where id = ${job!.id}`;
    return row!.last_error;
  });
  expect(error).toMatch(/^ZodError( at \S+:\d+)?$/);
  expect(app.log.filter(({ event }) => event === 'job.dead').map(({ fields }) => fields)).toEqual([
    { job: 'talk', attempts: 1, reason: error },
  ]);
});

test('a message that cannot be shown keeps no other from the page, and is named in the log', async () => {
  const { cursor } = await minji.channel();
  const listening = await minji.listen(cursor);
  const said = async (view: PostView) => {
    const place = { workspace: 'demo', channel: 'today', parent: null, author: 'pal', onlyFor: null };
    const posted = await app.storage.web.post(
      { ...place, text: '', view, files: [], key: null },
      { inbox: false },
    );
    return posted.message.id;
  };
  const broken = await said({ view: 'card', title: ['카드'], picture: null } as never);
  const whole = await said({ view: 'note', line: ['괜찮은 글'] });
  const heard = () =>
    listening.events.flatMap(({ event }) => (event.type === 'message' ? [event.message.id] : []));
  await until('the good one', () => heard().includes(whole));
  expect(heard()).not.toContain(broken);
  // And for whoever comes later.
  expect((await minji.channel()).messages.map(({ id }) => id)).toContain(whole);
  const lines = app.log.filter(({ event }) => event === 'web.message_not_shown');
  expect(lines[0]).toMatchObject({
    level: 'error',
    fields: {
      message: broken,
      reason: expect.stringMatching(/^TypeError at adapters\/web\/render\/\S+:\d+$/),
    },
  });
  listening.close();
});

test('the log tells nobody’s words', () => {
  expect(JSON.stringify(app.log)).not.toContain('회원이 쓴 글');
});
