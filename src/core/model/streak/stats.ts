import { type CivilDay, type Instant, weekday } from '../day.ts';
import { wallHour } from '../zone.ts';
import type { CheckInFact } from './facts.ts';

/** A check-in. `added`: a manager added it, so its time is that of the manager's command, not of the deed. */
type Given = CheckInFact & { readonly added?: boolean };

/** A member's check-ins in one challenge, and what the challenge is about. */
export type Kept = { readonly category: string | null; readonly checkIns: readonly Given[] };

/** A member's own numbers over all challenges. A day counts once per challenge, however many proofs it has. */
export type Stats = {
  readonly total: number;
  /** Monday first. */
  readonly byWeekday: readonly number[];
  /** 24 counts: the hour at which each day's first proof was sent, on the clock of its zone. Without check-ins a manager added. */
  readonly byHour: readonly number[];
  /** `first` and `latest` are the first and last check-in that the member sent themselves. */
  readonly first: CheckInFact | null;
  readonly latest: CheckInFact | null;
  readonly month: {
    /** This month, up to today. */
    readonly thisSoFar: number;
    /** Last month up to the same date, and to its end. */
    readonly lastSoFar: number;
    readonly last: number;
  };
  /** The category with the most days done; among equals the one done most recently. Null without any. */
  readonly mostKept: { readonly category: string; readonly total: number } | null;
};

/** The statistics at `now`, from the check-ins known then; `today` is the member's day. */
export function statsOf(kept: readonly Kept[], today: CivilDay, now: Instant): Stats {
  const firsts = kept.map(({ category, checkIns }) => ({ category, checkIns: firstOfDays(checkIns, now) }));
  const all = firsts.flatMap(({ checkIns }) => checkIns).sort(bySending);
  const byWeekday = Array.from({ length: 7 }, () => 0);
  const byHour = Array.from({ length: 24 }, () => 0);
  const sent = all.filter(({ added }) => added !== true);
  for (const { day } of all) byWeekday[weekday(day) - 1]! += 1;
  for (const { at, zone } of sent) byHour[wallHour(at, zone)]! += 1;

  const date = today.slice(8);
  const [month, monthBefore] = [today.slice(0, 7), lastMonth(today)];
  const count = (of: string, until = '31') =>
    all.filter(({ day }) => day.startsWith(of) && day.slice(8) <= until).length;
  return {
    total: all.length,
    byWeekday,
    byHour,
    first: sent[0] ?? null,
    latest: sent.at(-1) ?? null,
    month: { thisSoFar: count(month, date), lastSoFar: count(monthBefore, date), last: count(monthBefore) },
    mostKept: mostKept(firsts),
  };
}

function mostKept(kept: readonly Kept[]): Stats['mostKept'] {
  const categories = new Map<string, { total: number; latest: Instant }>();
  for (const { category, checkIns } of kept) {
    if (category === null || checkIns.length === 0) continue;
    const { total, latest } = categories.get(category) ?? { total: 0, latest: Number.NEGATIVE_INFINITY };
    categories.set(category, {
      total: total + checkIns.length,
      latest: checkIns.reduce((last, { at }) => Math.max(last, at), latest),
    });
  }
  const [most] = [...categories].sort(
    ([, one], [, other]) => other.total - one.total || other.latest - one.latest,
  );
  return most ? { category: most[0], total: most[1].total } : null;
}

/** The first check-in of each day. */
function firstOfDays(checkIns: readonly Given[], now: Instant): readonly Given[] {
  const days = new Map<CivilDay, Given>();
  for (const checkIn of checkIns.filter(({ at }) => at <= now).sort(bySending))
    if (!days.has(checkIn.day)) days.set(checkIn.day, checkIn);
  return [...days.values()];
}

/** Compares by time, then by id, so that two check-ins of the same millisecond keep an order. */
function bySending(one: CheckInFact, other: CheckInFact): number {
  return one.at - other.at || (one.id < other.id ? -1 : 1);
}

/** The month before the one that `day` lies in, as 'YYYY-MM'. */
function lastMonth(day: CivilDay): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
