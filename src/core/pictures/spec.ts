import { z } from 'zod';
import { type CivilDay, daysBetween, parseDay } from '../model/day.ts';
import { LOCALES } from '../model/locale.ts';
import { type BlobId, parseBlobId } from '../photo.ts';
import type { Mood } from '../views.ts';
import { dayAt } from './calendar.ts';

/**
 * What one picture shows, as plain JSON: facts only, so it can be stored, read back, drawn again and told in words
 * (`altOf`, `gridOf`). Words and layout are the drawing's. A picture never shows a zero streak: see `StreakSpec`.
 */

const day = z
  .string()
  .refine((text) => parseDay(text) !== null, 'a date as YYYY-MM-DD')
  .transform((text) => text as CivilDay);
const blob = z
  .string()
  .refine((text) => parseBlobId(text) !== null, 'a blob id')
  .transform((text) => text as BlobId);
const count = z.int().min(0).max(1_000_000);
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
/** Whatever people call themselves and their challenges; drawings clip it. */
const text = z.string().max(10_000);

/**
 * What a day is, seen from one challenge (R6, R8). `open`: due and not over. `free`: no day of the rule.
 * `future`: due later. `frozen`: bridged by a freeze.
 */
export const cellMarks = ['done', 'rest', 'paused', 'frozen', 'missed', 'open', 'free', 'future'] as const;
const cellMark = z.enum(cellMarks);
export type CellMark = z.infer<typeof cellMark>;

const moods = [
  'happy',
  'cheering',
  'proud',
  'worried',
  'sleepy',
  'waving',
] as const satisfies readonly Mood[];
const mood = z.enum(moods);

/** What a streak counts (R9): days, blocks of N days, or weeks. */
const unit = z.enum(['day', 'turn', 'week']);
export type StreakUnit = z.infer<typeof unit>;

const common = {
  locale: z.enum(LOCALES),
  /** The member's date and IANA zone the numbers are of; printed small. */
  asOf: z.strictObject({ day, zone: z.string().min(1).max(64) }),
  /** Who is on it, of core/characters; absent: 담찌. */
  character: z.string().max(32).optional(),
};
const challenge = z.strictObject({ title: text, emoji: z.string().max(64).nullable() });
const cell = z.strictObject({ mark: cellMark, today: z.boolean() });
const week = z.array(cell).length(7);

/** Where the streak stands today (R11). `comeback`: back after a while, so the total leads. */
export const streakStates = ['fine', 'atRisk', 'lost', 'doneToday', 'ended', 'comeback'] as const;
const streak = z.strictObject({
  kind: z.literal('streak'),
  ...common,
  name: text,
  challenge,
  /** Zero is not shown: the total of days leads instead. */
  current: count,
  longest: count,
  unit,
  freezes: z.strictObject({ left: count, cap: count }),
  daysDone: count,
  mood,
  state: z.enum(streakStates),
  weekStart: weekday,
  /** The last weeks, oldest first; each begins on `weekStart`. */
  weeks: z.array(week).min(1).max(5),
});

const month = z
  .strictObject({
    kind: z.literal('month'),
    ...common,
    name: text,
    challenge: challenge.nullable(),
    year: z.int().min(1900).max(9999),
    month: z.int().min(1).max(12),
    weekStart: weekday,
    /** From the 1st on, one for each day of the month. `photo` is shown where its bytes are still kept. */
    days: z
      .array(z.strictObject({ ...cell.shape, photo: blob.nullable() }))
      .min(28)
      .max(31),
    /** "17/31": days done of the days of the month that were or will be asked for; null: no number of days is. */
    done: count,
    due: count.nullable(),
  })
  .refine(
    ({ year, month, days }) => days.length === daysBetween(dayAt(year, month), dayAt(year, month + 1)),
    {
      path: ['days'],
      message: 'one for each day of the month',
    },
  );

const year = z
  .strictObject({
    kind: z.literal('year'),
    ...common,
    name: text,
    year: z.int().min(1900).max(9999),
    weekStart: weekday,
    /** From 1 January on: how many challenges were done that day; null: not yet come. */
    days: z.array(count.nullable()).min(365).max(366),
    /** Days with at least one check-in. */
    total: count,
  })
  .refine(({ year, days }) => days.length === daysBetween(dayAt(year, 1), dayAt(year + 1, 1)), {
    path: ['days'],
    message: 'one for each day of the year',
  });

const weeks = z.strictObject({
  kind: z.literal('weeks'),
  ...common,
  challenge,
  /** The rule in one sentence, as `goalSentence` says it. */
  rule: text,
  startsOn: day,
  endsOn: day.nullable(),
  weekStart: weekday,
  /** The first weeks of the challenge; each begins on `weekStart`. `target`: check-ins that week asks for, or null. */
  weeks: z
    .array(
      z.strictObject({
        days: z.array(z.strictObject({ day, due: z.enum(['due', 'any', 'none']) })).length(7),
        target: count.nullable(),
      }),
    )
    .min(1)
    .max(5),
});

const milestone = z.strictObject({
  kind: z.literal('milestone'),
  ...common,
  name: text,
  challenge,
  number: z.int().min(1).max(100_000),
  unit,
});

const finish = z.strictObject({
  kind: z.literal('finish'),
  ...common,
  name: text,
  challenge,
  daysDone: count,
  longest: count,
  unit,
  /** R12; null where nothing was asked, or what it comes to is a zero. */
  completionPct: z.int().min(0).max(100).nullable(),
  /** The member's own words. */
  quote: text.nullable(),
  photos: z.array(blob).max(9),
});

/** What the rows of a leaderboard count. */
const metric = z.enum(['day', 'turn', 'week', 'percent']);
export type Metric = z.infer<typeof metric>;
const leaderboard = z.strictObject({
  kind: z.literal('leaderboard'),
  ...common,
  challenge,
  metric,
  /** In order; equal ranks are ties (R16). */
  rows: z
    .array(z.strictObject({ rank: z.int().min(1), name: text, value: count }))
    .min(1)
    .max(10),
  team: z.strictObject({ value: count, goal: z.int().min(1).max(1_000_000) }).nullable(),
});

const stats = z.strictObject({
  kind: z.literal('stats'),
  ...common,
  name: text,
  /** Check-ins by weekday, Monday first. */
  weekdays: z.array(count).length(7),
  /** Check-ins by hour of the member's day. */
  hours: z.array(count).length(24),
  thisMonth: count,
  lastMonth: count,
  mostKept: challenge.nullable(),
  daysDone: count,
  checkIns: count,
});

/** A month of a challenge, by all together. Nobody in particular is in it. */
const together = z
  .strictObject({
    kind: z.literal('together'),
    ...common,
    challenge,
    year: z.int().min(1900).max(9999),
    month: z.int().min(1).max(12),
    weekStart: weekday,
    /** From the 1st on: how many members did that day; null: no day of the challenge. */
    days: z.array(count.nullable()).min(28).max(31),
    /** Days done by all. */
    total: count,
    /** Who did at least one. */
    people: count,
    proofs: count,
    /** Since the challenge began. */
    team: z.strictObject({ value: count, goal: z.int().min(1).max(1_000_000) }).nullable(),
  })
  .refine(
    ({ year, month, days }) => days.length === daysBetween(dayAt(year, month), dayAt(year, month + 1)),
    { path: ['days'], message: 'one for each day of the month' },
  );

/** A character in a mood, small, beside words that say everything: it holds no fact. */
const face = z.strictObject({
  kind: z.literal('face'),
  locale: z.enum(LOCALES),
  /** Of core/characters. */
  character: z.string().min(1).max(32),
  mood,
});

export const pictureSpecSchema = z.discriminatedUnion('kind', [
  streak,
  month,
  year,
  weeks,
  milestone,
  finish,
  leaderboard,
  stats,
  together,
  face,
]);

export type PictureSpec = z.infer<typeof pictureSpecSchema>;
export type PictureKind = PictureSpec['kind'];
export type SpecOf<Kind extends PictureKind> = Extract<PictureSpec, { kind: Kind }>;
/** A picture of something that was counted, on a day and in a place. */
export type FactSpec = Exclude<PictureSpec, SpecOf<'face'>>;
export type ChallengeName = z.infer<typeof challenge>;

/** The photos a picture shows; when one of them is erased, the kept picture must go too. */
export function photosOf(spec: PictureSpec): readonly BlobId[] {
  switch (spec.kind) {
    case 'month':
      return spec.days.flatMap(({ photo }) => (photo === null ? [] : [photo]));
    case 'finish':
      return spec.photos;
    default:
      return [];
  }
}

/** One text for one picture: keys in order, so equal specs have equal ids however they were built or stored. */
export function canonicalSpec(spec: PictureSpec): string {
  return JSON.stringify(spec, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
