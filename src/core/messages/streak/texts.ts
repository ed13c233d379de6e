import type { CivilDay } from '../../model/day.ts';
import type { Unit } from '../../model/streak/index.ts';
import type { BoardOrder } from '../../record/board-orders.ts';
import type { Line } from '../../views.ts';

/** Texts of `/streak`, of its list of days (`/streak why`), `/calendar`, `/stats` and `/leaderboard`. */
export interface StreakTexts {
  /** "12일", "3주". */
  amount(count: number, unit: Unit): string;
  /** "오늘 21:00", "내일 03:00", "11월 21일 03:00"; `ahead`: how many calendar days from now. */
  moment(ahead: number, day: CivilDay, time: string): string;
  notJoinedAnywhere(): Line;
  whichOf(): Line;

  card: {
    /** `current` is above 0. */
    current(current: number, unit: Unit): string;
    /** Said instead of a streak of zero: all days done so far. */
    soFar(daysDone: number): string;
    nothingYet: string;
    longest: string;
    total: string;
    freezes: string;
    freezesLeft(left: number, cap: number): string;
    restToday: string;
    paused: string;
    doneToday: string;
    /** The open day is done, but is an earlier one than the calendar's; `todayFrom` "03:00": when the calendar's day can be posted. */
    doneOn(day: CivilDay, todayFrom: string | null): string;
    openToday(until: string): string;
    /** The last chance to meet the period's goal: `need` more until the deadline. */
    atRisk(need: number, until: string): string;
    /** The period's goal can no longer be met: a freeze will bridge it, or without one a new streak begins. */
    lost(freezes: number): string;
    comeback: string;
    ended: string;
    notStarted(day: CivilDay): string;
    /** How much the open period still needs: "이번 주 2번 더". */
    needs(need: number, unit: Unit): string;
  };
  button: {
    why: string;
    card: string;
    restToday: string;
    newer: string;
    older: string;
    show: string;
    hide: string;
  };

  why: {
    title(title: string): string;
    head(rule: string, zone: string): Line;
    /** With its weekday: "11월 20일(금)". */
    day(on: CivilDay): string;
    mark(mark: Mark): string;
    done(times: readonly string[], zone: string): string;
    /** The day was added by a manager. */
    added(at: string, zone: string): string;
    cutOff(at: string, zone: string): string;
    progress(done: number, target: number, from: CivilDay, to: CivilDay): string;
    streakAfter(run: number, unit: Unit): string;
    frozen(left: number): string;
    missed(at: string): string;
    rest: string;
    paused: string;
    skipped: string;
    open(until: string): string;
    future: string;
    notAsked: string;
  };

  calendar: {
    month(year: number, month: number): string;
    year(year: number): string;
    daysOf(done: number, of: number): string;
    days(total: number): string;
    /** For a month or year without any day done. */
    none: string;
    before: string;
    after: string;
  };

  stats: {
    title: string;
    total: string;
    checkIns(count: number): string;
    mostKept: string;
    completion: string;
    adherence: string;
    favourite: string;
    /** "화요일 · 7시쯤"; one of the lists may be empty, not both. */
    daysAndHours(weekdays: readonly string[], hours: readonly number[]): string;
    thisMonth: string;
    /** Numbers of 0 are left out; empty if all are 0. */
    besideLast(now: number, lastSoFar: number, last: number): string;
    firstProof: string;
    latestProof: string;
    on(day: CivilDay): string;
    none(): Line;
  };

  board: {
    title(title: string): string;
    by(order: BoardOrder): string;
    /** "1위", with a word that marks ties. */
    rank(rank: number, isTied: boolean): string;
    percent(value: number): string;
    comebacks: string;
    team: string;
    teamOf(done: number, goal: number): string;
    yours: string;
    hidden: string;
    empty(): Line;
    shown(): Line;
    hiddenNow(): Line;
    notJoined(): Line;
    days(count: number): string;
  };
}

export type Mark = 'done' | 'rest' | 'paused' | 'frozen' | 'missed' | 'open' | 'free' | 'skipped' | 'future';
