import type { CivilDay, Weekday } from '../model/day.ts';
import type { Goal } from '../model/goal.ts';
import type { ChallengeId, ChannelRef } from '../model/ids.ts';
import type { PastTerms } from '../streak/terms.ts';

/**
 * What a post must hold to count.
 * - `photo`: a photo; `text`: words; `either`: a photo or words; `any`: words or any attachment, also a video or a PDF.
 */
export type ProofKind = 'photo' | 'text' | 'either' | 'any';
/** What a challenge is about; `/stats` names the most-kept one. */
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

/** A challenge's rule: all that decides whether a proof counts and for which day (R1). */
export interface Rule {
  readonly goal: Goal;
  readonly proofKind: ProofKind;
  /** First day, inclusive. */
  readonly startsOn: CivilDay;
  /** Last day, inclusive; null: open-ended. */
  readonly endsOn: CivilDay | null;
  /** Zone of the challenge itself; a member's day is judged in the member's zone. */
  readonly timezone: string;
  readonly weekStart: Weekday;
  /** The day ends this many minutes after midnight. */
  readonly graceMinutes: number;
  /** How many days back an explicit check-in may reach. */
  readonly backfillDays: number;
  /** Fewest letters of a text that counts; 0: any. */
  readonly minLength: number;
  /** Most freezes a member can hold; with `freezeEvery` null there are none at all. */
  readonly freezeCap: number;
  /** One freeze on joining and a further one every so many days. */
  readonly freezeEvery: number | null;
}

/** A goal and how long it held: the past stays as it was judged (R5 with several rules). */
export interface RuleVersion {
  readonly from: CivilDay;
  readonly goal: Goal;
  readonly weekStart: Weekday;
}

/** Days, inclusive; `to` null while it lasts. */
export interface DaySpan {
  readonly from: CivilDay;
  readonly to: CivilDay | null;
}

export interface Challenge extends Rule {
  readonly id: ChallengeId;
  readonly title: string;
  /** One emoji shown before the title, by which a post can name it. */
  readonly emoji: string | null;
  readonly category: Category | null;
  readonly channel: ChannelRef;
  /** Not everybody of the workspace may read its channel: for others it is not there (there-for.ts). */
  readonly closed: boolean;
  /** Days done by all together that the team aims at. */
  readonly teamGoal: number | null;
  /** Days before the end on which the channel is told: of 14 and 3. */
  readonly endNotices: readonly number[];
  /** Every rule it had, oldest first; the last one is in force (its goal and week start are this challenge's). */
  readonly rules: readonly [RuleVersion, ...RuleVersion[]];
  /** How freezes came and when days ended before it was as it is, oldest first; none: it always was. */
  readonly past?: readonly PastTerms[];
  /** Pauses of the whole challenge. */
  readonly pauses: readonly DaySpan[];
}
