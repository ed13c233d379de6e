import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeliveryKey, MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { ChatPlatform, PostTarget } from '../../../src/core/ports.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { createVisitor } from './visitor.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: TestApp;
let web: ChatPlatform;
let id: string;

const to = (member: string): PostTarget => ({
  kind: 'direct',
  member: member as MemberRef,
  workspace: 'demo' as WorkspaceRef,
});
const tell = (member: string, text: string, key: string) =>
  web.ensurePosted(
    to(member),
    { view: 'note', line: [text] },
    {
      key: key as DeliveryKey,
      maybeSent: false,
      plannedAt: 0,
      fence: () => undefined,
    },
  );

beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(database.url);
  web = app.platforms.byName.get('web')!;
  id = await tell('junho', '어제는 보호권이 지켰어요', 'freeze:1');
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

test('a direct message is seen by its member, marked as one, and comes as it happens', async () => {
  const junho = createVisitor(app.url!, 'junho');
  const channel = await junho.channel();
  expect(channel.messages.find((message) => message.id === id)).toMatchObject({
    author: 'pal',
    onlyYou: true,
    direct: true,
    view: { shape: 'line', line: ['어제는 보호권이 지켰어요'] },
  });
  const listening = await junho.listen(channel.cursor);
  const next = await tell('junho', '하나 더', 'freeze:2');
  await until('it to come', () =>
    listening.events.some(({ event }) => event.type === 'message' && event.message.id === next),
  );
  listening.close();
});

test('said twice under one key it stands once, can be changed, and taken back', async () => {
  expect(await tell('junho', '어제는 보호권이 지켰어요', 'freeze:1')).toBe(id);
  expect(await web.findPosted(to('junho'), { view: 'note', line: [] }, 'freeze:1' as DeliveryKey, 0)).toBe(
    id,
  );
  const junho = createVisitor(app.url!, 'junho');
  const other = await tell('junho', '틀린 말', 'freeze:3');
  await web.ensureEdited(other, { view: 'note', line: ['맞는 말'] });
  expect((await junho.message(other))?.view).toMatchObject({ line: ['맞는 말'] });
  await web.ensureRemoved(other);
  expect(await junho.message(other)).toMatchObject({ deleted: true, view: null });
});

test('nobody else finds it in any way', async () => {
  const minji = createVisitor(app.url!, 'minji');
  const { messages } = await minji.channel();
  expect(messages.map((message) => message.id)).not.toContain(id);
  const older = await minji.call('GET', minji.at('/messages', { before: '999999' }));
  expect(JSON.stringify(older.body)).not.toContain('보호권');
  const listening = await minji.listen('0');
  const seen = await minji.posted('여기까지 들었어요');
  await until('the newest to come', () =>
    listening.events.some(({ event }) => event.type === 'message' && event.message.id === seen.id),
  );
  expect(JSON.stringify(listening.events)).not.toContain('보호권');
  listening.close();
  for (const [method, path, body] of [
    ['PUT', `/messages/${id}/reaction`, { mark: '👏', on: true }],
    ['PATCH', `/messages/${id}`, { text: '바꿈' }],
    ['DELETE', `/messages/${id}`, {}],
    ['POST', '/messages', { text: '답글', parent: id }],
    ['POST', '/menu', { command: 'count', message: id }],
  ] as const)
    expect((await minji.json(method, path, body)).status, `${method} ${path}`).toBe(404);
});

test('to somebody who is not here it cannot be sent', async () => {
  await expect(tell('nobody', '누구세요', 'freeze:4')).rejects.toMatchObject({ kind: 'gone' });
  await expect(web.ensureEdited('999999' as MessageRef, { view: 'note', line: [] })).rejects.toMatchObject({
    kind: 'gone',
  });
});
