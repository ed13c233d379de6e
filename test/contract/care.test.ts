import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { careTexts } from '../../src/core/care/texts/index.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import { type Driver, saidOfProof } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';

const zone = middayZone();
const platforms: readonly [string, () => Promise<Driver>][] = [
  ['Discord', () => discordDriver() as Promise<Driver>],
  ['Slack', () => slackDriver('socket', zone) as Promise<Driver>],
  ['the page', async () => webDriver() as Driver],
];
const about = /죽고|자살|109|상담|힘든 시간/u;

describe.each(platforms)('somebody in danger on %s', (_name, open) => {
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
    driver = await open();
    app = await startTestApp(database.url, { ...driver.config, timezone: zone });
    await driver.attach(app);
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    await beginChallenge(app.storage, driver, { title: '저녁 산책', timezone: zone });
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
  });
  const notes = async (n: number) =>
    (await driver.privately(driver.member(n))).filter((text) => text.includes(careTexts.ko.title));
  const rowOf = (text: string) => app.storage.db.proof.findFirstOrThrow({ where: { text } });

  test('reads where to call, alone; the channel sees the mark and nothing else', async () => {
    const host = await driver.post(driver.member(0), '저도 걸었어요');
    await until('credit', async () => (await driver.see(host)).marks.length > 0);
    const { memberId } = await rowOf('저도 걸었어요');
    await app.storage.db.challenge.updateMany({ where: { endedAt: null }, data: { createdBy: memberId } });

    const text = '오늘도 걸었어요. 그런데 자꾸 죽고 싶어요';
    const message = await driver.post(driver.member(1), text);
    const [note] = await until('the note', async () => {
      const found = await notes(1);
      return found.length > 0 ? found : null;
    });
    for (const words of ['109', '1577-0199', '1388', '24시간']) expect(note).toContain(words);
    expect(await settled(app.storage)).toEqual([]);
    const { marks, thread } = await driver.see(message);
    expect(marks).toEqual(['🐹']);
    expect(thread).toEqual([]);
    expect((await driver.channelSays()).filter((said) => about.test(said))).toEqual([]);
    for (const other of [0, 2]) {
      expect(await notes(other)).toEqual([]);
      expect((await driver.privately(driver.member(other))).join()).not.toMatch(about);
    }
    const toHost = (await driver.privately(driver.member(0))).filter((said) =>
      said.includes(careTexts.ko.manager.slice(0, 20)),
    );
    expect(toHost).toHaveLength(driver.name === 'web' ? 0 : 1);

    const { id } = await rowOf(text);
    const { state, care, line1 } = await app.storage.db.cheer.findUniqueOrThrow({ where: { proofId: id } });
    expect({ state, care, line1 }).toEqual({ state: 'givenUp', care: 'selfHarm', line1: null });
    expect(await app.storage.db.memory.count({ where: { proofId: id } })).toBe(0);
    expect(JSON.stringify(app.log)).not.toMatch(/죽고|selfHarm/u);
    const ledger = await app.storage.db.delivery.findMany();
    expect(JSON.stringify(ledger)).not.toContain('죽고');
  });

  test('a second such post of the day brings nothing more, and a saying brings a cheer', async () => {
    await driver.post(driver.member(1), '살고 싶지 않아요');
    const message = await driver.post(driver.member(3), '배고파 죽겠다 그래도 3km');
    await until('a cheer', async () => (await driver.see(message)).thread.length > 0);
    expect(await settled(app.storage)).toEqual([]);
    expect(await notes(1)).toHaveLength(1);
    expect(await notes(3)).toEqual([]);
  });

  test('an edit into a crisis takes the cheer away', async () => {
    const message = await driver.post(driver.member(2), '오늘은 4km 걸었어요');
    await until('a cheer', async () => (await driver.see(message)).thread.length > 0);
    await driver.edit(message, '오늘은 4km 걸었어요. 사실 살기 싫어요');
    await until('the note', async () => (await notes(2)).length > 0);
    expect(await settled(app.storage)).toEqual([]);
    const seen = await driver.see(message);
    expect(seen.marks).toEqual(['🐹']);
    expect(saidOfProof(seen)).toEqual([]);
  });
});

test('who takes no direct messages on Discord reads one line in the thread, without a subject', async () => {
  const database = await freshDatabase();
  const driver = await discordDriver();
  const app = await startTestApp(database.url, { ...driver.config, timezone: zone });
  await driver.attach(app);
  await beginChallenge(app.storage, driver, { title: '저녁 산책', timezone: zone });
  const member = driver.member(1);
  driver.fake.state.closedToDirect.add(member.user.id);
  app.provoked.push('delivery.dead forbidden: ');
  const message = await driver.post(member, '유서를 썼어요. 오늘 산책 10분');
  const thread = await until('the line', async () => {
    const seen = await driver.see(message);
    return seen.thread.length > 0 ? seen.thread : null;
  });
  expect(await settled(app.storage)).toEqual([]);
  expect(thread).toEqual([careTexts.ko.here]);
  expect(await driver.privately(member)).toEqual([]);
  expect(await auditDatabase(app.storage)).toEqual([]);
  await app.stop();
  await driver.stop();
  await database.drop();
});

test('who writes Japanese in a Korean server, and whose language Discord does not tell, is helped in Japanese', async () => {
  const database = await freshDatabase();
  const driver = await discordDriver();
  const app = await startTestApp(database.url, { ...driver.config, timezone: 'Asia/Seoul' });
  await driver.attach(app);
  await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
  await beginChallenge(app.storage, driver, { title: '저녁 산책', timezone: 'Asia/Seoul' });
  const [writes, talks] = [driver.member(1), driver.member(2)];
  driver.fake.state.closedToDirect.add(talks.user.id);
  app.provoked.push('delivery.dead forbidden: ');
  const message = await driver.post(writes, '今日も歩きました。でももう死にたいです');
  const [note] = await until('the note', async () => {
    const told = await driver.privately(writes);
    return told.length > 0 ? told : null;
  });
  expect(note).toContain(careTexts.ja.title);
  expect(note).toContain(careTexts.ja.opening.selfHarm);
  expect(note).toContain('109');
  expect(note).not.toContain(careTexts.ko.title);
  // Forgotten before it is known that nothing private arrives.
  await driver.answer(talks, message, `${driver.callsBot} 毎日死にたいって考えてしまう`);
  await until('the line', async () => (await driver.see(message)).thread.includes(careTexts.ja.here));
  expect(await settled(app.storage)).toEqual([]);
  const members = await app.storage.db.member.findMany({ select: { locale: true } });
  expect(members).toEqual([{ locale: null }, { locale: null }]);
  expect(await auditDatabase(app.storage)).toEqual([]);
  await app.stop();
  expect(driver.complaints()).toEqual([]);
  await driver.stop();
  await database.drop();
});
