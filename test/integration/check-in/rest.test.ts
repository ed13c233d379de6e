import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChallengeId, MemberId } from '../../../src/core/model/ids.ts';
import { createReadStreak } from '../../../src/core/streak/read-streak.ts';
import { type Core, openCore } from '../../support/core.ts';
import { auditStreaks } from '../../support/oracle.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const day = 86_400_000;
let core: Core;
let challenge: ChallengeId;
let member = '';
let members = 0;

beforeAll(async () => {
  core = await openCore(noon);
  challenge = await core.challenge({ title: '달리기' });
  await core.challenge({ title: '글쓰기' });
});
afterAll(async () => {
  expect(await auditStreaks(core.storage)).toEqual([]);
  await core.stop();
});
beforeEach(async () => {
  core.set(noon);
  member = `멤버${++members}`;
  await core.command(member, 'challenge join', { challenge: '달리기' });
});

const how = '쉬는 날, 휴가, 멈춤은 /rest 명령에서 정해요. 하루는 첫날만, 여러 날은 마지막 날도 적으면 돼요.';
const rest = (options: Record<string, string> = {}) => core.command(member, 'rest', options);
const idOf = async () =>
  (await core.storage.db.member.findFirstOrThrow({ where: { ref: member } })).id as MemberId;
const bookings = async () =>
  (
    await core.storage.db.rest.findMany({
      where: { memberId: await idOf() },
      orderBy: [{ fromDay: 'asc' }, { toDay: 'asc' }],
    })
  ).map(({ kind, fromDay, toDay }) =>
    [kind, ...[fromDay, toDay].map((on) => on.toISOString().slice(0, 10))].join(' '),
  );
const numbers = async () =>
  (await createReadStreak(core.storage)(challenge, await idOf(), core.clock.now()))!.streak;

describe('days off', () => {
  test('a day off is neither done nor missed', async () => {
    await core.post(member, '#달리기', { at: noon - day });
    expect(await rest({ what: 'day' })).toBe(
      '달리기: 11월 20일 쉬어요. 푹 쉬세요. 연속은 그대로예요. 쉬는 날이 지나면 저절로 이어지고, 더 일찍 돌아오거나 취소하려면 /rest 명령을 쓰면 돼요.',
    );
    core.set(noon + day);
    await core.post(member, '#달리기');
    expect(await numbers()).toMatchObject({ current: 2, freezes: 1 });
  });

  test('a holiday, a pause, and the way back', async () => {
    expect(await rest({ what: 'holiday', from: '12-24', to: '12-26' })).toContain(
      '12월 24일부터 12월 26일까지 쉬어요',
    );
    expect(await rest({ what: 'pause', from: '내일' })).toContain('11월 21일부터 12월 4일까지 잠시 멈춰요');
    expect(await rest()).toBe(
      `달리기: 11월 21일부터 12월 4일까지 (멈춤), 12월 24일부터 12월 26일까지 (쉼) ${how} [오늘 쉬기] [11월 21일~12월 4일 쉬기 취소] [12월 24일~12월 26일 쉬기 취소]`,
    );
    core.set(noon + 3 * day);
    expect(await rest()).toContain('[돌아오기] [12월 24일~12월 26일 쉬기 취소]');
    expect(await core.press(member, `1:restBack:${challenge}`)).toBe(
      '달리기: 다시 함께해요! 11월 23일부터 12월 4일까지는 이제 쉬는 날이 아니에요. 오늘부터 인증이 평소처럼 이어져요. ' +
        '달리기: 정해 둔 쉬는 날은 그대로예요: 12월 24일부터 12월 26일까지 (쉼) [12월 24일~12월 26일 쉬기 취소]',
    );
    // What is past stays as it was.
    expect(await bookings()).toEqual(['pause 2026-11-21 2026-11-22', 'rest 2026-12-24 2026-12-26']);
  });

  test('a holiday survives coming back', async () => {
    await rest({ what: 'holiday', from: '12-24', to: '12-26' });
    await rest({ what: 'day' });
    expect(await rest({ what: 'back' })).toContain('11월 20일은 이제 쉬는 날이 아니에요');
    expect(await bookings()).toEqual(['rest 2026-12-24 2026-12-26']);
    expect(await rest({ what: 'back' })).toBe(
      '오늘은 쉬는 날이 아니에요. 달리기: 정해 둔 쉬는 날은 그대로예요: 12월 24일부터 12월 26일까지 (쉼) [12월 24일~12월 26일 쉬기 취소]',
    );
    expect(await bookings()).toEqual(['rest 2026-12-24 2026-12-26']);
  });

  test('days off in a row are one stretch, and end together', async () => {
    await rest({ what: 'day' });
    await rest({ what: 'holiday', from: '11-21', to: '11-22' });
    await rest({ what: 'day', from: '11-24' });
    expect(await rest()).toContain('11월 20일부터 11월 22일까지 (쉼), 11월 24일 (쉼)');
    expect(await rest({ what: 'back' })).toContain(
      '11월 20일부터 11월 22일까지는 이제 쉬는 날이 아니에요. 오늘부터',
    );
    expect(await bookings()).toEqual(['rest 2026-11-24 2026-11-24']);
  });

  test('of a pause with a holiday in it, only the pause ends', async () => {
    await rest({ what: 'pause', to: '11-29' });
    await rest({ what: 'holiday', from: '11-23', to: '11-30' });
    expect(await rest({ what: 'back' })).toContain('11월 20일부터 11월 22일까지는 이제 쉬는 날이 아니에요');
    expect(await bookings()).toEqual(['rest 2026-11-23 2026-11-30']);
  });

  test('one booking is cancelled by its button, and the others stay', async () => {
    await rest({ what: 'holiday', from: '12-24', to: '12-26' });
    await rest({ what: 'day', from: '12-27' });
    await rest({ what: 'day', from: '12-31' });
    const cancel = (from: string, to: string) =>
      core.press(member, `1:restCancel:${challenge}:rest:${from}:${to}`);
    // Shown before the day after it was booked too.
    expect(await cancel('2026-12-24', '2026-12-26')).toBe(
      '달리기: 12월 24일부터 12월 26일까지는 이제 쉬는 날이 아니에요. ' +
        '달리기: 정해 둔 쉬는 날은 그대로예요: 12월 27일 (쉼), 12월 31일 (쉼) [12월 27일 쉬기 취소] [12월 31일 쉬기 취소]',
    );
    expect(await cancel('2026-12-24', '2026-12-26')).toContain('이미 취소했거나 바뀐 쉬는 날이에요.');
    expect(await bookings()).toEqual(['rest 2026-12-27 2026-12-27', 'rest 2026-12-31 2026-12-31']);
    // Pressed on the day itself it is the way back.
    core.set(Date.parse('2026-12-31T12:00:00+09:00'));
    expect(await cancel('2026-12-31', '2026-12-31')).toBe('달리기: 12월 31일은 이제 쉬는 날이 아니에요.');
    expect(await bookings()).toEqual(['rest 2026-12-27 2026-12-27']);
  });

  test('what is booked in several challenges is cancelled in all of them, and a list has ten buttons at most', async () => {
    await core.command(member, 'challenge join', { challenge: '글쓰기' });
    await rest({ what: 'day', from: '12-24' });
    await rest({ what: 'day', from: '12-31', challenge: '글쓰기' });
    expect(await rest()).toContain('[12월 24일 쉬기 취소] [12월 31일 쉬기 취소 (글쓰기)]');
    expect(await core.press(member, '1:restCancel:-:rest:2026-12-24:2026-12-24')).toContain(
      '달리기, 글쓰기: 12월 24일은 이제 쉬는 날이 아니에요.',
    );
    expect(await bookings()).toEqual(['rest 2026-12-31 2026-12-31']);
    for (let n = 1; n < 30; n += 2) await rest({ what: 'day', from: `12-${n}`, challenge: '달리기' });
    expect((await rest({ challenge: '달리기' })).match(/\[/g)).toHaveLength(10);
  });

  test('a button of days that several challenges have cancels no other days within them', async () => {
    const drawing = await core.challenge({ title: '그림' });
    for (const challenge of ['글쓰기', '그림']) await core.command(member, 'challenge join', { challenge });
    for (const challenge of ['달리기', '글쓰기']) await rest({ from: '12-01', to: '12-05', challenge });
    await rest({ from: '12-03', to: '12-04', challenge: '그림' });
    // Booked bit by bit, it is as much one stretch.
    const reading = await core.challenge({ title: '독서' });
    await core.command(member, 'challenge join', { challenge: '독서' });
    await rest({ from: '12-01', to: '12-02', challenge: '독서' });
    await rest({ from: '12-03', to: '12-05', challenge: '독서' });
    const said = await core.press(member, '1:restCancel:-:rest:2026-12-01:2026-12-05');
    expect(said).toContain('달리기, 글쓰기, 독서: 12월 1일부터 12월 5일까지는 이제 쉬는 날이 아니에요.');
    expect(await bookings()).toEqual(['rest 2026-12-03 2026-12-04']);
    // Named, the days within are meant.
    await core.press(member, `1:restCancel:${drawing}:rest:2026-12-01:2026-12-05`);
    expect(await bookings()).toEqual([]);
    // On its third day, what is left of them.
    await rest({ from: '12-01', to: '12-02', challenge: '독서' });
    await rest({ from: '12-03', to: '12-05', challenge: '독서' });
    core.set(Date.parse('2026-12-03T12:00:00+09:00'));
    expect(await core.press(member, '1:restCancel:-:rest:2026-12-01:2026-12-05')).toContain(
      '독서: 12월 3일부터',
    );
    for (const id of [drawing, reading])
      await core.storage.db.challenge.update({ where: { id }, data: { endedAt: new Date(noon) } });
  });

  test('where today is off in several challenges, each has its way back, by the command and by the button of the offer', async () => {
    await core.command(member, 'challenge join', { challenge: '글쓰기' });
    const none = `달리기: 정해 둔 쉬는 날이 없어요. 글쓰기: 정해 둔 쉬는 날이 없어요. ${how}`;
    expect(await core.press(member, '1:openRest')).toBe(none);
    await rest({ what: 'day' });
    await rest({ what: 'day', from: '12-24' });
    const both = '[돌아오기 (달리기)] [돌아오기 (글쓰기)] [12월 24일 쉬기 취소]';
    expect(await rest()).toContain(`${how} ${both}`);
    expect(await core.press(member, '1:openRest')).toBe(await rest());
    expect(await core.press(member, `1:restBack:${challenge}`)).toContain('달리기: 다시 함께해요!');
    const left = await rest();
    expect(left).toContain(`${how} [돌아오기 (글쓰기)] [12월 24일 쉬기 취소]`);
    expect(await rest({ challenge: '글쓰기' })).toContain(`${how} [돌아오기] [12월 24일 쉬기 취소]`);
  });

  test('without a name they are for all of a member’s challenges', async () => {
    await core.command(member, 'challenge join', { challenge: '글쓰기' });
    expect(await rest({ what: 'day' })).toContain('달리기, 글쓰기: 11월 20일 쉬어요');
    expect(await rest({ challenge: '글쓰기', what: 'back' })).toContain('글쓰기: 다시 함께해요');
    expect(await core.storage.db.rest.count({ where: { memberId: await idOf() } })).toBe(1);
  });

  test('where they are other days in each, the answer says so', async () => {
    await core.command(member, 'challenge join', { challenge: '글쓰기' });
    await rest({ what: 'pause', from: '12-01', to: '12-09', challenge: '글쓰기' });
    const said = await rest({ what: 'pause' });
    expect(said).toContain('달리기: 11월 20일부터 12월 3일까지 잠시 멈춰요');
    expect(said).toContain('글쓰기: 11월 20일부터 11월 24일까지 잠시 멈춰요');
    const again = await rest({ what: 'day' });
    expect(again).toBe('달리기, 글쓰기: 11월 20일은 이미 쉬기로 되어 있어요.');
    expect(await core.storage.db.rest.count({ where: { memberId: await idOf() } })).toBe(3);
  });

  test('where nothing is booked there is nothing to come back from', async () => {
    expect(await rest({ what: 'back' })).toBe('오늘부터 정해 둔 쉬는 날이 없어요.');
    expect(await rest()).toBe(`달리기: 정해 둔 쉬는 날이 없어요. ${how} [오늘 쉬기]`);
  });

  test('the same call twice is one day off', async () => {
    const press = () =>
      core.inbound.action({
        platform: 'slack',
        workspace: 'T1' as never,
        channel: 'C1' as never,
        member: { ref: member as never, name: member },
        id: `press-${member}`,
        at: noon,
        locale: null,
        action: `1:restToday:${challenge}`,
        values: {},
      });
    await Promise.all([press(), press(), press()]);
    expect(await core.storage.db.rest.count({ where: { memberId: await idOf() } })).toBe(1);
  });

  test('a day alone is that day off', async () => {
    expect(await rest({ from: '오늘' })).toContain('11월 20일 쉬어요');
    expect(await rest({ from: '12-24', to: '12-26' })).toContain('12월 24일부터 12월 26일까지 쉬어요');
  });

  test('days that were paused before are of the fourteen too', async () => {
    await rest({ what: 'pause', from: '11-20', to: '11-29' });
    core.set(noon + 20 * day);
    expect(await rest({ what: 'pause', to: '12-20' })).toContain('4일까지 더 정할 수 있어요');
    expect(await rest({ what: 'pause', to: '12-13' })).toContain('12월 10일부터 12월 13일까지 잠시 멈춰요');
  });

  test('two pauses asked for at once do not exceed what there is', async () => {
    const said = await Promise.all([
      rest({ what: 'pause', from: '11-20', to: '11-29' }),
      rest({ what: 'pause', from: '12-01', to: '12-10' }),
    ]);
    expect(said.filter((text) => text.includes('잠시 멈춰요'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('4일까지 더'))).toHaveLength(1);
  });
});

describe('what cannot be', () => {
  test.each([
    [{ what: 'day', from: '2026-02-30' }, '2026-02-30 날짜는 달력에 없어요'],
    [{ what: 'day', from: '어제' }, '11월 19일은 지난 날이라'],
    [{ what: 'holiday', from: '12-26', to: '12-24' }, '끝나는 날이 시작하는 날보다 빨라요'],
    [{ what: 'holiday', from: '12-24' }, '마지막 날도 함께'],
    [{ what: 'holiday', from: '12-01', to: '2027-01-01' }, '한 번에 31일까지'],
    [{ what: 'pause', from: '11-20', to: '12-04' }, '14일까지 더 정할 수 있어요'],
    [{ what: 'day', from: '2028-01-01' }, '너무 먼 날'],
    [{ what: 'day', challenge: '글쓰기' }, '글쓰기 챌린지에 참여하고 있지 않아요'],
    [{ what: 'day', challenge: '없는 것' }, '없는 것 챌린지를 찾지 못했어요'],
  ])('%j', async (options, answer) => {
    expect(await rest(options)).toContain(answer);
    expect(await core.storage.db.rest.count({ where: { memberId: await idOf() } })).toBe(0);
  });

  test('a button of a challenge one is not in', async () => {
    expect(await core.press('아무나', `1:restToday:${challenge}`)).toContain('버튼');
  });

  test('within the grace, today is the day that is not over', async () => {
    core.set(Date.parse('2026-11-21T02:30:00+09:00'));
    expect(await rest({ what: 'day' })).toContain('11월 20일 쉬어요');
  });
});

describe('/pal', () => {
  const pal = (timezone?: string) => core.command(member, 'pal', timezone ? { timezone } : {});

  test('a zone of one’s own holds from now on, and the past stays', async () => {
    await core.post(member, '#달리기');
    expect(await pal('new york')).toContain('이제부터 America/New_York 시간으로');
    expect(await numbers()).toMatchObject({ today: '2026-11-19', daysDone: 1, lastDone: '2026-11-20' });
    expect(await pal('America/New_York')).toContain('이미');
  });

  test('once in 24 hours, and the platform’s word no longer counts', async () => {
    await pal('Asia/Tokyo');
    expect(await pal('Europe/London')).toBe(
      '시간대는 하루에 한 번 바꿀 수 있어요. Europe/London 시간대는 11월 21일 12:00부터 정할 수 있어요.',
    );
    core.set(noon + day);
    const from = { ref: member as never, name: member, zone: 'America/Los_Angeles' };
    await core.post(member, '#달리기', { member: from });
    expect(await core.storage.db.memberZone.count({ where: { zone: 'America/Los_Angeles' } })).toBe(0);
    expect(await pal('Europe/London')).toContain('이제부터');
  });

  test('twice at once is once', async () => {
    await Promise.all([pal('Asia/Tokyo'), pal('Europe/London'), pal('Europe/Paris')]);
    expect(await core.storage.db.memberZone.count({ where: { memberId: await idOf() } })).toBe(2);
  });

  test.each(['서울시', '+09:00', 'Mars/Base', "'; drop table member"])('%s is no zone', async (text) => {
    expect(await pal(text)).toContain('시간대를 찾지 못했어요');
  });
});
