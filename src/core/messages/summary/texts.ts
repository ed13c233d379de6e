import type { CivilDay } from '../../model/day.ts';
import type { SummarySilence } from '../../nudge/summary/judge.ts';
import type { SummaryKind } from '../../nudge/summary/period.ts';
import type { SummaryFacts } from '../../nudge/summary/store.ts';
import type { Line } from '../../views.ts';

/** What a channel is told when a week or a month is over, and what is said about that. `name` is a challenge's emoji and title. */
export interface SummaryTexts {
  /** `from`: its first day, where it is not last week's any more. */
  weekTitle(name: string, from: CivilDay | null): string;
  monthTitle(name: string, month: CivilDay): string;
  together(facts: {
    readonly days: number;
    readonly people: number;
    readonly from: CivilDay;
    readonly to: CivilDay;
  }): Line;
  /** This week beside the one before; fewer is no worse. */
  beside(days: number, before: number): Line;
  proofs(count: number): Line;
  team(days: number, goal: number): Line;
  /** Those shown on the leaderboard. */
  board(people: SummaryFacts['board']): Line;
  silence: Readonly<Record<SummarySilence, string>>;

  kind: Readonly<Record<SummaryKind, string>>;
  /** "매주 월요일 09:00" */
  when(kind: SummaryKind, weekday: string, time: string): string;
  answer: {
    heading(name: string): Line;
    /** `next` null: off; `none`: on, and nothing comes in the next 30 days. */
    state(kind: SummaryKind, next: string | null | 'none'): Line;
    hint(): Line;
    ended(name: string): Line;
    unchanged(): Line;
  };
  button: { on(kind: SummaryKind): string; off(kind: SummaryKind): string };
  /** In the preview: what the line of a summary is. */
  planned: Readonly<Record<SummaryKind, string>>;
  /** Label of what is chosen, among a challenge's settings and nudges. */
  label: string;
}
