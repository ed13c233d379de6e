import type { CivilDay, Weekday } from '../model/day.ts';
import type { Goal } from '../model/goal.ts';
import type { ChallengeId, ChannelRef } from '../model/ids.ts';

/**
 * What a post must hold to count.
 * - `photo`: a photo; `text`: words; `either`: a photo or words; `any`: words or any attachment, also a video or a PDF.
 */
export type ProofKind = 'photo' | 'text' | 'either' | 'any';
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
}

export interface Challenge extends Rule {
  readonly id: ChallengeId;
  readonly title: string;
  readonly channel: ChannelRef;
}
