import type { Category, ProofKind } from '../../challenge/challenge.ts';
import type { CivilDay } from '../../model/day.ts';
import type { Unit } from '../../model/streak/index.ts';
import type { PersonalSilence } from '../../nudge/personal/judge.ts';
import type { Style, Via } from '../../nudge/personal/settings.ts';
import type { TimesProblem } from '../../nudge/read-times.ts';
import type { Inline, Line } from '../../views.ts';
import type { Speaker } from '../talk/texts.ts';

/** A streak and its week, for members who want to hear about them. */
export interface Standing {
  readonly current: number;
  readonly unit: Unit;
  /** Days the week still needs; null if the goal is not weekly. */
  readonly weekNeeds: number | null;
}

/** Texts of members' own nudges, and of the commands about them. */
export interface PersonalTexts {
  /** First words that fit any hour, as many for every character; each is repeated only after all others. `who` is null for 담찌. */
  openings(who: Pick<Speaker, 'name' | 'sound'> | null): readonly string[];
  /** The quiet style's line: the names of open challenges, empty if the day is done. */
  quiet(names: readonly string[]): Line;
  /** One open challenge; `until`: the end of its day. */
  open(name: string, until: Inline): Line;
  /** The member's streak. */
  stands(standing: Standing): string;
  /** Suggests a first step so small that it is done before one thinks about it. */
  step(of: { readonly category: Category | null; readonly proofKind: ProofKind }): string;
  /** The first line of a message that contains only news. */
  newsOnly(): Line;
  /** Nudges about these challenges rest until the member's next check-in, since there was none for long. */
  resting(names: readonly string[]): Line;
  button: { later: string; rest: string; off: string; in(minutes: number): string };

  offer: {
    line(name: string | null): Line;
    yes: string;
    no: string;
    /** Label of the button for choosing who cheers the member, and how. */
    pal: string;
    rest: string;
    declined(): Line;
  };
  form: {
    title: string;
    submit: string;
    time: string;
    timeHint(zone: string): string;
    weekdays: string;
    when: string;
    always: string;
    onlyAtRisk: string;
    style: string;
    styles: Readonly<Record<Style, string>>;
    via: string;
    /** What others can see, and what happens if direct messages are closed. At most 100 characters (Discord). */
    viaHint(privately: boolean): string;
    vias(privately: boolean): Readonly<Record<Via, string>>;
    again: string;
  };
  problem(problem: TimesProblem): Line;
  noWeekdays(): Line;
  /** `from` "22:00", `to` "08:00". */
  quietHours(typed: string, from: string, to: string): Line;
  answer: {
    /** `next` is null if as things stand none comes in the next 30 days. */
    set(days: string, time: string, zone: string, next: string | null): Line;
    /** What happens if the member's direct messages are closed. */
    fallback(via: Via, privately: boolean): Line;
    off(): Line;
    offAlready(): Line;
    /** The member has no nudges to switch off or snooze. */
    none(): Line;
    muted(until: CivilDay): Line;
    mutePast(day: CivilDay): Line;
    muteTooLong(most: number): Line;
    which(): Line;
    later(at: string): Line;
    laterAlready(at: string): Line;
    laterQuiet(at: string, from: string, to: string): Line;
    laterTooLate(at: string, until: string): Line;
    nothingOpen(): Line;
    notYours(name: string): Line;
    gone(): Line;
  };
  list: {
    heading: string;
    line(days: string, time: string, zone: string): Line;
    details(onlyAtRisk: boolean, style: string, via: string): string;
    off(): Line;
    /** The nudges were switched off automatically. */
    closed(): Line;
    muted(until: CivilDay): string;
    change: string;
  };
  preview: {
    heading(count: number, zone: string): Line;
    nothing(): Line;
    rule(): Line;
  };
  silence: Readonly<Record<PersonalSilence, string>>;
}
