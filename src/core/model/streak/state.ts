import { addDays, type CivilDay, fromNumber, type Instant, toNumber } from '../day.ts';
import { type Course, courseAfter } from './course.ts';
import { firstDay, type StreakFacts, type StreakTerms, todayOf, unitOn } from './facts.ts';
import type { StreakState } from './kept.ts';
import { countedUnit, doneDays } from './periods.ts';
import type { Risk, Streak } from './streak.ts';
import { createWalk, type Tally } from './walk.ts';

/**
 * How many days closing lags behind today. Today differs by at most two days between any two zones, so neither a move to
 * another zone nor a usual late check-in ever reaches a closed day: both stay appends.
 */
const LAG = 3;

/** The state of a member without any check-in. */
export function emptyState(terms: StreakTerms): StreakState {
  return {
    closed: addDays(firstDay(terms), -1),
    run: 0,
    longest: 0,
    freezes: 0,
    granted: null,
    metPeriods: 0,
    kept: 0,
    asked: 0,
    lapsed: false,
    comebacks: 0,
    weekMet: false,
    week: null,
    weekWhole: false,
    daysDone: 0,
    lastDone: null,
    done: [],
  };
}

/** True when a change that concerns `day` (a check-in taken back, a pause, a grant, a rule) requires a replay. */
export function isClosed(state: StreakState, day: CivilDay): boolean {
  return day <= state.closed;
}

/**
 * The state with one more check-in, as of `now`. A day outside the challenge (R3) or a day already done adds nothing. Returns
 * 'replay' when the day is closed: what it changes can be computed only from all the facts.
 */
export function append(
  state: StreakState,
  terms: StreakTerms,
  checkInDay: CivilDay,
  now: Instant,
): StreakState | 'replay' {
  const inside = checkInDay >= firstDay(terms) && (terms.endsOn === null || checkInDay <= terms.endsOn);
  if (inside && isClosed(state, checkInDay)) return 'replay';
  if (!inside || state.done.includes(checkInDay)) return close(state, terms, now);
  const { done, lastDone, daysDone } = state;
  const inOrder = done.length === 0 || checkInDay > done.at(-1)!;
  const appended = {
    ...state,
    done: inOrder ? [...done, checkInDay] : [...done, checkInDay].sort(),
    daysDone: daysDone + 1,
    lastDone: lastDone === null || checkInDay > lastDone ? checkInDay : lastDone,
  };
  return close(appended, terms, now);
}

/** The state computed from all the facts known at `now`. */
export function replay(facts: StreakFacts, now: Instant): StreakState {
  const done = doneDays(facts, now);
  return close(
    { ...emptyState(facts), done, daysDone: done.length, lastDone: done.at(-1) ?? null },
    facts,
    now,
  );
}

/** The same numbers as `streak` at `now`, but quickly. `now` must not be earlier than the instants the state was computed with. */
export function read(state: StreakState, terms: StreakTerms, now: Instant): Streak {
  return createReader(terms, now)(state);
}

/** `read` for many members with the same terms: what depends on the terms alone is computed once. */
export function createReader(terms: StreakTerms, now: Instant): (state: StreakState) => Streak {
  const today = todayOf(terms, now);
  const ahead: Ahead = {
    today,
    at: toNumber(today),
    unit: countedUnit(terms, today),
    asks: unitOn(terms, today),
    endsOn: terms.endsOn,
  };
  const courses = new Map<string, Course>();
  return (state) => {
    // Nearly all states are closed up to one of the same few days.
    const key = `${state.closed} ${state.granted}`;
    const course = courses.get(key) ?? courseAfter(state, terms, now, today);
    courses.set(key, course);
    return readAhead(state, course, ahead);
  };
}

/** The numbers that are the same for all members with the same terms. */
type Ahead = Pick<Streak, 'today' | 'unit' | 'asks'> &
  Pick<StreakTerms, 'endsOn'> & {
    /** Today as a number. */
    readonly at: number;
  };

function readAhead(state: StreakState, course: Course, { today, at, unit, asks, endsOn }: Ahead): Streak {
  const tally = tallyOf(state);
  const done = state.done.map(toNumber);
  const walk = createWalk(course, tally, done, toNumber(state.closed) + 1, at);
  walk.settle(at);

  const reach = Math.max(at, done.at(-1) ?? at);
  let ongoing: Pick<Streak, 'period' | 'need' | 'left'> = { period: null, need: 0, left: 0 };
  let dueToday = false;
  const open = { kept: 0, asked: 0 };
  // A week in progress is judged to its end: all its remaining days may be rest days, which makes it whole already.
  const weekEnd = () => (tally.weekWhole && !tally.weekMet && tally.week !== null ? tally.week + 6 : reach);
  for (let slot = walk.peek(); slot && slot.from <= Math.max(reach, weekEnd()); slot = walk.peek()) {
    const holdsToday = slot.from <= at && at <= slot.to;
    const left = holdsToday ? walk.leftIn({ from: at, to: slot.to }) : 0;
    if (holdsToday) dueToday = walk.leftIn({ from: at, to: at }) === 1;
    const { state: became, target, done: count } = walk.judge(slot);
    if (became === 'open') {
      open.kept += Math.min(count, target);
      open.asked += target;
    }
    if (!holdsToday) continue;
    const period = {
      from: fromNumber(slot.from),
      to: fromNumber(slot.to),
      state: became,
      target,
      done: count,
    };
    ongoing = became === 'open' ? { period, need: target - count, left } : { period, need: 0, left: 0 };
  }
  const planned = endsOn === null ? 0 : walk.plan();
  walk.finish();

  return {
    today,
    current: tally.run,
    longest: tally.longest,
    unit,
    asks,
    freezes: tally.freezes,
    risk: riskOf(tally.run, ongoing, dueToday),
    ...ongoing,
    daysDone: state.daysDone,
    metPeriods: tally.metPeriods,
    completionPct:
      endsOn === null ? null : percent(tally.kept + open.kept, tally.asked + open.asked + planned),
    adherencePct: percent(tally.kept, tally.asked),
    lastDone: state.lastDone,
    weekMet: tally.weekMet,
    comebacks: tally.comebacks,
  };
}

/** Closes the periods that ended at least LAG days ago: adds them to the state's numbers. */
function close(state: StreakState, terms: StreakTerms, now: Instant): StreakState {
  const today = todayOf(terms, now);
  const tally = tallyOf(state);
  const at = toNumber(today);
  const course = courseAfter(state, terms, now, today);
  const walk = createWalk(course, tally, state.done.map(toNumber), toNumber(state.closed) + 1, at);
  const closed = walk.settle(at - LAG);
  if (closed === null) return state;
  const { week, ...sums } = tally;
  return {
    ...state,
    ...sums,
    week: week === null ? null : fromNumber(week),
    closed: fromNumber(closed),
    granted: fromNumber(closed),
    done: state.done.slice(state.done.length - walk.unseen()),
  };
}

function tallyOf(state: StreakState): Tally {
  const { run, longest, freezes, metPeriods, kept, asked, lapsed, comebacks, weekMet, week, weekWhole } =
    state;
  return {
    run,
    longest,
    freezes,
    metPeriods,
    kept,
    asked,
    lapsed,
    comebacks,
    weekMet,
    week: week === null ? null : toNumber(week),
    weekWhole,
  };
}

/** The risk of R11. `dueToday`: today is neither done nor excused. */
function riskOf(run: number, ongoing: Pick<Streak, 'period' | 'need' | 'left'>, dueToday: boolean): Risk {
  const { period, need, left } = ongoing;
  if (run === 0 || period?.state !== 'open') return 'none';
  if (need > left) return 'lost';
  return need === left && dueToday ? 'atRisk' : 'none';
}

function percent(kept: number, asked: number): number | null {
  return asked === 0 ? null : Math.floor((100 * kept) / asked);
}
