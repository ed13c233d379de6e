import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionId, type ChallengeAction } from '../../../src/core/actions.ts';
import type { InboundMember } from '../../../src/core/inbound.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import { button, type Desk, junho, minji, openDesk, person, said, seoyeon, toneOf } from './desk.ts';

const desk: Desk = await openDesk();
beforeEach(() => desk.at('11-21 15:00'));
afterAll(() => desk.close());

const press = (who: InboundMember, what: ChallengeAction, challenge: ChallengeId) =>
  desk.press(who, actionId({ do: what, challenge }));
const edit = (challenge: ChallengeId) => actionId({ do: 'edit', challenge, part: 'all' });
const jobsOf = async (id: ChallengeId) =>
  (await desk.jobs())
    .filter(({ key }) => key?.includes(id))
    .map(({ key, at }) => `${key?.replace(`:${id}`, '')} ${at.toISOString()}`);

describe('the end that was planned', () => {
  test('brings the notices that were chosen, and the closing the morning after', async () => {
    const id = await desk.begin({ title: '🏃 달리기', endsOn: '2026-12-12', endNotices: '14,3' }, 'C-end');
    expect(await jobsOf(id)).toEqual([
      'end-notice:14 2026-11-28T01:00:00.000Z',
      'end-notice:3 2026-12-09T01:00:00.000Z',
      'close 2026-12-13T01:00:00.000Z',
    ]);
    for (const [when, days] of [
      ['11-28 10:00', 14],
      ['12-09 10:00', 3],
    ] as const) {
      desk.at(when);
      await Promise.all([desk.endNotice({ challenge: id, days }), desk.endNotice({ challenge: id, days })]);
    }
    expect((await desk.deliveries(`end-notice:${id}`)).map(({ effect }) => effect)).toMatchObject([
      {
        do: 'post',
        target: { kind: 'channel', channel: 'C-end' },
        view: {
          view: 'note',
          line: [{ text: '🏃 달리기' }, ' 챌린지가 14일 남았어요. 12월 12일까지 함께 가요.'],
        },
      },
      { view: { line: [{ text: '🏃 달리기' }, ' 챌린지가 3일 남았어요. 12월 12일까지 함께 가요.'] } },
    ]);

    desk.at('12-12 23:00');
    await desk.closeDue({ challenge: id });
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null });
    desk.at('12-13 10:00');
    await Promise.all([desk.closeDue({ challenge: id }), desk.closeDue({ challenge: id })]);
    const over = await desk.challenge(id);
    expect(over.endedAt).not.toBeNull();
    expect(over).toMatchObject({ pauses: [], endsOn: new Date('2026-12-12') });
    expect(await desk.audits(id)).toEqual(['started', 'ended']);
    expect(await desk.deliveries(`welcome-end:${id}`)).toMatchObject([
      { effect: { do: 'edit', of: `welcome:${id}`, view: { buttons: [] } } },
    ]);
  });

  test('says nothing that was not chosen, was called off, or is long past', async () => {
    const id = await desk.begin({ endsOn: '2026-12-12', endNotices: '3' }, 'C-quiet');
    desk.at('11-28 10:00');
    await desk.endNotice({ challenge: id, days: 14 });
    desk.at('12-10 10:00');
    await desk.endNotice({ challenge: id, days: 3 });
    desk.at('12-09 10:00');
    await desk.fill(minji, await desk.press(minji, edit(id)), { endNotices: '' });
    await desk.endNotice({ challenge: id, days: 3 });
    const ended = await desk.begin({ endsOn: '2026-12-12', endNotices: '3' }, 'C-quiet-too');
    await press(minji, 'endNow', ended);
    await desk.endNotice({ challenge: ended, days: 3 });
    expect([
      ...(await desk.deliveries(`end-notice:${id}`)),
      ...(await desk.deliveries(`end-notice:${ended}`)),
    ]).toEqual([]);
  });

  test('moves with the last day', async () => {
    const id = await desk.begin({ endsOn: '2026-12-12', endNotices: '3' }, 'C-moved');
    await desk.fill(minji, await desk.press(minji, edit(id)), { endsOn: '2026-12-20' });
    expect(await jobsOf(id)).toEqual([
      'end-notice:3 2026-12-17T01:00:00.000Z',
      'close 2026-12-21T01:00:00.000Z',
    ]);
    // Should the old one have been under way, it finds nothing to do.
    desk.at('12-13 10:00');
    await desk.closeDue({ challenge: id });
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null });
    await desk.fill(minji, await desk.press(minji, edit(id)), { endsOn: '' });
    desk.at('12-25 10:00');
    await desk.closeDue({ challenge: id });
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null, endsOn: null });
  });

  test('is planned anew where its job was lost, and left alone where it was not', async () => {
    const id = await desk.begin({ endsOn: '2026-12-12', endNotices: '3' }, 'C-lost');
    const planned = await jobsOf(id);
    await desk.planEnds();
    expect(await jobsOf(id)).toEqual(planned);
    await desk.db.$executeRaw`delete from graphile_worker._private_jobs where key like '%' || ${id}`;
    await desk.db.$executeRaw`delete from graphile_worker._private_jobs where key like '%' || ${id} || ':3'`;
    expect(await jobsOf(id)).toEqual([]);
    await desk.planEnds();
    expect(await jobsOf(id)).toEqual(planned);
    // One that failed too often is lost as well.
    await desk.db.$executeRaw`
      update graphile_worker._private_jobs set attempts = max_attempts, run_at = run_at + interval '1 day' where key = 'close:' || ${id}`;
    await desk.planEnds();
    expect(await jobsOf(id)).toEqual(planned);
    const dead = await desk.db.$queryRaw<unknown[]>`
      select from graphile_worker.jobs where key = 'close:' || ${id} and attempts >= max_attempts`;
    expect(dead).toEqual([]);
  });

  test('waits for the member for whom the last day is over last', async () => {
    const id = await desk.begin({ endsOn: '2026-12-12' }, 'C-zones');
    const kai = person('U-kai', 'Kai', { zone: 'Pacific/Honolulu' });
    desk.at('11-23 15:00');
    await desk.post(kai, 'aloha, ran 5km', 'C-zones');
    desk.at('12-13 10:00');
    await desk.closeDue({ challenge: id });
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null });
    expect(await jobsOf(id)).toEqual(['close 2026-12-14T01:00:00.000Z']);
    desk.at('12-14 10:00');
    await desk.closeDue({ challenge: id });
    expect((await desk.challenge(id)).endedAt).not.toBeNull();
  });
});

describe('ended by hand', () => {
  test('is looked at twice, happens once, and today is nobody’s duty', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16' }, 'C-now');
    await press(junho, 'join', id);
    const asked = await press(minji, 'end', id);
    expect(said(asked)).toContain('지금 끝낼까요? 참여하는 1명의 기록은 그대로 남고');
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null });
    const end = button(asked, '지금 끝내기');
    const both = await Promise.all([desk.press(minji, end), desk.press(seoyeon, end)]);
    expect(both.map(toneOf).sort()).toEqual(['done', 'problem']);
    const over = await desk.challenge(id);
    expect(over).toMatchObject({
      endsOn: new Date('2026-11-21'),
      pauses: [{ from: '2026-11-21', to: '2026-11-21' }],
    });
    expect(await desk.audits(id)).toEqual(['started', 'ended']);
    await desk.post(junho, '끝난 뒤의 글', 'C-now');
    expect(await desk.db.checkIn.count({ where: { challengeId: id } })).toBe(0);
    expect(said(await press(minji, 'pause', id))).toContain('이미 끝났어요');
  });

  test('goes again as long as it was to be, however early it ended', async () => {
    const endless = await desk.begin({ title: '끝없이' }, 'C-endless');
    const month = await desk.begin({ title: '한 달', endsOn: '30일' }, 'C-month');
    desk.at('11-25 15:00');
    await press(minji, 'endNow', endless);
    await press(minji, 'endNow', month);
    expect(said(await press(minji, 'again', endless))).toContain('2026년 11월 25일부터 계속');
    expect(said(await press(minji, 'again', month))).toContain('2026년 11월 25일~2026년 12월 24일 (30일)');
  });

  test('goes again as a draft as long as it was, from today', async () => {
    const id = await desk.begin(
      { title: '🎨 그림', goal: 'week:2', endsOn: '30일', endNotices: '3' },
      'C-again',
    );
    desk.at('12-21 10:00');
    await desk.closeDue({ challenge: id });
    const copy = await press(minji, 'again', id);
    expect(said(copy)).toContain('2026년 12월 21일~2027년 1월 19일 (30일)');
    const made = button(copy, '시작').split(':')[2] as ChallengeId;
    expect(await desk.challenge(made)).toMatchObject({
      title: '그림',
      emoji: '🎨',
      startedAt: null,
      endNotices: [3],
      goal: { kind: 'perWeek', n: 2 },
    });
    expect(said(await desk.press(minji, button(copy, '시작')))).toContain('시작했어요');
  });
});

test('what is over is still found by its name: its records, its board, and the way out', async () => {
  const id = await desk.begin({ title: '🎒 지난 여행' }, 'C-found');
  await desk.post(junho, '오늘 5km', 'C-found');
  await press(minji, 'endNow', id);
  await desk.begin({ title: '다음 여행' }, 'C-found');
  const ask = async (words: string, options = {}) =>
    said(await desk.command(junho, words, { challenge: '지난 여행', ...options }));
  expect(await ask('records')).toContain('오늘 5km');
  expect(await ask('search', { words: '5km' })).toContain('오늘 5km');
  expect(await ask('leaderboard')).toContain('🎒 지난 여행 순위');
  expect(await ask('challenge info')).toContain('상태: 끝남');
  expect(await ask('challenge join')).toContain('이미 끝났어요');
  expect(await ask('nudge preview')).toContain('지난 여행');
  const asked = await desk.command(junho, 'challenge leave', { challenge: '지난 여행' });
  expect(said(await desk.press(junho, button(asked, '기록도 지우고 나가기')))).toContain('인증 1개');
  const second = await desk.command(minji, 'challenge delete', { challenge: '지난 여행' });
  expect(said(await desk.press(minji, button(second, '모두 지우기')))).toContain('지난 여행');
  // One that is on is meant before one of the same name that is over.
  const again = await desk.begin({ title: '같은 이름' }, 'C-found');
  await press(minji, 'endNow', again);
  const next = await desk.begin({ title: '같은 이름' }, 'C-found');
  expect(button(await desk.command(junho, 'challenge info', { challenge: '같은 이름' }), '참여')).toContain(
    next,
  );
});

describe('deleting', () => {
  test('says what goes, takes it along, and removes the welcome', async () => {
    const id = await desk.begin({ title: '지울 것' }, 'C-gone');
    await desk.post(junho, '오늘 5km', 'C-gone');
    await desk.post(seoyeon, '저도요', 'C-gone');
    await desk.db.delivery.updateMany({
      where: { key: `welcome:${id}` },
      data: { state: 'sent', messageRef: 'm-welcome' },
    });
    const asked = await press(minji, 'delete', id);
    expect(said(asked)).toBe(
      '지울 것 챌린지를 지우면 멤버 2명의 참여와 인증 2개가 함께 지워지고 되돌릴 수 없어요. 기록을 남기려면 끝내기를 눌러 주세요.',
    );
    expect(said(await desk.press(minji, button(asked, '끝내기')))).toContain('지금 끝낼까요?');
    const both = await Promise.all([
      desk.press(minji, button(asked, '모두 지우기')),
      desk.press(seoyeon, button(asked, '모두 지우기')),
    ]);
    expect(both.map(said).sort()).toEqual([
      '그 챌린지는 이제 없어요.',
      '지울 것 챌린지와 인증 2개를 지웠어요.',
    ]);
    expect(await desk.db.challenge.count({ where: { id } })).toBe(0);
    expect(await desk.db.checkIn.count({ where: { challengeId: id } })).toBe(0);
    expect(await desk.deliveries(`undo:welcome:${id}`)).toMatchObject([
      { effect: { do: 'remove', message: 'm-welcome' } },
    ]);
    expect(await desk.audits(id)).toEqual(['started', 'deleted']);
    expect(await desk.db.proof.findMany({ where: { channelRef: 'C-gone' }, select: { text: true } })).toEqual(
      [{ text: '' }, { text: '' }],
    );
    // Jobs that wait for it find nothing.
    await desk.closeDue({ challenge: id });
    await desk.endNotice({ challenge: id, days: 3 });
  });

  test('at once with a proof on its way: one of the two comes second, and nothing is left over', async () => {
    const id = await desk.begin({ title: '동시에' }, 'C-race');
    const posts = Array.from({ length: 5 }, (_, n) =>
      desk.post(person(`U-r${n}`, `러너${n}`), '달렸어요', 'C-race'),
    );
    await Promise.allSettled([press(minji, 'deleteNow', id), ...posts]);
    expect(await desk.db.checkIn.count({ where: { challengeId: id } })).toBe(0);
    expect(await desk.db.challenge.count({ where: { id } })).toBe(0);
  });
});

test('a new season in an old channel begins with its own start, not where the last one was read to', async () => {
  const watched = async () =>
    (await desk.storage.watchedChannels('slack'))
      .filter(({ channel }) => channel === 'C-season')
      .map(({ lastSeen, since }) => [lastSeen, since]);
  const first = await desk.begin({}, 'C-season');
  const started = desk.now();
  expect(await watched()).toEqual([[null, started]]);
  desk.at('11-22 12:00');
  const seen = await desk.post(junho, '오늘도 달렸어요', 'C-season');
  expect(await watched()).toEqual([[seen, started]]);
  await press(minji, 'endNow', first);
  expect(await watched()).toEqual([]);
  desk.at('12-20 12:00');
  await desk.begin({}, 'C-season');
  const again = desk.now();
  expect(await watched()).toEqual([[null, again]]);
  desk.at('12-20 12:05');
  const seenAgain = await desk.post(junho, '다시 달려요', 'C-season');
  expect(await watched()).toEqual([[seenAgain, again]]);
  // A second one beside it takes nothing away from it.
  desk.at('12-21 12:00');
  await desk.begin({ title: '저녁 스트레칭' }, 'C-season');
  expect(await watched()).toEqual([[seenAgain, again]]);
});

describe('due while the platform was not heard up to the end of the last day', () => {
  const heard = () => desk.storage.outages.heard('slack', desk.now());
  const day = '2026-12-12';
  afterEach(() => desk.db.note.deleteMany());

  test('it waits until what was posted meanwhile is taken in', async () => {
    const id = await desk.begin({ endsOn: day }, 'C-away');
    desk.at('12-12 20:00');
    await heard();
    desk.at('12-13 12:00');
    await desk.closeDue({ challenge: id });
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null });
    expect(await jobsOf(id)).toEqual(['close 2026-12-13T03:01:00.000Z']);
    const [job] = await desk.db.$queryRaw<{ payload: unknown }[]>`
      select payload from graphile_worker._private_jobs where key = 'close:' || ${id}`;
    expect(job).toEqual({ payload: { challenge: id, waits: 1 } });
    // What is read from the history keeps the time it was posted at.
    desk.at('12-12 23:00');
    await desk.post(junho, '마지막 날도 달렸어요', 'C-away');
    desk.at('12-13 12:01');
    await heard();
    await desk.closeDue({ challenge: id, waits: 1 });
    expect((await desk.challenge(id)).endedAt).toEqual(new Date('2026-12-13T03:01:00Z'));
    const days = await desk.db.checkIn.findMany({ where: { challengeId: id } });
    expect(days.map(({ day, counted }) => [day, counted])).toEqual([[new Date(day), true]]);
  });

  test('it is over all the same when nobody hears for a day of our being there', async () => {
    const id = await desk.begin({ endsOn: day }, 'C-gone');
    desk.at('12-12 20:00');
    await heard();
    desk.at('12-20 12:00');
    await desk.closeDue({ challenge: id, waits: 24 * 60 - 1 });
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null });
    await desk.closeDue({ challenge: id, waits: 24 * 60 });
    expect((await desk.challenge(id)).endedAt).not.toBeNull();
  });
});
