import { addDays, type CivilDay, type Weekday } from '../model/day.ts';
import { type Goal, type GoalProblem, parseGoal } from '../model/goal.ts';
import type { ChannelRef } from '../model/ids.ts';
import { isZone } from '../model/zone.ts';
import { categories, proofKinds } from './challenge.ts';
import type { FieldName } from './form-fields.ts';
import { readDate, readLength } from './read-date.ts';
import type { ChallengeSettings } from './settings.ts';
import { cleanLine, isOneEmoji, readTitle, typed } from './title.ts';

export type DateField = 'startsOn' | 'endsOn';
export type NumberField = 'minLength' | 'teamGoal' | 'grace' | 'backfill';

/** What is wrong with a submitted form, with what was typed. */
export type FormProblem =
  | { readonly what: 'titleMissing' }
  | { readonly what: 'titleTooLong'; readonly typed: string; readonly most: number }
  | { readonly what: 'notOneEmoji'; readonly typed: string }
  | { readonly what: 'noSuchDate'; readonly field: DateField; readonly typed: string }
  | { readonly what: 'tooFar'; readonly field: DateField; readonly typed: string; readonly latest: CivilDay }
  | { readonly what: 'longPast'; readonly typed: string; readonly earliest: CivilDay }
  | { readonly what: 'endBeforeStart'; readonly startsOn: CivilDay; readonly endsOn: CivilDay }
  | { readonly what: 'endIsPast'; readonly endsOn: CivilDay }
  /** The challenge has begun, so its first day is fixed. */
  | { readonly what: 'startIsFixed'; readonly startsOn: CivilDay }
  | { readonly what: 'badGoal'; readonly reason: GoalProblem; readonly typed: string }
  | { readonly what: 'noWeekdays' }
  /** The channel takes no posts: it is a list of threads, or a thread. */
  | { readonly what: 'takesNoPosts'; readonly channel: ChannelRef }
  | { readonly what: 'noSuchZone'; readonly typed: string }
  | {
      readonly what: 'badNumber';
      readonly field: NumberField;
      readonly typed: string;
      readonly least: number;
      readonly most: number;
    }
  | { readonly what: 'noSuchChoice'; readonly field: FieldName; readonly typed: string };

export type ReadForm =
  | { readonly ok: true; readonly settings: ChallengeSettings }
  | { readonly ok: false; readonly problems: readonly FormProblem[] };

/** What a submitted form is read against. */
export interface FormContext {
  /** The settings to keep where the form asked nothing. */
  readonly base: ChallengeSettings;
  /** The fields of the form: an optional one that comes back without a value was emptied. */
  readonly asked: readonly FieldName[];
  /** Today in the challenge's zone. */
  readonly today: CivilDay;
  /** Whether the challenge was started and its first day has come. */
  readonly began: boolean;
}

const farthestStart = 366;
const longestLength = 3_660;

/** Reads a submitted form as settings, or reports everything that is wrong with it at once. Pure. */
export function readForm(values: Readonly<Record<string, string>>, context: FormContext): ReadForm {
  const { base, asked } = context;
  const problems: FormProblem[] = [];
  const wrong = <T>(problem: FormProblem, instead: T): T => {
    problems.push(problem);
    return instead;
  };
  /** The value a field came back with; null where it was not asked, or a required one is missing. */
  const given = (name: FieldName): string | null => {
    const value = values[name];
    if (value !== undefined) return value.trim();
    return asked.includes(name) && mayBeEmpty.includes(name) ? '' : null;
  };

  const title = readName(given, base, wrong);
  const goal = readGoal(given, base.goal, wrong);
  const startsOn = readStart(given('startsOn'), context, wrong);
  const endsOn = readEnd(given('endsOn'), startsOn, context, wrong);
  const settings: ChallengeSettings = {
    ...base,
    ...title,
    goal,
    startsOn,
    endsOn,
    proofKind: oneOf('proof', proofKinds, base.proofKind),
    category: given('category') === '' ? null : oneOf('category', categories, base.category),
    minLength: wholeNumber('minLength', 0, 1_000, base.minLength, 0),
    teamGoal: wholeNumber('teamGoal', 1, 1_000_000, base.teamGoal, null),
    graceMinutes: wholeNumber('grace', 0, 180, base.graceMinutes, base.graceMinutes),
    backfillDays: wholeNumber('backfill', 0, 14, base.backfillDays, base.backfillDays),
    weekStart: readWeekStart(),
    timezone: readZone(),
    channel: (given('channel') || base.channel) as ChannelRef,
    ...readFreezes(),
    endNotices: readNotices(),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings };

  function oneOf<T extends string, U>(field: FieldName, known: readonly T[], instead: U): T | U {
    const value = given(field);
    if (value === null) return instead;
    return (
      known.find((each) => each === value) ??
      wrong({ what: 'noSuchChoice', field, typed: typed(value) }, instead)
    );
  }

  function wholeNumber<T>(field: NumberField, least: number, most: number, instead: T, empty: T): number | T {
    const value = given(field);
    if (value === null) return instead;
    if (value === '') return empty;
    const plain = value.normalize('NFKC').replace(/[,\s]|일$|자$|분$|日$|字$|文字$/g, '');
    const number = /^\d{1,7}$/.test(plain) ? Number(plain) : Number.NaN;
    return number >= least && number <= most
      ? number
      : wrong({ what: 'badNumber', field, typed: typed(value), least, most }, instead);
  }

  function readWeekStart(): Weekday {
    const value = given('weekStart');
    if (value === null) return base.weekStart;
    return /^[1-7]$/.test(value)
      ? (Number(value) as Weekday)
      : wrong({ what: 'noSuchChoice', field: 'weekStart', typed: typed(value) }, base.weekStart);
  }

  function readZone(): string {
    const value = given('timezone');
    if (value === null || value === '') return base.timezone;
    return isZone(value) ? value : wrong({ what: 'noSuchZone', typed: typed(value) }, base.timezone);
  }

  function readFreezes(): Pick<ChallengeSettings, 'freezeCap' | 'freezeEvery'> {
    const { freezeCap, freezeEvery } = base;
    const value = given('freezes');
    if (value === null) return { freezeCap, freezeEvery };
    if (value === 'none') return { freezeCap, freezeEvery: null };
    const [, cap, every] = /^([1-9]):([1-9]\d{0,2})$/.exec(value) ?? [];
    return cap && every
      ? { freezeCap: Number(cap), freezeEvery: Number(every) }
      : wrong({ what: 'noSuchChoice', field: 'freezes', typed: typed(value) }, { freezeCap, freezeEvery });
  }

  function readNotices(): readonly number[] {
    const value = given('endNotices');
    if (value === null) return base.endNotices;
    const days = listed(value).map(Number);
    return days.every((day) => day === 14 || day === 3)
      ? [14, 3].filter((day) => days.some((one) => one === day))
      : wrong({ what: 'noSuchChoice', field: 'endNotices', typed: typed(value) }, base.endNotices);
  }
}

type Given = (name: FieldName) => string | null;
type Wrong = <T>(problem: FormProblem, instead: T) => T;

const mayBeEmpty: readonly FieldName[] = [
  'endsOn',
  'emoji',
  'category',
  'minLength',
  'teamGoal',
  'weekdays',
  'endNotices',
];

/** Reads title and emoji. Where the emoji has no field of its own, one in front of the title is taken as the emoji. */
function readName(
  given: Given,
  base: ChallengeSettings,
  wrong: Wrong,
): Pick<ChallengeSettings, 'title' | 'emoji'> {
  const emoji = given('emoji');
  const isOne = emoji === null || emoji === '' || isOneEmoji(emoji);
  if (!isOne) wrong({ what: 'notOneEmoji', typed: typed(emoji) }, null);
  const apart = isOne && emoji !== null && emoji !== '' ? emoji : null;
  const text = given('title');
  if (text === null && base.title !== '')
    return { title: base.title, emoji: emoji === null ? base.emoji : apart };
  const read = readTitle(text ?? '');
  switch (read.kind) {
    case 'missing':
      return wrong({ what: 'titleMissing' }, base);
    case 'tooLong':
      return wrong({ what: 'titleTooLong', typed: typed(text ?? ''), most: read.most }, base);
    case 'title': {
      // An emoji typed in front of a new title replaces the one that was merely left in its field.
      const isNewer = read.emoji !== null && apart === base.emoji && cleanLine(text ?? '') !== base.title;
      return apart === null || apart === read.emoji || isNewer
        ? { title: read.title, emoji: read.emoji }
        : { title: read.emoji === null ? read.title : `${read.emoji} ${read.title}`, emoji: apart };
    }
  }
}

/** Reads the goal, and the weekdays where the goal is to pick them. */
function readGoal(given: Given, base: Goal, wrong: Wrong): Goal {
  const value = given('goal');
  const picked = given('weekdays');
  const goal = value ?? (base.kind === 'weekdays' ? 'weekdays' : null);
  if (goal === null) return base;
  if (goal !== 'weekdays') {
    const read = parseGoal(goal);
    return read.kind === 'goal'
      ? read.goal
      : wrong({ what: 'badGoal', reason: read.reason, typed: typed(goal) }, base);
  }
  // Weekdays are asked in another part of the form: until then the present ones stay, or Monday to Friday.
  if (picked === null) return base.kind === 'weekdays' ? base : { kind: 'weekdays', days: [1, 2, 3, 4, 5] };
  const days = listed(picked);
  if (days.length === 0) return wrong({ what: 'noWeekdays' }, base);
  const read = parseGoal(`weekdays:${days.join(',')}`);
  return read.kind === 'goal'
    ? read.goal
    : wrong({ what: 'badGoal', reason: read.reason, typed: typed(picked) }, base);
}

function readStart(value: string | null, { base, today, began }: FormContext, wrong: Wrong): CivilDay {
  if (value === null || value === '') return base.startsOn;
  const day = readDate(value, today, addDays(today, -30));
  if (day === null)
    return wrong({ what: 'noSuchDate', field: 'startsOn', typed: typed(value) }, base.startsOn);
  if (day === base.startsOn) return day;
  if (began) return wrong({ what: 'startIsFixed', startsOn: base.startsOn }, base.startsOn);
  const latest = addDays(today, farthestStart);
  const earliest = addDays(today, -farthestStart);
  if (day > latest) return wrong({ what: 'tooFar', field: 'startsOn', typed: typed(value), latest }, day);
  if (day < earliest) return wrong({ what: 'longPast', typed: typed(value), earliest }, day);
  return day;
}

/** Reads the last day, or a length counted from the first day: '8주'. */
function readEnd(
  value: string | null,
  startsOn: CivilDay,
  { base, today }: FormContext,
  wrong: Wrong,
): CivilDay | null {
  if (value === null) return base.endsOn;
  if (value === '') return null;
  const length = readLength(value);
  const day = length === null ? readDate(value, today, startsOn) : addDays(startsOn, length - 1);
  if (day === null) return wrong({ what: 'noSuchDate', field: 'endsOn', typed: typed(value) }, base.endsOn);
  const latest = addDays(startsOn, longestLength);
  if (day > latest) return wrong({ what: 'tooFar', field: 'endsOn', typed: typed(value), latest }, day);
  if (day < startsOn) return wrong({ what: 'endBeforeStart', startsOn, endsOn: day }, day);
  return day < today && day !== base.endsOn ? wrong({ what: 'endIsPast', endsOn: day }, day) : day;
}

function listed(value: string): string[] {
  return value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
