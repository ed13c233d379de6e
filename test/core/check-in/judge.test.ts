import { describe, expect, test } from 'vitest';
import type { ChallengeStanding } from '../../../src/core/check-in/context.ts';
import { evidenceOf, missingFor } from '../../../src/core/check-in/evidence.ts';
import { judge } from '../../../src/core/check-in/judge.ts';
import { photoFacts } from '../../../src/core/check-in/photo-facts.ts';
import { noteFor } from '../../../src/core/check-in/sayings.ts';
import { cheerFact } from '../../../src/core/check-in/verdict-facts.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { AttachmentRef, ChallengeId, ChannelRef } from '../../../src/core/model/ids.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';

const day = (text: string) => text as CivilDay;
const seoul = (text: string) => Date.parse(`${text}:00+09:00`);
const zones = [{ from: 0, zone: 'Asia/Seoul' }] as const;

const standing: ChallengeStanding = {
  id: 'c' as ChallengeId,
  title: '글쓰기',
  emoji: null,
  channel: 'C1' as ChannelRef,
  closed: false,
  inChannelSince: 0,
  proofKind: 'either',
  minLength: 0,
  backfillDays: 2,
  startsOn: day('2026-11-10'),
  endsOn: day('2026-11-30'),
  goal: { kind: 'daily' },
  weekStart: 1,
  ruleFrom: null,
  earlierRules: [],
  graceMinutes: 180,
  freezeCap: 2,
  freezeEvery: 14,
  pauses: [],
  enrolled: true,
  leftAt: null,
  erasedAt: null,
  enrollment: { joinedOn: day('2026-11-17'), rests: [], grants: [], streak: null, version: 0 },
  daysDone: 0,
  lastDay: null,
  near: [],
};
const offered = { at: seoul('2026-11-20T12:00'), forDay: null, text: '했어요', attachments: [], asked: true };
const posted = { ...offered, channel: standing.channel };
const verdict = (forDay: string | null, change: Partial<ChallengeStanding> = {}, at = offered.at) =>
  judge({ ...standing, ...change }, zones, { ...offered, at, forDay: forDay as CivilDay | null }, at);

describe('a proof for a day that was named (R3)', () => {
  test.each<[string, string, object]>([
    ['today', '2026-11-20', { kind: 'counted', day: '2026-11-20', late: false, past: false }],
    ['yesterday', '2026-11-19', { kind: 'counted', day: '2026-11-19', late: true, past: true }],
    ['the last day of the window', '2026-11-18', { kind: 'counted', day: '2026-11-18', late: true }],
    ['one day before the window', '2026-11-17', { kind: 'tooOld', backfillDays: 2 }],
    ['tomorrow', '2026-11-21', { kind: 'toCome', day: '2026-11-21' }],
  ])('%s', (_name, forDay, outcome) => {
    expect(verdict(forDay)).toMatchObject(outcome);
  });

  test('not before the member joined', () => {
    const enrollment = { ...standing.enrollment!, joinedOn: day('2026-11-20') };
    expect(verdict('2026-11-19', { enrollment })).toMatchObject({ kind: 'tooEarly', firstDay: '2026-11-20' });
  });

  test('but whoever joins by it begins on that day', () => {
    expect(verdict('2026-11-19', { enrolled: false, enrollment: null })).toMatchObject({
      kind: 'counted',
      joins: true,
      day: '2026-11-19',
    });
  });

  test('not before the challenge began, nor before it begins', () => {
    const startsOn = day('2026-11-19');
    expect(verdict('2026-11-18', { startsOn, enrollment: null })).toMatchObject({
      kind: 'tooEarly',
      firstDay: startsOn,
    });
    expect(verdict('2026-11-20', { startsOn: day('2026-11-21') })).toMatchObject({ kind: 'notStarted' });
  });

  test('its last day for as long as the window is open, and no day after it', () => {
    const late = seoul('2026-12-02T12:00');
    expect(verdict('2026-11-30', {}, late)).toMatchObject({ kind: 'counted', day: '2026-11-30' });
    expect(verdict('2026-12-01', {}, late)).toMatchObject({ kind: 'ended' });
    expect(verdict('2026-11-30', {}, late + 86_400_000)).toMatchObject({ kind: 'tooOld' });
  });

  test('within the grace, the day that is over on the wall is today still', () => {
    const night = seoul('2026-11-21T02:59');
    expect(verdict('2026-11-20', {}, night)).toMatchObject({ kind: 'counted', late: false });
    expect(verdict('2026-11-21', {}, night)).toMatchObject({ kind: 'toCome' });
  });

  test('a day the zone left out is no day (R6)', () => {
    const apia = [{ from: 0, zone: 'Pacific/Apia' }] as const;
    const at = Date.parse('2011-12-31T12:00:00+14:00');
    const old = { ...standing, startsOn: day('2011-12-01'), endsOn: null, enrollment: null };
    const candidate = { ...offered, at, forDay: day('2011-12-30') };
    expect(judge(old, apia, candidate, at)).toMatchObject({ kind: 'noSuchDay', day: '2011-12-30' });
  });
});

test('what is missing is said alone, without a word of mending, where an edit would not be judged anew or the day is over', () => {
  const short = { ...standing, proofKind: 'text', minLength: 30 } as const;
  const said = (now: number, judgedAnew: boolean) =>
    LOCALES.map((locale) =>
      noteFor(judge(short, zones, { ...offered, asked: false }, now), null, locale, judgedAnew)?.join(''),
    );
  const alone = [
    '글은 30자부터 인증으로 셀 수 있어요.',
    'A text counts from 30 characters.',
    '文章は30文字から記録になります。',
  ];
  expect(said(offered.at, true)).toEqual([
    '글은 30자부터 인증으로 셀 수 있어요. 조금 더 적어 고치거나 새로 올려 주시면 바로 셀게요.',
    'A text counts from 30 characters. Edit in a little more or post anew, and I will count it at once.',
    '文章は30文字から記録になります。編集してもう少し書き足すか投稿し直してくだされば、すぐ数えます。',
  ]);
  expect(said(offered.at, false)).toEqual(alone);
  expect(said(offered.at + 86_400_000, true)).toEqual(alone);
});

describe('within the grace, when the calendar shows the next day already', () => {
  const night = seoul('2026-11-21T00:40');
  const told = (forDay: string | null, change: Partial<ChallengeStanding> = {}, at = night) =>
    LOCALES.map((locale) => (noteFor(verdict(forDay, change, at), null, locale) ?? []).join(''));

  test('it is said for which day a post counted, and from when that of today can be posted', () => {
    expect(told(null)).toEqual([
      '11월 20일 인증으로 셌어요. 오늘 인증은 03:00부터 올릴 수 있어요.',
      "Counted for Nov 20. Today's can be posted from 03:00.",
      '11月20日の記録として数えました。今日の分は03:00から投稿できます。',
    ]);
  });

  test('a second post is told so as well: the day done is not called today', () => {
    expect(told(null, { near: [day('2026-11-20')] })).toEqual([
      '11월 20일은 이미 인증했어요. 오늘 인증은 03:00부터 올릴 수 있어요. 이 글도 기록에 함께 남겨 둘게요.',
      "Nov 20 is already checked in. Today's can be posted from 03:00. I am keeping this one with your records too.",
      '11月20日はもう記録済みです。今日の分は03:00から投稿できます。この投稿も一緒に残しておきますね。',
    ]);
    expect(told(null, { near: [day('2026-11-20')] }, offered.at)[0]).toMatch(/^오늘은 이미 인증했어요/);
  });

  test('that day is not called one to come, only one that opens later', () => {
    expect(told('2026-11-21')[0]).toBe('11월 21일 인증은 03:00부터 올릴 수 있어요.');
    expect(told('2026-11-22')[0]).toMatch(/^11월 22일은 아직 오지 않은 날이에요/);
  });

  test('after the last day nothing is promised for a day that does not come', () => {
    const after = seoul('2026-12-01T00:40');
    expect(told(null, {}, after)[0]).toBe('11월 30일 인증으로 셌어요.');
    expect(told(null, { near: [day('2026-11-30')] }, after)[0]).toMatch(
      /^11월 30일은 이미 인증했어요. 이 글도/,
    );
    expect(told('2026-12-01', {}, after)[0]).toBe('11월 30일에 끝났어요. 그래도 올려 주셔서 고마워요.');
  });
});

test('a post of before its member joined counts all the same: its time is what it is (R1)', () => {
  expect(verdict(null, {}, seoul('2026-11-16T12:00'))).toMatchObject({ kind: 'counted', day: '2026-11-16' });
});

test.each([
  ['for yesterday, at noon', '2026-11-19', offered.at, 'late'],
  ['for the day it was posted on', null, offered.at, 'textOnly'],
  // The machine slept over the end of the day: that is not theirs.
  ['on time, and read after the day was over', null, seoul('2026-11-19T22:00'), 'textOnly'],
] as const)('whoever posts %s is cheered for what they did', (_name, forDay, at, situation) => {
  const proof = { ...offered, at, forDay: forDay as CivilDay | null };
  const counted = judge({ ...standing, daysDone: 2 }, zones, proof, offered.at);
  if (counted.kind !== 'counted') throw new Error(counted.kind);
  const told = [{ verdict: counted, back: false, streak: 0 }];
  expect(cheerFact({ challenges: [standing] }, posted, offered.text, told).situation).toBe(situation);
});

describe('a post that counts for several challenges is cheered for', () => {
  const done = verdict(null);
  if (done.kind !== 'counted') throw new Error(done.kind);
  /** The oldest challenge first; each: days done, back after an absence, streak, in a closed channel. */
  const cheered = (...all: readonly (readonly [string, number, boolean, number, boolean?])[]) => {
    const challenges = all.map(([id, , , , closed = false]) => ({
      ...{ ...standing, id: id as ChallengeId, closed },
      channel: (closed ? 'C2' : 'C1') as ChannelRef,
    }));
    const counted = all.map(([id, daysDone, back, streak]) => ({
      ...{ verdict: { ...done, challenge: id as ChallengeId, daysDone }, back, streak },
    }));
    const { challenge, situation } = cheerFact({ challenges }, posted, offered.text, counted);
    return [challenge, situation];
  };
  test.each([
    [
      'the milestone',
      [
        ['a', 12, true, 9],
        ['b', 7, false, 1],
      ],
      ['b', 'milestone'],
    ],
    [
      'else the one they came back to',
      [
        ['a', 12, false, 9],
        ['b', 3, true, 1],
      ],
      ['b', 'comeback'],
    ],
    [
      'else the longer streak',
      [
        ['a', 12, false, 2],
        ['b', 5, false, 3],
      ],
      ['b', 'textOnly'],
    ],
    [
      'else the older',
      [
        ['a', 2, false, 2],
        ['b', 9, false, 2],
      ],
      ['a', 'textOnly'],
    ],
    [
      'of two milestones the longer streak',
      [
        ['a', 7, false, 2],
        ['b', 30, false, 8],
      ],
      ['b', 'milestone'],
    ],
    [
      'always one that may be told there',
      [
        ['a', 7, false, 7, true],
        ['b', 2, false, 0],
      ],
      ['b', 'textOnly'],
    ],
  ] as const)('%s', (_, all, told) => {
    expect(cheered(...all)).toEqual(told);
  });
});

describe('the fewest letters of a text that counts', () => {
  const file = { ref: 'f' as AttachmentRef, name: 'a.jpg', type: 'image/jpeg', size: 1 };
  test.each([
    ['text', '오늘도 썼어요', 6, [], null],
    ['text', '오늘도 썼', 6, [], 'longerText'],
    ['text', 'ㅋㅋ!!!!!!!!', 3, [], 'longerText'],
    ['text', '', 3, [], 'text'],
    ['either', '짧음', 10, [file], null],
    ['either', '짧음', 10, [], 'longerText'],
    ['any', '짧음', 10, [{ ...file, name: 'a.pdf', type: 'application/pdf' }], null],
    ['photo', '짧음', 10, [file], null],
    ['text', '走りました', 5, [], null],
  ] as const)('%s %j, at least %i', (proofKind, text, minLength, attachments, missing) => {
    expect(missingFor({ proofKind, minLength }, evidenceOf(text, attachments))).toBe(missing);
  });
});

describe('what becomes of the files of a post', () => {
  type File = readonly [name: string, type: string, size: number | null];
  const photo: File = ['run.jpg', 'image/jpeg', 10];
  const video: File = ['run.mp4', 'video/mp4', 10];
  const became = (files: readonly File[]) =>
    photoFacts(
      files.map(([name, type, size], n) => ({ ref: `F${n}` as AttachmentRef, name, type, size })),
    ).map(({ state, reason }) => reason ?? state);
  const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

  test.each<[string, readonly File[], readonly string[]]>([
    ['ten photos', times(10, photo), times(10, 'waiting')],
    ['an eleventh', times(11, photo), [...times(10, 'waiting'), 'tooMany']],
    ['ten videos and then a photo', [...times(10, video), photo], [...times(10, 'notAPhoto'), 'waiting']],
    ['a photo of unknown size', [['a.heic', 'image/heic', null]], ['waiting']],
    [
      'one that is too large',
      [['a.jpg', 'image/jpeg', 25 * 1024 * 1024 + 1], photo],
      ['tooLarge', 'waiting'],
    ],
  ])('%s', (_name, files, states) => {
    expect(became(files)).toEqual(states);
  });
});
