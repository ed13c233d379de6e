import { type CivilDay, type Weekday, weekday } from '../model/day.ts';

export interface Holiday {
  readonly day: CivilDay;
  /** As it was typed; may be empty. */
  readonly name: string;
}

/** The days on which nobody of a workspace is nudged. */
export interface DaysOff {
  readonly daysOff: readonly Weekday[];
  readonly holidays: readonly Holiday[];
}

/** Hours of a member's own clock in which they are not nudged, in minutes after midnight: `from` is quiet, `to` is not. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export const noDaysOff: DaysOff = { daysOff: [], holidays: [] };

export function isDayOff({ daysOff, holidays }: DaysOff, day: CivilDay): boolean {
  return daysOff.includes(weekday(day)) || holidays.some((holiday) => holiday.day === day);
}

/** Whether a minute of the day is between two others, over midnight where `from` is the later one. Equal ones: never. */
export function isQuiet(minute: number, from: number, to: number): boolean {
  return from <= to ? from <= minute && minute < to : from <= minute || minute < to;
}
