import { addDays, type CivilDay } from '../model/day.ts';
import type { DaySpan } from './challenge.ts';

/** Whether the challenge is paused until somebody resumes it. */
export function isPaused(pauses: readonly DaySpan[]): boolean {
  return pauses.some(({ to }) => to === null);
}

/** The pauses with one more from today on; unchanged when the challenge is paused already. */
export function paused(pauses: readonly DaySpan[], today: CivilDay): readonly DaySpan[] {
  return isPaused(pauses) ? pauses : [...pauses, { from: today, to: null }];
}

/** The pauses after a resume, with today due again; a pause that began today is dropped. */
export function resumed(pauses: readonly DaySpan[], today: CivilDay): readonly DaySpan[] {
  const yesterday = addDays(today, -1);
  return pauses.flatMap((pause) => {
    if (pause.to !== null) return [pause];
    return pause.from <= yesterday ? [{ from: pause.from, to: yesterday }] : [];
  });
}

/** The pauses with these days off for everybody; days that are paused already stay as they are. */
export function excused(pauses: readonly DaySpan[], days: readonly CivilDay[]): readonly DaySpan[] {
  const isOff = (day: CivilDay) => pauses.some(({ from, to }) => from <= day && (to === null || day <= to));
  const added = days.filter((day) => !isOff(day)).map((day) => ({ from: day, to: day }));
  return [...added, ...pauses].toSorted((one, other) => (one.from < other.from ? -1 : 1));
}
