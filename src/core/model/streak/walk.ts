import { type Course, type Slot, type Span, slotFrom, weekStartOf, wholeSlots } from './course.ts';
import type { PeriodState } from './periods.ts';

/** The sums over the periods so far. Mutable, and changed only by the walk it was given to. */
export type Tally = {
  run: number;
  longest: number;
  freezes: number;
  metPeriods: number;
  /** Σmin(c,τ) and Στ of the periods that are met, missed or frozen (R12). */
  kept: number;
  asked: number;
  /** A missed period ended a streak, and no proof came since then. */
  lapsed: boolean;
  comebacks: number;
  weekMet: boolean;
  /** The first day of the week of the last period that asked for something, and whether all that the week asked so far is done. */
  week: number | null;
  weekWhole: boolean;
};

export type Judged = { readonly state: PeriodState; readonly target: number; readonly done: number };

/** Several equal periods in a row, none of which contains a done day; `neutral` if all are excused. */
type Leap = { readonly count: number; readonly to: number; readonly neutral: boolean };

/**
 * Walks through the periods of a course in order, from the day `from` on, and adds them to the tally (R6 to R10). Years in
 * which nothing happens take one step. `done` are the done days from `from` on, in order.
 */
export function createWalk(
  course: Course,
  tally: Tally,
  done: readonly number[],
  from: number,
  today: number,
) {
  const { lanes, excused, grants } = course;
  let next = from;
  let lane = 0;
  let doneSeen = 0;
  let excusedSeen = 0;
  let granted = 0;

  function peek(): Slot | null {
    for (; lane < lanes.length; lane++) {
      const slot = slotFrom(next, lanes[lane]!);
      if (slot) return slot;
    }
    return null;
  }

  function grantUntil(day: number): void {
    for (; granted < grants.length && grants[granted]!.day <= day; granted++) {
      const { n, cap } = grants[granted]!;
      tally.freezes = Math.min(cap, tally.freezes + n);
    }
  }

  /** How many done days lie in the span, ignoring those already passed. */
  function doneIn(span: Span): number {
    let count = 0;
    for (let index = doneSeen; index < done.length && done[index]! <= span.to; index++)
      if (done[index]! >= span.from) count += 1;
    return count;
  }

  /** How many days of the span are excused and not done (R6). */
  function excusedIn(span: Span): number {
    while (excusedSeen < excused.length && excused[excusedSeen]!.to < next) excusedSeen += 1;
    let count = 0;
    for (let index = excusedSeen; index < excused.length && excused[index]!.from <= span.to; index++) {
      const common = {
        from: Math.max(span.from, excused[index]!.from),
        to: Math.min(span.to, excused[index]!.to),
      };
      if (common.from <= common.to) count += common.to - common.from + 1 - doneIn(common);
    }
    return count;
  }

  /** The target of R7 with the numbers it is computed from. */
  function measure(slot: Slot): {
    readonly eligible: number;
    readonly target: number;
    readonly count: number;
  } {
    const eligible = slot.to - slot.from + 1 - excusedIn(slot);
    return { eligible, target: Math.ceil((slot.base * eligible) / slot.length), count: doneIn(slot) };
  }

  function judge(slot: Slot): Judged {
    grantUntil(slot.to);
    const { eligible, target, count } = measure(slot);
    const state = stateOf(slot, eligible, target, count);
    passDoneDays(slot.to);
    next = slot.to + 1;
    if (state !== 'neutral') seeWeek(slot.from, slot, state === 'met');
    if (state === 'met') {
      tally.run += 1;
      tally.longest = Math.max(tally.longest, tally.run);
      tally.metPeriods += 1;
    }
    if (state === 'frozen') tally.freezes -= 1;
    if (state === 'missed') {
      tally.lapsed ||= tally.run > 0;
      tally.run = 0;
    }
    if (state === 'met' || state === 'frozen' || state === 'missed') {
      tally.kept += Math.min(count, target);
      tally.asked += target;
    }
    return { state, target, done: count };
  }

  /** The state of R8. */
  function stateOf(slot: Slot, eligible: number, target: number, count: number): PeriodState {
    if (eligible === 0) return 'neutral';
    if (count >= target) return 'met';
    if (slot.to >= today) return 'open';
    return tally.freezes >= 1 && tally.run > 0 ? 'frozen' : 'missed';
  }

  function passDoneDays(until: number): void {
    const before = doneSeen;
    while (doneSeen < done.length && done[doneSeen]! <= until) doneSeen += 1;
    if (doneSeen === before || !tally.lapsed) return;
    tally.lapsed = false;
    tally.comebacks += 1;
  }

  function seeWeek(day: number, { lane: { goal, weekStart } }: Slot, met: boolean): void {
    const week = goal.kind === 'everyNDays' ? null : weekStartOf(day, { weekStart });
    if (week !== tally.week) {
      finishWeek();
      tally.week = week;
      tally.weekWhole = true;
    }
    tally.weekWhole &&= met;
  }

  function finishWeek(): void {
    const { week } = tally;
    if (week === null || !tally.weekWhole) return;
    tally.weekMet ||= lanes.some(({ from: first, to }) => first <= week && week + 6 <= to);
  }

  /** The equal periods from this one on that end before `limit`: all excused, or none excused and none with a done day; null for none. */
  function leapFrom(slot: Slot, limit: number): Leap | null {
    const firstDone = done[doneSeen] ?? Number.POSITIVE_INFINITY;
    while (excusedSeen < excused.length && excused[excusedSeen]!.to < slot.from) excusedSeen += 1;
    const span = excused[excusedSeen];
    const neutral = span !== undefined && span.from <= slot.from;
    const change = (neutral ? span.to + 1 : span?.from) ?? Number.POSITIVE_INFINITY;
    const whole = wholeSlots(slot, Math.min(firstDone, change, slot.lane.to + 1, limit));
    return whole && { ...whole, neutral };
  }

  return {
    peek,
    judge,
    /** Judges every period that ends before `limit`, which must not be after today. Returns the last day of the last one, or null. */
    settle(limit: number): number | null {
      let settled: number | null = null;
      for (let slot = peek(); slot && slot.to < limit; slot = peek()) {
        const leap = leapFrom(slot, limit);
        if (leap && (leap.neutral || tally.run === 0)) {
          // Without a streak no freeze is spent (R10), so all these periods are missed. The week in which they begin cannot
          // be whole, else there would be a streak; so only the week in which they end matters.
          grantUntil(leap.to);
          next = leap.to + 1;
          if (!leap.neutral) {
            tally.asked += leap.count * slot.base;
            seeWeek(leap.to, slot, false);
          }
        } else judge(slot);
        settled = next - 1;
      }
      return settled;
    },
    /** Στ of the periods still ahead, in a course with an end. They contain no done days. */
    plan(): number {
      let asked = 0;
      for (let slot = peek(); slot; slot = peek()) {
        const leap = leapFrom(slot, Number.POSITIVE_INFINITY);
        asked += leap ? (leap.neutral ? 0 : leap.count * slot.base) : measure(slot).target;
        next = (leap ?? slot).to + 1;
      }
      return asked;
    },
    /** How many days of the span are neither done nor excused. */
    leftIn(span: Span): number {
      return span.to - span.from + 1 - excusedIn(span) - doneIn(span);
    },
    /** How many done days lie after the last judged period. */
    unseen: () => done.length - doneSeen,
    /** Adds what follows the last period to the tally: done days, freezes, a week that is complete. */
    finish(): void {
      passDoneDays(Number.POSITIVE_INFINITY);
      grantUntil(Number.POSITIVE_INFINITY);
      finishWeek();
    },
  };
}
