import { afterAll, beforeAll, expect, test } from 'vitest';
import { maxPhotosPerMemberAndDay } from '../../src/core/photo.ts';
import { discordDriver } from '../contract/drivers/discord.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { settled } from '../support/oracle.ts';

// Security line 23.
let app: TestApp;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let driver: Awaited<ReturnType<typeof discordDriver>>;

beforeAll(async () => {
  database = await freshDatabase();
  driver = await discordDriver();
  app = await startTestApp(database.url, driver.config);
  await beginChallenge(app.storage, driver, { proofKind: 'photo' });
});
afterAll(async () => {
  await app.stop();
  await driver.stop();
  await database.drop();
});

test('a hundred photos a day are kept of one member, however many come at once; the others are named and the check-ins stand', async () => {
  const photo = async (name: string) => ({
    name,
    contentType: 'image/jpeg',
    bytes: await jpegPhoto({ width: 32, height: 24 }),
  });
  const { fake } = driver;
  const { db } = app.storage;
  const channel = fake.state.channels.get(driver.channel)!;
  const author = driver.member(1);
  const first = fake.post({ channel, author, attachments: [await photo('first.jpg')] });
  await until('credit', async () => (await driver.see(first)).marks.length > 0);
  expect(await settled(app.storage)).toEqual([]);
  // But for one the others, as if they had been posted today.
  await db.$executeRaw`
    insert into photo (proof_id, ordinal, attachment_ref, name, state, large_blob, small_blob)
    select proof_id, n, 'x', 'x', 'kept', large_blob, small_blob from photo, generate_series(1, ${maxPhotosPerMemberAndDay - 2}::int) n where ordinal = 0`;
  // Each is on its way while there is room for one.
  const serve = { delayMs: 300 };
  const names = ['one-more.jpg', 'another.jpg', 'a-third.jpg'];
  const posts = await Promise.all(
    names.map(async (name) =>
      fake.post({ channel, author, attachments: [{ ...(await photo(name)), serve }] }),
    ),
  );
  const over = { name: { in: names }, state: { in: ['kept', 'refused'] } };
  await until('each to be judged', async () => (await db.photo.count({ where: over })) === names.length);
  expect(await settled(app.storage)).toEqual([]);
  expect(await db.photo.count({ where: { state: 'kept' } })).toBe(maxPhotosPerMemberAndDay);
  const refused = await db.photo.findMany({ where: { name: { in: names }, state: 'refused' } });
  expect(refused.map(({ reason }) => reason)).toEqual(['quota', 'quota']);
  const said = (await Promise.all(posts.map(driver.see))).flatMap(({ thread }) => thread);
  for (const { name } of refused) expect(said.filter((text) => text.includes(name))).toHaveLength(1);
  expect(await db.proof.count({ where: { checkIns: { some: { revokedAt: null } } } })).toBe(4);
  const theirs = await photo('theirs.jpg');
  const other = fake.post({ channel, author: driver.member(2), attachments: [theirs] });
  await until('credit', async () => (await driver.see(other)).marks.length > 0);
  await until('it to be kept', () => db.photo.findFirst({ where: { name: 'theirs.jpg', state: 'kept' } }));
});
