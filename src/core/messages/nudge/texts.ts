import type { CivilDay, Weekday } from '../../model/day.ts';
import type { Silence } from '../../nudge/judge.ts';
import type { TimesProblem } from '../../nudge/read-times.ts';
import type { WeekdaysProblem } from '../../nudge/read-weekdays.ts';
import type { Inline, Line } from '../../views.ts';
import type { Speaker } from '../talk/texts.ts';

/** Texts of channels' nudges and of the commands about them. `name` is a challenge's emoji and title. Nudges never name a member. */
export interface NudgeTexts {
  /**
   * First lines that fit any hour and any news: more of them than the interval in which none may repeat (core/nudge/words.ts), and as
   * many for every character. `who` is null for 담찌.
   */
  openings(who: Pick<Speaker, 'name' | 'sound'> | null): readonly string[];
  /** Second lines, by what is true when the nudge is sent. */
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
  /** Why the times that were typed could not be read. */
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
    /** The nudges are paused because they could not be posted to the channel. */
    paused(): Line;
    zoneGone(zone: string): Line;
  };
  preview: {
    title(name: string): string;
    intro(count: number, zone: string): Line;
    nothing(): Line;
    /** After the first ones: how many come later. */
    more(count: number): Line;
    /** Explains that a nudge says only what is true when it is sent, and is not sent if there is nothing to say. */
    rule(): Line;
    /** "11월 21일(토)" */
    day(day: CivilDay): string;
  };
  /** The line of a challenge's preview about all its nudges. */
  planned(count: number): string;
  /** To the host, once: nudges are paused. `missing`: the missing permission's name on the platform; null if the channel is gone. */
  paused(name: string, missing: string | null): Line;
}
