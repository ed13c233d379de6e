import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, MessageRef, ProofId } from '../model/ids.ts';
import type { BlobId } from '../photo.ts';

/** One proof of a member that counts, as `/records` and `/search` show it. Deleted and undone ones are never among them. */
export interface ProofRecord {
  readonly proof: ProofId;
  /** Where it can be seen: the member's message, or the card we posted for them; null while that is not there yet. */
  readonly message: MessageRef | null;
  readonly at: Instant;
  /** The first day it counts for, and the titles of the challenges it counts in. */
  readonly day: CivilDay;
  readonly titles: readonly string[];
  readonly text: string;
  readonly photos: number;
}

export interface RecordFilter {
  readonly member: MemberId;
  readonly challenge: ChallengeId | null;
  /** Days it counts for, inclusive. */
  readonly from: CivilDay | null;
  readonly to: CivilDay | null;
  /** Every one of them occurs in the text, at any place, whatever its case or width. Empty: no search. */
  readonly words: readonly string[];
}

/** A day on which something counts, over the member's challenges. */
export interface RecordDay {
  readonly day: CivilDay;
  /** In how many challenges. */
  readonly challenges: number;
  /** The small copy of the first photo still kept. */
  readonly photo: BlobId | null;
}

/** One credited fact, for statistics. */
export interface RecordFact {
  /** Null: a manager added the day. */
  readonly proof: ProofId | null;
  readonly challenge: ChallengeId;
  readonly category: string | null;
  readonly day: CivilDay;
  readonly at: Instant;
  readonly zone: string;
}

/** What members ask about their own records. Always one member's, in one round trip. */
export interface RecordStore {
  /** Newest first. */
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
  /** Ids of the check-ins that a manager added. */
  added(member: MemberId, challenge: ChallengeId): Promise<ReadonlySet<string>>;
  /** Where a proof can be seen; null while its card is not posted yet. */
  messageOf(proof: ProofId): Promise<MessageRef | null>;
  /** Days done by everybody in a challenge together. */
  daysOfAll(challenge: ChallengeId): Promise<number>;
  /** Every check-in of a member that counts, oldest first. */
  facts(member: MemberId, challenge: ChallengeId | null): Promise<readonly RecordFact[]>;
}

/** What a transaction changes of the leaderboard. */
export interface BoardTx {
  /** False: the member takes no part. */
  showOnBoard(challenge: ChallengeId, member: MemberId, isShown: boolean): Promise<boolean>;
}
