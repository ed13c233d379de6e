import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

interface DaySpan {
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** One span of days off. */
export interface RestSpan extends DaySpan {
  readonly kind: 'rest' | 'pause';
}

/** Texts of `/rest`, and of `/pal` about a time zone. */
export interface RestingTexts {
  rested(titles: readonly string[], span: RestSpan): Line;
  alreadyResting(titles: readonly string[], span: RestSpan): Line;
  /** The member is back from today on; `days` are no longer off. */
  back(titles: readonly string[], days: readonly DaySpan[]): Line;
  /** Days off in the future were cancelled. */
  cancelled(titles: readonly string[], days: readonly DaySpan[]): Line;
  /** Other days off, which stay booked. */
  stays(titles: readonly string[], spans: readonly RestSpan[]): Line;
  /** To a member who comes back on a day that is not off, while other days are. */
  notResting(): Line;
  /** To a member who cancels days off that are not booked any more. */
  notBooked(): Line;
  nothingToEnd(): Line;
  /** A challenge and its days off from today on; `spans` may be empty. */
  list(title: string, spans: readonly RestSpan[]): Line;
  /** Follows the list of booked days off: how to book more. */
  how(): Line;
  /** The days off asked for begin in the past. */
  pastDay(day: CivilDay): Line;
  tooFar(day: CivilDay): Line;
  holidayNeedsEnd(): Line;
  tooLong(most: number): Line;
  /** `left`: how many days of pause are left from today on. */
  pauseTooLong(title: string, most: number, left: number): Line;
  restToday: string;
  /** Label of a button, limited as `cancel` is; `title` as there. */
  comeBack(title: string | null): string;
  /** Label of a button, at most 75 characters; `title` only if the days are off in just one of several challenges. */
  cancel(span: DaySpan, title: string | null): string;
  zoneSet(zone: string): Line;
  zoneAlready(zone: string): Line;
  /** Zones can be changed once in 24 hours; `from` "11월 21일 09:10": when again. */
  zoneTooSoon(zone: string, from: string): Line;
}
