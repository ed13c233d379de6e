import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChallengeId } from '../../src/core/model/ids.ts';
import { createNudgeTick } from '../../src/core/nudge/tick.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { quietLog } from '../support/quiet.ts';
import { type Hands, hands, type Shown } from './hands.ts';
import { testOfChats } from './of-chats.ts';

const hour = 3_600_000;
const zone = middayZone();

describe.each(hands)('a member’s own nudges on %s', (name, open) => {
  const ofChats = testOfChats(name);
  let mine: Hands;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let challenge: ChallengeId;
  /** What the program's clock is ahead of the world's. */
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };

  beforeAll(async () => {
    database = await freshDatabase();
    mine = await open(zone, () => app);
    app = await startTestApp(database.url, { ...mine.driver.config, timezone: zone }, { clock });
    await mine.driver.attach(app);
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    challenge = await beginChallenge(app.storage, mine.driver, { title: '저녁 산책', timezone: zone });
  });
  afterAll(async () => {
    await app.stop();
    expect(mine.driver.complaints()).toEqual([]);
    await mine.driver.stop();
    await database.drop();
  });

  const day = (days: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(Date.now() + days * 24 * hour);
  /** So many days ahead, at the first second of that minute there: what is asked next is answered within the same minute. */
  const goTo = (days: number, time: string) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const now = Date.now();
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    })
      .format(now)
      .split(':')
      .map(Number);
    ahead = days * 24 * hour + (hours * 60 + minutes - parts[0]! * 60 - parts[1]!) * 60_000 - (now % 60_000);
  };
  const tick = () =>
    createNudgeTick({ nudges: app.storage.personalNudges, clock, log: quietLog, name: 'nudge_me' })();
  const notice = (label: string, many = 1): Promise<Shown> =>
    until(
      `the notice with ${label}`,
      async () => {
        const found = (await mine.notices()).filter(({ labels }) => labels.includes(label));
        return found.length >= many ? found.at(-1) : null;
      },
      20_000,
    );

  test('are offered once after the first proof, and the form takes a time and says what becomes of it', async () => {
    const proof = await mine.driver.post(mine.driver.member(1), '오늘도 걸었어요');
    const offer = await notice('알림 켜기');
    expect(offer.text).toContain('첫 인증 반가워요');
    expect((await offer.press('괜찮아요')).text).toContain('다시 여쭤보지 않을게요');
    expect((await offer.press('친구와 말투 고르기')).text).toContain('말투');
    expect((await offer.press('쉬는 날 정하기')).text).toContain('정해 둔 쉬는 날이 없어요');
    const refused = await (await offer.press('알림 켜기')).fill({ time: '25:00' });
    expect(refused.text).toContain('00:00부터 23:59까지');
    const quiet = await (await offer.press('알림 켜기')).fill({ time: '23:30' });
    expect(quiet.text).toContain('조용한 시간');
    const set = await (await offer.press('알림 켜기')).fill({ time: '20:00', weekdays: '1,2,3,4,5,6,7' });
    expect(set.text).toContain('매일 20:00에 알릴게요');
    expect(set.text).toContain('다이렉트 메시지가 닫혀 있으면');
    expect((await mine.driver.see(proof)).marks).toHaveLength(1);
    await mine.driver.post(mine.driver.member(1), '한 번 더');
    expect((await mine.notices()).filter(({ labels }) => labels.includes('알림 켜기'))).toHaveLength(1);
  });

  test('come by direct message, and can be put off, rested from after midnight and switched off', async () => {
    goTo(1, '20:00');
    await tick();
    const nudge = await notice('나중에');
    expect(nudge.text).toContain('저녁 산책');
    expect(nudge.labels).toEqual(['나중에', '오늘 쉬기', '끄기']);
    expect(nudge.hasFace).toBe(true);

    const when = await nudge.press('나중에');
    expect(when.labels).toEqual(['30분 뒤', '1시간 뒤', '2시간 뒤']);
    expect((await when.press('30분 뒤')).text).toContain('오늘 20:30에 다시 올게요');
    expect((await when.press('30분 뒤')).text).toContain('이미 오늘 20:30에 다시 오기로');
    const where = { day: new Date(day(1)) };
    expect(await app.storage.db.memberNudgeSlot.findMany({ where })).toMatchObject([
      { turn: 1, state: 'pending' },
    ]);

    // The day it was about is not over before three in the morning.
    goTo(2, '0:30');
    expect((await nudge.press('오늘 쉬기')).text).toContain('쉬어요');
    const rests = await app.storage.db.rest.findMany({ where: { challengeId: challenge } });
    expect(rests.map(({ fromDay }) => fromDay.toISOString().slice(0, 10))).toEqual([day(1)]);
    expect((await nudge.press('오늘 쉬기')).text).toContain('더 알리지 않을게요');
  });

  ofChats('reach a member whose direct messages are closed where they were told, or not at all', async () => {
    mine.closeDirect!();
    app.provoked.push('delivery.dead forbidden: ');
    goTo(3, '20:00');
    await tick();
    const nudge = await notice('나중에', 2);
    expect(nudge.text).toContain('저녁 산책');
    expect(await app.storage.db.memberNudge.findMany()).toMatchObject([{ on: true, pausedReason: null }]);
    if (mine.driver.name === 'discord') {
      const member = await app.storage.db.member.findFirstOrThrow({ where: { nudge: { isNot: null } } });
      expect(mine.called()).toEqual([member.ref]);
    }
  });

  test('are switched off by their button, and listed as they are', async () => {
    const nudge = await notice('끄기');
    expect((await nudge.press('끄기')).text).toContain('알림을 껐어요');
    expect((await nudge.press('끄기')).text).toContain('이미 꺼져 있어요');
    const list = await mine.driver.command(mine.driver.member(1), 'nudge list');
    expect(list).toContain('내 알림');
  });
});
