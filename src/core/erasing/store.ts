import type { Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, MemberRef, WorkspaceId } from '../model/ids.ts';

/** What stays when everything about a member was erased: that it was, when, and how much there was. */
export interface Receipt {
  /** Random: known to whoever was given it. */
  readonly id: string;
  /** By the platform's clock. */
  readonly at: Instant;
  /** Check-ins that counted. */
  readonly checkIns: number;
  /** Photos of which there were copies. */
  readonly photos: number;
  /** Challenges the member took part in, or had left with their records kept. */
  readonly challenges: number;
}

/** Erases what is kept of members, within one transaction. */
export interface ErasingTx {
  /**
   * Erases what is kept of a member in a challenge, or of everybody in it (`member` null): check-ins, rests and choices. Proofs
   * that count for nothing else lose their text and photos, and no cheer is written for them any more; with `words`, what we said
   * under them is removed too. Returns how many check-ins were erased.
   */
  eraseRecords(
    challenge: ChallengeId,
    of: { readonly member: MemberId | null; readonly words: boolean },
    at: Instant,
  ): Promise<number>;
  /**
   * Erases the enrollment. Returns false when there was none. Joining again begins anew, and what the member posted before `at`,
   * by the platform's clock, is not taken in any more.
   */
  forgetEnrollment(challenge: ChallengeId, member: MemberId, at: Instant): Promise<boolean>;
  /**
   * Erases everything kept of a member in their workspace, the member themselves included, and has what we said to and about them removed.
   * What they posted before `at`, by the platform's clock, is not taken in any more; whoever posts after it is a new member. Null when
   * there is no such member (any more).
   */
  eraseMember(member: MemberId, at: Instant): Promise<Receipt | null>;
  /** The newest receipt of somebody, known by their id on the platform; null when nothing about them was ever erased as a whole. */
  receiptOf(workspace: WorkspaceId, ref: MemberRef): Promise<Receipt | null>;
  /**
   * Whether everything about somebody was erased after the instant `at`, so that what they did then is not taken in. Until the
   * transaction ends nobody erases them, so that what it stores of them is erased as well, or is not stored. To be asked before the
   * transaction locks a row of theirs.
   */
  wasErasedSince(workspace: WorkspaceId, ref: MemberRef, at: Instant): Promise<boolean>;
  /** How many running challenges a member hosts. */
  countHosted(member: MemberId): Promise<number>;
}
