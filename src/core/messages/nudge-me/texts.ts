import type { Category, ProofKind } from '../../challenge/challenge.ts';
import type { CivilDay } from '../../model/day.ts';
import type { Unit } from '../../model/streak/index.ts';
import type { PersonalSilence } from '../../nudge/personal/judge.ts';
import type { Style, Via } from '../../nudge/personal/settings.ts';
import type { TimesProblem } from '../../nudge/read-times.ts';
import type { Inline, Line } from '../../views.ts';
import type { Speaker } from '../talk/texts.ts';

/** How a streak and its week stand, for who wants to hear it. */
export interface Standing {
  readonly current: number;
  readonly unit: Unit;
  /** Days the week still needs; null where none is counted. */
  readonly weekNeeds: number | null;
}

/** What a member's own nudges say to them, and what is said about them. */
export interface PersonalTexts {
  /** First words, fit for any hour; each comes again only after all the others. `who` null: 담찌. As many for anybody. */
  openings(who: Pick<Speaker, 'name' | 'sound'> | null): readonly string[];
  /** The quiet line: names of what is open, or none where the day is done. */
  quiet(names: readonly string[]): Line;
  /** One challenge that is open; `until` of its day. */
  open(name: string, until: Inline): Line;
  /** How it stands. */
  stands(standing: Standing): string;
  /** A first step so small that it is done before one thinks about it. */
  step(of: { readonly category: Category | null; readonly proofKind: ProofKind }): string;
  /** Of a message that has news alone. */
  newsOnly(): Line;
  /** Of challenges in which nothing was done for long: nudges about them rest until there is something again. */
  resting(names: readonly string[]): Line;
  button: { later: string; rest: string; off: string; in(minutes: number): string };

  offer: {
    line(name: string | null): Line;
    yes: string;
    no: string;
    /** Who cheers them, and how. */
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
    /** What others can see, and what happens where direct messages are closed. At most 100 characters (Discord). */
    viaHint(privately: boolean): string;
    vias(privately: boolean): Readonly<Record<Via, string>>;
    again: string;
  };
  problem(problem: TimesProblem): Line;
  noWeekdays(): Line;
  /** `from` "22:00", `to` "08:00". */
  quietHours(typed: string, from: string, to: string): Line;
  answer: {
    /** `next` null: none in the next 30 days as things stand. */
    set(days: string, time: string, zone: string, next: string | null): Line;
    /** What becomes of it where direct messages are closed. */
    fallback(via: Via, privately: boolean): Line;
    off(): Line;
    offAlready(): Line;
    /** Nothing to switch off or snooze. */
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
    /** Switched off without being asked. */
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
