import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { queuedMs } from '../../support/worked.ts';
import { createVisitor, type Listening, type Visitor } from './visitor.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let one: TestApp;
let two: TestApp;
let minji: Visitor;
const open: Listening[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  one = await startTestApp(database.url);
  two = await startTestApp(database.url);
  minji = createVisitor(one.url!, 'minji');
  await until('the welcome', async () => (await minji.channel()).pinned);
});
afterAll(async () => {
  for (const listening of open) listening.close();
  await Promise.all([one.stop(), two.stop()]);
  await database.drop();
});

async function listen(visitor: Visitor, after: string, how?: 'query' | 'header') {
  const listening = await visitor.listen(after, how);
  open.push(listening);
  return listening;
}
const idsIn = (listening: Listening) =>
  new Set(listening.events.flatMap(({ event }) => (event.type === 'message' ? [event.message.id] : [])));

test('a message, its mark and its cheer arrive as they happen', async () => {
  const { cursor } = await minji.channel();
  const listening = await listen(minji, cursor);
  const { id } = await minji.posted('달렸어요');
  await until('message, mark and cheer', () => {
    const messages = listening.events.flatMap(({ event }) =>
      event.type === 'message' ? [event.message] : [],
    );
    return (
      messages.some((message) => message.id === id) &&
      messages.some((message) => message.id === id && message.reactions.length > 0) &&
      messages.some((message) => message.parent === id && message.view?.shape === 'cheer')
    );
  });
});

test('a page that was cut off is given all it missed, in order, whoever wrote and wherever', async () => {
  const people = ['minji', 'junho', 'alex', 'sakura', 'runner3', 'li'].flatMap((as) => [
    createVisitor(one.url!, as),
    createVisitor(two.url!, as),
  ]);
  const reader = createVisitor(two.url!, 'li');
  let after = (await reader.channel()).cursor;
  const seen = new Set<string>();
  const writing = Promise.all(
    people.map(async (person, p) => {
      const ids: string[] = [];
      for (let i = 0; i < 8; i++) ids.push((await person.posted(`${p}-${i}`)).id);
      return ids;
    }),
  );
  // Cut off again and again while they write; each time it goes on from the last number it has.
  let writingEnded = false;
  void writing.finally(() => {
    writingEnded = true;
  });
  while (!writingEnded) {
    const listening = await listen(reader, after, 'header');
    await until('something or the end', () => listening.events.length > 0 || writingEnded);
    listening.close();
    const numbers = listening.events.map(({ id }) => Number(id));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    for (const id of idsIn(listening)) seen.add(id);
    if (listening.events.length > 0) after = listening.lastId();
  }
  const written = (await writing).flat();
  const last = await listen(reader, after, 'header');
  await until('the rest', () => {
    for (const id of idsIn(last)) seen.add(id);
    return written.every((id) => seen.has(id));
  });
});

test('what another instance did is seen within seconds', async () => {
  const there = createVisitor(two.url!, 'junho');
  const listening = await listen(there, (await there.channel()).cursor);
  const { id } = await minji.posted('저쪽에서도 보이나요');
  const asked = performance.now() - queuedMs();
  await until('the message', () => idsIn(listening).has(id));
  expect(performance.now() - queuedMs() - asked).toBeLessThan(6_000);
});

test('what only one member may see is sent to nobody else', async () => {
  const { cursor } = await minji.channel();
  const newcomer = createVisitor(one.url!, 'runner3');
  const [theirs, others] = [await listen(newcomer, cursor), await listen(minji, cursor)];
  const isPrivate = ({ event }: { event: { type: string } }) =>
    'message' in event && (event.message as { onlyYou: boolean }).onlyYou;
  await one.storage.web.post(
    {
      workspace: 'demo',
      channel: 'today',
      parent: null,
      author: 'pal',
      text: '',
      view: { view: 'note', line: ['쉿'] },
      files: [],
      onlyFor: 'runner3',
      key: null,
    },
    { inbox: false },
  );
  await until('the private line', () => theirs.events.some(isPrivate));
  const { id } = await minji.posted('모두에게');
  await until('the next message', () => idsIn(others).has(id));
  expect(others.events.some(isPrivate)).toBe(false);
});

test('a number from nowhere: the page is told to load anew', async () => {
  const listening = await listen(minji, '999999999');
  await until('the reset', () => listening.events[0]?.event.type === 'reset');
  const { id } = await minji.posted('다음 글');
  await until('what comes after', () => idsIn(listening).has(id));
});

test('events are forgotten in time; who was away longer loads anew', async () => {
  const { cursor } = await minji.channel();
  await minji.posted('오래전 글');
  await one.storage.web.sweepEvents(-1000);
  await minji.posted('요즘 글');
  const listening = await listen(minji, cursor);
  await until('the reset', () => listening.events[0]?.event.type === 'reset');
});

test.each(['', '-1', 'abc', '1e9', '9'.repeat(30)])('%j is no number of an event', async (after) => {
  expect((await minji.call('GET', minji.at('/events', { after }))).status).toBe(400);
});

test('what a member did is taken in after a crash between storing and telling the core', async () => {
  // As a process leaves it that died right after the commit.
  const { message } = await one.storage.web.post(
    {
      workspace: 'demo',
      channel: 'today',
      parent: null,
      author: 'alex',
      text: '죽기 직전에 쓴 글',
      view: null,
      files: [],
      onlyFor: null,
      key: null,
    },
    { inbox: true },
  );
  // As an earlier version left it about a reaction.
  const reaction = { kind: 'reaction', id: message.id, mark: '👏', by: 'junho', added: true };
  await one.storage.db.webEvent.create({ data: { channel: 'inbox', payload: reaction } });
  const taken = { messageRef: { endsWith: message.id }, memberId: { not: null } };
  await until('it to be taken in', () => one.storage.db.proof.findFirst({ where: taken }));
  // Said in a thread, where the writer’s own mark alone counts it.
  const reply = await one.storage.web.post(
    {
      ...{ workspace: 'demo', channel: 'today', parent: message.id, author: 'sakura', text: '저도 했어요' },
      ...{ view: null, files: [], onlyFor: null, key: null },
    },
    { inbox: false },
  );
  const marked = { message: reply.message.id, mark: '🐹', by: 'sakura', on: true };
  await one.storage.web.react(marked, { inbox: true });
  const counts = { proof: { messageRef: reply.message.id } };
  await until('the mark to be taken in', () => one.storage.db.checkIn.findFirst({ where: counts }));
  await until('an empty inbox', async () => (await one.storage.web.inbox(0)).length === 0);
});
