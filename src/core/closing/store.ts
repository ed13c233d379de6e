import type { MemberFacts } from '../challenge/store.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, MessageRef } from '../model/ids.ts';
import type { BlobId } from '../photo.ts';
import type { ChallengeRow, MemberRow, WorkspaceRow } from '../store.ts';

/** A member who finished a challenge, with what their card is made from. */
export interface Finisher {
  readonly workspace: WorkspaceRow;
  readonly challenge: ChallengeRow;
  readonly member: MemberRow;
  readonly facts: MemberFacts;
  /** The longest texts of proofs that count and called for neither care nor comfort, at most twenty, the longest first. */
  readonly longest: readonly {
    readonly text: string;
    /** Null: the proof was given by command, and its card was never posted. */
    readonly message: MessageRef | null;
  }[];
  /** Small copies of the photos of such proofs, oldest first; `lead`: the first photo of its proof. */
  readonly photos: readonly { readonly blob: BlobId; readonly lead: boolean }[];
}

/** Queries and jobs for the end of a challenge, within one transaction. */
export interface ClosingTx {
  /** What all did together, including those who left since: how many members did a day, and how many days they did. */
  togetherDone(challenge: ChallengeId): Promise<{ readonly members: number; readonly days: number }>;
  /**
   * Adds a `finishCard` job for every member who takes part and did at least one day, the first at `from` and each further one
   * `apartMs` milliseconds later. Returns how many.
   */
  planFinishCards(challenge: ChallengeId, from: Instant, apartMs: number): Promise<number>;
  /** The draft made by [Once more] from a challenge, as long as it is a draft; null when there is none. */
  draftAgain(of: ChallengeId): Promise<ChallengeId | null>;
  /** The last day that an ended challenge was planned to have: null when it had none, undefined where that is no longer known. */
  plannedEnd(of: ChallengeId): Promise<CivilDay | null | undefined>;
  /** Null when the member left, nothing counts any more, or the challenge was deleted. */
  findFinisher(challenge: ChallengeId, member: MemberId): Promise<Finisher | null>;
  /** Days done by a member who takes part or once did; null when they never joined, or erased their records. */
  daysOf(challenge: ChallengeId, member: MemberId): Promise<number | null>;
}
