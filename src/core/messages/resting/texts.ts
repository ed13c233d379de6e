import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

/** One stretch of days off. */
export interface RestSpan {
  readonly kind: 'rest' | 'pause';
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** What `/rest` says, and `/pal` of a time zone. */
export interface RestingTexts {
  rested(titles: readonly string[], span: RestSpan): Line;
  alreadyResting(titles: readonly string[], span: RestSpan): Line;
  back(titles: readonly string[]): Line;
  nothingToEnd(): Line;
  /** One challenge and its days off from today on; none when empty. */
  list(title: string, spans: readonly RestSpan[]): Line;
  /** The title where it is for some of several challenges only. */
  pastDay(day: CivilDay): Line;
  tooFar(day: CivilDay): Line;
  holidayNeedsEnd(): Line;
  tooLong(most: number): Line;
  /** `left`: days of pause there still are from today on. */
  pauseTooLong(title: string, most: number, left: number): Line;
  restToday: string;
  comeBack: string;
  zoneSet(zone: string): Line;
  zoneAlready(zone: string): Line;
  /** `from` "11월 21일 09:10": one change in 24 hours. */
  zoneTooSoon(zone: string, from: string): Line;
}
