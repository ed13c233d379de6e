import { z } from 'zod';
import { type CivilDay, daysBetween, parseDay } from '../model/day.ts';
import { LOCALES } from '../model/locale.ts';
import { type BlobId, parseBlobId } from '../photo.ts';
import type { Mood } from '../views.ts';
import { dayAt } from './calendar.ts';

/**
 * What one picture shows, as plain JSON: facts only, so that it can be stored, read back, drawn again and described in words
 * (`altOf`, `gridOf`). Words and layout belong to the drawing. A picture never shows a streak of zero (see `streak.current`).
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
/** Names and titles as people write them; drawings clip them. */
const text = z.string().max(10_000);

/**
 * What a day is in one challenge (R6, R8). `open`: due and not over yet. `free`: the rule asks for nothing. `future`: due later.
 * `frozen`: bridged by a freeze.
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
  /** The member's date and IANA zone for which the numbers hold; printed small. */
  asOf: z.strictObject({ day, zone: z.string().min(1).max(64) }),
  /** Id of the character on the picture (core/characters); 담찌 if absent. */
  character: z.string().max(32).optional(),
};
const challenge = z.strictObject({ title: text, emoji: z.string().max(64).nullable() });
const cell = z.strictObject({ mark: cellMark, today: z.boolean() });
const week = z.array(cell).length(7);

/** The state of the streak today (R11). `comeback`: back after an absence, so the total leads. */
export const streakStates = ['fine', 'atRisk', 'lost', 'doneToday', 'ended', 'comeback'] as const;
const streak = z.strictObject({
  kind: z.literal('streak'),
  ...common,
  name: text,
  challenge,
  /** If 0 it is not shown; the total of days leads instead. */
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
    /** One for each day of the month, from the 1st on. `photo` is shown if it is still stored. */
    days: z
      .array(z.strictObject({ ...cell.shape, photo: blob.nullable() }))
      .min(28)
      .max(31),
    /** "17/31": days done, of the days of the month that are due; `due` is null if the rule asks for no number of days. */
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
    /** From 1 January on: in how many challenges the member checked in that day; null for days to come. */
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
  /** R12; null if nothing was due or the result is zero. */
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
  /** In order of rank; equal ranks are ties (R16). */
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

/** A month of a challenge, of all members together; shows no single member. */
const together = z
  .strictObject({
    kind: z.literal('together'),
    ...common,
    challenge,
    year: z.int().min(1900).max(9999),
    month: z.int().min(1).max(12),
    weekStart: weekday,
    /** From the 1st on: how many members checked in that day; null for days outside the challenge. */
    days: z.array(count.nullable()).min(28).max(31),
    /** Days done by all members together. */
    total: count,
    /** Members with at least one day done. */
    people: count,
    proofs: count,
    /** The team goal, counted since the challenge began; null if there is none. */
    team: z.strictObject({ value: count, goal: z.int().min(1).max(1_000_000) }).nullable(),
  })
  .refine(
    ({ year, month, days }) => days.length === daysBetween(dayAt(year, month), dayAt(year, month + 1)),
    { path: ['days'], message: 'one for each day of the month' },
  );

/** A small picture of a character in a mood, beside words that say everything; it shows no facts. */
const face = z.strictObject({
  kind: z.literal('face'),
  locale: z.enum(LOCALES),
  /** Id of the character (core/characters). */
  character: z.string().min(1).max(32),
  mood,
});

/** The schema of every kind of picture. */
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
/** Every picture that shows facts as of a day and a zone. */
export type FactSpec = Exclude<PictureSpec, SpecOf<'face'>>;
export type ChallengeName = z.infer<typeof challenge>;

/** The photos that a picture shows. When one of them is erased, the cached picture must not be used any more. */
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

/** A spec as JSON with sorted keys, so that equal specs have equal ids however they were built or stored. */
export function canonicalSpec(spec: PictureSpec): string {
  return JSON.stringify(spec, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
