import { addDays, type CivilDay, weekday } from '../../src/core/model/day.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import type { BlobId } from '../../src/core/photo.ts';
import {
  type CellMark,
  cellMarks,
  type FactSpec,
  type PictureSpec,
  type SpecOf,
  streakStates,
} from '../../src/core/pictures/spec.ts';

/** Every picture in every state, to be looked at (`npm run gallery`), measured and kept as golden pictures. */
export interface Sample {
  readonly name: string;
  readonly spec: PictureSpec;
}

const day = (text: string): CivilDay => text as CivilDay;
const today = day('2026-11-21');
export const photoIds: readonly BlobId[] = Array.from(
  { length: 31 },
  (_, i) => i.toString(16).padStart(64, '0') as BlobId,
);

const names: Record<Locale, string> = { ko: '지현', en: 'Olivia', ja: '美咲' };
const titles: Record<Locale, string> = { ko: '아침 러닝 30일', en: 'Morning run', ja: '朝ラン三十日' };
const quotes: Record<Locale, string> = {
  ko: '비 오는 날에도 우산 들고 나갔던 게 제일 기억나요. 혼자였으면 못 했을 거예요.',
  en: 'I remember going out with an umbrella on rainy days. I could not have done it alone.',
  ja: '雨の日も傘をさして出かけたことをいちばん覚えています。ひとりではできませんでした。',
};
const rules: Record<Locale, string> = {
  ko: '월-일 기준 주 3회, 다음 날 03:00까지',
  en: '3 times a week (Monday to Sunday), until 03:00 the next day',
  ja: '月〜日で週3回、翌日03:00まで',
};
const zones: Record<Locale, string> = { ko: 'Asia/Seoul', en: 'America/Los_Angeles', ja: 'Asia/Tokyo' };

const base = (locale: Locale) => ({ locale, asOf: { day: today, zone: zones[locale] } });
const challenge = (locale: Locale) => ({ title: titles[locale], emoji: '🏃' });

const letters: Readonly<Record<string, CellMark>> = {
  d: 'done',
  r: 'rest',
  p: 'paused',
  z: 'frozen',
  m: 'missed',
  o: 'open',
  '-': 'free',
  f: 'future',
};
/** `dddzdrd` as a week; the letter before `!` is today. */
const row = (text: string) =>
  Array.from(text.matchAll(/(.)(!?)/g), ([, letter, now]) => ({
    mark: letters[letter!]!,
    today: now === '!',
  }));

export function streak(locale: Locale, change: Partial<SpecOf<'streak'>> = {}): SpecOf<'streak'> {
  return {
    kind: 'streak',
    ...base(locale),
    name: names[locale],
    challenge: challenge(locale),
    current: 12,
    longest: 21,
    unit: 'day',
    freezes: { left: 1, cap: 2 },
    daysDone: 45,
    mood: 'happy',
    state: 'doneToday',
    weekStart: 1,
    weeks: ['ddmdddd', 'rddzddd', 'ddddddr', 'ddddddd!'].map(row),
    ...change,
  };
}

export function month(locale: Locale, change: Partial<SpecOf<'month'>> = {}): SpecOf<'month'> {
  const marks = 'ddmdddrrddzddddddddodfffffffff';
  const days = Array.from({ length: 30 }, (_, i) => ({
    mark: i === 20 ? ('open' as const) : letters[marks[i]!]!,
    today: i === 20,
    photo: i % 4 === 1 && letters[marks[i]!] === 'done' ? photoIds[i]! : null,
  }));
  return {
    kind: 'month',
    ...base(locale),
    name: names[locale],
    challenge: challenge(locale),
    year: 2026,
    month: 11,
    weekStart: 1,
    days,
    done: days.filter(({ mark }) => mark === 'done').length,
    due: 28,
    ...change,
  };
}

export function year(locale: Locale, change: Partial<SpecOf<'year'>> = {}): SpecOf<'year'> {
  const first = day('2026-01-01');
  const days = Array.from({ length: 365 }, (_, i) => {
    if (addDays(first, i) > today) return null;
    const noise = (i * 7919 + (i >> 3) * 104_729) % 11;
    const weekend = weekday(addDays(first, i)) > 5;
    return noise < 3 ? 0 : noise < 7 ? 1 : noise < 9 ? (weekend ? 1 : 2) : noise === 9 ? 3 : weekend ? 2 : 5;
  });
  return {
    kind: 'year',
    ...base(locale),
    name: names[locale],
    year: 2026,
    weekStart: 1,
    days,
    total: days.filter((count) => (count ?? 0) > 0).length,
    ...change,
  };
}

export function weeks(locale: Locale, change: Partial<SpecOf<'weeks'>> = {}): SpecOf<'weeks'> {
  const monday = day('2026-11-23');
  return {
    kind: 'weeks',
    ...base(locale),
    challenge: challenge(locale),
    rule: rules[locale],
    startsOn: day('2026-11-25'),
    endsOn: day('2026-12-19'),
    weekStart: 1,
    weeks: [2, 3, 3, 3].map((target, week) => ({
      target,
      days: Array.from({ length: 7 }, (_, i) => {
        const on = addDays(monday, week * 7 + i);
        return {
          day: on,
          due: on < '2026-11-25' || on > '2026-12-19' ? ('none' as const) : ('any' as const),
        };
      }),
    })),
    ...change,
  };
}

const onWeekdays = (locale: Locale): SpecOf<'weeks'> => {
  const spec = weeks(locale, { endsOn: null });
  return {
    ...spec,
    rule: {
      ko: '매주 월·수·금, 자정까지',
      en: 'Every Monday, Wednesday and Friday, until midnight',
      ja: '毎週月・水・金、当日24:00まで',
    }[locale],
    weeks: spec.weeks.map(({ days }) => ({
      target: null,
      days: days.map(({ day: on }) => ({
        day: on,
        due: on >= spec.startsOn && [1, 3, 5].includes(weekday(on)) ? ('due' as const) : ('none' as const),
      })),
    })),
  };
};

export function milestone(
  locale: Locale,
  number: number,
  change: Partial<SpecOf<'milestone'>> = {},
): SpecOf<'milestone'> {
  return {
    kind: 'milestone',
    ...base(locale),
    name: names[locale],
    challenge: challenge(locale),
    number,
    unit: 'day',
    ...change,
  };
}

export function finish(locale: Locale, change: Partial<SpecOf<'finish'>> = {}): SpecOf<'finish'> {
  return {
    kind: 'finish',
    ...base(locale),
    name: names[locale],
    challenge: challenge(locale),
    daysDone: 28,
    longest: 17,
    unit: 'day',
    completionPct: 93,
    quote: quotes[locale],
    photos: photoIds.slice(0, 9),
    ...change,
  };
}

export function leaderboard(
  locale: Locale,
  change: Partial<SpecOf<'leaderboard'>> = {},
): SpecOf<'leaderboard'> {
  const people = [
    [1, names[locale], 21],
    [2, '러너3', 19],
    [2, 'Kim', 19],
    [4, '李', 17],
    [5, '🐹', 15],
    [6, 'Alexandria Montgomery-Fitzgerald', 12],
    [7, '하늘을 나는 고슴도치와 친구들', 11],
    [7, '民宇', 11],
    [9, '도윤', 4],
    [10, '서아', 0],
  ] as const;
  return {
    kind: 'leaderboard',
    ...base(locale),
    challenge: challenge(locale),
    metric: 'day',
    rows: people.map(([rank, name, value]) => ({ rank, name, value })),
    team: { value: 129, goal: 200 },
    ...change,
  };
}

export function stats(locale: Locale, change: Partial<SpecOf<'stats'>> = {}): SpecOf<'stats'> {
  const hours = [1, 0, 0, 0, 0, 2, 11, 18, 9, 3, 1, 0, 4, 2, 0, 0, 1, 2, 6, 8, 14, 12, 7, 3];
  return {
    kind: 'stats',
    ...base(locale),
    name: names[locale],
    weekdays: [18, 15, 21, 14, 12, 9, 15],
    hours,
    thisMonth: 17,
    lastMonth: 24,
    mostKept: { title: { ko: '달리기', en: 'Running', ja: 'ランニング' }[locale], emoji: null },
    daysDone: 97,
    checkIns: 104,
    ...change,
  };
}

/** A month of everybody: more on weekdays, the most in its middle. */
export function together(locale: Locale, change: Partial<SpecOf<'together'>> = {}): SpecOf<'together'> {
  const days = Array.from({ length: 30 }, (_, i) => {
    const weekend = weekday(addDays(day('2026-11-01'), i)) > 5;
    return Math.max(0, [4, 6, 3, 5, 7, 2, 8, 5, 6, 9][i % 10]! - (weekend ? 3 : 0) + (i === 13 ? 5 : 0));
  });
  return {
    kind: 'together',
    ...base(locale),
    asOf: { day: day('2026-12-01'), zone: zones[locale] },
    challenge: challenge(locale),
    year: 2026,
    month: 11,
    weekStart: 1,
    days,
    total: days.reduce((sum, count) => sum + count, 0),
    people: 11,
    proofs: 163,
    team: { value: 412, goal: 600 },
    ...change,
  };
}

/** Names as people have them, and as people play with them. */
export const oddNames: Readonly<Record<string, string>> = {
  hangul: '지현',
  latin: 'Kim',
  digit: '러너3',
  emoji: '🐹',
  hanja: '李',
  nfd: '한별'.normalize('NFD'),
  rtl: '\u202Egnp.지현\u202C',
  arabic: 'مرحبا',
  fancy: '𝓙𝓲𝓱𝔂𝓾𝓷 Ⓚ',
  long: '하늘을나는고슴도치와함께달리는새벽의러너',
  family: '민지👨‍👩‍👧🇰🇷💪🏻1️⃣',
  many: '🐹'.repeat(500),
  unknown: '지현\u{1FAE9}\u{1F6D8}',
  zalgo: `지현${'\u0301'.repeat(80)}`,
};

function streakSamples(locale: Locale): readonly Sample[] {
  const states = streakStates.map((state): Sample => {
    const last = {
      fine: 'dddddo!f',
      atRisk: 'dddddo!f',
      lost: 'dmmmmo!f',
      doneToday: 'ddddddd!',
      ended: 'ddddddd',
      comeback: 'mmmmmd!f',
    }[state];
    const mood = (
      {
        fine: 'happy',
        atRisk: 'worried',
        lost: 'waving',
        doneToday: 'cheering',
        ended: 'proud',
        comeback: 'waving',
      } as const
    )[state];
    const earlier =
      state === 'lost' || state === 'comeback'
        ? ['ddddddd', 'dddmmmm', 'mmmmmmm']
        : ['ddmdddd', 'rddzddd', 'ddppddr'];
    return {
      name: `streak-${state}`,
      spec: streak(locale, {
        state,
        mood,
        current: state === 'lost' ? 0 : state === 'comeback' ? 1 : 12,
        weeks: [...earlier, last].map(row),
      }),
    };
  });
  return [
    ...states,
    {
      name: 'streak-first',
      spec: streak(locale, {
        current: 0,
        daysDone: 0,
        longest: 0,
        state: 'fine',
        mood: 'waving',
        freezes: { left: 1, cap: 2 },
        weeks: [row('-----o!f')],
      }),
    },
    {
      name: 'streak-weeks',
      spec: streak(locale, {
        current: 365,
        longest: 365,
        unit: 'week',
        daysDone: 1_095,
        mood: 'proud',
        weeks: Array.from({ length: 5 }, () => row('d-d-d-d')),
      }),
    },
  ];
}

function samplesIn(locale: Locale): readonly Sample[] {
  const all: readonly Sample[] = [
    ...streakSamples(locale),
    { name: 'month-photos', spec: month(locale) },
    {
      name: 'month-marks',
      spec: month(locale, {
        month: 8,
        weekStart: 7,
        challenge: null,
        days: Array.from({ length: 31 }, (_, i) => ({
          mark: cellMarks[i % cellMarks.length]!,
          today: i === 17,
          photo: null,
        })),
        done: 31,
        due: 31,
      }),
    },
    { name: 'year', spec: year(locale) },
    { name: 'weeks-target', spec: weeks(locale) },
    { name: 'weeks-days', spec: onWeekdays(locale) },
    ...[7, 30, 100, 365].map(
      (number): Sample => ({ name: `milestone-${number}`, spec: milestone(locale, number) }),
    ),
    { name: 'finish-photos', spec: finish(locale) },
    { name: 'finish-two', spec: finish(locale, { photos: photoIds.slice(0, 2), quote: null }) },
    { name: 'finish-words', spec: finish(locale, { photos: [] }) },
    { name: 'leaderboard-ten', spec: leaderboard(locale) },
    {
      name: 'leaderboard-three',
      spec: leaderboard(locale, {
        rows: leaderboard(locale).rows.slice(0, 3),
        team: null,
        metric: 'percent',
      }),
    },
    { name: 'stats', spec: stats(locale) },
    {
      name: 'stats-new',
      spec: stats(locale, {
        weekdays: [0, 0, 0, 0, 0, 1, 0],
        hours: Array.from({ length: 24 }, (_, hour) => (hour === 23 ? 1 : 0)),
        thisMonth: 1,
        lastMonth: 0,
        mostKept: null,
        daysDone: 1,
        checkIns: 1,
      }),
    },
    { name: 'together', spec: together(locale) },
    {
      name: 'together-long',
      spec: together(locale, {
        challenge: {
          title: {
            ko: '비가 와도 눈이 와도 매일 아침 여섯 시에 만나 한강까지 함께 달리는 우리 동네 새벽 러너들의 백일',
            en: 'Running to the river together at six every morning, in rain and in snow, for one hundred days',
            ja: '雨の日も雪の日も毎朝六時に集まって川まで一緒に走るわたしたちの百日チャレンジ',
          }[locale],
          emoji: '🌅',
        },
        weekStart: 7,
        month: 8,
        days: Array.from({ length: 31 }, (_, i) => (i * 137) % 97),
        total: 1_482,
        people: 1_024,
        proofs: 12_345,
        team: { value: 36_500, goal: 36_500 },
      }),
    },
    {
      name: 'together-few',
      spec: together(locale, {
        days: together(locale).days.map((_, i) =>
          i < 17 || i === 27 ? null : [0, 1, 1, 2, 0, 1, 2][i % 7]!,
        ),
        total: 13,
        people: 2,
        proofs: 13,
        team: null,
      }),
    },
  ];
  return all.map(({ name, spec }) => ({ name: `${name}-${locale}`, spec }));
}

export const samples: readonly Sample[] = [
  ...LOCALES.flatMap(samplesIn),
  ...Object.entries(oddNames).map(
    ([what, name]): Sample => ({ name: `name-${what}`, spec: streak('ko', { name }) }),
  ),
];

/** One sample of each kind of card. */
export const oneOfEach: Readonly<Record<FactSpec['kind'], FactSpec>> = {
  streak: streak('ko'),
  month: month('ko'),
  year: year('ko'),
  weeks: weeks('ko'),
  milestone: milestone('ko', 100),
  finish: finish('ko'),
  leaderboard: leaderboard('ko'),
  stats: stats('ko'),
  together: together('ko'),
};

export const face = (change: Partial<SpecOf<'face'>> = {}): SpecOf<'face'> => ({
  kind: 'face',
  locale: 'ko',
  character: 'damjji',
  mood: 'waving',
  ...change,
});
