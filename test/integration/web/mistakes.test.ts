import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebStore } from '../../../src/adapters/web/index.ts';
import type { ChannelRef, DeliveryKey } from '../../../src/core/model/ids.ts';
import type { ChatPlatform } from '../../../src/core/ports.ts';
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
        storage: (opened) => ({ ...opened, web: aroundStore(opened.web) }),
        platform: aroundPlatform,
      },
    },
  );
  minji = createVisitor(app.url!, 'minji');
  await until('the welcome', async () => (await minji.channel()).pinned);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

/** What becomes of a line that is to be said in the channel. */
async function say(words: string) {
  const key = `test:${randomUUID()}` as DeliveryKey;
  const { id } = await app.storage.db.workspace.findFirstOrThrow();
  await app.storage.unitOfWork.run((tx) =>
    tx.deliver(id as never, null, key, {
      do: 'post',
      target: { kind: 'channel', channel: 'today' as ChannelRef },
      view: { view: 'note', line: [words] },
    }),
  );
  const delivery = () => app.storage.db.delivery.findUniqueOrThrow({ where: { key } });
  await until('its end', async () => ['sent', 'skipped', 'dead'].includes((await delivery()).state));
  const mistakes = app.log.filter(
    ({ event, fields }) => event === 'delivery.mistake' && fields.delivery === key,
  );
  return { key, delivery: await delivery(), mistakes };
}

test('what cannot be made ready to send was surely not sent: it is dead after its tries, and the log says where', async () => {
  const { delivery, mistakes } = await say('그리다가 틀렸어요');
  const reason = expect.stringMatching(/^TypeError at core\/delivery\/deliver\.ts:\d+$/);
  expect(mistakes.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'error']);
  expect(mistakes[0]!.fields).toMatchObject({ maybeSent: false, reason });
  expect(delivery).toMatchObject({ state: 'dead', attempts: 4, maybeSent: false });
  expect(delivery.reason).toMatch(/^invalid: TypeError at /);
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
