import type { CivilDay } from '../day.ts';

/**
 * A member's streak in one challenge, stored so that it need not be computed from the first day on (R17). It holds the outcome
 * of the days up to `closed`; everything later is computed from the current terms. So it stays valid when the member moves to another
 * zone, or when a pause, rest day, grant or rule changes only days after `closed`. Any other change requires a replay: a check-in
 * taken back, a change to an earlier day (`isClosed`), another start, end, day of joining, cap or grace.
 */
export type StreakState = {
  /** The numbers below include every period that ends on this day or earlier, and no later one. */
  readonly closed: CivilDay;
  readonly run: number;
  readonly longest: number;
  /** The freezes left after `closed`. They include the grants up to `granted`, which is `closed`, or null before any period was closed. */
  readonly freezes: number;
  readonly granted: CivilDay | null;
  readonly metPeriods: number;
  /** Σmin(c,τ) and Στ of R12. */
  readonly kept: number;
  readonly asked: number;
  readonly lapsed: boolean;
  readonly comebacks: number;
  readonly weekMet: boolean;
  readonly week: CivilDay | null;
  readonly weekWhole: boolean;
  /** `daysDone` and `lastDone` cover all done days, also those after `closed`. */
  readonly daysDone: number;
  readonly lastDone: CivilDay | null;
  /** The done days after `closed`, in order. */
  readonly done: readonly CivilDay[];
};

/** The version of the format below. A stored state of another version is replayed. */
const version = '2';
/**
 * The stored form of a state: one short line, since one board reads thousands. SQL reads the run as its second word,
 * the days done as its third and the open done days as its last (`boost_kept`).
 */
export function packState(state: StreakState): string {
  const { closed, granted, week, lastDone, done } = state;
  const counts = [state.run, state.daysDone, state.longest, state.freezes, state.metPeriods];
  const flags = [state.lapsed, state.weekMet, state.weekWhole].map(Number);
  const days = [closed, granted ?? '-', week ?? '-', lastDone ?? '-', done.join(',') || '-'];
  return [version, ...counts, state.kept, state.asked, state.comebacks, ...flags, ...days].join(' ');
}

/** Parses a stored state. Null for anything else, especially an older format: the caller then replays. */
export function unpackState(stored: unknown): StreakState | null {
  if (typeof stored !== 'string' || !stored.startsWith(`${version} `)) return null;
  // Read character by character: a board has thousands of these, and splitting them into words first takes twice as long.
  let at = version.length;
  let fits = true;
  const word = () => {
    const from = at + 1;
    const space = stored.indexOf(' ', from);
    at = space < 0 ? stored.length : space;
    return stored.slice(from, at);
  };
  const count = () => {
    const from = at + 1;
    let number = 0;
    for (at = from; at < stored.length && stored.charCodeAt(at) !== SPACE; at++) {
      const digit = stored.charCodeAt(at) - ZERO;
      fits &&= digit >= 0 && digit <= 9;
      number = number * 10 + digit;
    }
    fits &&= at > from && at - from <= 9;
    return number;
  };
  const flag = () => {
    const number = count();
    fits &&= number <= 1;
    return number === 1;
  };
  const day = () => {
    const text = word();
    fits &&= isDay(text);
    return text as CivilDay;
  };
  const dayOrNull = () => {
    const text = word();
    fits &&= text === '-' || isDay(text);
    return text === '-' ? null : (text as CivilDay);
  };
  const state = {
    run: count(),
    daysDone: count(),
    longest: count(),
    freezes: count(),
    metPeriods: count(),
    kept: count(),
    asked: count(),
    comebacks: count(),
    lapsed: flag(),
    weekMet: flag(),
    weekWhole: flag(),
    closed: day(),
    granted: dayOrNull(),
    week: dayOrNull(),
    lastDone: dayOrNull(),
    done: daysOf(word()),
  };
  return fits && at === stored.length && state.done.every(isDay) ? state : null;
}

const [SPACE, ZERO] = [0x20, 0x30];

function daysOf(text: string): CivilDay[] {
  return text === '-' ? [] : (text.split(',') as CivilDay[]);
}

const dayForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
function isDay(text: string): boolean {
  return text.length === 10 && dayForm.test(text);
}
