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

test('a hundred photos a day are kept of one member; the next is named and the check-in stands', async () => {
  const photo = async (name: string) => ({
    name,
    type: 'image/jpeg',
    bytes: await jpegPhoto({ width: 32, height: 24 }),
  });
  const first = await driver.post(driver.member(1), '', [await photo('first.jpg')]);
  await until('credit', async () => (await driver.see(first)).marks.length > 0);
  expect(await settled(app.storage)).toEqual([]);
  // The other ninety-nine, as if they had been posted today.
  await app.storage.db.$executeRaw`
    insert into photo (proof_id, ordinal, attachment_ref, name, state, large_blob, small_blob)
    select proof_id, n, 'x', 'x', 'kept', large_blob, small_blob from photo, generate_series(1, ${maxPhotosPerMemberAndDay - 1}::int) n where ordinal = 0`;
  const next = await driver.post(driver.member(1), '', [await photo('one-more.jpg')]);
  await until('the refusal', async () =>
    (await driver.see(next)).thread.some((text) => text.includes('one-more.jpg')),
  );
  expect(await app.storage.db.photo.count({ where: { state: 'kept' } })).toBe(maxPhotosPerMemberAndDay);
  expect(await app.storage.db.photo.findFirst({ where: { name: 'one-more.jpg' } })).toMatchObject({
    state: 'refused',
    reason: 'quota',
  });
  const other = await driver.post(driver.member(2), '', [await photo('theirs.jpg')]);
  await until('credit', async () => (await driver.see(other)).marks.length > 0);
  await until('it to be kept', () =>
    app.storage.db.photo.findFirst({ where: { name: 'theirs.jpg', state: 'kept' } }),
  );
});
