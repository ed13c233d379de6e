import type { CivilDay } from '../../model/day.ts';
import type { SummarySilence } from '../../nudge/summary/judge.ts';
import type { SummaryKind } from '../../nudge/summary/period.ts';
import type { SummaryFacts } from '../../nudge/summary/store.ts';
import type { Line } from '../../views.ts';

/** Texts of weekly and monthly summaries and of their settings. `name` is a challenge's emoji and title. */
export interface SummaryTexts {
  /** `from`: the week's first day, if it is not last week any more; else null. */
  weekTitle(name: string, from: CivilDay | null): string;
  monthTitle(name: string, month: CivilDay): string;
  together(facts: {
    readonly days: number;
    readonly people: number;
    readonly from: CivilDay;
    readonly to: CivilDay;
  }): Line;
  /** Compares the week with the one before, without calling fewer days worse. */
  beside(days: number, before: number): Line;
  proofs(count: number): Line;
  team(days: number, goal: number): Line;
  /** The members who are shown on the leaderboard. */
  board(people: SummaryFacts['board']): Line;
  silence: Readonly<Record<SummarySilence, string>>;

  kind: Readonly<Record<SummaryKind, string>>;
  /** "매주 월요일 09:00" */
  when(kind: SummaryKind, weekday: string, time: string): string;
  answer: {
    heading(name: string): Line;
    /** `next`: when the next one comes; null if off; `none` if on, but none comes in the next 30 days. */
    state(kind: SummaryKind, next: string | null | 'none'): Line;
    hint(): Line;
    ended(name: string): Line;
    unchanged(): Line;
  };
  button: { on(kind: SummaryKind): string; off(kind: SummaryKind): string };
  /** What the line of a summary in a challenge's preview says. */
  planned: Readonly<Record<SummaryKind, string>>;
  /** The label of these settings among a challenge's settings and nudges. */
  label: string;
}
