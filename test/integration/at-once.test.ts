import { afterAll, beforeAll, expect, test } from 'vitest';
import { webDriver } from '../contract/drivers/web.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';

let app: TestApp;
let database: Awaited<ReturnType<typeof freshDatabase>>;
const driver = webDriver();
type Posted = Awaited<ReturnType<typeof driver.post>>;

beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(database.url);
  await driver.attach(app);
});
afterAll(async () => {
  await app.stop();
  await driver.stop();
  await database.drop();
});

const jobs = () => app.storage.db.$queryRaw<unknown[]>`
  select id::text from graphile_worker._private_jobs where payload->>'key' like 'react:%'`;
const states = () => app.storage.db.$queryRaw<{ state: string; attempts: number }[]>`
  select state, attempts from delivery where key like 'react:%'`;

test('credit is given without a job, and what dies on the way is found and finished', {
  timeout: 30_000,
}, async () => {
  const message = await driver.post(driver.member(1), '오늘 아침 5km 달렸어요');
  const marked = async () => (await driver.see(message)).marks.length > 0;
  await until('credit', marked);
  await until('its settlement', async () => (await states())[0]?.state === 'sent');
  expect(await states()).toEqual([{ state: 'sent', attempts: 1 }]);
  expect(await jobs()).toEqual([]);

  // As if the process had died between the commit and the mark: claimed, not marked, and no job anywhere.
  await app.storage.db.$executeRaw`delete from web_reaction`;
  await app.storage.db.$executeRaw`
    update delivery set state = 'sending', claim = 'of the dead', claimed_at = clock_timestamp() - interval '21 seconds'
    where key like 'react:%'`;
  await until('credit again', marked);
  await until('its settlement', async () => (await states())[0]?.state === 'sent');
  expect(await states()).toEqual([{ state: 'sent', attempts: 2 }]);
});

test('words that may stand are looked for and removed, also a day after nobody wanted them any more', {
  timeout: 30_000,
}, async () => {
  const message = await driver.post(driver.member(2), '저녁에 책을 읽었어요');
  const said = async () => (await driver.see(message)).thread.length;
  await until('a cheer', async () => (await said()) > 0);
  const { id } = await app.storage.db.proof.findFirstOrThrow({ where: { text: '저녁에 책을 읽었어요' } });
  const cheer = async () => app.storage.db.delivery.findUniqueOrThrow({ where: { key: `cheer:${id}` } });
  await until('its settlement', async () => (await cheer()).state === 'sent');

  // As if the process had died between the post and its settlement, the proof had been deleted, and nobody had been back for a day.
  await app.storage.db.$transaction([
    app.storage.db.proof.update({ where: { id }, data: { deletedAt: new Date() } }),
    app.storage.db.$executeRaw`
      update delivery set state = 'sending', claim = 'of the dead', message_ref = null, created_at = now() - interval '25 hours',
        claimed_at = clock_timestamp() - interval '21 seconds' where key = ${`cheer:${id}`}`,
  ]);
  await until('nothing of it to be left', async () => (await said()) === 0);
  expect(await cheer()).toMatchObject({ state: 'sent' });
});

test.each([
  ['with their proof', '밤에 일기를 썼어요', (message: Posted) => driver.remove(message)],
  [
    'where it comes to care',
    '밤에 산책했어요',
    (message: Posted) => driver.edit(message, '걷다가 자꾸 죽고 싶어요'),
  ],
])(
  'words that were given up, though they may stand, are looked for and removed %s',
  { timeout: 30_000 },
  async (_, words, leave) => {
    const message = await driver.post(driver.member(3), words);
    const said = async () => (await driver.see(message)).thread;
    await until('a cheer', async () => (await said()).length > 0);
    const [cheered] = await said();
    const { id } = await app.storage.db.proof.findFirstOrThrow({ where: { text: words } });
    const cheer = async () => app.storage.db.delivery.findUniqueOrThrow({ where: { key: `cheer:${id}` } });
    await until('its settlement', async () => (await cheer()).state === 'sent');

    // As if nobody had been able to tell whether it arrived.
    await app.storage.db.$executeRaw`
      update delivery set state = 'dead', reason = 'outcome unknown: 503', message_ref = null, maybe_sent = true, attempts = 4
      where key = ${`cheer:${id}`}`;
    await leave(message);
    await until('nothing of it to be left', async () => !(await said()).includes(cheered!));
    expect(await cheer()).toMatchObject({ state: 'sent' });
  },
);
