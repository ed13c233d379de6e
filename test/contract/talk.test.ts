import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { careTexts } from '../../src/core/care/texts/index.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import type { Driver } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';
import { testOfChats } from './of-chats.ts';

const zone = middayZone();
const platforms: readonly [string, () => Promise<Driver>][] = [
  ['Discord', () => discordDriver() as Promise<Driver>],
  ['Slack', () => slackDriver('socket', zone) as Promise<Driver>],
  ['the page', async () => webDriver() as Driver],
];

describe.each(platforms)('a talk on %s', (name, open) => {
  const ofChats = testOfChats(name);
  let driver: Driver;
  let app: TestApp;
  /** Of the second member, and cheered. */
  let proof: unknown;
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
    driver = await open();
    app = await startTestApp(database.url, { ...driver.config, timezone: zone });
    await driver.attach(app);
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    await beginChallenge(app.storage, driver, { title: '저녁 산책', timezone: zone });
    proof = await driver.post(driver.member(1), '강가를 걸었어요');
    await saidUnder(proof, 1);
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
  });

  /** Our words under a proof; where lines cannot be private, nudges are offered there too. */
  const thread = async (message: unknown) =>
    (await driver.see(message)).thread.filter((text) => !text.includes('알려 드릴까요'));
  const saidUnder = async (message: unknown, count: number) => {
    await until(`${count} words of ours`, async () => (await thread(message)).length >= count);
    expect(await settled(app.storage)).toEqual([]);
    return thread(message);
  };

  test('who answers us is answered in the thread; who congratulates them is not', async () => {
    await driver.answer(driver.member(1), proof, '고마워');
    expect(await saidUnder(proof, 2)).toHaveLength(2);
    await driver.answer(driver.member(2), proof, '와 축하해요');
    await driver.answer(driver.member(1), proof, '고마워요 준호님');
    // Once this one is answered, the others would have been.
    await driver.answer(driver.member(3), proof, `${driver.callsBot} 너 사람이야?`);
    const said = await saidUnder(proof, 3);
    expect(said).toHaveLength(3);
    expect(said.at(-1)).toMatch(/AI/u);
    expect((await driver.see(proof)).others).toHaveLength(4);
    expect(await app.storage.db.proof.count({ where: { text: { contains: '고마워' } } })).toBe(0);
    const kept = await app.storage.db.talkTurn.findMany({ select: { text: true }, orderBy: { at: 'asc' } });
    expect(kept.map(({ text }) => text.length > 0)).toEqual([true, false, false, true]);
  });

  test('a question that is edited is not answered anew; deleted, it takes our answer along', async () => {
    const question = await driver.answer(driver.member(1), proof, `${driver.callsBot} 오늘 좋았어`);
    await saidUnder(proof, 4);
    const edited = { text: { endsWith: '오늘 아주 좋았어' } };
    await driver.edit(question, `${driver.callsBot} 오늘 아주 좋았어`);
    await until('the edit', async () => (await app.storage.db.talkTurn.count({ where: edited })) === 1);
    expect(await settled(app.storage)).toEqual([]);
    expect(await thread(proof)).toHaveLength(4);
    await driver.remove(question);
    await until('our answer to go', async () => (await thread(proof)).length === 3);
    expect(await settled(app.storage)).toEqual([]);
    expect(await app.storage.db.talkTurn.count({ where: edited })).toBe(0);
    expect(await app.storage.db.proof.count({ where: edited })).toBe(0);
  });

  test('somebody in danger reads where to call, alone', async () => {
    await driver.answer(driver.member(4), proof, `${driver.callsBot} 요즘 자꾸 죽고 싶어요`);
    const notes = async (n: number) =>
      (await driver.privately(driver.member(n))).filter((text) => text.includes(careTexts.ko.title));
    await until('the note', async () => (await notes(4)).length > 0);
    expect(await settled(app.storage)).toEqual([]);
    expect((await notes(4))[0]).toContain('109');
    expect(await thread(proof)).toHaveLength(3);
    for (const other of [0, 1, 2]) expect(await notes(other)).toEqual([]);
    expect(JSON.stringify(await app.storage.db.talkTurn.findMany())).not.toContain('죽고');
    expect(JSON.stringify(app.log)).not.toMatch(/죽고|고마워/u);
  });

  test('a question to us in the channel is answered, and is no proof', async () => {
    const question = await driver.post(driver.member(0), `${driver.callsBot} 너 AI야?`);
    const said = await saidUnder(question, 1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/AI/u);
    expect((await driver.see(question)).marks).toEqual([]);
    expect(await app.storage.db.proof.count({ where: { text: { contains: 'AI야' } } })).toBe(0);
  });

  ofChats('what is written to us alone is answered there once, told twice, edited and deleted', async () => {
    const { talkTurn, proof: proofs } = app.storage.db;
    const before = await driver.channelSays();
    const tired = await driver.direct!(driver.member(2), '오늘 너무 힘들어');
    const question = await driver.direct!(driver.member(2), '너 사람이야?');
    expect((await saidUnder(tired, 1)).join()).toMatch(/[가-힣]/u);
    expect((await saidUnder(question, 1)).join()).toMatch(/AI/u);
    for (const message of [tired, question]) await driver.redeliver!(message);
    await driver.edit(tired, '오늘은 조금 덜 힘들어');
    await until('the edit', () => talkTurn.count({ where: { text: '오늘은 조금 덜 힘들어' } }));
    expect(await settled(app.storage)).toEqual([]);
    expect([await thread(tired), await thread(question)].map(({ length }) => length)).toEqual([1, 1]);
    await driver.remove(tired);
    await until('our answer to go', async () => (await thread(tired)).length === 0);
    expect(await settled(app.storage)).toEqual([]);
    expect(await thread(question)).toHaveLength(1);
    expect(await talkTurn.count({ where: { text: { contains: '힘들어' } } })).toBe(0);
    expect(await proofs.count({ where: { text: { contains: '힘들어' } } })).toBe(0);
    expect(await driver.channelSays()).toEqual(before);
    expect(JSON.stringify(app.log)).not.toMatch(/힘들어/u);
  });

  ofChats(
    'a proof sent to us alone is told once where it counts, and a greeting where challenges are',
    async () => {
      const { proof: proofs, checkIn } = app.storage.db;
      const counted = async () => [await proofs.count(), await checkIn.count()];
      await driver.command(driver.member(3), 'challenge join');
      const before = await counted();
      const photo = { name: 'run.jpg', type: 'image/jpeg', bytes: await jpegPhoto() };
      const shown = [
        await driver.direct!(driver.member(1), '', [photo]),
        await driver.direct!(driver.member(4), '오늘 힘들었지만 완료', [photo]),
        await driver.direct!(driver.member(3), '5km 뛰었어요'),
      ];
      for (const message of shown) {
        const [said] = await saidUnder(message, 1);
        expect(said).toMatch(/인증은 .+에 올려 주시면 바로 셀게요/u);
        await driver.redeliver!(message);
      }
      const hello = await driver.direct!(driver.member(3), '안녕');
      const [greeting] = await saidUnder(hello, 1);
      expect(greeting).toMatch(/챌린지는 .+에서 하고 있어요.+(?:challenge list|챌린지 목록)/u);
      expect(await Promise.all(shown.map(async (message) => (await thread(message)).length))).toEqual([
        1, 1, 1,
      ]);
      // Whose day is done talks, whatever they tell.
      const talk = await driver.direct!(driver.member(1), '5km 뛰었어요');
      expect((await saidUnder(talk, 1)).join()).not.toContain('올려 주시면');
      await driver.remove(shown[2]);
      await until('our line to go', async () => (await thread(shown[2])).length === 0);
      expect(await settled(app.storage)).toEqual([]);
      expect(await counted()).toEqual(before);
    },
  );

  ofChats('who sends us a cry for help with a photo reads where to call', async () => {
    const photo = { name: 'window.jpg', type: 'image/jpeg', bytes: await jpegPhoto() };
    const said = () => driver.privately(driver.member(2));
    await driver.direct!(driver.member(2), '안녕 오늘도 달렸는데 죽고 싶어요', [photo]);
    await until('the note', async () => (await said()).some((text) => text.includes(careTexts.ko.title)));
    expect(await settled(app.storage)).toEqual([]);
    expect((await said()).join()).not.toContain('올려 주시면');
  });

  test('with the proof go our answers under it, and nobody else’s words', async () => {
    await driver.remove(proof);
    await until('our words to go', async () => (await thread(proof)).length === 0);
    expect(await settled(app.storage)).toEqual([]);
    expect((await driver.see(proof)).others).toHaveLength(5);
  });
});

test('who writes Japanese in a Korean server, and whose language Discord does not tell, is answered in Japanese', async () => {
  const database = await freshDatabase();
  const driver = await discordDriver();
  const app = await startTestApp(database.url, { ...driver.config, timezone: zone });
  await driver.attach(app);
  await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
  await beginChallenge(app.storage, driver, { title: '저녁 산책', timezone: zone });
  const thread = (message: unknown) => driver.see(message as never).then((seen) => seen.thread);
  // A first proof: its cheer, and the offer of nudges, which Discord shows in the thread.
  const proof = await driver.post(driver.member(1), '今日は川沿いを5キロ歩きました');
  await until('a cheer and the offer', async () => (await thread(proof)).length >= 2);
  await driver.answer(driver.member(1), proof, `${driver.callsBot} あなたは人間ですか？`);
  const said = await until('an answer', async () => {
    const all = await thread(proof);
    return all.length >= 3 ? all : null;
  });
  expect(await settled(app.storage)).toEqual([]);
  expect(said).toHaveLength(3);
  for (const text of said) expect(text).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u);
  expect(said.at(-1)).toMatch(/AI/u);
  // But for their own name.
  expect(said.join('\n').replaceAll('준호', '')).not.toMatch(/[가-힣]/u);
  expect(await app.storage.db.member.findMany({ select: { locale: true } })).toEqual([{ locale: null }]);
  await app.stop();
  expect(driver.complaints()).toEqual([]);
  await driver.stop();
  await database.drop();
});
