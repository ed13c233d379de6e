import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { button, junho, minji, plain, said } from '../challenge/desk.ts';
import { type Instance, openTown, type Town } from './town.ts';

const hour = 3_600_000;
/** A Monday, in the third week of November. */
const begins = Date.parse('2026-11-09T15:00+09:00');

let town: Town;
let one: Instance;
let id: ChallengeId;
beforeAll(async () => {
  town = await openTown(begins);
  one = await town.instance();
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.db.$executeRaw`truncate challenge, note, delivery, web_message, holiday cascade`;
  await town.db.workspace.updateMany({ data: { daysOff: [] } });
  await town.db
    .$executeRaw`select graphile_worker.complete_jobs(array(select id from graphile_worker._private_jobs))`;
  town.set(begins);
  id = await town.challenge({ title: '아침 달리기', startsOn: '2026-11-01' as CivilDay });
  await town.join(id, [{ ref: 'junho' }, { ref: 'alex' }, { ref: 'sakura' }], '2026-11-01');
});

/** Each quarter of an hour until then, with whatever work comes. */
const until = async (wall: string, step = hour / 4) => {
  const end = Date.parse(`2026-${wall.replace(' ', 'T')}:00+09:00`);
  for (let now = Math.ceil((town.now() + 1) / step) * step; now <= end; now += step) {
    town.set(now);
    await one.quarter();
    await one.work();
  }
  town.set(end);
  await one.quarter();
  await one.work();
};
const choose = (options: Record<string, string>) => town.command(minji, 'nudge summary', options);
const told = () =>
  town.summaries
    .filter(({ challenge }) => challenge === id)
    .map(({ kind, from, at }) => `${kind} ${from} ${new Date(at + 9 * hour).toISOString().slice(0, 16)}`);
const rows = async () =>
  (await town.db.summary.findMany({ orderBy: [{ plannedAt: 'asc' }, { kind: 'asc' }] })).map(
    ({ kind, from, state, reason }) => `${kind} ${from.toISOString().slice(0, 10)} ${reason ?? state}`,
  );
const cards = async () =>
  (await town.deliveries('summary:')).map(({ effect }) => {
    const { view } = effect as unknown as Extract<Effect, { do: 'post' }>;
    if (view.view !== 'card') throw new Error(view.view);
    return view;
  });
const posts = async (wall: string, ...refs: string[]) => {
  town.set(`2026-${wall.replace(' ', 'T')}:00+09:00`);
  for (const ref of refs) await town.post(ref);
};

describe('/nudge summary', () => {
  test('is off until it is chosen, says when it comes, and is switched by its buttons', async () => {
    expect(said(await choose({}))).toBe(
      '아침 달리기 채널에 올리는 요약이에요.\n· 주간 요약: 꺼져 있어요\n· 월간 그림: 꺼져 있어요\n' +
        '기록이 있었던 주와 달에만 올리고, 순위에 함께하기로 한 멤버만 이름을 적어요. 쉬는 날이면 그다음 쉬지 않는 날에 올려요.',
    );
    const on = await choose({ weekly: 'on' });
    expect(said(on)).toContain('주간 요약: 켜져 있어요 (다음은 11월 16일(월) 09:00)');
    const both = await town.press(minji, button(on, '월간 그림 켜기'));
    expect(said(both)).toContain('월간 그림: 켜져 있어요 (다음은 12월 1일(화) 09:00)');
    expect(said(await town.press(minji, button(both, '주간 요약 끄기')))).toContain('주간 요약: 꺼져 있어요');
    expect(said(await town.command(minji, 'nudge list'))).toContain('아침 달리기 · 월간 그림');
    expect(said(await town.command(junho, 'challenge info'))).toContain('요약: 월간 그림');
    expect(said(await town.command(junho, 'nudge summary', { weekly: 'on' }))).toContain('진행자나 관리자');
    expect((await town.db.audit.findMany({ where: { challengeId: id } })).map(({ what }) => what)).toEqual(
      Array(3).fill('summariesSet'),
    );
  });

  test('goes on in the challenge that is made anew', async () => {
    await choose({ monthly: 'on' });
    expect(said(await town.press(minji, actionId({ do: 'again', challenge: id })))).toContain('아침 달리기');
    const all = await town.db.challenge.findMany({ where: { title: '아침 달리기' } });
    expect(all.map(({ weeklySummary, monthlyPicture }) => [weeklySummary, monthlyPicture])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  test('stands in the preview between the nudges', async () => {
    await choose({ weekly: 'on', monthly: 'on' });
    await town.command(minji, 'nudge set', { time: '21:00', days: '일' });
    const shown = said(await town.command(junho, 'nudge preview'));
    expect(shown.split('\n').filter((line) => line.startsWith('·'))).toEqual([
      '· 11월 15일(일) 21:00',
      '· 11월 16일(월) 09:00 · 주간 요약',
      '· 11월 22일(일) 21:00',
      '· 11월 23일(월) 09:00 · 주간 요약',
      '· 11월 29일(일) 21:00',
      '· 11월 30일(월) 09:00 · 주간 요약',
      '· 12월 1일(화) 09:00 · 월간 그림',
      '· 12월 6일(일) 21:00',
      '· 12월 7일(월) 09:00 · 주간 요약',
    ]);
  });
});

describe('a summary', () => {
  test('comes at nine the morning after, once, from the facts, and names only who is on the board', async () => {
    await choose({ weekly: 'on' });
    await posts('11-10 20:00', 'junho', 'alex');
    await posts('11-12 20:00', 'junho', 'sakura');
    await town.command(junho, 'leaderboard');
    await town.db.enrollment.updateMany({
      where: { challengeId: id, member: { ref: 'junho' } },
      data: { onBoard: true },
    });
    await until('11-16 08:45', 6 * hour);
    expect(told()).toEqual([]);
    await until('11-16 12:00');
    expect(told()).toEqual(['week 2026-11-09 2026-11-16T09:00']);
    const [card] = await cards();
    expect(card!.title).toBe('아침 달리기 · 지난주 이야기');
    expect(card!.lines.map(plain)).toEqual([
      '11월 9일(월)부터 11월 15일(일)까지 3명이 함께 4일을 기록했어요.',
      '그 앞 주보다 4일 더 모였어요.',
      expect.stringMatching(/^순위에 함께하는 멤버: .*님 2일$/),
    ]);
    expect(JSON.stringify(card)).not.toMatch(/alex|sakura/);
    await until('11-23 12:00', 6 * hour);
    expect(await rows()).toEqual(['week 2026-11-09 sending', 'week 2026-11-16 nothing']);
  });

  test('of a month brings its picture', async () => {
    await choose({ monthly: 'on' });
    await posts('11-10 20:00', 'junho', 'alex');
    await posts('11-30 23:30', 'sakura');
    // Before three in the morning it is still November's last day.
    await posts('12-01 02:59', 'junho');
    await until('12-01 08:45', 6 * hour);
    expect(told()).toEqual([]);
    await until('12-01 10:00');
    expect(told()).toEqual(['month 2026-11-01 2026-12-01T09:00']);
    const [card] = await cards();
    const { picture } = card!;
    if (picture?.kind !== 'together') throw new Error('no picture');
    expect(picture).toMatchObject({ total: 4, people: 3, proofs: 4, year: 2026, month: 11, team: null });
    expect(picture.days.flatMap((count, index) => (count ? [[index + 1, count]] : []))).toEqual([
      [10, 2],
      [30, 2],
    ]);
  });

  test('waits a day for members to whom the week is not over, and is planned again after a kill', async () => {
    await choose({ weekly: 'on' });
    await town.join(id, [{ ref: 'olivia', zone: 'America/New_York' }], '2026-11-01');
    await posts('11-10 20:00', 'junho');
    await until('11-16 09:00', 6 * hour);
    expect(told()).toEqual([]);
    expect(await rows()).toEqual(['week 2026-11-09 pending']);
    one = await town.instance();
    // Sunday evening in New York.
    town.set('2026-11-16T10:00+09:00');
    await town.post('olivia');
    await until('11-17 08:45', 6 * hour);
    expect(told()).toEqual([]);
    await until('11-17 10:00');
    expect(told()).toEqual(['week 2026-11-09 2026-11-17T09:00']);
    expect((await cards())[0]!.lines.map(plain)[0]).toContain('2명이 함께 2일');
  });

  test('due on a day off comes on the next working day at nine, once, as it is previewed all along', async () => {
    await town.command(minji, 'settings', { daysoff: '월', holidays: '11-24 쉬는 날' });
    await choose({ weekly: 'on' });
    const previewed = async () =>
      said(await town.command(junho, 'nudge preview'))
        .split('\n')
        .find((line) => line.startsWith('·'));
    await posts('11-17 20:00', 'junho');
    expect(await previewed()).toBe('· 11월 25일(수) 09:00 · 주간 요약');
    await until('11-24 12:00', hour);
    expect(told()).toEqual([]);
    expect(await rows()).toEqual(['week 2026-11-16 pending']);
    expect(await previewed()).toBe('· 11월 25일(수) 09:00 · 주간 요약');
    // A day off more is seen when it comes to it, and one less hurries nothing.
    await town.command(minji, 'settings', { holidays: '11-25 쉬는 날' });
    expect(await previewed()).toBe('· 11월 26일(목) 09:00 · 주간 요약');
    await until('11-25 12:00', hour);
    await town.command(minji, 'settings', { daysoff: '-', holidays: '-' });
    expect(await previewed()).toBe('· 11월 26일(목) 09:00 · 주간 요약');
    await until('11-26 08:45', hour);
    expect(told()).toEqual([]);
    await until('11-27 12:00', hour);
    expect(told()).toEqual(['week 2026-11-16 2026-11-26T09:00']);
  });

  test('chosen on the day off it would wait for comes the next time, and the preview says so', async () => {
    await town.command(minji, 'settings', { daysoff: '월', holidays: '-' });
    await posts('11-10 20:00', 'junho');
    await until('11-16 12:00', 6 * hour);
    const on = said(await choose({ weekly: 'on' }));
    expect(on).toContain('다음은 11월 24일(화) 09:00');
    await posts('11-17 08:00', 'junho');
    await until('11-24 12:00', hour);
    expect(told()).toEqual(['week 2026-11-16 2026-11-24T09:00']);
  });

  test('is silent where there is nothing to tell, and says why to managers', async () => {
    await choose({ weekly: 'on' });
    await town.command(minji, 'challenge pause');
    await until('11-23 10:00', 6 * hour);
    expect(await rows()).toEqual(['week 2026-11-09 paused', 'week 2026-11-16 paused']);
    await town.command(minji, 'challenge resume');
    await posts('11-25 12:00', 'junho');
    await choose({ weekly: 'off' });
    await until('11-30 10:00', 6 * hour);
    expect(await rows()).toHaveLength(2);
    await choose({ weekly: 'on' });
    await town.db.enrollment.updateMany({ data: { leftAt: new Date() } });
    await until('12-07 10:00', 6 * hour);
    expect((await rows()).at(-1)).toBe('week 2026-11-30 nobody');
    expect(told()).toEqual([]);
    expect(said(await town.command(minji, 'admin nudges'))).toContain(
      '요약 · 쉼: 아침 달리기 (참여하는 멤버가 없어요)',
    );
  });

  test('chosen after nine comes the next time, not at once', async () => {
    await posts('11-10 20:00', 'junho');
    await until('11-16 09:15', 6 * hour);
    await choose({ weekly: 'on' });
    await until('11-16 12:00');
    expect(await rows()).toEqual([]);
  });

  test('later than three hours is not told any more', async () => {
    await choose({ weekly: 'on' });
    await posts('11-10 20:00', 'junho');
    await until('11-16 08:45', 6 * hour);
    town.set('2026-11-16T11:59+09:00');
    const two = await town.instance();
    await two.quarter();
    town.set('2026-11-16T12:01+09:00');
    await two.work();
    expect(await rows()).toEqual(['week 2026-11-09 tooLate']);
    // Away over nine and past noon: recorded, never told.
    await posts('11-18 20:00', 'junho');
    await until('11-23 08:45', 6 * hour);
    town.set('2026-11-23T13:00+09:00');
    await one.quarter();
    await one.work();
    expect(await rows()).toEqual(['week 2026-11-09 tooLate', 'week 2026-11-16 tooLate']);
    expect(told()).toEqual([]);
  });

  test('is planned once by three who look at once, and posted once though its job is done twice', async () => {
    await choose({ weekly: 'on' });
    await posts('11-10 20:00', 'junho');
    await until('11-16 08:45', 6 * hour);
    town.set('2026-11-16T09:00+09:00');
    const three = await Promise.all([town.instance(), town.instance(), town.instance({ ahead: 90_000 })]);
    await Promise.all(three.map((each) => each.quarter()));
    await Promise.all(three.map((each) => each.work()));
    await Promise.all(three.map((each) => each.work()));
    expect(told()).toEqual(['week 2026-11-09 2026-11-16T09:00']);
    expect(await town.db.webMessage.count({ where: { key: { startsWith: 'summary:' } } })).toBe(1);
  });

  test('that waits in the ledger until it is untrue is not sent', async () => {
    await choose({ weekly: 'on' });
    await posts('11-10 20:00', 'junho');
    await until('11-16 08:45', 6 * hour);
    town.set('2026-11-16T09:00+09:00');
    await one.quarter();
    await town.storage.unitOfWork.run(async (tx) => {
      const workspace = await tx.ensureWorkspace('web', 'demo' as WorkspaceRef);
      await tx.saySummary(
        { challenge: id, kind: 'week', from: '2026-11-09' as CivilDay, workspace: workspace.id },
        {
          do: 'post',
          target: { kind: 'channel', channel: 'today' as never },
          view: { view: 'note', line: ['…'] },
        },
      );
    });
    await town.db.$executeRaw`update delivery set created_at = ${new Date(town.now() - hour)}`;
    await choose({ weekly: 'off' });
    await one.work();
    expect((await town.deliveries('summary:')).map(({ state, reason }) => [state, reason])).toEqual([
      ['skipped', 'switchedOff'],
    ]);
  });
});
