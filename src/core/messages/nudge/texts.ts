import type { CivilDay, Weekday } from '../../model/day.ts';
import type { Silence } from '../../nudge/judge.ts';
import type { TimesProblem } from '../../nudge/read-times.ts';
import type { WeekdaysProblem } from '../../nudge/read-weekdays.ts';
import type { Inline, Line } from '../../views.ts';
import type { Speaker } from '../talk/texts.ts';

/** What nudges say, and what is said about them. `name` is a challenge's emoji and title. Nobody is named, ever. */
export interface NudgeTexts {
  /** First lines, fit for any hour and any news; more of them than are kept apart (core/nudge/words.ts). `who` null: 담찌. As many for anybody. */
  openings(who: Pick<Speaker, 'name' | 'sound'> | null): readonly string[];
  /** What is true just then. */
  body: {
    fresh: readonly (() => Line)[];
    some: readonly ((done: number) => Line)[];
    team: readonly ((days: number, goal: number) => Line)[];
    lastHour: readonly ((until: Inline) => Line)[];
    lastHourOfWeek: readonly ((until: Inline) => Line)[];
  };
  button: string;

  /** "매일", "평일", "월·수·금" */
  weekdays(days: readonly Weekday[]): string;
  silence: Readonly<Record<Silence, string>>;
  /** Why a time could not be read. */
  problem(problem: TimesProblem): Line;
  weekdaysProblem(problem: WeekdaysProblem): Line;
  answer: {
    /** `times` "09:00, 21:00"; `next` null: none in the next 30 days. */
    set(name: string, times: string, days: string, zone: string, next: string | null): Line;
    unchanged(name: string): Line;
    removed(name: string): Line;
    none(name: string): Line;
    noneAnywhere(): Line;
    ended(name: string): Line;
  };
  list: {
    heading: string;
    line(times: string, days: string, zone: string): Line;
    /** Put on hold because the channel did not take them. */
    paused(): Line;
    zoneGone(zone: string): Line;
  };
  preview: {
    title(name: string): string;
    intro(count: number, zone: string): Line;
    nothing(): Line;
    /** Only what is true then is said, and nothing when there is nothing. */
    rule(): Line;
    /** "11월 21일(토)" */
    day(day: CivilDay): string;
  };
  /** In the preview of a challenge: the times of all its nudges. */
  planned(count: number): string;
  /** To whoever hosts the challenge, once: `missing` is the platform's name of what is not allowed; null: the channel is not there. */
  paused(name: string, missing: string | null): Line;
}
