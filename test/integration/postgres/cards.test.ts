import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChannelRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { altOf } from '../../../src/core/pictures/alt.ts';
import { pictureSpecSchema } from '../../../src/core/pictures/spec.ts';
import { beginChallenge } from '../../support/challenge.ts';
import {
  button,
  buttonsOf,
  type Conversation,
  conversation,
  pictureOf,
  read,
} from '../../support/conversation.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';
import { quietLog } from '../../support/quiet.ts';

// The storage part of the suite: also run against the operating system's own PostgreSQL.
const minji = { ref: 'minji', name: '민지' };
const seojun = { ref: 'seojun', name: '서준' };
const haeun = { ref: 'haeun', name: '하은' };
let now = 0;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let storage: Storage;
let club = 0;
let talk: Conversation;

const seoul = (day: string, time = '09:00') => Date.parse(`${day}T${time}:00+09:00`);
const clock = { now: () => now, monotonic: () => now };

beforeAll(async () => {
  database = await freshDatabase();
  const log = quietLog;
  storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock,
    log,
  });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});
beforeEach(() => {
  club++;
  now = seoul('2026-11-20', '21:00');
  talk = conversation(inboundOver(storage, { clock }), {
    workspace: `club-${club}`,
    channel: 'main',
    now: () => now,
  });
});

const begin = (change: Parameters<typeof beginChallenge>[2] = {}, channel = 'main') =>
  beginChallenge(
    storage,
    { name: 'slack', workspace: `club-${club}` as WorkspaceRef, channel: channel as ChannelRef },
    { startsOn: '2026-11-01' as CivilDay, emoji: '🏃', ...change },
  );

/** Posts at nine in the morning of each day, in order. */
async function posts(who: typeof minji, days: readonly string[], channel?: string): Promise<void> {
  const then = now;
  for (const day of days) {
    now = seoul(day);
    await talk.post(who, `${day} 했어요`, channel === undefined ? {} : { channel });
  }
  now = then;
}

describe('/streak', () => {
  test('says in words what the picture shows', async () => {
    await begin();
    await posts(minji, ['2026-11-17', '2026-11-18', '2026-11-19']);
    const reply = await talk.command(minji, 'streak');
    expect(read(reply)).toEqual([
      '🏃 아침 달리기',
      '지금 3일 연속이에요.',
      '오늘 인증하면 연속이 이어져요. 내일 03:00까지예요.',
      '가장 길었던 연속: 3일',
      '인증한 날: 3일',
      '보호권: 1개 (최대 2개)',
    ]);
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual(['왜 이 숫자예요?', '오늘 쉬기']);
    expect(pictureSpecSchema.parse(pictureOf(reply))).toMatchObject({
      kind: 'streak',
      current: 3,
      longest: 3,
      daysDone: 3,
      state: 'atRisk',
      mood: 'worried',
      asOf: { day: '2026-11-20', zone: 'Asia/Seoul' },
    });
  });

  test('today done, at one in the morning still the day before', async () => {
    await begin();
    await posts(minji, ['2026-11-19', '2026-11-20']);
    now = seoul('2026-11-21', '01:00');
    expect(read(await talk.command(minji, 'streak')).slice(1, 3)).toEqual([
      '지금 2일 연속이에요.',
      '11월 20일 인증은 끝났어요. 오늘 인증은 03:00부터 올릴 수 있어요.',
    ]);
    now = seoul('2026-11-21', '03:00');
    expect(read(await talk.command(minji, 'streak'))[2]).toBe(
      '오늘 인증하면 연속이 이어져요. 내일 03:00까지예요.',
    );
  });

  test('after a long while the total leads and no zero is shown', async () => {
    await begin({ freezeEvery: null });
    await posts(minji, ['2026-11-02', '2026-11-03', '2026-11-05']);
    const reply = await talk.command(minji, 'streak');
    expect(read(reply)).toEqual([
      '🏃 아침 달리기',
      '지금까지 3일 해냈어요.',
      '돌아와서 반가워요. 오늘 한 번이면 다시 이어져요.',
      '가장 길었던 연속: 2일',
      '인증한 날: 3일',
    ]);
    expect(pictureOf(reply)).toMatchObject({ state: 'comeback', mood: 'waving' });
  });

  test('before the first proof there are no numbers', async () => {
    await begin({ freezeEvery: null });
    await talk.command(minji, 'challenge join');
    expect(read(await talk.command(minji, 'streak')).join()).not.toMatch(/인증한 날|(?<!\d)0[일주번]/);
  });

  test('a first week begun shows no zero, in the card or in the ledger', async () => {
    await begin({ goal: { kind: 'perWeek', n: 3 } });
    await posts(minji, ['2026-11-18']);
    const card = await talk.command(minji, 'streak');
    const why = await talk.press(minji, button(card, '왜 이 숫자예요?'));
    expect([...read(card), ...read(why)].join()).not.toMatch(/(?<!\d)0[주번일]|가장 길었던/);
    // Two days later in the same week nobody was away.
    expect(read(card).join()).not.toContain('돌아와서');
  });

  test('after midnight of the last day it is done, and nothing opens any more', async () => {
    await begin({ endsOn: '2026-11-20' as CivilDay });
    await posts(minji, ['2026-11-20']);
    now = seoul('2026-11-21', '01:00');
    expect(read(await talk.command(minji, 'streak'))[2]).toBe('11월 20일 인증은 끝났어요.');
  });

  test('weeks are counted where the rule asks by week', async () => {
    await begin({ goal: { kind: 'perWeek', n: 3 } });
    await posts(minji, ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-16']);
    expect(read(await talk.command(minji, 'streak')).slice(1, 3)).toEqual([
      '지금 1주 연속이에요.',
      '이번 주 2번 더 · 오늘 인증은 내일 03:00까지 열려 있어요.',
    ]);
  });

  test('with several challenges buttons ask which', async () => {
    await begin({ title: '달리기' });
    await begin({ title: '읽기', emoji: '📚' }, 'books');
    await posts(minji, ['2026-11-20']);
    await posts(minji, ['2026-11-20'], 'books');
    const reply = await talk.command(minji, 'streak', {}, 'elsewhere');
    expect(read(reply)).toEqual(['어느 챌린지를 볼까요?']);
    expect(read(await talk.press(minji, button(reply, '📚 읽기')))[0]).toBe('📚 읽기');
    expect(read(await talk.command(minji, 'streak', { challenge: '달리' }, 'elsewhere'))[0]).toBe(
      '🏃 달리기',
    );
  });

  test.each([
    ['streak', {}, '아침 달리기'],
    ['streak', { show: 'why' }, '장부'],
    ['calendar', {}, '11월'],
    ['stats', {}, '지금까지의 나'],
    ['records', {}, '기록'],
    ['search', { words: '했어' }, '했어'],
    ['leaderboard', {}, '순위'],
  ])(
    'a title of two leads /%s with %j to the same of the one that is chosen',
    async (words, options, title) => {
      await begin({ title: '아침 달리기' });
      await begin({ title: '아침 읽기', emoji: '📚' }, 'books');
      await posts(minji, ['2026-11-20']);
      await posts(minji, ['2026-11-20'], 'books');
      const which = await talk.command(minji, words, { ...options, challenge: '아침' }, 'elsewhere');
      const alone = await talk.command(minji, words, { ...options, challenge: '아침 달리기' }, 'elsewhere');
      expect(read(alone)[0]).toContain(title);
      expect(await talk.press(minji, button(which, '🏃 아침 달리기'))).toEqual(alone);
    },
  );

  test('a day off and a pause are named, not left unsaid', async () => {
    const challenge = await begin();
    await posts(minji, ['2026-11-19']);
    await talk.command(minji, 'rest', { what: 'day' });
    expect(read(await talk.command(minji, 'streak'))[2]).toBe('오늘은 쉬는 날이에요. 기록은 그대로 있어요.');
    await talk.press({ ...minji, manager: true }, `1:pause:${challenge}`);
    now = seoul('2026-11-21', '15:00');
    expect(read(await talk.command(minji, 'streak'))[2]).toBe(
      '지금은 멈춘 기간이에요. 기록은 그대로 있어요.',
    );
  });

  test('who takes no part is told where to begin', async () => {
    await begin();
    expect(read(await talk.command(minji, 'streak'))).toEqual([
      '아직 참여하는 챌린지가 없어요. /challenge list 명령으로 골라 보세요.',
    ]);
  });
});

describe('/streak why', () => {
  test('explains every day back to the first, page by page', async () => {
    await begin();
    await posts(minji, ['2026-11-10', '2026-11-11', '2026-11-13', '2026-11-16', '2026-11-18', '2026-11-19']);
    const why = await talk.command(minji, 'streak', { show: 'why' });
    expect(read(why)).toEqual([
      '🏃 아침 달리기 장부',
      '[매일, 다음 날 03:00까지] · 시간대 Asia/Seoul',
      '11월 20일(금) · ○ 오늘: 내일 03:00까지 열려 있어요',
      '11월 19일(목) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 2일 · 11월 20일 03:00에 닫힘 (Asia/Seoul)',
      '11월 18일(수) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 1일 · 11월 19일 03:00에 닫힘 (Asia/Seoul)',
      '11월 17일(화) · 비었음: 11월 18일 03:00까지 인증이 없었어요',
      '11월 16일(월) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 1일 · 11월 17일 03:00에 닫힘 (Asia/Seoul)',
      '11월 15일(일) · 비었음: 11월 16일 03:00까지 인증이 없었어요',
      '11월 14일(토) · 비었음: 11월 15일 03:00까지 인증이 없었어요',
    ]);
    const older = await talk.press(minji, button(why, '이전 →'));
    expect(read(older).slice(2)).toEqual([
      '11월 13일(금) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 3일 · 11월 14일 03:00에 닫힘 (Asia/Seoul)',
      '11월 12일(목) · ❄ 보호권: 보호권 1개로 연속을 지켰어요 (남은 보호권 0개) · 연속 2일 · 11월 13일 03:00에 닫힘 (Asia/Seoul)',
      '11월 11일(수) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 2일 · 11월 12일 03:00에 닫힘 (Asia/Seoul)',
      '11월 10일(화) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 1일 · 11월 11일 03:00에 닫힘 (Asia/Seoul)',
    ]);
    expect(buttonsOf(older).map(({ label }) => label)).toEqual(['← 최근', '카드로 보기']);
    expect(read(await talk.press(minji, button(older, '← 최근')))).toEqual(read(why));
  });
});

describe('/streak why, when things were not always as they are', () => {
  test('each day says its own rule where it is not the one of the page, and the date of what was given later', async () => {
    const challenge = await begin({ startsOn: '2026-11-16' as CivilDay, goal: { kind: 'perWeek', n: 3 } });
    await storage.db.challenge.update({
      where: { id: challenge },
      data: {
        ruleFrom: new Date('2026-11-19'),
        earlierRules: [{ from: '2026-11-16', goal: { kind: 'daily' }, weekStart: 1 }],
      },
    });
    await posts(minji, ['2026-11-16', '2026-11-17']);
    now = seoul('2026-11-20', '01:30');
    await talk.post(minji, '자기 전에 했어요');
    now = seoul('2026-11-20');
    await talk.command(minji, 'checkin', { text: '그저께도 했어요', day: '그저께' });
    expect(read(await talk.command(minji, 'streak', { show: 'why' }))).toEqual([
      '🏃 아침 달리기 장부',
      '[월-일 기준 주 3회, 다음 날 03:00까지] · 시간대 Asia/Seoul',
      '11월 20일(금) · ○ 오늘: 내일 03:00까지 열려 있어요 · 11/19~11/22 1번 (목표 2번)',
      '11월 19일(목) · ✓ 인증: 11월 20일 01:30 인증 (Asia/Seoul) · 11/19~11/22 1번 (목표 2번) · 연속 3번 · 11월 20일 03:00에 닫힘 (Asia/Seoul)',
      '11월 18일(수) · ✓ 인증: 11월 20일 09:00 인증 (Asia/Seoul) · 연속 3일 · 11월 19일 03:00에 닫힘 (Asia/Seoul) · 매일, 다음 날 03:00까지',
      '11월 17일(화) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 2일 · 11월 18일 03:00에 닫힘 (Asia/Seoul) · 매일, 다음 날 03:00까지',
      '11월 16일(월) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 1일 · 11월 17일 03:00에 닫힘 (Asia/Seoul) · 매일, 다음 날 03:00까지',
    ]);
  });

  test('a day that ended in another zone names it, back to the first day', async () => {
    await begin({ startsOn: '2026-11-10' as CivilDay, freezeEvery: null });
    await posts(minji, ['2026-11-10']);
    now = seoul('2026-11-19', '20:00');
    await talk.command(minji, 'pal', { timezone: 'America/New_York' });
    now = seoul('2026-11-20', '12:00');
    const why = await talk.command(minji, 'streak', { show: 'why' });
    expect(read(why)).toEqual([
      '🏃 아침 달리기 장부',
      '[매일, 다음 날 03:00까지] · 시간대 America/New_York',
      '11월 19일(목) · ○ 오늘: 내일 03:00까지 열려 있어요',
      ...[18, 17, 16, 15, 14, 13].map(
        (date, index) =>
          `11월 ${date}일(${'수화월일토금'[index]}) · 비었음: 11월 ${date + 1}일 03:00 (Asia/Seoul)까지 인증이 없었어요`,
      ),
    ]);
    const older = await talk.press(minji, button(why, '이전 →'));
    expect(read(older)[1]).toBe('[매일, 다음 날 03:00까지] · 시간대 Asia/Seoul');
    expect(read(older).at(-1)).toContain('11월 10일(화) · ✓ 인증: 09:00 인증 (Asia/Seoul) · 연속 1일');
    expect(buttonsOf(older).map(({ label }) => label)).toEqual(['← 최근', '카드로 보기']);
  });
});

describe('/calendar', () => {
  test('a month, and the one before', async () => {
    await begin();
    await posts(minji, ['2026-11-18', '2026-11-19']);
    const reply = await talk.command(minji, 'calendar');
    // Joined on the 18th: what came before is not asked of them.
    expect(read(reply)).toEqual(['2026년 11월 · 🏃 아침 달리기', '13일 중 2일 인증했어요.']);
    const month = pictureSpecSchema.parse(pictureOf(reply));
    if (month.kind !== 'month') throw new Error(month.kind);
    expect(month.days.map(({ mark }) => mark).slice(15, 22)).toEqual([
      'free',
      'free',
      'done',
      'done',
      'open',
      'future',
      'future',
    ]);
    const before = await talk.press(minji, button(reply, '← 이전'));
    expect(read(before)).toEqual(['2026년 10월 · 🏃 아침 달리기', '이 기간에는 기록이 없어요.']);
    expect(altOf(pictureSpecSchema.parse(pictureOf(before)))).toContain('기록이 없는 달이에요');
  });

  test.each<[string, Parameters<typeof begin>[0], string, number | null]>([
    ['weekdays', { goal: { kind: 'weekdays', days: [3, 4, 7] } }, '6일 중 2일 인증했어요.', 6],
    ['a last day', { endsOn: '2026-11-22' as CivilDay }, '5일 중 2일 인증했어요.', 5],
    ['days a week', { goal: { kind: 'perWeek', n: 3 } }, '모두 2일 인증했어요.', null],
    ['blocks of days', { goal: { kind: 'everyNDays', n: 3 } }, '모두 2일 인증했어요.', null],
  ])(
    'says of how many days, where the rule asks for days one by one: %s',
    async (_rule, change, line, due) => {
      await begin(change);
      await posts(minji, ['2026-11-18', '2026-11-19']);
      const reply = await talk.command(minji, 'calendar');
      expect(read(reply)[1]).toBe(line);
      expect(pictureOf(reply)).toMatchObject({ done: 2, due });
    },
  );

  test('a year over all challenges together', async () => {
    await begin({ title: '달리기' });
    await begin({ title: '읽기' }, 'books');
    await posts(minji, ['2026-11-18', '2026-11-19']);
    await posts(minji, ['2026-11-19'], 'books');
    const reply = await talk.command(minji, 'calendar', { show: 'year' });
    expect(read(reply)).toEqual(['2026년', '모두 2일 인증했어요.']);
    const year = pictureSpecSchema.parse(pictureOf(reply));
    if (year.kind !== 'year') throw new Error(year.kind);
    expect(year.days.slice(320, 325)).toEqual([0, 1, 2, 0, null]);
  });

  test.each([
    [{ of: '2026-13' }, '[2026-13] 달을 찾지 못했어요. 2026-11처럼 적어 주세요.'],
    [{ of: '어제' }, '[어제] 달을 찾지 못했어요. 2026-11처럼 적어 주세요.'],
  ])('%j is answered plainly', async (options, line) => {
    await begin();
    await posts(minji, ['2026-11-20']);
    expect(read(await talk.command(minji, 'calendar', options))).toEqual([line]);
  });
});

test('/stats: all of it in numbers', async () => {
  await begin({ title: '달리기', category: 'running', endsOn: '2026-11-30' as CivilDay });
  await begin({ title: '읽기', category: 'reading' }, 'books');
  await posts(minji, ['2026-10-30', '2026-11-17', '2026-11-18', '2026-11-19']);
  await posts(minji, ['2026-11-18', '2026-11-20'], 'books');
  const reply = await talk.command(minji, 'stats');
  expect(read(reply)).toEqual([
    '지금까지의 나',
    '모두: 4일 · 인증 5번',
    '가장 꾸준한 분야: 달리기 · 인증 3번',
    '자주 한 때: 수요일 · 9시쯤',
    '이번 달: 5번',
    '달리기: 달성률 21% · 지킨 비율 100%',
    '읽기: 지킨 비율 66%',
    '첫 인증: <2026년 11월 17일>',
    '최근 인증: <2026년 11월 20일>',
  ]);
  expect(pictureSpecSchema.parse(pictureOf(reply))).toMatchObject({
    kind: 'stats',
    checkIns: 5,
    daysDone: 4,
  });
  expect(read(await talk.command(seojun, 'stats'))).toEqual([
    '아직 인증이 없어요. 첫 글을 올리면 여기서 숫자로 볼 수 있어요.',
  ]);
});

test('/streak why: a day a manager added is said to be that, with when', async () => {
  await begin();
  await posts(minji, ['2026-11-18', '2026-11-20']);
  const manager = { ref: 'host', name: '관리', manager: true };
  await talk.command(manager, 'admin add', { member: minji.ref, day: '2026-11-19', reason: '사진을 봤어요' });
  const why = read(await talk.command(minji, 'streak', { show: 'why' }));
  expect(why).toContain(
    '11월 19일(목) · ✓ 인증: 11월 20일 21:00 관리자가 더함 (Asia/Seoul) · 연속 2일 · 11월 20일 03:00에 닫힘 (Asia/Seoul)',
  );
  expect(why.join()).toContain('11월 20일(금) · ✓ 인증: 09:00 인증 (Asia/Seoul)');
});

test('/stats: no zero is shown, of one day of a year or of a challenge just joined', async () => {
  const endsOn = '2027-11-19' as CivilDay;
  await begin({ title: '달리기', endsOn });
  await begin({ title: '읽기', endsOn: '2026-12-31' as CivilDay }, 'books');
  await posts(minji, ['2026-11-20']);
  await talk.command(minji, 'challenge join', { challenge: '읽기' });
  const said = read(await talk.command(minji, 'stats'));
  expect(said.join()).not.toMatch(/(?<!\d)0%/);
  expect(said).toContain('달리기: 지킨 비율 100%');
  expect(said.filter((line) => line.startsWith('읽기'))).toEqual([]);
});

test('/stats: a day a manager added is a day, but no proof and no hour', async () => {
  await begin();
  await posts(minji, ['2026-11-18', '2026-11-19']);
  expect(read(await talk.command(minji, 'stats'))).toContain('자주 한 때: 수·목요일 · 9시쯤');
  const manager = { ref: 'host', name: '관리', manager: true };
  const add = (day: string, member: string) =>
    talk.command(manager, 'admin add', { member, day, reason: '사진을 직접 봤어요' });
  await talk.command(seojun, 'challenge join');
  expect(read(await add('2026-11-20', seojun.ref))[0]).toContain('서준');
  await talk.command(minji, 'checkin', { text: '했어요' });
  await add('2026-11-20', minji.ref);
  now = seoul('2026-11-21', '15:00');
  await add('2026-11-21', minji.ref);
  const own = read(await talk.command(minji, 'stats'));
  expect(own).toContain('모두: 4일 · 인증 4번');
  // Of three weekdays none is the favourite.
  expect(own).toContain('자주 한 때: 9시쯤');
  expect(own).toContain('최근 인증: 2026년 11월 20일');
  const added = read(await talk.command(seojun, 'stats'));
  expect(added).toContain('모두: 1일 · 인증 1번');
  expect(added.join()).not.toMatch(/자주 한 때|첫 인증|최근 인증/);
});

describe('/leaderboard', () => {
  test('only who chose to be shown, ties honest, the hidden in nothing', async () => {
    await begin({ teamGoal: 50 });
    await posts(minji, ['2026-11-18', '2026-11-19', '2026-11-20']);
    await posts(seojun, ['2026-11-18', '2026-11-19', '2026-11-20']);
    await posts(haeun, ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']);
    const empty = await talk.command(minji, 'leaderboard');
    expect(read(empty)).toEqual([
      '🏃 아침 달리기 순위 · 지금 연속',
      '아직 순위에 나온 멤버가 없어요. 참여하는 멤버가 스스로 보이기를 고르면 나와요.',
      '함께 이룬 만큼: 50일 중 11일',
    ]);
    expect(buttonsOf(empty).map(({ label }) => label)).toEqual(['순위에 나를 보이기']);
    expect(read(await talk.press(minji, button(empty, '순위에 나를 보이기')))).toEqual([
      '이제 순위에 나와요. 언제든 숨길 수 있어요.',
    ]);
    await talk.command(seojun, 'leaderboard', { me: 'show' });
    const board = await talk.command(minji, 'leaderboard', { by: 'days' });
    expect(read(board)).toEqual([
      '🏃 아침 달리기 순위 · 인증한 날',
      '공동 1위 민지님 · 3일',
      '공동 1위 서준님 · 3일',
      '순위에는 스스로 보이겠다고 한 멤버만 나와요.',
      '함께 이룬 만큼: 50일 중 11일',
    ]);
    expect(JSON.stringify(board)).not.toContain('하은');
    await talk.command(seojun, 'leaderboard', { me: 'hide' });
    expect(JSON.stringify(await talk.command(haeun, 'leaderboard'))).not.toContain('서준');
  });

  test('who takes no part cannot be shown', async () => {
    await begin();
    expect(read(await talk.command(minji, 'leaderboard', { me: 'show' }))).toEqual([
      '참여하는 챌린지의 순위에만 나올 수 있어요.',
    ]);
  });
});

describe('the days after a challenge has ended', () => {
  test('its last days can still be named for as long as the backfill lasts, and no longer (R15)', async () => {
    const challenge = await begin({ endsOn: '2026-11-19' as CivilDay, backfillDays: 2 });
    await posts(minji, ['2026-11-18']);
    await storage.unitOfWork.run((tx) =>
      tx.endChallenge(challenge, {
        at: seoul('2026-11-20', '10:00'),
        endsOn: '2026-11-19' as CivilDay,
        pauses: [],
      }),
    );
    const named = { text: '어제 것도 했어요', day: '어제' };
    expect(read(await talk.command(minji, 'checkin', { text: '오늘도 했어요' }))).toEqual([
      '아직 진행 중인 챌린지가 없어요. 관리자가 /challenge create 명령으로 시작할 수 있어요.',
    ]);
    expect(read(await talk.command(minji, 'checkin', named))[0]).toContain('[아침 달리기] 인증 완료');
    expect(read(await talk.command(minji, 'streak')).slice(0, 3)).toEqual([
      '🏃 아침 달리기',
      '지금 2일 연속이에요.',
      '끝난 챌린지예요. 여기까지 온 기록이에요.',
    ]);
    now = seoul('2026-11-23', '12:00');
    expect(read(await talk.command(seojun, 'checkin', { ...named, day: '2026-11-19' }))[0]).toContain(
      '2일 전',
    );
  });
});
