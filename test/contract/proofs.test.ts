import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProofKind } from '../../src/core/challenge/challenge.ts';
import { newChallenge } from '../../src/core/challenge/new-challenge.ts';
import { addDays, dayOf } from '../../src/core/model/day.ts';
import { plannedAt } from '../../src/core/model/wall-time.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
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
  ['Slack over Socket Mode', () => slackDriver('socket', zone) as Promise<Driver>],
  ['Slack over HTTP', () => slackDriver('http', zone) as Promise<Driver>],
  ['the page', async () => webDriver() as Driver],
];

describe.each(platforms)('a proof on %s', (name, open) => {
  const ofChats = testOfChats(name);
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  const today = dayOf(Date.now(), zone, 180);

  beforeAll(async () => {
    database = await freshDatabase();
    driver = await open();
    app = await startTestApp(database.url, { ...driver.config, timezone: zone });
    await driver.attach(app);
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
  });

  async function endAll(): Promise<void> {
    await app.storage.unitOfWork.run(async (tx) => {
      const workspace = await tx.ensureWorkspace(driver.name, driver.workspace, 'test');
      for (const { id, endsOn, pauses } of await tx.listChallenges(workspace.id))
        await tx.endChallenge(id, { at: Date.now(), endsOn, pauses });
    });
  }

  /** Ends what is on and begins anew, so that each test has a challenge of its own. */
  async function challenge(
    proofKind: ProofKind = 'either',
    startsOn = today,
    rule: { readonly graceMinutes?: number } = {},
  ): Promise<void> {
    await endAll();
    await app.storage.unitOfWork.run(async (tx) => {
      const workspace = await tx.ensureWorkspace(driver.name, driver.workspace, 'test');
      await tx.createChallenge(
        newChallenge({
          workspace: workspace.id,
          channel: driver.channel,
          title: '아침 달리기',
          goal: { kind: 'daily' },
          proofKind,
          startsOn,
          endsOn: null,
          timezone: zone,
          call: `test:${Math.random()}`,
          startedAt: 0,
          ...rule,
        }),
      );
    });
  }
  const see = (message: unknown) => driver.see(message);
  const credited = (message: unknown) => until('credit', async () => (await see(message)).marks.length > 0);
  const cheered = (message: unknown) =>
    until('a cheer', async () => (await see(message)).thread.find((text) => text.includes('\n')));
  const noted = (message: unknown, words: string) =>
    until(`"${words}"`, async () => (await see(message)).thread.find((text) => text.includes(words)));

  test('words are credited with one mark and cheered with two lines in their thread', async () => {
    await challenge();
    const message = await driver.post(driver.member(1), '오늘 아침 5km 달렸어요');
    await credited(message);
    await cheered(message);
    expect(await settled(app.storage)).toEqual([]);
    const seen = await see(message);
    expect(seen.marks).toEqual(['🐹']);
    const [cheer, ...others] = saidOfProof(seen);
    expect(others).toEqual([]);
    // Small below the two lines: what counted.
    const [, , credit, ...more] = cheer!.split('\n');
    expect(credit).toContain('첫 인증, 1일째');
    expect(more).toEqual([]);
  });

  test('posting joins, and says so to that member alone where the platform can', async () => {
    await challenge();
    const message = await driver.post(driver.member(2), '첫 글이에요');
    await cheered(message);
    expect(await settled(app.storage)).toEqual([]);
    const lines = await driver.privately(driver.member(2));
    if (app.platforms.byName.get(driver.name)!.caps.privateNotice)
      expect(lines.some((text) => text.includes('챌린지에 참여했어요'))).toBe(true);
    else expect(lines).toEqual([]);
  });

  test('a photo counts where photos are asked for, and is kept as two copies', async () => {
    await challenge('photo');
    const bytes = await jpegPhoto({ width: 900, height: 600 });
    const message = await driver.post(driver.member(1), '', [{ name: 'run.jpg', type: 'image/jpeg', bytes }]);
    await credited(message);
    await cheered(message);
    expect(await settled(app.storage)).toEqual([]);
    const [photo] = await app.storage.db.photo.findMany({
      where: { state: 'kept' },
      orderBy: { proof: { createdAt: 'desc' } },
    });
    expect(photo).toMatchObject({ width: 900, height: 600 });
    expect(photo!.largeBlob).not.toBe(photo!.smallBlob);
  });

  test('a file that is no photo is named in one line and the rest counts', async () => {
    await challenge();
    const bytes = new TextEncoder().encode('<!doctype html><html><body>login</body></html>');
    const message = await driver.post(driver.member(1), '사진도 있어요', [
      { name: 'cat.jpg', type: 'image/jpeg', bytes },
    ]);
    await credited(message);
    await noted(message, 'cat.jpg');
    await cheered(message);
  });

  test('a file of another kind where a photo is asked for does not count, and the thread says why', async () => {
    await challenge('photo');
    const bytes = new TextEncoder().encode('%PDF-1.7\n%%EOF');
    const message = await driver.post(driver.member(1), '', [
      { name: 'log.pdf', type: 'application/pdf', bytes },
    ]);
    await noted(message, '사진이 있어야');
    expect(await settled(app.storage)).toEqual([]);
    expect((await see(message)).marks).toEqual([]);
  });

  test('talk without a photo in a photo channel is left alone', async () => {
    await challenge('photo');
    const message = await driver.post(driver.member(1), '내일 몇 시에 만날까요');
    const next = await driver.post(driver.member(1), '', [
      { name: 'a.jpg', type: 'image/jpeg', bytes: await jpegPhoto({ width: 40, height: 30 }) },
    ]);
    await cheered(next);
    expect(await settled(app.storage)).toEqual([]);
    expect(await see(message)).toMatchObject({ marks: [], thread: [] });
    expect(await driver.command(driver.member(1), 'help')).toContain('올리면 그게 인증이에요: 사진. ');
  });

  test('a second proof of the day is kept, and takes over when the first is deleted', async () => {
    await challenge();
    const first = await driver.post(driver.member(1), '첫 번째');
    await cheered(first);
    const second = await driver.post(driver.member(1), '아침 달리기 두 번째');
    await noted(second, '오늘은 이미 인증했어요');
    expect((await see(second)).marks).toEqual([]);
    await driver.remove(first);
    await credited(second);
    await until('the line to go', async () => (await see(second)).thread.length === 0);
  });

  test('more words of somebody whose day is done are told so once, and then left alone', async () => {
    await challenge();
    await cheered(await driver.post(driver.member(1), '오늘도 5km'));
    const more = await driver.post(driver.member(1), '스트레칭도 했어요');
    await until('the line', async () => (await see(more)).thread.length === 1);
    const talk = await driver.post(driver.member(1), '다들 저녁 뭐 드세요?');
    // Taken in after the talk.
    await cheered(await driver.post(driver.member(2), '저도 뛰었어요'));
    expect(await settled(app.storage)).toEqual([]);
    expect(await see(talk)).toMatchObject({ marks: [], thread: [] });
  });

  ofChats('an event that comes again changes nothing', async () => {
    await challenge();
    const message = await driver.post(driver.member(1), '한 번만');
    await cheered(message);
    await driver.redeliver!(message);
    await driver.redeliver!(message);
    expect(await settled(app.storage)).toEqual([]);
    const seen = await see(message);
    expect(seen.marks).toEqual(['🐹']);
    expect(saidOfProof(seen)).toHaveLength(1);
  });

  ofChats(
    'told twice and backwards, deleted and edited before they were posted, posts end as they stand',
    async () => {
      await challenge();
      const acts = async () => {
        const gone = await driver.post(driver.member(1), '올렸다가 지운 글');
        await driver.remove(gone);
        const edited = await driver.post(driver.member(2), '처음 올린 글');
        await driver.edit(edited, '고쳐 쓴 글');
      };
      await driver.tell!(acts, (events) => events.toReversed().flatMap((event) => [event, event]));
      // What comes after them has come when they have.
      const last = await driver.post(driver.member(3), '그다음 글');
      await cheered(last);
      expect(await settled(app.storage)).toEqual([]);
      const kept = await app.storage.db.proof.findMany({
        where: { text: { in: ['올렸다가 지운 글', '처음 올린 글', '고쳐 쓴 글'] } },
        include: { checkIns: { where: { revokedAt: null } }, cheer: true },
      });
      expect(kept).toMatchObject([
        { text: '고쳐 쓴 글', checkIns: [{ counted: true }], cheer: { revision: 0 } },
      ]);
    },
  );

  ofChats('told an hour late, over the end of the day, a post counts for its own', async () => {
    // Half an hour ago a day ended.
    const midnight = plannedAt(dayOf(Date.now(), zone, 0), 0, zone)!;
    const graceMinutes = Math.floor((Date.now() - midnight) / 60_000) - 30;
    await challenge('either', addDays(today, -3), { graceMinutes });
    const late = async () =>
      void (await driver.post(driver.member(1), '한 시간 전', [], Date.now() - 3_600_000));
    await driver.tell!(late, (events) => events);
    await cheered(await driver.post(driver.member(1), '지금'));
    expect(await settled(app.storage)).toEqual([]);
    const days = await app.storage.db.checkIn.findMany({
      where: { proof: { text: { in: ['한 시간 전', '지금'] } }, revokedAt: null },
      orderBy: { day: 'asc' },
    });
    const dayBefore = addDays(dayOf(Date.now(), zone, graceMinutes), -1);
    expect(days.map(({ day, counted }) => [day.toISOString().slice(0, 10), counted])).toEqual([
      [dayBefore, true],
      [addDays(dayBefore, 1), true],
    ]);
  });

  test('before it starts a challenge says from when posts count', async () => {
    await challenge('either', addDays(today, 3));
    const message = await driver.post(driver.member(1), '미리 올려요');
    await noted(message, '시작해요');
    expect((await see(message)).marks).toEqual([]);
  });

  test('deleting a proof takes the check-in back and removes our words, not those of people', async () => {
    await challenge();
    const message = await driver.post(driver.member(1), '지울 글');
    await cheered(message);
    await driver.answer(driver.member(2), message, '저도 응원해요');
    await driver.remove(message);
    await until('our words to go', async () => (await see(message)).thread.length === 0);
    expect((await see(message)).others).toEqual(['저도 응원해요']);
    expect(await settled(app.storage)).toEqual([]);
    const counted = await app.storage.db.checkIn.count({
      where: { proof: { text: '지울 글' }, revokedAt: null },
    });
    expect(counted).toBe(0);
  });

  test('deleting a proof deletes the copies of its photos', async () => {
    await challenge();
    const bytes = await jpegPhoto({ width: 311, height: 207 });
    const message = await driver.post(driver.member(1), '', [{ name: 'p.jpg', type: 'image/jpeg', bytes }]);
    await cheered(message);
    expect(await settled(app.storage)).toEqual([]);
    const photo = await app.storage.db.photo.findFirst({
      where: { state: 'kept' },
      orderBy: { proof: { createdAt: 'desc' } },
    });
    const stored = () => readdirSync(path.join(app.dataDir, 'photos'), { recursive: true }).join(' ');
    expect(stored()).toContain(photo!.largeBlob!);
    await driver.remove(message);
    await until(
      'the copies to go',
      () => !stored().includes(photo!.largeBlob!) && !stored().includes(photo!.smallBlob!),
    );
  });

  ofChats(
    'a photo that is taken out of a post goes with its copies; the others and the check-in stay',
    async () => {
      await challenge();
      const photos = await Promise.all(
        [313, 317].map(async (width, n) => {
          return { name: `${n}.jpg`, type: 'image/jpeg', bytes: await jpegPhoto({ width, height: 211 }) };
        }),
      );
      const message = await driver.post(driver.member(1), '사진 둘', photos);
      await cheered(message);
      expect(await settled(app.storage)).toEqual([]);
      const where = { proof: { text: '사진 둘' } };
      const kept = () => app.storage.db.photo.findMany({ where, orderBy: { ordinal: 'asc' } });
      const [first, second] = await kept();
      const stored = () => readdirSync(path.join(app.dataDir, 'photos'), { recursive: true }).join(' ');
      await driver.takeOut!(message, '0.jpg');
      await until(
        'its copies to go',
        () => !stored().includes(first!.largeBlob!) && !stored().includes(first!.smallBlob!),
      );
      expect(await settled(app.storage)).toEqual([]);
      expect(await kept()).toMatchObject([{ state: 'erased', largeBlob: null, smallBlob: null }, second]);
      expect(stored()).toContain(second!.largeBlob!);
      expect(await app.storage.db.checkIn.count({ where: { ...where, revokedAt: null } })).toBe(1);
      // Words that are edited take nothing along.
      await driver.edit(message, '사진 둘!');
      await until(
        'the edit',
        async () => (await app.storage.db.proof.count({ where: { text: '사진 둘!' } })) === 1,
      );
      expect(await settled(app.storage)).toEqual([]);
      expect(stored()).toContain(second!.largeBlob!);
    },
  );

  test('a video counts where anything counts', async () => {
    await challenge('any');
    const bytes = new TextEncoder().encode('not looked at');
    const message = await driver.post(driver.member(1), '', [{ name: 'run.mp4', type: 'video/mp4', bytes }]);
    await credited(message);
    await cheered(message);
    expect(await settled(app.storage)).toEqual([]);
    expect(saidOfProof(await see(message))).toHaveLength(1);
  });

  test('where no challenge is, only a call is answered, in one line', async () => {
    await challenge();
    await endAll();
    const talk = await driver.post(driver.member(1), '여기 누구 있나요');
    const call = await driver.post(driver.member(1), `${driver.callsBot} 안녕`);
    await noted(call, '아직 챌린지가 없어요');
    expect(await settled(app.storage)).toEqual([]);
    expect(await see(talk)).toMatchObject({ marks: [], thread: [] });
    expect((await see(call)).thread).toHaveLength(1);
    expect(await driver.command(driver.member(1), 'help')).toContain('아직 챌린지가 없어요. 관리자가');
  });

  test('people talking in a thread is no proof', async () => {
    await challenge();
    const message = await driver.post(driver.member(1), '오늘도 했어요');
    await cheered(message);
    await driver.answer(driver.member(3), message, '와 멋져요');
    expect(await settled(app.storage)).toEqual([]);
    expect(await app.storage.db.proof.count({ where: { text: '와 멋져요' } })).toBe(0);
  });

  test('an edit in substance makes the cheer follow; punctuation does not', async () => {
    await challenge();
    const message = await driver.post(driver.member(1), '3km 걸었어요');
    await cheered(message);
    await driver.edit(message, '3km 걸었어요!!');
    await driver.edit(message, '비가 와서 집에서 스쿼트를 했어요');
    await until(
      'the edit to be taken in',
      async () => (await app.storage.db.cheer.findFirst({ orderBy: { createdAt: 'desc' } }))?.revision === 1,
    );
    const jobs = await app.storage.db.$queryRaw<
      { runAt: Date }[]
    >`select run_at as "runAt" from graphile_worker.jobs where key like 'cheer:%'`;
    expect(jobs).toHaveLength(1);
    // At most once a minute: the time of the one that waits is brought forward instead of waited for.
    await app.storage.db
      .$executeRaw`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at := now())`;
    const cheer = await until('the new cheer', () =>
      app.storage.db.cheer.findFirst({ where: { revision: 1, state: 'posted' } }),
    );
    expect(await settled(app.storage)).toEqual([]);
    expect(saidOfProof(await see(message))).toEqual([expect.stringContaining(cheer.line1!)]);
  });

  test('a proof is undone by its author, and may be counted again', async () => {
    await challenge();
    const message = await driver.post(driver.member(1), '실수로 올렸어요');
    await cheered(message);
    expect(await driver.menu(driver.member(2), 'undo', message)).toContain('내 글에만');
    expect(await driver.menu(driver.member(1), 'undo', message)).toContain('취소했어요');
    await until('our words to go', async () => {
      const seen = await see(message);
      return seen.thread.length === 0 && seen.marks.length === 0;
    });
    expect(await driver.menu(driver.member(1), 'undo', message)).toContain('인증이 없어요');
    expect(await driver.menu(driver.member(1), 'count', message)).toContain('1일째');
    await cheered(message);
    expect(await driver.menu(driver.member(1), 'count', message)).toContain('이미');
  });

  test('a photo that counts for today is yesterday’s by a button in the answer of its menu, once however often it is pressed', async () => {
    await challenge('photo', addDays(today, -5));
    const bytes = await jpegPhoto({ width: 90, height: 60 });
    const message = await driver.post(driver.member(1), '', [{ name: 'run.jpg', type: 'image/jpeg', bytes }]);
    await cheered(message);
    // They take part since a while.
    await app.storage.db.$executeRaw`
      update enrollment set joined_on = ${addDays(today, -5)}::date, streak = null, streak_version = streak_version + 1`;
    expect(await driver.menu(driver.member(1), 'count', message)).toContain('이미');
    const press = () => driver.pressAnswer(driver.member(1), '어제로 옮기기');
    const said = (await Promise.all([press(), press()])).join('\n');
    expect(said).toMatch(/인증 완료!|인증으로 셌어요/);
    const check = await app.storage.db.checkIn.findMany({
      where: { revokedAt: null, challenge: { endedAt: null } },
    });
    expect(check).toMatchObject([{ day: new Date(addDays(today, -1)), late: true, counted: true }]);
    await until('the cheer of the late one alone', async () => {
      const seen = await see(message);
      const [cheer, ...others] = saidOfProof(seen);
      return seen.marks.length === 1 && others.length === 0 && cheer?.includes('인증 · 첫 인증, 1일째');
    });
    expect(await settled(app.storage)).toEqual([]);
    expect(await app.storage.db.photo.count({ where: { proofId: check[0]!.proofId!, state: 'kept' } })).toBe(
      1,
    );
    // Today is open again.
    const next = await driver.post(driver.member(1), '', [{ name: 'now.jpg', type: 'image/jpeg', bytes }]);
    await credited(next);
  });

  test('/checkin shows the channel a card, on which the cheer hangs', async () => {
    await challenge();
    expect(await driver.command(driver.member(1), 'checkin', { text: '계단으로 올라왔어요' })).toContain(
      '1일째',
    );
    await until('the card', async () =>
      (await driver.channelSays()).some((text) => text.includes('계단으로 올라왔어요')),
    );
    expect(await settled(app.storage)).toEqual([]);
    expect(
      await app.storage.db.cheer.findFirst({ where: { proof: { text: '계단으로 올라왔어요' } } }),
    ).toMatchObject({ state: 'posted' });
  });

  test('help, list, info, join and leave answer in the member’s language', async () => {
    await challenge();
    expect(await driver.command(driver.member(3), 'help')).toContain('담찌');
    expect(await driver.command(driver.member(3), 'challenge list')).toContain('아침 달리기');
    expect(await driver.command(driver.member(3), 'challenge join')).toContain('환영');
    expect(await driver.command(driver.member(3), 'challenge info')).toContain('매일');
    expect(await driver.command(driver.member(3), 'challenge leave')).toContain('나갈까요');
    expect(await driver.command(driver.member(3), 'challenge end')).toContain('진행자나 관리자');
    expect(await driver.command(driver.member(0), 'settings')).toContain('설정');
    expect(await driver.command(driver.member(0), 'challenge end')).toContain('끝낼까요');
  });
});
