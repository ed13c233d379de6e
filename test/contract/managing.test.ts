import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeChallenge } from '../../src/core/challenge/close-challenge.ts';
import type { ChallengeId } from '../../src/core/model/ids.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import { type Driver, saidOfProof } from './driver.ts';
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

describe.each(platforms)('what managers do to records on %s', (name, open) => {
  const ofChats = testOfChats(name);
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let challenge: ChallengeId;
  const title = '저녁 산책';

  beforeAll(async () => {
    database = await freshDatabase();
    driver = await open();
    app = await startTestApp(database.url, { ...driver.config, timezone: zone });
    await driver.attach(app);
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    challenge = await beginChallenge(app.storage, driver, { title, timezone: zone });
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
  });

  const [manager, member] = [() => driver.member(0), () => driver.member(1)];
  const privately = async () =>
    (await driver.privately(member())).map((text) => text.replace(/[*\\\u200B]/g, ''));
  const counted = () =>
    app.storage.db.checkIn.count({ where: { challengeId: challenge, counted: true, revokedAt: null } });
  /** The member as people name one in a command there. */
  const named = async () => {
    const { ref } = await app.storage.db.member.findFirstOrThrow({
      where: { proofs: { some: { text: { startsWith: '오늘도' } } } },
    });
    return ref;
  };
  const admin = async (what: string, options: Readonly<Record<string, string>>) =>
    (await driver.command(manager(), `admin ${what}`, { member: await named(), ...options })).replace(
      /[*\\\u200B]/g,
      '',
    );

  test('a check-in goes and comes back, each with its reason said to the member alone', async () => {
    const proof = await driver.post(member(), '오늘도 걸었어요');
    await until('the cheer', async () => (await driver.see(proof)).thread.length > 0);

    expect(await admin('remove', { day: 'today', reason: '어제 사진이에요' })).toContain('인증을 뺐어요');
    await until('the mark to go', async () => (await driver.see(proof)).marks.length === 0);
    expect(await settled(app.storage)).toEqual([]);
    expect(saidOfProof(await driver.see(proof))).toHaveLength(1);
    await until('the member to hear', async () =>
      (await privately()).some((text) => text.includes('이유: 어제 사진이에요')),
    );
    expect(await counted()).toBe(0);

    expect(await admin('add', { day: 'today', reason: '확인했어요' })).toContain('인증으로 더했어요');
    expect(await admin('add', { day: 'today', reason: '확인했어요' })).toContain('이미 있어요');
    await until('the member to hear again', async () =>
      (await privately()).some((text) => text.includes('이유: 확인했어요')),
    );
    expect(await counted()).toBe(1);
    expect((await driver.channelSays()).filter((text) => /이유/.test(text))).toEqual([]);

    const log = (await driver.command(manager(), 'admin log')).replace(/[*\\\u200B]/g, '');
    for (const why of ['이유: 어제 사진이에요', '이유: 확인했어요']) expect(log).toContain(why);
    expect(await driver.command(member(), 'admin log')).toContain('관리자만');
  });

  test('what a manager undoes by the menu of a post is told to its author alone', async () => {
    const author = driver.member(3);
    const proof = await driver.post(author, '셋째도 걸었어요');
    await until('the cheer', async () => (await driver.see(proof)).thread.length > 0);
    expect(await driver.menu(manager(), 'undo', proof)).toContain('인증을 취소했어요. 멤버에게만 알리고');
    await until('the author to hear', async () =>
      (await driver.privately(author)).some((text) => text.includes('이유: 글의 메뉴에서')),
    );
    expect((await driver.channelSays()).filter((text) => /이유/.test(text))).toEqual([]);
  });

  ofChats(
    'a member who takes no direct messages is told near the channel, where one person alone can be told there',
    async () => {
      driver.closeDirect!(driver.member(2));
      app.provoked.push('delivery.dead forbidden: ');
      const proof = await driver.post(driver.member(2), '나도 걸었어요');
      await until('the cheer', async () => (await driver.see(proof)).thread.length > 0);
      const { ref } = await app.storage.db.member.findFirstOrThrow({
        where: { proofs: { some: { text: '나도 걸었어요' } } },
      });
      await driver.command(manager(), 'admin remove', {
        member: ref,
        day: 'today',
        reason: '다른 날 사진이에요',
      });
      await until('the direct message to be refused', async () =>
        app.storage.db.delivery.findFirst({
          where: {
            key: { startsWith: 'told:' },
            state: 'dead',
            effect: { path: ['target', 'member'], equals: ref },
          },
        }),
      );
      expect(await settled(app.storage)).toEqual([]);
      const told = (await driver.privately(driver.member(2))).filter((text) =>
        text.includes('다른 날 사진이에요'),
      );
      // Discord has no line for one person outside an answer: there it stands once at the top of the next card.
      const asks = (words: string) => driver.command(driver.member(2), words);
      expect((await asks('streak')).includes('다른 날 사진이에요')).toBe(driver.name === 'discord');
      for (const words of ['streak', 'records'])
        expect(await asks(words)).not.toContain('다른 날 사진이에요');
      expect(told).toHaveLength(driver.name === 'slack' ? 1 : 0);
      expect((await driver.channelSays()).filter((text) => text.includes('다른 날 사진이에요'))).toEqual([]);
    },
  );

  ofChats('a bot is named: nothing is handed to it or changed of it, and that is said', async () => {
    const bot = driver.otherBot!();
    const options = { member: bot, challenge: title };
    expect(await driver.command(manager(), 'challenge handover', options)).toContain(
      '봇에게는 넘길 수 없어요',
    );
    for (const what of ['remove', 'add', 'freeze'] as const) {
      const more = { reason: '도와줬어요', ...(what === 'freeze' ? {} : { day: 'today' }) };
      expect(await driver.command(manager(), `admin ${what}`, { ...options, ...more })).toContain(
        '봇은 인증하지 않아서',
      );
    }
    expect(
      await app.storage.db.audit.count({ where: { what: { in: ['handedOver', 'freezeGranted'] } } }),
    ).toBe(0);
  });

  test('the end is told to the channel once and to each finisher alone', async () => {
    await app.storage.unitOfWork.run(async (tx) => {
      const found = await tx.lockChallengeWithPlace(challenge);
      if (!found) throw new Error('the challenge is gone');
      const ending = { at: Date.now(), actor: null, call: `close:${challenge}` };
      await closeChallenge(tx, found.workspace, found.challenge, ending);
    });
    await until('the card', async () => (await privately()).some((text) => text.includes('함께한 기록')));
    expect(await settled(app.storage)).toEqual([]);
    const says = (await driver.channelSays()).filter((text) => text.includes('함께 마무리해요'));
    expect(says).toHaveLength(1);
    expect((await driver.channelSays()).filter((text) => text.includes('함께한 기록'))).toEqual([]);
    expect((await privately()).filter((text) => text.includes('함께한 기록'))).toHaveLength(1);
    // The same card by the post's button, for whoever presses it alone.
    const press = async (n: number) =>
      (await driver.press(driver.member(n), '내 카드 보기')).replace(/[*\\\u200B]/g, '');
    const shown = await press(1);
    for (const told of ['함께한 기록', '이번 챌린지에서 1일을 함께했어요']) expect(shown).toContain(told);
    expect(await press(0)).toContain('함께한 분들의 카드예요');
    expect((await driver.channelSays()).filter((text) => text.includes('함께한 기록'))).toEqual([]);
  });
});
