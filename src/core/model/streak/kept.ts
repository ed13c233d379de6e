import type { CivilDay } from '../day.ts';

/**
 * A member's streak in one challenge, kept so that it need not be worked out from the first day (R17). It says what
 * became of the days up to `closed`; everything later is worked out from the terms at hand. So a journey, and a pause, rest
 * day, grant or rule that changes only days after `closed`, leaves it good. Any other change asks for a replay: a check-in
 * taken back, an earlier day touched (`isClosed`), another start, end, day of joining, cap or grace.
 */
export type StreakState = {
  /** Every period up to this day is in the numbers below, and no later one. */
  readonly closed: CivilDay;
  readonly run: number;
  readonly longest: number;
  /** Freezes after `closed`, with the grants of the days up to `granted`: `closed`, or null before any period was closed. */
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
  /** Of all done days, those after `closed` too. */
  readonly daysDone: number;
  readonly lastDone: CivilDay | null;
  /** The done days after `closed`, in order. */
  readonly done: readonly CivilDay[];
};

/** Of the form below. A state of another one is folded anew. */
const version = '2';
const count = String.raw`(\d{1,9})`;
const flag = '([01])';
const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const form = new RegExp(
  `^${[version, ...Array(8).fill(count), flag, flag, flag, `(${day})`, ...Array(3).fill(`(-|${day})`), `(-|${day}(?:,${day})*)`].join(' ')}$`,
);
/**
 * A state as it is stored: one short line, of which thousands are read for one board. SQL reads the run as its second word,
 * the days done as its third and the open done days as its last (`boost_kept`).
 */
export function packState(state: StreakState): string {
  const { closed, granted, week, lastDone, done } = state;
  const counts = [state.run, state.daysDone, state.longest, state.freezes, state.metPeriods];
  const flags = [state.lapsed, state.weekMet, state.weekWhole].map(Number);
  const days = [closed, granted ?? '-', week ?? '-', lastDone ?? '-', done.join(',') || '-'];
  return [version, ...counts, state.kept, state.asked, state.comebacks, ...flags, ...days].join(' ');
}

/** The state of what is stored. Whatever else is found there, an older form above all, is null: replay then. */
export function unpackState(stored: unknown): StreakState | null {
  const found = typeof stored === 'string' ? form.exec(stored) : null;
  if (!found) return null;
  const done = found[16]!;
  return {
    run: Number(found[1]),
    daysDone: Number(found[2]),
    longest: Number(found[3]),
    freezes: Number(found[4]),
    metPeriods: Number(found[5]),
    kept: Number(found[6]),
    asked: Number(found[7]),
    comebacks: Number(found[8]),
    lapsed: found[9] === '1',
    weekMet: found[10] === '1',
    weekWhole: found[11] === '1',
    closed: found[12] as CivilDay,
    granted: dayOrNull(found[13]!),
    week: dayOrNull(found[14]!),
    lastDone: dayOrNull(found[15]!),
    done: done === '-' ? [] : (done.split(',') as CivilDay[]),
  };
}

function dayOrNull(text: string): CivilDay | null {
  return text === '-' ? null : (text as CivilDay);
}
