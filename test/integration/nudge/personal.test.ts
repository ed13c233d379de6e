import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findDead, redriveDead } from '../../../src/adapters/postgres/dead-letters.ts';
import { actionId } from '../../../src/core/actions.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId, ProofId } from '../../../src/core/model/ids.ts';
import { createMornings } from '../../../src/core/streak/mornings.ts';
import type { Line } from '../../../src/core/views.ts';
import { button, buttonsOf, read } from '../../support/conversation.ts';
import { plain } from '../../support/core.ts';
import { quietLog } from '../../support/quiet.ts';
import { minji, person } from '../challenge/desk.ts';
import type { Instance, Town } from './town.ts';
import { noTrouble, openTroubledTown, type Trouble } from './troubled-town.ts';

const at = (time: string) => Date.parse(`2026-12-${time.replace(' ', 'T')}+09:00`);
const day = (date: string) => `2026-12-${date}` as CivilDay;
const junho = person('junho', '준호');
const form = { time: '20:00', weekdays: '1,2,3,4,5,6,7', when: 'always', style: 'standard', via: 'direct' };

let town: Town;
let instance: Instance;
let running: ChallengeId;
let trouble: Trouble;
beforeAll(async () => {
  ({ town, trouble } = await openTroubledTown(at('01 12:00')));
});
beforeEach(async () => {
  await town.empty();
  Object.assign(trouble, noTrouble);
  town.set(at('01 12:00'));
  running = await town.challenge({ startsOn: '2026-11-01' as CivilDay });
  await town.join(running, [{ ref: 'junho' }, { ref: 'nara' }], '2026-11-01');
  instance = await town.instance();
});
afterAll(() => town.close());

const save = (change: Partial<typeof form> = {}, ref = 'junho') =>
  town.press(person(ref, ref), actionId({ do: 'nudgeSave' }), 'today', { ...form, ...change });
const go = async (time: string) => {
  town.set(at(time));
  await instance.tick();
  await instance.work();
};
/** What somebody got by direct message or shown to them alone, oldest first. */
const letters = async (ref = 'junho', how: 'direct' | 'private' = 'direct') => {
  const found = await town.db.webMessage.findMany({
    where: { channel: `${how}:${ref}` },
    orderBy: { id: 'asc' },
  });
  return found.map(({ view }) => {
    const {
      line,
      face,
      buttons = [],
    } = view as unknown as {
      line: Line;
      face?: { character: string; mood: string };
      buttons?: { label: string; action: string }[];
    };
    return { text: plain(line), face, buttons };
  });
};
const pressed = async (label: string) => {
  const { buttons } = (await letters()).at(-1)!;
  return town.press(junho, buttons.find((each) => each.label === label)!.action);
};
const slots = async () =>
  (await town.personalSlots()).map(({ day, state, reason, turn }) => `${day} ${turn} ${reason ?? state}`);

describe('the offer', () => {
  test('comes once, after the first proof of a member in a workspace, to them alone', async () => {
    await town.challenge({ startsOn: '2026-11-01' as CivilDay, title: '글쓰기' }, 'writing');
    await town.post('junho');
    await town.db.cheer.updateMany({ data: { state: 'posted' } });
    await instance.work();
    await town.post('junho', 'writing');
    await town.db.cheer.updateMany({ data: { state: 'posted' } });
    await instance.work();
    const offers = (await letters('junho', 'private')).filter(({ buttons }) => buttons.length > 0);
    expect(offers).toHaveLength(1);
    expect(offers[0]!.text).toContain('첫 인증 반가워요');
    expect(offers[0]!.buttons.map(({ label }) => label)).toEqual([
      '알림 켜기',
      '괜찮아요',
      '친구와 말투 고르기',
      '쉬는 날 정하기',
    ]);
    const [yes, no, pal, rest] = offers[0]!.buttons;
    expect(await town.press(junho, pal!.action)).toMatchObject({ view: { view: 'card', title: '담찌' } });
    expect(read(await town.press(junho, rest!.action)).join()).toMatch(
      /정해 둔 쉬는 날이 없어요.*쉬는 날, 휴가, 멈춤은/,
    );
    expect((await town.press(junho, yes!.action)).kind).toBe('form');
    expect(read(await town.press(junho, no!.action)).join()).toContain('다시 여쭤보지 않을게요');
    expect(await town.db.memberNudge.findMany()).toMatchObject([{ on: false, offeredAt: expect.any(Date) }]);
  });

  test('is not made to who asked for nudges before', async () => {
    await save();
    await town.post('junho');
    await town.db.cheer.updateMany({ data: { state: 'posted' } });
    await instance.work();
    expect(await town.deliveries('nudge-offer:')).toEqual([]);
  });

  test.each([
    ['who wants silence', () => town.db.member.updateMany({ data: { tone: 'silent' } })],
    ['who told of something hard', () => town.db.cheer.updateMany({ data: { situation: 'hard' } })],
    ['who was given care', () => town.db.cheer.updateMany({ data: { care: 'crisis' } })],
  ])('is not made to %s', async (_, so) => {
    await town.post('junho');
    await town.db.cheer.updateMany({ data: { state: 'posted' } });
    await so();
    await instance.work();
    expect(await town.deliveries('nudge-offer:')).toEqual([]);
  });
});

describe('the form', () => {
  test.each([
    [{ time: '25:00' }, '25:00 대신 00:00부터 23:59까지의 시각'],
    [{ time: '9시반' }, '아침인지 저녁인지'],
    [{ time: '21:00 KST' }, '시간대가 함께 있어요'],
    [{ time: 'every 5 minutes' }, '되풀이되는 알림은 없어요'],
    [{ time: '20:00, 21:00' }, '시각 하나만'],
    [{ time: '' }, '몇 시에 알릴지'],
    [{ time: '23:00' }, '22:00부터 08:00까지 조용한 시간'],
    [{ weekdays: '' }, '요일을 하나 이상'],
  ])('with %o is refused with the reason', async (change, why) => {
    const reply = await save(change);
    expect(read(reply).join().replace(/[[\]]/g, '')).toContain(why);
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual(['다시 적기']);
    expect(await town.db.memberNudge.count()).toBe(0);
  });

  test('says when the next one comes, and what others can see', async () => {
    expect(read(await save({ time: '오전 9시 반', weekdays: '3,5' }))).toEqual([
      '수·금 09:30에 알릴게요 (Asia/Seoul). 다음 알림은 12월 2일(수) 09:30에 보낼게요. 마친 날과 쉬는 날에는 조용히 있을게요.',
      '다이렉트 메시지가 닫혀 있으면 채널에서 나에게만 보이게 알려요.',
    ]);
  });
});

describe('the message', () => {
  test('comes once a day, over all challenges, and not for who is done', async () => {
    const writing = await town.challenge(
      { startsOn: '2026-11-01' as CivilDay, title: '글쓰기', emoji: '✍️' },
      'writing',
    );
    await town.join(writing, [{ ref: 'junho' }], '2026-11-01');
    await save();
    await save({ style: 'active' }, 'nara');
    for (const time of ['01 19:59', '01 20:00', '01 20:01', '02 20:00']) await go(time);
    town.set(at('03 10:00'));
    await town.post('junho');
    await go('03 20:00');
    await town.post('junho', 'writing');
    town.set(at('04 10:00'));
    await town.post('junho');
    await town.post('junho', 'writing');
    await go('04 20:00');
    const told = (await letters()).map(({ text }) => text.split('\n').slice(1));
    expect(told).toEqual([
      ['아침 달리기 · 내일 03:00까지 열려 있어요', '✍️ 글쓰기 · 내일 03:00까지 열려 있어요'],
      ['아침 달리기 · 내일 03:00까지 열려 있어요', '✍️ 글쓰기 · 내일 03:00까지 열려 있어요'],
      ['✍️ 글쓰기 · 내일 03:00까지 열려 있어요'],
    ]);
    expect((await letters('nara'))[0]!.text).toMatch(
      /\n새로 시작하기 좋은 날이에요\n먼저 1분만 해 볼까요\?$/,
    );
    expect((await town.personalSlots()).filter(({ state }) => state === 'skipped')).toMatchObject([
      { day: '2026-12-04', reason: 'done' },
    ]);
  });

  test('never begins with the same words within ten', async () => {
    await save();
    for (let n = 1; n <= 26; n++) {
      if (n === 13) await town.post('junho');
      await go(`${String(n).padStart(2, '0')} 20:00`);
    }
    const first = (await letters()).map(({ text }) => text.split('\n')[0]);
    expect(first).toHaveLength(26);
    for (const [index, words] of first.entries())
      expect(first.slice(index + 1, index + 11)).not.toContain(words);
  });

  test('that became untrue while it waited is not sent', async () => {
    await save();
    await go('01 19:59');
    town.set(at('01 20:00'));
    await instance.tick();
    await town.post('junho');
    await instance.work();
    expect(await letters()).toEqual([]);
    expect(await slots()).toEqual(['2026-12-01 0 done']);
  });

  test('that became untrue after it was decided, before it was claimed, is not sent', async () => {
    await save();
    await go('01 19:59');
    trouble.beforeClaim = () => town.post('junho');
    await go('01 20:00');
    expect(trouble.beforeClaim).toBe(null);
    expect(await letters()).toEqual([]);
    expect(await town.deliveries('nudge-me:')).toMatchObject([{ state: 'skipped', reason: 'done' }]);
  });

  test('is not sent to who wrote of a crisis that day; the preview leaves it out, and managers read of rest', async () => {
    const writing = await town.challenge({ startsOn: '2026-11-01' as CivilDay, title: '글쓰기' }, 'writing');
    await town.join(writing, [{ ref: 'junho' }], '2026-11-01');
    await save();
    await town.post('junho');
    const { id } = await town.db.proof.findFirstOrThrow();
    await town.storage.unitOfWork.run((tx) => tx.saveCare(id as ProofId, 'selfHarm', town.now()));
    const preview = read(await town.command(junho, 'nudge preview'));
    expect(preview.filter((line) => line.startsWith('· '))[0]).toContain('12월 2일');
    await go('01 20:00');
    expect(await letters()).toEqual([]);
    const log = JSON.stringify(await town.command(minji, 'admin nudges'));
    expect(log).toContain('1 (멤버가 쉬고 있어요)');
    expect(log).not.toContain('peace');
    await go('02 20:00');
    expect(await letters()).toHaveLength(1);
  });

  test('of a zone they moved to comes at that zone’s hour, and never twice a day', async () => {
    await save();
    await go('01 20:00');
    await town.command(junho, 'pal', { timezone: 'Europe/London' });
    expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({ zone: 'Europe/London' });
    // Eight in the evening of the first comes again in London.
    town.set('2026-12-01T20:00Z');
    await instance.tick();
    await instance.work();
    expect(await letters()).toHaveLength(1);
    await go('02 20:00');
    expect(await letters()).toHaveLength(1);
    town.set('2026-12-02T20:00Z');
    await instance.tick();
    await instance.work();
    expect(await letters()).toHaveLength(2);
  });

  test('follows the workspace’s zone for who has none of their own', async () => {
    await save();
    await town.db.workspace.updateMany({ data: { timezone: 'Asia/Bangkok' } });
    expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({ zone: 'Asia/Bangkok', version: 2 });
  });

  test('of a workspace that moves is not made up for where its hour has passed by the new clocks', async () => {
    await save();
    const asked = await town.db.memberNudge.updateManyAndReturn({ data: { since: new Date('2026-01-01') } });
    await town.db.workspace.updateMany({ data: { timezone: 'Asia/Seoul' } });
    expect(await town.db.memberNudge.findMany()).toEqual(asked);
    const moving = Date.now();
    await town.db.workspace.updateMany({ data: { timezone: 'Asia/Tokyo' } });
    const moved = await town.db.memberNudge.findFirstOrThrow();
    expect(moved.since.getTime()).toBeGreaterThan(moving - 5_000);
    // One that begins later than that stays so.
    await town.db.memberNudge.updateMany({ data: { since: new Date('2999-01-01') } });
    await town.db.workspace.updateMany({ data: { timezone: 'Asia/Bangkok' } });
    expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({
      zone: 'Asia/Bangkok',
      since: new Date('2999-01-01'),
    });
  });

  test('missed for longer than a quarter of an hour is recorded, not sent', async () => {
    await save();
    await go('01 19:59');
    await go('01 20:20');
    expect(await slots()).toEqual(['2026-12-01 0 tooLate']);
    expect(await letters()).toEqual([]);
  });
});

describe('a button', () => {
  beforeEach(async () => {
    await save();
    await go('01 20:00');
  });

  test('later: comes again, about the same day, once for two clicks', async () => {
    const reply = await pressed('나중에');
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual(['30분 뒤', '1시간 뒤', '2시간 뒤']);
    const half = button(reply, '30분 뒤');
    const both = await Promise.all([town.press(junho, half), town.press(junho, half)]);
    expect(both.map((each) => read(each).join()).sort()).toEqual([
      '네, 오늘 20:30에 다시 올게요. 그 전에 마치면 오지 않아요.',
      '이미 오늘 20:30에 다시 오기로 했어요.',
    ]);
    await go('01 20:29');
    expect(await letters()).toHaveLength(1);
    await go('01 20:30');
    await go('01 20:31');
    // The first of a day shows a face, and that alone.
    expect((await letters()).map(({ face }) => face?.character)).toEqual(['damjji', undefined]);
    expect(await slots()).toEqual(['2026-12-01 1 sending']);
    expect((await town.deliveries('nudge-me:')).map(({ key }) => key.split(':').at(-1))).toEqual(['0', '1']);
  });

  test('later: into quiet hours is said, and nothing is planned', async () => {
    const reply = await pressed('나중에');
    expect(read(await town.press(junho, button(reply, '2시간 뒤'))).join()).toContain(
      '조용한 시간(22:00~08:00)',
    );
    await town.db.workspace.updateMany({ data: { quietFrom: 0, quietTo: 0 } });
    town.set(at('02 01:30'));
    expect(read(await town.press(junho, button(reply, '2시간 뒤'))).join()).toContain(
      '오늘 것은 오늘 03:00까지라 오늘 03:30에는',
    );
    expect(read(await town.press(junho, button(reply, '1시간 뒤'))).join()).toContain(
      '오늘 02:30에 다시 올게요',
    );
    await go('02 02:30');
    expect((await letters()).at(-1)!.text).toContain('아침 달리기 · 오늘 03:00까지');
    expect(await slots()).toEqual(['2026-12-01 1 sending']);
  });

  test('later: not when it is done, and silent when it becomes so', async () => {
    const reply = await pressed('나중에');
    await town.press(junho, button(reply, '30분 뒤'));
    await town.post('junho');
    await go('01 20:30');
    expect(await letters()).toHaveLength(1);
    expect(await slots()).toEqual(['2026-12-01 1 done']);
    expect(read(await town.press(junho, button(reply, '30분 뒤'))).join()).toContain('이미 마쳤거나');
  });

  test.each([
    ['the same evening', '01 23:00'],
    ['after midnight', '02 00:30'],
    ['after the day has ended', '02 08:00'],
  ])('rest, pressed %s, is for the day it was about', async (_when, time) => {
    town.set(at(time));
    expect(read(await pressed('오늘 쉬기')).join()).toContain('12월 1일 쉬어요');
    expect(read(await pressed('오늘 쉬기')).join()).toContain('더 알리지 않을게요');
    const rests = await town.db.rest.findMany();
    expect(
      rests.map(({ kind, fromDay, toDay }) => [
        kind,
        fromDay.toISOString().slice(0, 10),
        toDay.toISOString().slice(0, 10),
      ]),
    ).toEqual([['rest', day('01'), day('01')]]);
  });

  test('rest of long ago is over', async () => {
    town.set(at('05 12:00'));
    expect(read(await pressed('오늘 쉬기')).join()).toContain('이 알림은 오래됐어요');
  });

  test('off: nothing comes any more', async () => {
    expect(read(await pressed('끄기')).join()).toContain('알림을 껐어요');
    expect(read(await pressed('끄기')).join()).toContain('이미 꺼져 있어요');
    await go('02 20:00');
    expect(await letters()).toHaveLength(1);
  });

  test('of somebody else’s nudge does nothing', async () => {
    const { buttons } = (await letters()).at(-1)!;
    for (const { action } of buttons)
      expect(read(await town.press(person('nara', 'nara'), action)).join()).toContain('님의 알림이에요');
    expect(await town.db.rest.count()).toBe(0);
    expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({ on: true });
  });
});

describe('who takes no direct messages', () => {
  test('is reached where only they see it, and called again the day after', async () => {
    town.closed.direct.add('junho');
    await save();
    await go('01 20:00');
    await instance.work();
    await go('02 20:00');
    await instance.work();
    expect(await letters()).toEqual([]);
    expect(await letters('junho', 'private')).toHaveLength(2);
    expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({ on: true, pausedReason: null });
  });

  test('is reached there once, though the process dies before the refusal is written down', async () => {
    town.closed.direct.add('junho');
    await save();
    trouble.dies = true;
    await go('01 20:00');
    expect(town.events('job.failed')).toHaveLength(1);
    expect((await town.deliveries('nudge-me:')).map(({ state }) => state)).toEqual(['sending']);
    trouble.dies = false;
    await town.db.$executeRaw`update delivery set claimed_at = claimed_at - interval '1 minute'`;
    for (const _ of [1, 2]) await instance.work();
    expect((await town.deliveries('nudge-me:')).map(({ state }) => state)).toEqual(['dead', 'sent']);
    expect(await letters('junho', 'private')).toHaveLength(1);
    expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({ on: true, pausedReason: null });
  });

  test('and cannot be reached there either is left alone, which is said in the list and logged once', async () => {
    town.closed.direct.add('junho');
    town.closed.private.add('junho');
    await save();
    await go('01 20:00');
    await instance.work();
    await go('02 20:00');
    expect(town.events('nudge_me.paused')).toHaveLength(1);
    expect(await slots()).toHaveLength(1);
    const list = await town.command(junho, 'nudge list');
    expect(JSON.stringify(list)).toContain('다이렉트 메시지를 받지 않고');
    await save();
    town.closed.direct.clear();
    await go('03 20:00');
    expect(await letters()).toHaveLength(1);
  });
});

test('who left the server is not called there in public, and left alone from then on', async () => {
  await save();
  town.left.add('junho');
  await go('01 20:00');
  await instance.work();
  await go('02 20:00');
  expect(await letters('junho', 'private')).toEqual([]);
  expect(await slots()).toHaveLength(1);
  expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({ pausedReason: 'closed' });
});

test('who left the server is not called in their old thread either, nor told by direct message', async () => {
  instance = await town.instance({ privately: false });
  await town.post('junho');
  await save({ via: 'mention' });
  town.left.add('junho');
  town.set(at('02 19:59'));
  await go('02 20:00');
  await instance.work();
  await go('03 20:00');
  expect(await letters()).toEqual([]);
  expect(await town.deliveries('nudge-me:')).toMatchObject([
    { state: 'skipped', reason: 'gone: 10007 left' },
  ]);
  expect(await town.db.memberNudge.findFirstOrThrow()).toMatchObject({ pausedReason: 'closed' });
});

describe('of closed challenges', () => {
  const text = (each: { effect: unknown } | undefined) => JSON.stringify(each?.effect ?? null);
  let secret: ChallengeId;
  beforeEach(async () => {
    instance = await town.instance({ privately: false });
    secret = await town.challenge({ startsOn: '2026-11-01' as CivilDay, title: '비밀 모임' }, 'closed');
    await town.db.challenge.update({ where: { id: secret }, data: { closed: true } });
    await town.join(secret, [{ ref: 'junho' }, { ref: 'nara' }], '2026-11-01');
    await town.post('junho', 'closed');
    await town.post('nara');
    town.set(at('01 12:01'));
    await town.post('junho');
    await town.post('nara', 'closed');
    await town.db.cheer.updateMany({ data: { state: 'posted' } });
    await instance.work();
  });
  afterEach(() => town.closed.direct.clear());

  test('a thread of another channel reads nothing, their own thread everything', async () => {
    await save({ via: 'mention' });
    await save({ via: 'mention' }, 'nara');
    await go('02 20:00');
    const nudges = await town.deliveries('nudge-me:');
    const [junhos, naras] = ['junho', 'nara'].map((ref) =>
      text(nudges.find((each) => text(each).includes(ref))),
    );
    for (const each of [junhos, naras]) expect(each).toContain('"kind":"thread"');
    expect(junhos).toContain('아침 달리기');
    expect(junhos).not.toContain('비밀 모임');
    expect(naras).toContain('아침 달리기');
    expect(naras).toContain('비밀 모임');
  });

  test('nor does it where direct messages are closed; what is open is told there', async () => {
    await save();
    town.closed.direct.add('junho');
    await go('02 20:00');
    await instance.work();
    const [direct, thread] = await town.deliveries('nudge-me:');
    expect(text(direct)).toContain('비밀 모임');
    expect(text(thread)).toContain('"kind":"thread"');
    expect(text(thread)).toContain('아침 달리기');
    expect(text(thread)).not.toContain('비밀 모임');
  });

  test('where nothing is left that others may read, nobody is called, and the nudge stays on', async () => {
    await town.join(secret, [{ ref: 'li' }], '2026-11-01');
    await save({}, 'li');
    town.closed.direct.add('li');
    town.set(at('02 10:00'));
    await town.post('li');
    await go('02 20:00');
    await instance.work();
    expect((await town.deliveries('nudge-me:')).map(({ state }) => state)).toEqual(['dead']);
    expect(town.events('nudge_me.not_in_public')).toHaveLength(1);
    const mine = await town.db.memberNudge.findFirstOrThrow({ where: { member: { ref: 'li' } } });
    expect(mine).toMatchObject({ on: true, pausedReason: null });
  });
});

describe('commands', () => {
  test('snooze leaves them alone up to a day', async () => {
    expect(read(await town.command(junho, 'nudge snooze')).join()).toContain('켜 둔 내 알림이 없어요');
    await save();
    expect(read(await town.command(junho, 'nudge snooze', { until: '12-02' })).join()).toContain(
      '12월 2일까지 조용히',
    );
    expect(read(await town.command(junho, 'nudge snooze', { until: '11-30' })).join()).toMatch(
      /지난 날|31일까지/,
    );
    expect(read(await town.command(junho, 'nudge snooze', { until: '언제' })).join()).toContain('언제');
    for (const date of ['01', '02', '03']) await go(`${date} 20:00`);
    expect(await slots()).toEqual(['2026-12-01 0 snoozed', '2026-12-02 0 snoozed', '2026-12-03 0 sending']);
  });

  test('off, list and preview say one’s own', async () => {
    await save({ weekdays: '6,7', style: 'light', when: 'atRisk' });
    expect(JSON.stringify(await town.command(junho, 'nudge list'))).toContain(
      '놓치면 끊기는 날에만 · 가볍게 · 다이렉트 메시지로',
    );
    await save({ weekdays: '6,7' });
    const preview = read(await town.command(junho, 'nudge preview'));
    expect(preview).toContain('앞으로 30일 동안 나에게 올 알림은 5개예요 (Asia/Seoul).');
    expect(preview.filter((line) => line.startsWith('· '))).toHaveLength(5);
    expect(read(await town.command(junho, 'nudge off')).join()).toContain('알림을 껐어요');
    expect(JSON.stringify(await town.command(junho, 'nudge list'))).toContain('꺼져 있어요');
    expect(read(await town.command(junho, 'nudge preview')).join()).toContain('정해 둔 알림이 없어요');
  });
});

describe('a freeze that stood in', () => {
  const morning = () =>
    createMornings({
      ...town.storage,
      clock: town.clock,
      log: quietLog,
    })();

  beforeEach(async () => {
    await town.post('junho');
    await town.post('nara');
    await town.db.cheer.updateMany({ data: { state: 'posted' } });
    await instance.work();
    await save();
    // Nothing on the second; on the third a freeze has bridged it.
    town.set(at('03 09:00'));
    await morning();
    await instance.work();
  });
  const freezes = (texts: readonly { text: string }[]) =>
    texts.filter(({ text }) => text.includes('보호권이 대신')).length;

  test('is told with the nudge of the day to who has one, in the morning to the others', async () => {
    expect(freezes(await letters('nara'))).toBe(1);
    expect(freezes(await letters())).toBe(0);
    await go('03 20:00');
    expect(await letters()).toHaveLength(1);
    expect(freezes(await letters())).toBe(1);
    expect((await letters())[0]!.text).toContain('아침 달리기 · 내일 03:00까지');
  });

  test('is told to them alone where the nudge calls them in a thread others read', async () => {
    instance = await town.instance({ privately: false });
    await save({ via: 'mention' });
    await go('03 20:00');
    await instance.work();
    const [nudge] = await town.deliveries('nudge-me:');
    expect(nudge!.key).toMatch(/:2026-12-03:0$/);
    expect(JSON.stringify(nudge!.effect)).toContain('"kind":"thread"');
    expect(JSON.stringify(nudge!.effect)).not.toContain('보호권이 대신');
    expect(freezes(await letters())).toBe(1);
  });

  test('is told once with a nudge that went the other way, though the one that was refused is retried by hand', async () => {
    town.closed.direct.add('junho');
    await go('03 20:00');
    await instance.work();
    town.closed.direct.clear();
    const any = { key: null, reason: null, since: null, workspace: null, limit: null };
    await redriveDead(town.db, await findDead(town.db, any));
    for (const _ of [1, 2]) await instance.work();
    expect(await town.deliveries('nudge-me:')).toMatchObject([
      { state: 'skipped', reason: 'said another way' },
      { state: 'sent' },
    ]);
    expect([freezes(await letters('junho', 'private')), freezes(await letters())]).toEqual([1, 0]);
  });

  describe('and who takes no direct messages, where others read the other way', () => {
    beforeEach(async () => {
      instance = await town.instance({ privately: false });
      town.closed.direct.add('junho');
    });
    afterEach(() => town.closed.direct.clear());

    test('is called in the thread with what is open, in the same words, and without the news', async () => {
      await go('03 20:00');
      await instance.work();
      const [direct, thread] = await town.deliveries('nudge-me:');
      expect([direct, thread].map((each) => each!.key.split(':2026-12-03:')[1])).toEqual(['0', '0:again']);
      const text = (each: typeof direct) =>
        plain((each!.effect as unknown as { view: { line: Line } }).view.line);
      expect(freezes([{ text: text(direct) }])).toBe(1);
      expect(JSON.stringify(thread!.effect)).toContain('"kind":"thread"');
      const [hello, open] = text(direct).split('\n');
      expect(text(thread)).toBe(`${hello}\n${open}`);
      expect(text(thread)).toContain('아침 달리기 · 내일 03:00까지');
      expect(freezes(await letters())).toBe(0);
    });

    test('is not called there for the news alone, and stays on', async () => {
      await town.post('junho');
      await go('03 20:00');
      await instance.work();
      expect((await town.deliveries('nudge-me:')).map(({ state }) => state)).toEqual(['dead']);
      const mine = await town.db.memberNudge.findFirstOrThrow({ where: { member: { ref: 'junho' } } });
      expect(mine).toMatchObject({ on: true, pausedReason: null });
      expect(town.events('nudge_me.not_in_public')).toHaveLength(1);
    });
  });

  test('in several challenges at once is one message', async () => {
    town.set(at('03 12:00'));
    const writing = await town.challenge({ startsOn: '2026-11-01' as CivilDay, title: '글쓰기' }, 'writing');
    await town.join(writing, [{ ref: 'nara' }, { ref: 'junho' }], '2026-11-01');
    for (const ref of ['nara', 'junho']) {
      await town.post(ref);
      await town.post(ref, 'writing');
    }
    await town.db.cheer.updateMany({ data: { state: 'posted' } });
    const before = (await letters('nara')).length;
    for (const hour of ['09:00', '09:15']) {
      town.set(at(`05 ${hour}`));
      await Promise.all([morning(), morning()]);
      await instance.work();
    }
    const fresh = (await letters('nara')).slice(before);
    expect(fresh).toHaveLength(1);
    expect(fresh[0]!.text).toContain('아침 달리기');
    expect(fresh[0]!.text).toContain('글쓰기');
    expect(fresh[0]!.text.match(/보호권이 대신/g)).toHaveLength(2);
  });

  test('is told though nothing else is open by then', async () => {
    await town.post('junho');
    await go('03 20:00');
    expect(freezes(await letters())).toBe(1);
    expect((await letters())[0]!.text).not.toContain('열려 있어요');
    expect((await letters())[0]!.buttons.map(({ label }) => label)).toEqual(['끄기']);
  });

  describe('and does so no more', () => {
    const silence = async () => {
      await go('03 20:00');
      await instance.work();
      expect(freezes(await letters())).toBe(0);
      expect(await town.deliveries(`freeze:${running}:`)).toContainEqual(
        expect.objectContaining({ state: 'skipped', reason: 'no longer so' }),
      );
    };

    test('since the day was made up for, is not told', async () => {
      town.set(at('03 12:00'));
      await town.command(junho, 'checkin', { day: 'yesterday', text: '어제 했어요' });
      await silence();
      // The nudge of the day is about what is open.
      expect((await letters())[0]!.text).toContain('아침 달리기 · 내일 03:00까지');
    });

    test('since they left, is not told, nor by itself when they switch the nudge off', async () => {
      await town.db.enrollment.updateMany({
        where: { member: { ref: 'junho' } },
        data: { leftAt: new Date(at('03 12:00')) },
      });
      await town.command(junho, 'nudge off');
      await silence();
      expect(await letters()).toEqual([]);
    });

    const left = (leftAt: Date | null) =>
      town.db.enrollment.updateMany({ where: { member: { ref: 'junho' } }, data: { leftAt } });

    test('but so again by the evening, is told, though they looked at what comes in between', async () => {
      await left(new Date(at('03 09:00')));
      await town.command(junho, 'nudge preview');
      await left(null);
      await go('03 20:00');
      expect(freezes(await letters())).toBe(1);
    });

    test('but was let go and is found so again on that morning, is told, once', async () => {
      await left(new Date(at('03 09:00')));
      await save({ weekdays: '1' });
      await left(null);
      await save();
      for (const _ of [1, 2]) {
        await town.db.note.deleteMany({ where: { key: 'mornings' } });
        await morning();
        await go('03 20:00');
        town.set(at('03 09:30'));
      }
      expect(freezes(await letters())).toBe(1);
    });

    test('since a manager paused the day, is not told by itself when the nudge became untrue', async () => {
      trouble.away = true;
      await go('03 20:00');
      trouble.away = false;
      await town.db.challenge.updateMany({ data: { pauses: [{ from: '2026-12-02', to: '2026-12-03' }] } });
      await town.db.enrollment.updateMany({
        data: { streak: null as never, streakVersion: { increment: 1 } },
      });
      for (const _ of [1, 2]) await instance.work();
      await silence();
      expect(await letters()).toEqual([]);
    });
  });

  test.each([
    ['switch it off', () => town.command(junho, 'nudge off')],
    ['snooze', () => town.command(junho, 'nudge snooze')],
    ['choose other days', () => save({ weekdays: '1' })],
  ])('is told by itself when they %s first', async (_what, change) => {
    await change();
    await instance.work();
    expect(freezes(await letters())).toBe(1);
    await go('03 20:00');
    expect(await letters()).toHaveLength(1);
  });

  test('is told on the next morning there when they fly onto a weekday without a nudge', async () => {
    const quarters = async (from: string, to: string) => {
      for (let now = Date.parse(from); now <= Date.parse(to); now += 15 * 60_000) {
        town.set(now);
        await instance.tick();
        await morning();
        await instance.work();
      }
    };
    await save({ weekdays: '4' });
    expect(freezes(await letters())).toBe(0);
    // Wednesday there, in quiet hours, and days until a Tuesday's nudge; Thursday is off.
    await town.command(junho, 'pal', { timezone: 'America/New_York' });
    await town.db.memberNudge.updateMany({ data: { weekdays: [2] } });
    await quarters('2026-12-03T03:00:00Z', '2026-12-03T04:30:00Z');
    await town.db.workspace.updateMany({ data: { daysOff: [4] } });
    await quarters('2026-12-03T12:00:00Z', '2026-12-03T15:00:00Z');
    expect(await letters()).toEqual([]);
    await quarters('2026-12-04T13:00:00Z', '2026-12-04T13:45:00Z');
    expect(await letters()).toEqual([]);
    await quarters('2026-12-04T14:00:00Z', '2026-12-04T15:00:00Z');
    expect(freezes(await letters())).toBe(1);
    expect(await letters()).toHaveLength(1);
    await town.db.workspace.updateMany({ data: { daysOff: [] } });
  });

  test('is told by itself when the nudge it was a part of became untrue while it waited', async () => {
    trouble.away = true;
    await go('03 20:00');
    trouble.away = false;
    await town.post('junho');
    for (const _ of [1, 2]) await instance.work();
    expect(await letters()).toHaveLength(1);
    expect(freezes(await letters())).toBe(1);
    expect(await town.deliveries('nudge-me:')).toMatchObject([{ state: 'skipped', reason: 'done' }]);
  });

  test('is told by itself when the nudge may have been sent, became untrue and is found nowhere', async () => {
    trouble.away = true;
    await go('03 20:00');
    trouble.away = false;
    await town.db.delivery.updateMany({
      where: { key: { startsWith: 'nudge-me:' } },
      data: { maybeSent: true },
    });
    await town.post('junho');
    for (const _ of [1, 2]) await instance.work();
    expect(await town.deliveries('nudge-me:')).toMatchObject([{ state: 'skipped', reason: 'done' }]);
    expect(await letters()).toHaveLength(1);
    expect(freezes(await letters())).toBe(1);
  });

  test.each([
    ['was missed until the night', async () => go('03 23:30')],
    [
      'came to fall into quiet hours',
      async () => {
        await town.db.workspace.updateMany({ data: { quietFrom: 19 * 60 } });
        await go('03 20:00');
      },
    ],
    [
      'became untrue in the night',
      async () => {
        trouble.away = true;
        await go('03 20:00');
        trouble.away = false;
        await town.post('junho');
        town.set(at('03 23:30'));
      },
    ],
  ])('waits for the morning when the nudge %s', async (_what, night) => {
    await save({ weekdays: '4' });
    const { quietFrom } = await town.db.workspace.findFirstOrThrow();
    await go('03 19:59');
    await night();
    const look = async (time: string) => {
      await go(time);
      await morning();
      await instance.work();
    };
    for (const time of ['03 23:45', '04 02:00', '04 08:59']) await look(time);
    expect(await letters()).toEqual([]);
    for (const time of ['04 09:00', '04 09:15']) await look(time);
    expect(await letters()).toHaveLength(1);
    expect(freezes(await letters())).toBe(1);
    await town.db.workspace.updateMany({ data: { quietFrom } });
  });

  test('said by itself while nobody could be reached until the night, waits for the morning', async () => {
    await go('03 19:59');
    trouble.away = true;
    await go('03 20:30');
    for (const _ of [1, 2]) await instance.work();
    trouble.away = false;
    for (const time of ['03 23:45', '04 02:00', '04 08:59']) {
      await go(time);
      await instance.work();
    }
    expect(await letters()).toEqual([]);
    const reasons = (await town.deliveries('freeze:')).map(({ reason }) => reason);
    expect(reasons).toContain('it is told by day');
    await go('04 09:15');
    await instance.work();
    expect(freezes(await letters())).toBe(1);
  });

  test('is told by itself when the nudge was missed', async () => {
    await go('03 19:59');
    await go('03 20:30');
    await instance.work();
    expect(freezes(await letters())).toBe(1);
    expect((await town.personalSlots()).map(({ reason }) => reason)).toEqual(['tooLate']);
  });
});
