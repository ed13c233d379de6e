import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WireMessage } from '../../../src/adapters/web/wire.ts';
import { drawPhoto, exifCanary } from '../../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { quietLog } from '../../support/quiet.ts';
import { createVisitor, type Visitor } from './visitor.ts';

let app: TestApp;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let minji: Visitor;
let junho: Visitor;

beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(database.url);
  minji = createVisitor(app.url!, 'minji');
  junho = createVisitor(app.url!, 'junho');
  await until('the welcome', async () => (await minji.channel()).pinned);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const repliesTo = async (visitor: Visitor, id: string): Promise<readonly WireMessage[]> =>
  (await visitor.channel()).messages.filter((message) => message.parent === id);
const photo = async (seed: number, gps = false) => drawPhoto({ seed, gps }).jpeg().toBuffer();

describe('a proof on the page', () => {
  test('is credited at once and cheered in its thread', async () => {
    const { id } = await minji.posted('아침 5km 달렸어요');
    await until('the mark', async () =>
      (await minji.message(id))?.reactions.some(({ mark, by }) => mark === '🐹' && by.includes('pal')),
    );
    const cheer = await until('the cheer', async () =>
      (await repliesTo(minji, id)).find((reply) => reply.view?.shape === 'cheer'),
    );
    expect(cheer).toMatchObject({ author: 'pal', parent: id, onlyYou: false });
  });

  test('tells a first-timer privately that they joined, and nobody else', async () => {
    await junho.posted('책 20쪽');
    const told = await until('the private line', async () =>
      (await junho.channel()).messages.find((message) => message.onlyYou),
    );
    expect((await minji.channel()).messages.map((message) => message.id)).not.toContain(told.id);
  });

  test('edited: marked as edited; deleted: its words, photos and our cheer are gone', async () => {
    const sakura = createVisitor(app.url!, 'sakura');
    const file = (await sakura.upload(await photo(1))).body;
    const { id } = await sakura.posted('요가', { files: [file.id] });
    expect((await sakura.call('GET', `${app.url}/files/${file.id}`)).status).toBe(200);
    await until('the cheer', async () => (await repliesTo(sakura, id)).length > 0);

    expect((await sakura.edit(id, '아침 요가 30분')).status).toBe(200);
    expect(await sakura.message(id)).toMatchObject({ text: '아침 요가 30분', editedAt: expect.any(Number) });

    expect((await sakura.remove(id)).status).toBe(204);
    expect(await sakura.message(id)).toMatchObject({ text: '', files: [], deleted: true, reactions: [] });
    expect((await sakura.call('GET', `${app.url}/files/${file.id}`)).status).toBe(404);
    await until('our cheer to go', async () => (await repliesTo(sakura, id)).length === 0);
    expect((await sakura.edit(id, 'again')).status).toBe(404);
    expect((await sakura.remove(id)).status).toBe(404);
  });

  test('deleted with people talking in its thread: what they said stays', async () => {
    const li = createVisitor(app.url!, 'li');
    const { id } = await li.posted('필사 한 장');
    const reply = await minji.posted('멋져요', { parent: id });
    await li.remove(id);
    expect((await repliesTo(minji, id)).map((message) => message.id)).toContain(reply.id);
  });

  test('sent again after a lost answer, it is one message', async () => {
    const id = crypto.randomUUID();
    const send = () => minji.json('POST', '/messages', { id, text: '한 번만' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect((await junho.json('POST', '/messages', { id, text: '남의 것' })).body.author).toBe('junho');
  });

  test("nobody changes somebody else's, nor the hamster's", async () => {
    const { id } = await minji.posted('내 글');
    expect((await junho.edit(id, '남의 글')).body).toEqual({ problem: 'notYours' });
    expect((await junho.remove(id)).body).toEqual({ problem: 'notYours' });
    const welcome = (await minji.channel()).pinned!;
    expect((await minji.remove(welcome.id)).body).toEqual({ problem: 'notYours' });
  });

  test('a reply in a reply stands in the same thread', async () => {
    const { id } = await minji.posted('뿌리');
    const first = await junho.posted('하나', { parent: id });
    expect((await junho.posted('둘', { parent: first.id })).parent).toBe(id);
  });
});

describe('reactions', () => {
  test('stand once each and go again', async () => {
    const { id } = await minji.posted('반응해 주세요');
    for (const _ of [1, 2]) expect((await junho.react(id, '👏')).status).toBe(204);
    expect((await minji.message(id))?.reactions.find(({ mark }) => mark === '👏')).toEqual({
      mark: '👏',
      by: ['junho'],
    });
    await junho.react(id, '👏', false);
    expect((await minji.message(id))?.reactions.find(({ mark }) => mark === '👏')).toBeUndefined();
  });

  test.each(['👨‍👩‍👧', '💪🏻', '🇰🇷', '❤️'])('%s is one emoji', async (mark) => {
    const { id } = await minji.posted('이모지');
    expect((await junho.react(id, mark)).status).toBe(204);
  });

  test.each(['', 'a', '👏👏', '<b>', ':smile:'])('%j is none', async (mark) => {
    const { id } = await minji.posted('이모지 아님');
    expect((await junho.react(id, mark)).status).toBe(400);
  });
});

describe('photos', () => {
  test('five at a time, shown and kept as our own copies without place or camera', async () => {
    const bytes = await photo(7, true);
    expect(bytes.includes(exifCanary)).toBe(true);
    const ids: string[] = [];
    for (const seed of [1, 2, 3, 4]) ids.push((await minji.upload(await photo(seed))).body.id);
    ids.push((await minji.upload(bytes)).body.id);
    const message = await minji.posted('다섯 장', { files: ids });
    expect(message.files.map((file) => file.shown)).toEqual([true, true, true, true, true]);

    const shown = await fetch(`${app.url}/files/${ids[4]}`);
    expect(shown.headers.get('content-type')).toBe('image/webp');
    const copy = Buffer.from(await shown.arrayBuffer());
    expect((await sharp(copy).metadata()).exif).toBeUndefined();
    expect(copy.includes(exifCanary)).toBe(false);
    const kept = Buffer.from((await app.storage.web.fileBytes(ids[4]!))!);
    expect((await sharp(kept).metadata()).format).toBe('webp');
    expect(kept.includes(exifCanary)).toBe(false);
    await until('the core to have them', async () => {
      const at = app.log.filter(({ event }) => event === 'photo.kept');
      return at.length >= 5;
    });
  });

  test('six are one too many', async () => {
    const ids: string[] = [];
    for (const seed of [1, 2, 3, 4, 5, 6]) ids.push((await minji.upload(await photo(seed))).body.id);
    expect((await minji.post('여섯', { files: ids })).body).toEqual({ problem: 'tooManyPhotos' });
  });

  test('larger than 25 MB is refused by name, with or without an honest length', async () => {
    const big = new Uint8Array(25 * 1024 * 1024 + 1);
    const target = minji.at('/files', { name: 'big.jpg' });
    const refusal = { problem: 'photoTooLarge', about: 'big.jpg' };
    // Who goes on talking may be hung up on before they have read why.
    const hungUp = (error: Error) => (error.cause as NodeJS.ErrnoException).code;
    const honest = minji.upload(big, 'big.jpg').then(({ body }) => body, hungUp);
    expect([refusal, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']).toContainEqual(await honest);
    const streamed = fetch(target, {
      method: 'POST',
      body: new Blob([big]).stream(),
      duplex: 'half',
    } as RequestInit).then((answer) => answer.json(), hungUp);
    expect([refusal, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']).toContainEqual(await streamed);
    expect((await minji.upload(await photo(1))).status).toBe(201);
  });

  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>', 'image/jpeg'],
    [
      'a vector drawing',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'image/svg+xml',
    ],
    ['a broken photo', '\u00ff\u00d8\u00ff broken', 'image/jpeg'],
  ])('%s in a photo’s clothes is kept for the core and never served', async (_, text, type) => {
    const { body } = await minji.upload(Buffer.from(text, 'latin1'), 'photo.jpg', type);
    expect(body.shown).toBe(false);
    expect((await fetch(`${app.url}/files/${body.id}`)).status).toBe(404);
  });

  test('names are for showing only', async () => {
    const { body } = await minji.upload(await photo(3), '../../etc/passwd\u0000\u202egpj.exe');
    expect(body.name).toBe('../../etc/passwdgpj.exe');
    expect((await fetch(`${app.url}/files/..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  });

  test('an upload nobody knows of cannot be posted, nor the copy in place of the photo', async () => {
    const { body } = await minji.upload(await photo(4));
    expect((await minji.post('x', { files: ['00000000-0000-4000-8000-000000000000'] })).body.problem).toBe(
      'notFound',
    );
    expect((await minji.post('x', { files: [`${body.id}.shown`] })).body.problem).toBe('notFound');
  });

  test('a page whose room for files is used up says so', async () => {
    const { uploadRoutes } = await import('../../../src/adapters/web/routes/files.ts');
    await minji.upload(await photo(9));
    const log = quietLog;
    const photos = { process: () => Promise.reject(new Error('not asked')) };
    const routes = uploadRoutes({ store: app.storage.web, photos, log, maxKept: 1 });
    routes.onError((error, c) => c.text(error.message, 507));
    const answer = await routes.request('/files?as=minji&name=a.jpg', { method: 'POST', body: 'x' });
    expect([answer.status, await answer.text()]).toEqual([507, 'full']);
  });

  test('uploads that never became a message are forgotten; the others stay', async () => {
    const lost = (await minji.upload(await photo(5))).body.id;
    const kept = (await minji.upload(await photo(6))).body.id;
    await minji.posted('남는 사진', { files: [kept] });
    await app.storage.web.sweepFiles(-1000);
    expect((await fetch(`${app.url}/files/${lost}`)).status).toBe(404);
    expect((await fetch(`${app.url}/files/${kept}`)).status).toBe(200);
    expect(await app.storage.web.fileBytes(kept)).not.toBeNull();
  });
});

describe('what is written', () => {
  test.each([
    '<script>alert(1)</script>',
    '\u202etxet',
    '"><img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    "'; drop table member; --",
    '漢字 かな 한글 🐹',
  ])('%j comes back as it is', async (text) => {
    const { id } = await minji.posted(text);
    expect((await minji.message(id))?.text).toBe(text);
  });

  test.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['가'.repeat(2001), 'tooLong'],
  ])('%j is refused', async (text, problem) => {
    expect((await minji.post(text)).body).toEqual({ problem });
  });

  test('the character a database cannot keep is left out', async () => {
    expect((await minji.posted('a\u0000b')).text).toBe('ab');
  });

  test('older messages come page by page', async () => {
    const li = createVisitor(app.url!, 'li');
    for (let i = 0; i < 60; i++) await li.post(`줄 ${i}`);
    const first = await li.channel();
    expect(first.more).toBe(true);
    const roots = first.messages.filter((message) => message.parent === null);
    const older = (await li.call('GET', li.at('/messages', { before: roots[0]!.id }))).body;
    const numbers = [...older.messages, ...first.messages]
      .filter((message) => message.parent === null)
      .map((message) => Number(message.id));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(roots.length).toBe(40);
  });
});
