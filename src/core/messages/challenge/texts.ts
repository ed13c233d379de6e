import type { Category } from '../../challenge/challenge.ts';
import type { PlannedMessage } from '../../challenge/dry-run.ts';
import type { FieldName } from '../../challenge/form-fields.ts';
import type { FormProblem } from '../../challenge/read-form.ts';
import type { CivilDay, Weekday } from '../../model/day.ts';
import type { Goal } from '../../model/goal.ts';
import type { Streak } from '../../model/streak/index.ts';
import type { Line } from '../../views.ts';
import type { ChallengeAnswers } from './answers/texts.ts';

/** Texts for setting up, changing and leaving challenges. `name` is a challenge's emoji and title. */
export interface ChallengeTexts {
  /** Labels of the form's fields, at most 45 characters, and hints what to write there. */
  label: Readonly<Record<FieldName, string>>;
  hint: Readonly<Partial<Record<FieldName, string>>>;
  createTitle: string;
  editTitle: string;
  submitCreate: string;
  submitEdit: string;
  handOverTitle: string;
  handOverMember: string;
  weekday(day: Weekday): string;
  /** "주 3회"; does not mention on which day the week begins. */
  goal(goal: Goal): string;
  /** "내가 고른 요일" */
  pickedWeekdays: string;
  dayEnds(graceMinutes: number): string;
  backfill(days: number): string;
  freezes(given: { readonly cap: number; readonly every: number } | null): string;
  category(category: Category): string;
  noticeDays(days: number): string;
  problem(problem: FormProblem): Line;

  /** Values shown on a challenge's cards. */
  value: {
    /** "11월 21일 – 12월 20일 (30일)" */
    period(from: CivilDay, to: CivilDay | null, days: number | null): string;
    minLength(letters: number): string;
    teamGoal(days: number): string;
    notices(days: readonly number[]): string;
    none: string;
    host: string;
    rules: string;
    /** "11월 22일부터: 매일, 다음 날 03:00까지" */
    ruleFrom(from: CivilDay, sentence: string): string;
    pauses: string;
    pause(from: CivilDay, to: CivilDay | null): string;
    state: string;
    draft: string;
    paused: string;
    ended: string;
    own: string;
    /** The member's streak, days done and freezes. */
    standing(streak: Pick<Streak, 'current' | 'unit' | 'daysDone' | 'freezes'>): string;
    /** "3일 남음"; 0 if today is the last day. */
    endsIn(days: number): string;
    startsOn(day: CivilDay): string;
  };

  preview: {
    /** The rule, and what follows from it. */
    intro(sentence: string): readonly Line[];
    whatComes(): Line;
    planned(message: PlannedMessage, time: (at: number) => string): Line;
    notStartedYet(): Line;
  };

  button: {
    start: string;
    edit: string;
    moreRule: string;
    moreExtras: string;
    discard: string;
    preview: string;
    save: string;
    cancel: string;
    pause: string;
    resume: string;
    end: string;
    endNow: string;
    delete: string;
    deleteNow: string;
    handOver: string;
    again: string;
    leaveKeep: string;
    leaveErase: string;
    eraseToo: string;
    retry: string;
  };

  answer: ChallengeAnswers;

  /** Posted to the channel after a change. */
  told: {
    paused(name: string): Line;
    resumed(name: string): Line;
    /** `sentence`: the whole rule as it will be from that day on. */
    rule(name: string, sentence: string, from: CivilDay): Line;
    /** `changes`: the new values of the changed settings. */
    edited(name: string, changes: readonly { readonly label: string; readonly value: Line }[]): Line;
  };
  /** Posted to the channel some days before the end. */
  endNotice(name: string, days: number, endsOn: CivilDay): Line;
  /** To the host: nothing can be posted in the challenge's channel any more. */
  channelGone(name: string): Line;
  /** Replaces the welcome once the challenge is over. */
  over(name: string): Line;
}
