import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPictureStore } from '../../../src/adapters/postgres/picture-store.ts';
import type { WireMessage } from '../../../src/adapters/web/wire.ts';
import type { ChannelRef, DeliveryKey } from '../../../src/core/model/ids.ts';
import type { PictureSpec } from '../../../src/core/pictures/spec.ts';
import type { CardView } from '../../../src/core/views.ts';
import { month, streak } from '../../pictures/samples.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { createVisitor, rawRequest } from './visitor.ts';

const hour = 60 * 60_000;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: TestApp;
/** Added to the time of day. */
let ahead = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };
  app = await startTestApp(database.url, {}, { clock });
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const card = (picture: PictureSpec | null): CardView => ({
  view: 'card',
  title: '연속',
  lines: [['12일 연속이에요']],
  fields: [],
  picture,
  buttons: [],
});
let posts = 0;
async function posted(view: CardView): Promise<WireMessage> {
  const web = app.platforms.byName.get('web')!;
  const id = await web.ensurePosted({ kind: 'channel', channel: 'today' as ChannelRef }, view, {
    key: `test:${posts++}` as DeliveryKey,
    maybeSent: false,
    plannedAt: 0,
    fence: () => undefined,
  });
  return (await createVisitor(app.url!).message(id))!;
}

test('a card’s picture is shown from the page’s own origin, and kept as a file for a while', async () => {
  const { view } = await posted(card(streak('ko', { current: 5 })));
  const picture = view?.shape === 'card' ? view.picture : null;
  expect(picture?.src).toMatch(/^\/pictures\//);
  expect(picture?.alt).toContain('5일');
  expect((await rawRequest(`${app.url}${picture!.src}`, {})).status).toBe(200);
  const files = await readdir(path.join(app.dataDir, 'pictures'));
  expect(files.length).toBeGreaterThan(0);
  expect(files.every((name) => /^[0-9a-f]{64}\.png$/.test(name))).toBe(true);
});

test('reading a card keeps nothing anew', async () => {
  await posted(card(streak('ko', { current: 6 })));
  const before = await app.storage.db.picture.findMany({ orderBy: { id: 'asc' } });
  for (let i = 0; i < 3; i++) await createVisitor(app.url!).channel();
  expect(await app.storage.db.picture.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});

test('a card older than what is kept is told in signs', async () => {
  const { id } = await posted(card(streak('ko', { current: 8 })));
  ahead = 30 * 24 * hour;
  const { view } = (await createVisitor(app.url!).message(id))!;
  ahead = 0;
  expect(view).toMatchObject({ shape: 'card', mood: 'happy', picture: { src: null } });
  expect(view?.shape === 'card' && view.picture?.grid).toContain('✅');
});

test('what a picture shows is forgotten when it was not shown for thirty days', async () => {
  const store = createPictureStore(app.storage.db);
  await store.keep('old', month('ja'));
  await store.keep('shown', month('ja'));
  await app.storage.db
    .$executeRaw`update picture set made_at = now() - interval '31 days' where id in ('old', 'shown')`;
  await store.keep('shown', month('ja'));
  expect(await store.sweep(30 * 24 * hour)).toBe(1);
  expect([await store.find('old'), await store.find('shown')]).toEqual([null, month('ja')]);
});
