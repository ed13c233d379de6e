import { actionId } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import { heroOf } from '../characters/index.ts';
import { messagesFor } from '../messages/index.ts';
import { addDays, type CivilDay, daysBetween, type Instant, type Weekday, weekday } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { type LedgerDay, ledger, type StreakFacts } from '../model/streak/index.ts';
import type { CellMark, ChallengeName } from '../pictures/spec.ts';
import type { Button, CardView } from '../views.ts';
import type { RecordDay } from './store.ts';
import { cellMark } from './streak-card.ts';

/** The facts that a calendar is drawn from. */
export interface CalendarFacts {
  /** Null: the calendar of all the member's challenges together. */
  readonly challenge: {
    readonly id: ChallengeId;
    readonly title: string;
    readonly emoji: string | null;
    readonly facts: StreakFacts;
  } | null;
  /** The days of the period that have a check-in. */
  readonly days: readonly RecordDay[];
  /** The character on the card's picture; absent: 담찌. */
  readonly character?: string;
  readonly name: string;
  readonly weekStart: Weekday;
  readonly today: CivilDay;
  readonly zone: string;
  readonly locale: Locale;
  readonly now: Instant;
}

/** The card of `/calendar month`: each day with its mark and, where one is kept, the photo of its proof. */
export function monthCard(shown: CalendarFacts, of: string): CardView {
  const { locale, name, weekStart, today, zone, challenge, now } = shown;
  const { calendar } = messagesFor(locale).streak;
  const [year, month] = of.split('-').map(Number) as [number, number];
  const from = `${of}-01` as CivilDay;
  const to = lastOf(year, month);
  const rows = challenge ? ledger(challenge.facts, now, { from, to }).toReversed() : null;
  const marks = marksOf(shown, rows);
  const photos = new Map(shown.days.map(({ day, photo }) => [day, photo]));
  const all = daysFrom(from, to);
  const done = shown.days.length;
  const due = rows && dueIn(rows);
  return {
    view: 'card',
    title: [calendar.month(year, month), ...(challenge ? [nameOf(challenge)] : [])].join(' · '),
    lines: [[done === 0 ? calendar.none : due === null ? calendar.days(done) : calendar.daysOf(done, due)]],
    fields: [],
    picture: {
      kind: 'month',
      locale,
      asOf: { day: today, zone },
      name,
      challenge: drawnName(challenge),
      year,
      month,
      weekStart,
      days: all.map((day) => ({ mark: marks(day), today: day === today, photo: photos.get(day) ?? null })),
      done,
      due,
      ...heroOf(shown.character),
    },
    buttons: turns(shown, monthBeside(year, month, -1), monthBeside(year, month, 1), today.slice(0, 7)),
  };
}

/** The card of `/calendar year`: a heat map of the year. */
export function yearCard(shown: CalendarFacts, of: string): CardView {
  const { locale, name, weekStart, today, zone, challenge } = shown;
  const { calendar } = messagesFor(locale).streak;
  const year = Number(of);
  const counts = new Map(shown.days.map(({ day, challenges }) => [day, challenges]));
  const all = daysFrom(`${of}-01-01` as CivilDay, `${of}-12-31` as CivilDay);
  return {
    view: 'card',
    title: [calendar.year(year), ...(challenge ? [nameOf(challenge)] : [])].join(' · '),
    lines: [[shown.days.length === 0 ? calendar.none : calendar.days(shown.days.length)]],
    fields: [],
    picture: {
      kind: 'year',
      locale,
      asOf: { day: today, zone },
      name,
      year,
      weekStart,
      days: all.map((day) => (day > today ? null : (counts.get(day) ?? 0))),
      total: shown.days.length,
      ...heroOf(shown.character),
    },
    buttons: turns(shown, String(year - 1), String(year + 1), today.slice(0, 4)),
  };
}

/**
 * The mark of each day. For one challenge the day-by-day ledger decides; for all together only what was done shows, since each
 * challenge asks for other days.
 */
function marksOf(
  { days, today }: CalendarFacts,
  rows: readonly LedgerDay[] | null,
): (day: CivilDay) => CellMark {
  if (rows) {
    const marks = new Map(rows.map((row) => [row.day, cellMark(row, today)]));
    return (day) => marks.get(day) ?? 'free';
  }
  const done = new Set(days.map(({ day }) => day));
  return (day) => (done.has(day) ? 'done' : day > today ? 'future' : 'free');
}

/**
 * The number of days that a month's days done are out of: those the rule asks for one by one, from the member's first day to the
 * challenge's last, without rests and pauses (R5, R6). Null where the rule leaves the choice of days open, or asks for none.
 */
function dueIn(rows: readonly LedgerDay[]): number | null {
  const inside = rows.filter(({ rule }) => rule !== null);
  if (inside.some(({ rule }) => rule!.goal.kind === 'perWeek' || rule!.goal.kind === 'everyNDays'))
    return null;
  const due = inside.filter(({ day, mark, rule }) => {
    if (mark === 'done') return true;
    if (mark === 'rest' || mark === 'paused' || mark === 'skipped') return false;
    return rule!.goal.kind !== 'weekdays' || rule!.goal.days.includes(weekday(day));
  });
  return due.length === 0 ? null : due.length;
}

function turns(
  { challenge, locale }: CalendarFacts,
  before: string,
  after: string,
  current: string,
): Button[] {
  const { calendar } = messagesFor(locale).streak;
  const turn = (label: string, of: string): Button => ({
    action: actionId({ do: 'calendar', challenge: challenge?.id ?? null, of }),
    label,
    style: 'secondary',
  });
  return [turn(calendar.before, before), ...(after <= current ? [turn(calendar.after, after)] : [])];
}

function drawnName(challenge: CalendarFacts['challenge']): ChallengeName | null {
  return challenge && { title: challenge.title, emoji: challenge.emoji };
}

function daysFrom(from: CivilDay, to: CivilDay): readonly CivilDay[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

function monthBeside(year: number, month: number, step: -1 | 1): string {
  const index = year * 12 + (month - 1) + step;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function lastOf(year: number, month: number): CivilDay {
  return addDays(`${monthBeside(year, month, 1)}-01` as CivilDay, -1);
}
