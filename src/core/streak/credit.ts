import type { Credit } from '../messages/counting/texts.ts';
import type { CivilDay } from '../model/day.ts';
import type { Streak } from '../model/streak/index.ts';

/** The numbers after a check-in for `day`, for the small line that says what counted; pure. */
export function creditOf(
  streak: Streak,
  { day, late }: { readonly day: CivilDay; readonly late: boolean },
): Credit {
  const { daysDone, current, unit, asks, period, need, today } = streak;
  const thisWeek = asks === 'week' && period !== null && period.from <= day && day <= period.to;
  return {
    daysDone,
    forDay: late || day < today ? day : null,
    weekNeeds: thisWeek && (period.state === 'open' || period.state === 'met') ? need : null,
    current,
    unit,
  };
}
