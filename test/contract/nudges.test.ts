import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, type CivilDay, dayOf, weekday } from '../../src/core/model/day.ts';
import type { ChallengeId, MemberRef } from '../../src/core/model/ids.ts';
import { periodFrom } from '../../src/core/nudge/summary/period.ts';
import { summaryKey } from '../../src/core/nudge/summary/store.ts';
import { summaryCard } from '../../src/core/nudge/summary/words.ts';
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

describe.each(platforms)('nudges and summaries on %s', (name, open) => {
  const ofChats = testOfChats(name);
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let challenge: ChallengeId;
  const title = '저녁 산책';
  const today = dayOf(Date.now(), zone, 0);
  /** The real minute does not come while this runs: it is planned by hand, as if it were now. */
  const minute = 23 * 60 + 59;

  beforeAll(async () => {
    database = await freshDatabase();
    driver = await open();
    app = await startTestApp(database.url, { ...driver.config, timezone: zone });
    await driver.attach(app);
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    challenge = await beginChallenge(app.storage, driver, { title, timezone: zone });
    // Whoever posted is known; the second one has company to come.
    await driver.post(driver.member(0), '오늘도 걸었어요');
    await until('the first check-in', () =>
      app.storage.db.checkIn.count({ where: { challengeId: challenge } }),
    );
    const host = await app.storage.db.member.findFirstOrThrow({ where: { enrollments: { some: {} } } });
    await app.storage.db.challenge.update({ where: { id: challenge }, data: { createdBy: host.id } });
    await app.storage.unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace(driver.name, driver.workspace);
      const other = await tx.ensureMember(id, { ref: 'U0OTHER' as MemberRef, name: '준호', locale: null });
      await tx.join(challenge, other.id, today);
    });
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
  });

  const command = async (words: string, options = {}) =>
    (await driver.command(driver.member(0), words, options)).replace(/[*\\\u200B]/g, '');
  const plan = (day: CivilDay) => {
    const at = Date.now();
    return app.storage.nudges.plan([{ zone, day, weekday: weekday(day), minute, at, late: false }], at);
  };
  const nudges = async () =>
    (await driver.channelSays())
      .map((text, index) => ({ text: text.replace(/[*\\\u200B]/g, ''), index }))
      .filter(({ text }) => text.includes(`${title} ·`));
  const over = (like: string) =>
    until(`the end of ${like}`, async () => {
      const [found] = await app.storage.db.delivery.findMany({ where: { key: { startsWith: like } } });
      return found && !['pending', 'sending'].includes(found.state) ? found : null;
    });

  test('a nudge reaches the channel once, says what is true and has its button', async () => {
    expect(await command('nudge set', { time: '23:59' })).toContain('매일 23:59에 알릴게요');
    await Promise.all([plan(today), plan(today), plan(today)]);
    expect(await over(`nudge:${challenge}:${today}`)).toMatchObject({ state: 'sent', attempts: 1 });
    await plan(today);
    const [said, ...more] = await nudges();
    expect(more).toEqual([]);
    expect(said!.text).toMatch(/1명/);
    expect(said!.text).not.toContain('준호');
    expect((await driver.channelButtons())[said!.index]).toEqual(['내 기록 보기']);
  });

  test('a summary reaches the channel once, with its picture or its signs', async () => {
    expect(await command('nudge summary', { weekly: 'on', monthly: 'on' })).toContain(
      '주간 요약: 켜져 있어요',
    );
    // The month in which the first day was done, as if it had ended.
    const from = `${today.slice(0, 8)}01` as CivilDay;
    const name = { challenge, kind: 'week', from: addDays(today, -6) } as const;
    await app.storage.db.summary.create({
      data: {
        challengeId: challenge,
        kind: 'week',
        from: new Date(name.from),
        plannedAt: new Date(),
        state: 'pending',
      },
    });
    const facts = await app.storage.unitOfWork.run((tx) =>
      tx.summaryFacts(challenge, { from, to: today }, { from, to: from }),
    );
    expect(facts).toMatchObject({ days: 1, people: 1, proofs: 1, members: 2, board: [] });
    const found = await app.storage.unitOfWork.run((tx) => tx.lockChallengeWithPlace(challenge));
    const view = summaryCard(found!.challenge, {
      period: periodFrom('month', from),
      facts,
      locale: 'ko',
      now: Date.now(),
    });
    await app.storage.unitOfWork.run(async (tx) => {
      await tx.saySummary(
        { ...name, workspace: found!.workspace.id },
        { do: 'post', target: { kind: 'channel', channel: driver.channel }, view },
      );
      await tx.enqueue({ task: 'deliver', payload: { key: summaryKey(name) } });
    });
    expect(await over('summary:')).toMatchObject({ state: 'sent' });
    const told = (await driver.channelSays()).filter((text) => text.includes('월 이야기'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('1일');
    expect(await command('admin nudges')).toContain('채널 · 보냄: 저녁 산책');
  });

  ofChats(
    'a channel that may not be posted in any more is left alone after three, and its host told once',
    async () => {
      driver.shut!();
      app.provoked.push('delivery.dead forbidden: ');
      for (const back of [1, 2, 3]) {
        await plan(addDays(today, -back));
        expect(await over(`nudge:${challenge}:${addDays(today, -back)}`)).toMatchObject({
          reason: expect.stringMatching(/^(forbidden|gone): /),
        });
      }
      await until('the host to hear', async () => (await paused()).length > 0);
      expect(await command('nudge preview')).toContain('멈춰 있어요');
      await plan(addDays(today, -4));
      expect(await settled(app.storage)).toEqual([]);
      expect(await app.storage.db.nudgeSlot.count()).toBe(4);
      expect(await paused()).toHaveLength(1);
      expect(await command('admin nudges')).toContain('못 보냄: 저녁 산책');
    },
  );

  const paused = async () =>
    (await driver.privately(driver.member(0))).filter((text) => /알림을 멈췄어요/.test(text));
});
