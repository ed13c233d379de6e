import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

interface DaySpan {
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** One stretch of days off. */
export interface RestSpan extends DaySpan {
  readonly kind: 'rest' | 'pause';
}

/** What `/rest` says, and `/pal` of a time zone. */
export interface RestingTexts {
  rested(titles: readonly string[], span: RestSpan): Line;
  alreadyResting(titles: readonly string[], span: RestSpan): Line;
  /** Back from today on; `days` are off no more. */
  back(titles: readonly string[], days: readonly DaySpan[]): Line;
  /** Days off that were to come are off no more. */
  cancelled(titles: readonly string[], days: readonly DaySpan[]): Line;
  /** What was booked besides, and is so still. */
  stays(titles: readonly string[], spans: readonly RestSpan[]): Line;
  /** Of who comes back on a day that is not off, where other days are. */
  notResting(): Line;
  /** Of who cancels what is not there any more. */
  notBooked(): Line;
  nothingToEnd(): Line;
  /** One challenge and its days off from today on; none when empty. */
  list(title: string, spans: readonly RestSpan[]): Line;
  /** Under what is booked: how more is. */
  how(): Line;
  pastDay(day: CivilDay): Line;
  tooFar(day: CivilDay): Line;
  holidayNeedsEnd(): Line;
  tooLong(most: number): Line;
  /** `left`: days of pause there still are from today on. */
  pauseTooLong(title: string, most: number, left: number): Line;
  restToday: string;
  /** On a button, as `cancel`. */
  comeBack(title: string | null): string;
  /** On a button, at most 75 characters; the title where it is of one of several challenges. */
  cancel(span: DaySpan, title: string | null): string;
  zoneSet(zone: string): Line;
  zoneAlready(zone: string): Line;
  /** `from` "11월 21일 09:10": one change in 24 hours. */
  zoneTooSoon(zone: string, from: string): Line;
}
