import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import type { Driver } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';

const zone = middayZone();

interface Chat {
  readonly driver: Driver;
  /** From now on nothing that happens is told to the bot, also not later. */
  deafen(): void;
  hear(): void;
}

async function slack(mode: 'socket' | 'http'): Promise<Chat> {
  const driver = await slackDriver(mode, zone);
  const { scopes } = driver.fake.team;
  return {
    driver: driver as Driver,
    deafen: () => void scopes.delete('channels:history'),
    hear: () => void scopes.add('channels:history'),
  };
}

/** The platforms that forget what could not be delivered; the page keeps it until it is taken in. */
const platforms: readonly [string, () => Promise<Chat>][] = [
  [
    'Discord',
    // Who is not connected is told nothing.
    async () => ({ driver: (await discordDriver()) as Driver, deafen() {}, hear() {} }),
  ],
  ['Slack over Socket Mode', () => slack('socket')],
  ['Slack over HTTP', () => slack('http')],
];

describe.each(platforms)('proofs changed on %s while the program was down', (_name, open) => {
  let chat: Chat;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
    chat = await open();
    app = await start();
    await beginChallenge(app.storage, chat.driver, { timezone: zone });
  });
  afterAll(async () => {
    await app.stop();
    expect(chat.driver.complaints()).toEqual([]);
    await chat.driver.stop();
    await database.drop();
  });

  async function start(): Promise<TestApp> {
    const started = await startTestApp(database.url, { ...chat.driver.config, timezone: zone });
    await chat.driver.attach(started);
    return started;
  }

  test('are found at the next start: the edited, the deleted, the newest of them too, and only these', async () => {
    const { driver } = chat;
    const texts = ['첫째', '지운 글', '고친 글', '그대로', '마지막에 지운 글'];
    const posts: unknown[] = [];
    for (const [n, text] of texts.entries()) {
      const photos = n === 3 ? [{ name: 'p.jpg', type: 'image/jpeg', bytes: await jpegPhoto() }] : [];
      const post = await driver.post(driver.member(n), text, photos);
      await until('a cheer', async () => (await driver.see(post)).thread.length > 0);
      posts.push(post);
    }
    await driver.command(driver.member(0), 'checkin', { text: '명령으로 올린 글' });
    expect(await settled(app.storage)).toEqual([]);
    await app.stop();

    chat.deafen();
    await driver.remove(posts[1]);
    await driver.edit(posts[2], '집에서 스쿼트를 했어요');
    await driver.remove(posts[4]);
    await driver.takeOut?.(posts[3], 'p.jpg');
    chat.hear();
    app = await start();
    const live = { deletedAt: null, undoneAt: null };
    await until(
      'the deletions to be taken in',
      async () => (await app.storage.db.proof.count({ where: live })) === 4,
    );
    await until('the edit to be taken in', () =>
      app.storage.db.proof.findFirst({ where: { text: '집에서 스쿼트를 했어요', editedAt: { not: null } } }),
    );
    await until('the photo to be erased', () =>
      app.storage.db.photo.findFirst({ where: { state: 'erased', largeBlob: null } }),
    );
    await until('our words to go', async () => {
      const threads = await Promise.all([posts[1], posts[4]].map((post) => driver.see(post)));
      return threads.every(({ thread }) => thread.length === 0);
    });
    // The edited one's cheer waits its minute; its time is brought forward instead of waited for.
    await app.storage.db
      .$executeRaw`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at := now())`;
    await until('the new cheer', () =>
      app.storage.db.cheer.findFirst({ where: { revision: 1, state: 'posted' } }),
    );
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    const left = await app.storage.db.proof.findMany({ where: live, orderBy: { postedAt: 'asc' } });
    expect(left.map(({ text }) => text)).toEqual([
      '첫째',
      '집에서 스쿼트를 했어요',
      '그대로',
      '명령으로 올린 글',
    ]);
    const counted = await app.storage.db.checkIn.findMany({
      where: { revokedAt: null },
      include: { proof: true },
    });
    expect(new Set(counted.map(({ proof }) => proof?.text))).toEqual(new Set(left.map(({ text }) => text)));
  });

  test('what is older than three days, or taken back, is not looked at', async () => {
    const { db, knownProofs } = app.storage;
    const known = async (heardUntil = Date.now()) =>
      (await knownProofs(chat.driver.name, chat.driver, heardUntil)).map(({ text }) => text);
    expect(await known()).toEqual(['그대로', '집에서 스쿼트를 했어요', '첫째']);
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    await db.proof.updateMany({ where: { text: '첫째' }, data: { postedAt: ago(3.1) } });
    await db.proof.updateMany({ where: { text: '그대로' }, data: { undoneAt: new Date() } });
    expect(await known()).toEqual(['집에서 스쿼트를 했어요']);
    // After some days away they are the last ones that were heard of.
    expect(await known(ago(1).getTime())).toEqual(['집에서 스쿼트를 했어요', '첫째']);
    await db.challenge.updateMany({ data: { backfillDays: 7 } });
    expect(await known()).toEqual(['집에서 스쿼트를 했어요', '첫째']);
  });
});
