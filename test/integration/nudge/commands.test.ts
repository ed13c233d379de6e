import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { buttonsOf, type Desk, junho, minji, openDesk, person, said, toneOf } from '../challenge/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.begin({ title: '아침 달리기' });
});
afterAll(() => desk.close());

const set = (options: Record<string, string>, by = minji) => desk.command(by, 'nudge set', options);

describe('/nudge', () => {
  test('before anything is set says so', async () => {
    expect(said(await desk.command(junho, 'nudge preview'))).toContain('정해 둔 알림이 없어요');
    expect(said(await desk.command(minji, 'nudge remove'))).toContain('정해 둔 알림이 없어요');
    expect(await desk.command(junho, 'nudge list')).toMatchObject({ view: { items: [] } });
  });

  test.each([
    ['25:00', '25:00 대신 00:00부터 23:59까지의 시각을 적어 주세요'],
    ['21:00 KST', '21:00 KST에는 시간대가 함께 있어요'],
    ['every 5 minutes', 'every 5 minutes처럼 되풀이되는 알림은 없어요'],
    [' ', '몇 시에 알릴지 적어 주세요'],
  ])('set refuses %j with the reason', async (time, reason) => {
    const reply = await set({ time });
    expect(toneOf(reply)).toBe('problem');
    expect(said(reply)).toContain(reason);
    expect(await desk.db.nudgeSchedule.count()).toBe(0);
  });

  test('set refuses weekdays and zones it cannot read', async () => {
    expect(said(await set({ time: '21:00', days: '월요이' }))).toContain('월요이 요일을 읽지 못했어요');
    expect(said(await set({ time: '21:00', timezone: 'Mars' }))).toContain('Mars');
    expect(await desk.db.nudgeSchedule.count()).toBe(0);
  });

  test('set and remove are for managers and hosts', async () => {
    expect(said(await set({ time: '21:00' }, junho))).toBe('이 챌린지의 진행자나 관리자가 할 수 있어요.');
    expect(toneOf(await desk.command(junho, 'nudge remove'))).toBe('problem');
    await desk.db.workspace.updateMany({ data: { hostRole: 'coach' } });
    const coach = person('U-coach', '코치', { roles: ['coach'] });
    expect(toneOf(await set({ time: '20:00' }, coach))).toBe('done');
  });

  test('set says when, and from which time on', async () => {
    expect(said(await set({ time: '오전 9시 반, 오후 9시', days: '평일' }))).toBe(
      '아침 달리기 채널에 평일 09:30, 21:00에 알릴게요 (Asia/Seoul). 다음 알림은 11월 23일(월) 09:30에 보낼게요. 모두 마친 날에는 조용히 있을게요.',
    );
    expect(said(await set({ time: '21:00, 9:30', days: '월-금' }))).toContain('이미 그렇게 정해져 있어요');
    expect(said(await set({ time: '9pm', timezone: 'new york' }, { ...minji, locale: 'en' }))).toBe(
      '아침 달리기: I will nudge the channel every day at 21:00 (America/New_York). The next one comes on Sat, Nov 21 21:00. When everybody is done I stay quiet.',
    );
    expect(said(await desk.command(minji, 'admin log'))).toContain('알림을 정했어요');
  });

  test('list says what is set', async () => {
    await set({ time: '21:00', days: '월수금' });
    expect(said(await desk.command(junho, 'nudge list'))).toBe(
      '알림\n아침 달리기 · 월·수·금 21:00 (Asia/Seoul)',
    );
  });

  test('preview lists the nudges of the next 30 days with their local time, and counts what comes after the first', async () => {
    const shown = said(await desk.command(junho, 'nudge preview'));
    expect(shown).toContain('앞으로 30일 동안 채널에 올릴 알림은 12개예요 (Asia/Seoul)');
    expect(shown.match(/^· .*21:00$/gm)).toHaveLength(12);
    expect(shown).toContain('· 11월 23일(월) 21:00\n· 11월 25일(수) 21:00\n· 11월 27일(금) 21:00');
    await set({ time: '21:00', days: '매일' });
    const daily = said(await desk.command(junho, 'nudge preview'));
    expect(daily).toContain('앞으로 30일 동안 채널에 올릴 알림은 30개예요');
    expect(daily.match(/^· .*21:00$/gm)).toHaveLength(15);
    expect(daily).toContain('\n그 뒤로 15개가 더 있어요.\n');
    await set({ time: '21:00', days: '월수금' });
    // Days the challenge is paused on are not nudged about.
    await desk.command(minji, 'challenge pause');
    expect(said(await desk.command(junho, 'nudge preview'))).toContain('올릴 알림이 없어요');
    await desk.command(minji, 'challenge resume');
  });

  test('the preview of a draft lists them too', async () => {
    const draft = await desk.draft({ title: '독서', endsOn: '2026-11-30' }, 'C2');
    const id = buttonsOf(draft)[0]!.action.split(':')[2]!;
    await desk.command(minji, 'nudge set', { time: '21:00', challenge: '독서' }, 'C2');
    const shown = said(await desk.press(minji, actionId({ do: 'preview', challenge: id as never })));
    expect(shown).toContain('11월 21일 21:00, 11월 22일 21:00');
    expect(shown).toContain('채널에 알림 한 줄 (10번, 모두 마친 날은 조용히)');
    await desk.command(minji, 'nudge summary', { weekly: 'on', monthly: 'on', challenge: '독서' }, 'C2');
    const told = said(await desk.press(minji, actionId({ do: 'preview', challenge: id as never })));
    expect(told).toContain('· 11월 23일 09:00 · 채널에 지난주 요약\n· 11월 30일 09:00 · 채널에 지난주 요약');
    // The month ends with the challenge, at 03:00 of the first, and is told before the closing at ten.
    expect(told).toContain(
      '· 12월 1일 09:00 · 채널에 지난달을 그린 그림\n· 12월 1일 10:00 · 채널에 마무리 글 하나',
    );
    await desk.press(minji, actionId({ do: 'delete', challenge: id as never }));
    expect(await desk.db.nudgeSchedule.count()).toBe(1);
  });

  test('remove leaves the channel alone', async () => {
    expect(said(await desk.command(minji, 'nudge remove'))).toContain('더는 채널에 알리지 않을게요');
    expect(await desk.db.nudgeTime.count()).toBe(0);
    expect(await desk.audits((await desk.db.challenge.findFirstOrThrow()).id as never)).toContain(
      'nudgesRemoved',
    );
  });

  test('a challenge that moves to another zone takes its nudges along, and one with a zone of its own does not', async () => {
    await set({ time: '21:00' });
    const { id } = await desk.db.challenge.findFirstOrThrow();
    const zones = async () => (await desk.db.nudgeTime.findMany()).map(({ zone }) => zone);
    const edit = async (timezone: string) => {
      const opened = await desk.press(minji, actionId({ do: 'edit', challenge: id as never, part: 'all' }));
      await desk.fill(minji, opened, { timezone });
    };
    await edit('Asia/Bangkok');
    expect(await zones()).toEqual(['Asia/Bangkok']);
    await set({ time: '21:00', timezone: 'Asia/Tokyo' });
    await edit('Asia/Seoul');
    expect(await zones()).toEqual(['Asia/Tokyo']);
  });
});
