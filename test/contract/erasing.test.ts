import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inbound, InboundMessage } from '../../src/core/inbound.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { textOf } from '../support/core.ts';
import { freshDatabase } from '../support/database.ts';
import { keptWords } from '../support/kept-words.ts';
import { middayZone } from '../support/midday.ts';
import { auditBlobs, auditDatabase, settled } from '../support/oracle.ts';
import { type Driver, saidOfProof } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';

const zone = middayZone();
const platforms: readonly [string, () => Promise<Driver>][] = [
  ['Discord', () => discordDriver() as Promise<Driver>],
  ['Slack', () => slackDriver('http', zone) as Promise<Driver>],
  ['the page', async () => webDriver() as Driver],
];
const canary = '해오라기';
const file = 'heron-4711.jpg';

describe.each(platforms)('erasing everything about oneself on %s', (name, open) => {
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let inbound: Inbound;
  let dataDir: string;
  const arrived: InboundMessage[] = [];

  const start = () =>
    startTestApp(
      database.url,
      { ...driver.config, timezone: zone, dataDir },
      {
        around: {
          inbound: (whole) => {
            inbound = whole;
            return {
              ...whole,
              message(event) {
                arrived.push(event);
                return whole.message(event);
              },
            };
          },
        },
      },
    );

  beforeAll(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(path.join(tmpdir(), 'boost-erasing-'));
    driver = await open();
    app = await start();
    await driver.attach(app);
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    await beginChallenge(app.storage, driver, { timezone: zone });
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    expect(await auditBlobs(app.storage, path.join(dataDir, 'photos'))).toEqual({ swept: 0, wrong: [] });
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const copies = () =>
    readdirSync(path.join(dataDir, 'photos'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();

  test('takes all of it along, what we said too, and gives a receipt; nothing comes back', async () => {
    const { db } = app.storage;
    const [other, me] = [driver.member(2), driver.member(1)];
    const theirs = await driver.post(other, '저도 5km 걸었어요', [
      { name: 'b.jpg', type: 'image/jpeg', bytes: await jpegPhoto({ width: 900, height: 600 }) },
    ]);
    await until('their cheer', async () => saidOfProof(await driver.see(theirs)).length > 0);
    await until('their copies', () => copies().length === 2);
    const before = copies();

    const mine = await driver.post(me, `${canary}를 봤어요 5km`, [
      { name: file, type: 'image/jpeg', bytes: await jpegPhoto({ width: 640, height: 480 }) },
    ]);
    await until('a cheer', async () => saidOfProof(await driver.see(mine)).length > 0);
    await until('the copies', () => copies().length === 4);
    // Who answers a cheer has seen it for a while.
    expect(await settled(app.storage)).toEqual([]);
    await driver.answer(me, mine, `${canary}가 참 예뻤어요`);
    await until('an answer', () => db.talkTurn.count({ where: { state: 'verified' } }));
    await driver.command(me, 'checkin', { text: `${canary}를 또 봤어요` });
    await driver.command(me, 'leaderboard');
    await driver.command(me, 'my export');
    expect((await driver.file(me))?.text).toContain(canary);
    expect(await settled(app.storage)).toEqual([]);
    const { member } = await db.proof.findFirstOrThrow({
      where: { text: { contains: '봤어요 5km' } },
      include: { member: true },
    });
    const words = [canary, file, member!.ref, member!.name];
    const theirRows = () =>
      db.proof.findMany({
        where: { member: { isNot: null }, NOT: { memberId: member!.id } },
        include: { photos: true, checkIns: true, cheer: true, deliveries: true },
        orderBy: { id: 'asc' },
      });
    const untouched = await theirRows();

    const question = await driver.command(me, 'my delete');
    expect(question).toContain('되돌릴 수 없어요');
    expect(question).toContain('인증 1번, 사진 1장, 챌린지 1개의 기록');
    const isMessage = name === 'Slack';
    expect(question.includes('제가 보낸 파일도 함께 지워지니')).toBe(isMessage);
    const answer = await driver.pressAnswer(me, '모두 지우기');
    expect(answer).toContain('모두 지웠어요');
    const receipt = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(answer)![0];
    expect(await db.erasure.findMany()).toMatchObject([
      { id: receipt, checkIns: 1, photos: 1, challenges: 1 },
    ]);
    expect(await settled(app.storage)).toEqual([]);

    expect(await keptWords(app.storage, words)).toEqual([]);
    expect(copies()).toEqual(before);
    const { thread, marks } = await driver.see(mine);
    expect([thread, marks]).toEqual([[], []]);
    expect((await driver.channelSays()).join()).not.toContain(canary);
    // Where the file came with an answer, it is in no message of ours.
    if (isMessage) expect(await driver.file(me)).toBeNull();
    expect(await theirRows()).toEqual(untouched);
    expect(saidOfProof(await driver.see(theirs)).length).toBeGreaterThan(0);

    // The platform tells of it again, and the button is pressed again.
    const event = arrived.find(({ text }) => text.includes('봤어요 5km'))!;
    await inbound.message(event);
    await inbound.message(arrived.find(({ inThread }) => inThread)!);
    if (driver.redeliver) await driver.redeliver(mine);
    const action = `1:eraseMe:${member!.id}`;
    const again = { ...event, id: randomUUID(), at: Date.now(), locale: 'ko' as const, action, values: {} };
    expect(textOf(await inbound.action(again))).toContain(receipt);
    expect(await settled(app.storage)).toEqual([]);
    expect(await keptWords(app.storage, words)).toEqual([]);
    expect(await db.erasure.count()).toBe(1);
  });

  test('begun and stopped before anything was removed, is finished by the next start', async () => {
    const me = driver.member(3);
    const mine = await driver.post(me, `${canary}와 함께 3km`, [
      { name: file, type: 'image/jpeg', bytes: await jpegPhoto({ width: 500, height: 400 }) },
    ]);
    await until('a cheer', async () => saidOfProof(await driver.see(mine)).length > 0);
    expect(await settled(app.storage)).toEqual([]);
    const kept = copies().length;
    const { id, workspaceId } = (
      await app.storage.db.proof.findFirstOrThrow({
        where: { text: { contains: '함께 3km' } },
        include: { member: true },
      })
    ).member!;
    // Whoever erases dies right after the commit; the jobs wait.
    await app.storage.jobs.stop();
    const receipt = await app.storage.unitOfWork.run((tx) => tx.eraseMember(id as never, Date.now()));
    expect(receipt).toMatchObject({ checkIns: 1, photos: 1 });
    expect(copies()).toHaveLength(kept);
    await app.stop();
    app = await start();
    await driver.attach(app);
    expect(await settled(app.storage)).toEqual([]);
    expect(await app.storage.db.erasure.count({ where: { workspaceId } })).toBe(2);
    expect((await driver.see(mine)).thread).toEqual([]);
    expect(await keptWords(app.storage, [canary])).toEqual([]);
  });

  test('and who posts after it is new here', async () => {
    const again = await driver.post(driver.member(1), '다시 왔어요, 2km 걸었어요');
    await until('a mark', async () => (await driver.see(again)).marks.length === 1);
    const found = await app.storage.db.proof.findFirstOrThrow({
      where: { text: { contains: '다시 왔어요' } },
      include: { member: { include: { enrollments: true, proofs: true } } },
    });
    expect(found.member).toMatchObject({ enrollments: [{ leftAt: null }], proofs: [{ id: found.id }] });
  });
});
