import type { MemberFacts } from '../challenge/store.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, MessageRef } from '../model/ids.ts';
import type { BlobId } from '../photo.ts';
import type { ChallengeRow, MemberRow, WorkspaceRow } from '../store.ts';

/** What is told to a member at the end of a challenge. */
export interface Finisher {
  readonly workspace: WorkspaceRow;
  readonly challenge: ChallengeRow;
  readonly member: MemberRow;
  readonly facts: MemberFacts;
  /** The longest text of a proof that counts and did not come to care; null: none has one. */
  readonly best: {
    readonly text: string;
    /** Null: given by command, and its card was never posted. */
    readonly message: MessageRef | null;
  } | null;
  /** Small copies of the photos of such proofs, oldest first; `lead`: the first of its proof. */
  readonly photos: readonly { readonly blob: BlobId; readonly lead: boolean }[];
}

/** What concerns the end of a challenge, of one transaction. */
export interface ClosingTx {
  /** What all did together, also those who left since: members with a day done, and their days. */
  togetherDone(challenge: ChallengeId): Promise<{ readonly members: number; readonly days: number }>;
  /**
   * Adds a `finishCard` job for every member who takes part and did at least one day, from an instant on and so many milliseconds
   * apart. Answers how many.
   */
  planFinishCards(challenge: ChallengeId, from: Instant, apartMs: number): Promise<number>;
  /** The draft that was made of a challenge to go again, while it is one; null: none waits. */
  draftAgain(of: ChallengeId): Promise<ChallengeId | null>;
  /** The last day an ended challenge was to have, null: none; undefined where that is not known any more. */
  plannedEnd(of: ChallengeId): Promise<CivilDay | null | undefined>;
  /** Null: the member left, nothing counts any more, or the challenge was deleted. */
  findFinisher(challenge: ChallengeId, member: MemberId): Promise<Finisher | null>;
  /** Days done by whoever takes part or did; null: never joined, or erased it. */
  daysOf(challenge: ChallengeId, member: MemberId): Promise<number | null>;
}
