import { type CivilDay, type Weekday, weekday } from '../model/day.ts';

/** A day on which nobody in a workspace is nudged. */
export interface Holiday {
  readonly day: CivilDay;
  /** The name as typed; may be empty. */
  readonly name: string;
}

/** The days on which nobody in a workspace is nudged. */
export interface DaysOff {
  readonly daysOff: readonly Weekday[];
  readonly holidays: readonly Holiday[];
}

/** Hours of a member's own clock during which they are not nudged, in minutes after midnight: `from` is included, `to` is not. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export const noDaysOff: DaysOff = { daysOff: [], holidays: [] };

/** Whether a day is one of the workspace's weekdays off or a holiday. Pure. */
export function isDayOff({ daysOff, holidays }: DaysOff, day: CivilDay): boolean {
  return daysOff.includes(weekday(day)) || holidays.some((holiday) => holiday.day === day);
}

/**
 * Whether a minute of the day lies between `from` and `to`; the span goes over midnight when `from` is the later one. With equal
 * ends: never.
 */
export function isQuiet(minute: number, from: number, to: number): boolean {
  return from <= to ? from <= minute && minute < to : from <= minute || minute < to;
}
