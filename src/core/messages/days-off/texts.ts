import type { Weekday } from '../../model/day.ts';
import type { Holiday } from '../../nudge/days-off.ts';
import type { DaysOffProblem } from '../../nudge/read-days-off.ts';
import type { Line } from '../../views.ts';

/** Quiet hours, days off and holidays among a workspace's settings. */
export interface DaysOffTexts {
  label: { quiet: string; daysOff: string; holidays: string };
  /** "22:00–08:00 (멤버마다 자기 시간대로)" */
  quiet(from: string, to: string): string;
  daysOff(days: readonly Weekday[]): string;
  /** The holidays to come, in order; `more`: how many later ones are not listed. */
  holidays(list: readonly Holiday[], more: number): string;
  none: string;
  problem(problem: DaysOffProblem): Line;
}
