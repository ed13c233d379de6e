import type { CivilDay } from '../../model/day.ts';
import type { Unit } from '../../model/streak/index.ts';
import type { BoardOrder } from '../../record/board-orders.ts';
import type { Line } from '../../views.ts';

/** What `/streak`, its ledger, `/calendar`, `/stats` and `/leaderboard` say. */
export interface StreakTexts {
  /** "12일", "3주". */
  amount(count: number, unit: Unit): string;
  /** "오늘 21:00", "내일 03:00", "11월 21일 03:00": `ahead` calendar days from now. */
  moment(ahead: number, day: CivilDay, time: string): string;
  notJoinedAnywhere(): Line;
  whichOf(): Line;

  card: {
    /** `current` above 0. */
    current(current: number, unit: Unit): string;
    /** Instead of a zero: the days so far lead. */
    soFar(daysDone: number): string;
    nothingYet: string;
    longest: string;
    total: string;
    freezes: string;
    freezesLeft(left: number, cap: number): string;
    restToday: string;
    paused: string;
    doneToday: string;
    /** The same of a day the calendar no longer shows; `todayFrom` "03:00": when the one it shows can be posted. */
    doneOn(day: CivilDay, todayFrom: string | null): string;
    openToday(until: string): string;
    /** The last chance of the period: `need` more, until the deadline. */
    atRisk(need: number, until: string): string;
    /** It can no longer be met: with a freeze it is bridged, without one a new streak begins. */
    lost(freezes: number): string;
    comeback: string;
    ended: string;
    notStarted(day: CivilDay): string;
    /** What the open period still needs: "이번 주 2번 더". */
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
    /** A manager added the day. */
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
    /** Of a month or a year. */
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
    /** "화요일 · 7시쯤"; either may be none, not both. */
    daysAndHours(weekdays: readonly string[], hours: readonly number[]): string;
    thisMonth: string;
    /** Without what is 0; empty where all is. */
    besideLast(now: number, lastSoFar: number, last: number): string;
    firstProof: string;
    latestProof: string;
    on(day: CivilDay): string;
    none(): Line;
  };

  board: {
    title(title: string): string;
    by(order: BoardOrder): string;
    /** "1위", with a word for ties. */
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
