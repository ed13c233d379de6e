import type { CivilDay, Weekday } from '../../model/day.ts';
import type { Mood } from '../../views.ts';
import type { CellMark, Metric, SpecOf, StreakUnit } from '../spec.ts';

type StreakState = SpecOf<'streak'>['state'];

/** All texts of pictures and their descriptions, in one language. The functions format numbers themselves. */
export interface PictureWords {
  /** Where a line may break: between characters in Japanese, which has no spaces; else between words. */
  breaks: 'words' | 'characters';
  /** Separates facts on one line. */
  readonly dot: string;
  /** Separates sentences of a description. */
  readonly stop: string;
  /** A name in polite form: `지현님`. `someone` stands for a name without any displayable character. */
  person(name: string): string;
  someone: string;
  number(value: number): string;
  date(day: CivilDay): string;
  /** A date with its weekday. */
  dateLong(day: CivilDay): string;
  year(year: number): string;
  month(month: number): string;
  monthOfYear(year: number, month: number): string;
  weekday(weekday: Weekday): string;
  /** "12일", "3 weeks". */
  amount(value: number, metric: Metric): string;
  /** The words under a large number: "일 연속", "days in a row". */
  inARow(value: number, unit: StreakUnit): string;
  /** The words under the number of all days done, in a row or not; days unless `unit` is given. */
  inAll(value: number, unit?: StreakUnit): string;
  /** Shown large in place of a number while there is none; a space marks where the line may break. */
  begin: string;
  /** In place of the number in a past month or year without any day done. */
  none: { month: string; year: string };
  longest: string;
  total: string;
  freezes: string;
  state: Readonly<Record<StreakState, string>>;
  /** Introduces the counts of the last weeks' cells, since the total covers more than these weeks. */
  lastWeeks(count: number): string;
  mark: Readonly<Record<CellMark, string>>;
  today: string;
  /** Follows the number of days done: "/ 28일 인증", "of 28 days done". */
  doneOf(due: number): string;
  daysOfYear: string;
  /** Legend of the heat map's steps. */
  perDay: string;
  starts(day: CivilDay): string;
  ends(day: CivilDay): string;
  openEnded: string;
  dueDay: string;
  anyDay: string;
  weekTarget(times: number): string;
  milestone(value: number, unit: StreakUnit): string;
  /** A number of units in all, in a row or not. */
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
  /** Last month up to the same date. */
  lastMonth: string;
  mostKept: string;
  checkIns: string;
  /** Precedes the days done by all members: "함께한 날". */
  together: string;
  /** The words under that number where it is shown large. */
  togetherUnit(value: number): string;
  people(count: number): string;
  proofs(count: number): string;
  /** Precedes the day on which most members checked in. */
  busiest: string;
  /** Legend of the steps in the picture of a month together. */
  membersADay: string;
  photos(count: number): string;
  quoted(text: string): string;
  /** Alternative text for a character in a mood. */
  face(name: string, mood: Mood): string;
}

/** A number with thousands separators: 1095 is "1,095". */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
