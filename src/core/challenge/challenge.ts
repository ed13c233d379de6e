import type { CivilDay, Weekday } from '../model/day.ts';
import type { Goal } from '../model/goal.ts';
import type { ChallengeId, ChannelRef } from '../model/ids.ts';
import type { PastTerms } from '../streak/terms.ts';

/**
 * What a post must hold to count.
 * - `photo`: a photo; `text`: words; `either`: a photo or words; `any`: words or any attachment, also a video or a PDF.
 */
export type ProofKind = 'photo' | 'text' | 'either' | 'any';
/** What a challenge is about; `/stats` names the category the member kept most. */
export const categories = [
  'running',
  'exercise',
  'reading',
  'writing',
  'drawing',
  'study',
  'morning',
  'health',
  'other',
] as const;
export type Category = (typeof categories)[number];

export const proofKinds: readonly ProofKind[] = ['photo', 'text', 'either', 'any'];

/** A challenge's rule: everything that decides whether a proof counts and for which day (R1). */
export interface Rule {
  readonly goal: Goal;
  readonly proofKind: ProofKind;
  /** First day, inclusive. */
  readonly startsOn: CivilDay;
  /** Last day, inclusive; null: open-ended. */
  readonly endsOn: CivilDay | null;
  /** The zone of the challenge itself; a member's day is judged in the member's own zone. */
  readonly timezone: string;
  readonly weekStart: Weekday;
  /** The day ends this many minutes after midnight. */
  readonly graceMinutes: number;
  /** How many days back an explicit check-in may reach. */
  readonly backfillDays: number;
  /** Fewest letters a text needs to count; 0: any number. */
  readonly minLength: number;
  /** The most freezes a member can hold; with `freezeEvery` null there are no freezes at all. */
  readonly freezeCap: number;
  /** A member gets one freeze on joining and another one each time this many days have passed. */
  readonly freezeEvery: number | null;
}

/** A goal and the day from which it holds: the past stays judged by the goal of its time (R5 with several rules). */
export interface RuleVersion {
  readonly from: CivilDay;
  readonly goal: Goal;
  readonly weekStart: Weekday;
}

/** A span of days, both ends included; `to` is null while it lasts. */
export interface DaySpan {
  readonly from: CivilDay;
  readonly to: CivilDay | null;
}

/** A challenge: its rule, what it is called, where it lives, and what it was before. */
export interface Challenge extends Rule {
  readonly id: ChallengeId;
  readonly title: string;
  /** One emoji shown before the title, by which a post can name it. */
  readonly emoji: string | null;
  readonly category: Category | null;
  readonly channel: ChannelRef;
  /** Whether only some of the workspace may read its channel: for the others it does not exist (there-for.ts). */
  readonly closed: boolean;
  /** The team goal: how many days all members together aim to do. */
  readonly teamGoal: number | null;
  /** How many days before the end the channel is told of it: 14, 3, both or none. */
  readonly endNotices: readonly number[];
  /** Every rule it had, oldest first; the last one is in force and has this challenge's `goal` and `weekStart`. */
  readonly rules: readonly [RuleVersion, ...RuleVersion[]];
  /** How freezes came and when days ended under earlier settings, oldest first; absent or empty when these never changed. */
  readonly past?: readonly PastTerms[];
  /** Pauses of the whole challenge. */
  readonly pauses: readonly DaySpan[];
}
