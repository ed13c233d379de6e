import type { Category } from '../../challenge/challenge.ts';
import type { PlannedMessage } from '../../challenge/dry-run.ts';
import type { FieldName } from '../../challenge/form-fields.ts';
import type { FormProblem } from '../../challenge/read-form.ts';
import type { CivilDay, Weekday } from '../../model/day.ts';
import type { Goal } from '../../model/goal.ts';
import type { Streak } from '../../model/streak/index.ts';
import type { Line } from '../../views.ts';

/** What is said about setting up, changing and leaving challenges. `name` is a challenge's emoji and title. */
export interface ChallengeTexts {
  /** Of the form: labels of at most 45 characters, and what may be written there. */
  label: Readonly<Record<FieldName, string>>;
  hint: Readonly<Partial<Record<FieldName, string>>>;
  createTitle: string;
  editTitle: string;
  submitCreate: string;
  submitEdit: string;
  handOverTitle: string;
  handOverMember: string;
  weekday(day: Weekday): string;
  /** "주 3회", whatever day the week begins on. */
  goal(goal: Goal): string;
  /** "내가 고른 요일" */
  pickedWeekdays: string;
  dayEnds(graceMinutes: number): string;
  backfill(days: number): string;
  freezes(given: { readonly cap: number; readonly every: number } | null): string;
  category(category: Category): string;
  noticeDays(days: number): string;
  problem(problem: FormProblem): Line;

  /** "20일 남음" */
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
    /** Where the member stands. */
    standing(streak: Pick<Streak, 'current' | 'unit' | 'daysDone' | 'freezes'>): string;
    /** "3일 남음"; 0: the last day is today. */
    endsIn(days: number): string;
    startsOn(day: CivilDay): string;
  };

  preview: {
    /** The rule, then what it brings. */
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

  answer: {
    hostsOnly(): Line;
    isDraft(name: string): Line;
    started(name: string, sentence: string): Line;
    alreadyStarted(name: string): Line;
    discarded(name: string): Line;
    saved(name: string): Line;
    nothingChanged(name: string): Line;
    /** Somebody else saved first. */
    changedMeanwhile(name: string): Line;
    editWhat(name: string): Line;
    /** Before a changed rule is saved. */
    ruleWould(name: string): string;
    ruleBefore: string;
    ruleAfter: string;
    ruleFrom(from: CivilDay): Line;
    /** `members`: whose streak or risk would differ; `all`: who take part. */
    /** So many of the `counted` members; fewer than `all` where only some were looked at. */
    ruleTouches(members: number, counted: number, all: number): Line;
    /** Where the new rule counts other periods than the one before: what a streak grows by. */
    ruleCounts(goal: Goal): Line;
    ruleSaved(name: string, sentence: string, from: CivilDay): Line;
    alreadySaved(name: string): Line;
    paused(name: string): Line;
    alreadyPaused(name: string): Line;
    resumed(name: string): Line;
    notPaused(name: string): Line;
    endWould(name: string, members: number): Line;
    ended(name: string): Line;
    alreadyEnded(name: string): Line;
    /** `ended`: it has ended already. */
    deleteWould(name: string, members: number, checkIns: number, ended: boolean): Line;
    deleted(name: string, checkIns: number): Line;
    handedOver(name: string, to: string): Line;
    unknownMember(): Line;
    /** A bot was picked to hand it over to. */
    notToBots(): Line;
    hostsAlready(name: string, to: string): Line;
    joined(name: string, sentence: string): Line;
    /** Not begun yet. */
    joinedEarly(name: string, sentence: string, startsOn: CivilDay): Line;
    joinedAgain(name: string): Line;
    alreadyJoined(name: string): Line;
    leaveHow(name: string): Line;
    left(name: string): Line;
    leftErased(name: string, checkIns: number): Line;
    notJoined(name: string): Line;
    which(): Line;
    /** It was deleted. */
    gone(): Line;
  };

  /** To the channel, some days before the end. */
  endNotice(name: string, days: number, endsOn: CivilDay): Line;
  /** To whoever hosts it: nothing can be posted in its channel. */
  channelGone(name: string): Line;
  /** What the welcome says once the challenge is over. */
  over(name: string): Line;
}
