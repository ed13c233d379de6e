import type { CivilDay, Weekday } from '../../model/day.ts';
import type { Mood } from '../../views.ts';
import type { CellMark, Metric, SpecOf, StreakUnit } from '../spec.ts';

type StreakState = SpecOf<'streak'>['state'];

/** Every word that stands inside a picture or its description. Numbers come formatted. */
export interface PictureWords {
  /** Where a line may break: Japanese has no spaces, and a Korean word is never cut. */
  breaks: 'words' | 'characters';
  /** Between facts of one line. */
  readonly dot: string;
  /** Between sentences of a description. */
  readonly stop: string;
  /** A person, kindly: `지현님`. `someone` where nothing of a name can be shown. */
  person(name: string): string;
  someone: string;
  number(value: number): string;
  date(day: CivilDay): string;
  /** With the weekday. */
  dateLong(day: CivilDay): string;
  year(year: number): string;
  month(month: number): string;
  monthOfYear(year: number, month: number): string;
  weekday(weekday: Weekday): string;
  /** "12일", "3 weeks". */
  amount(value: number, metric: Metric): string;
  /** What stands under a large number: "일 연속", "days in a row". */
  inARow(value: number, unit: StreakUnit): string;
  /** The same for what was done in all, in a row or not; days unless another unit is named. */
  inAll(value: number, unit?: StreakUnit): string;
  /** In place of a number when there is none yet, large: with a space where the line may break. */
  begin: string;
  /** In place of the number in a month or a year that is not now. */
  none: { month: string; year: string };
  longest: string;
  total: string;
  freezes: string;
  state: Readonly<Record<StreakState, string>>;
  /** Before how many of the cells are what; the total counts more than these weeks. */
  lastWeeks(count: number): string;
  mark: Readonly<Record<CellMark, string>>;
  today: string;
  /** Follows the days done: "/ 28일 인증", "of 28 days done". */
  doneOf(due: number): string;
  daysOfYear: string;
  /** What the steps of the heat map count. */
  perDay: string;
  starts(day: CivilDay): string;
  ends(day: CivilDay): string;
  openEnded: string;
  dueDay: string;
  anyDay: string;
  weekTarget(times: number): string;
  milestone(value: number, unit: StreakUnit): string;
  /** So many in all, in a row or not. */
  reached(value: number, unit: StreakUnit): string;
  milestoneLine: string;
  finished: string;
  tookPart: string;
  completion: string;
  leaderboard: string;
  rank(rank: number, tied: boolean): string;
  team: string;
  stats: string;
  byWeekday: string;
  byHour: string;
  hour(hour: number): string;
  thisMonth: string;
  /** Up to the same day of it. */
  lastMonth: string;
  mostKept: string;
  checkIns: string;
  /** Before the days done by all: "함께한 날". */
  together: string;
  /** What stands under that number, large. */
  togetherUnit(value: number): string;
  people(count: number): string;
  proofs(count: number): string;
  /** Before the day on which most came. */
  busiest: string;
  /** What the steps of a month together count. */
  membersADay: string;
  photos(count: number): string;
  quoted(text: string): string;
  /** A character by name, in a mood, for who does not see it. */
  face(name: string, mood: Mood): string;
}

/** 1095 as 1,095. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
