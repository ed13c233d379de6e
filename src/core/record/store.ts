import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, MessageRef, ProofId } from '../model/ids.ts';
import type { BlobId } from '../photo.ts';

/** One proof of a member that counts, as `/records` and `/search` show it; never a deleted or undone one. */
export interface ProofRecord {
  readonly proof: ProofId;
  /** Where it can be seen: the member's message, or the card we posted for them; null while that card is not posted yet. */
  readonly message: MessageRef | null;
  readonly at: Instant;
  /** The first day it counts for. `titles`: those of the challenges it counts in. */
  readonly day: CivilDay;
  readonly titles: readonly string[];
  readonly text: string;
  readonly photos: number;
}

/** Which proofs of a member to read. */
export interface RecordFilter {
  readonly member: MemberId;
  readonly challenge: ChallengeId | null;
  /** The days it must count for, both ends included. */
  readonly from: CivilDay | null;
  readonly to: CivilDay | null;
  /** Words that must all occur in the text, at any place and whatever their case or width. Empty: no search. */
  readonly words: readonly string[];
}

/** A day on which something counts, over the challenges asked for. */
export interface RecordDay {
  readonly day: CivilDay;
  /** In how many challenges something counts on it. */
  readonly challenges: number;
  /** The small copy of the day's first photo that is still kept. */
  readonly photo: BlobId | null;
}

/** One credited check-in, for statistics. */
export interface RecordFact {
  /** Null: a manager added the day. */
  readonly proof: ProofId | null;
  readonly challenge: ChallengeId;
  readonly category: string | null;
  readonly day: CivilDay;
  readonly at: Instant;
  readonly zone: string;
}

/** Reads what members ask about their own records. Each call is about one member and takes one round trip. */
export interface RecordStore {
  /** A page of the proofs that match, newest first. */
  proofs(
    filter: RecordFilter,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<readonly ProofRecord[]>;
  days(
    member: MemberId,
    challenge: ChallengeId | null,
    from: CivilDay,
    to: CivilDay,
  ): Promise<readonly RecordDay[]>;
  /** The ids of the check-ins that a manager added. */
  added(member: MemberId, challenge: ChallengeId): Promise<ReadonlySet<string>>;
  /** Where a proof can be seen; null while its card is not posted yet. */
  messageOf(proof: ProofId): Promise<MessageRef | null>;
  /** Days done by everybody in a challenge together. */
  daysOfAll(challenge: ChallengeId): Promise<number>;
  /** Every check-in of a member that counts, oldest first. */
  facts(member: MemberId, challenge: ChallengeId | null): Promise<readonly RecordFact[]>;
}

/** Changes who is on the leaderboard, within one transaction. */
export interface BoardTx {
  /** Returns false when the member takes no part. */
  showOnBoard(challenge: ChallengeId, member: MemberId, isShown: boolean): Promise<boolean>;
}
