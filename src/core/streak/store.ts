import type { CivilDay } from '../model/day.ts';
import type { ChallengeId, MemberId, MemberRef } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { CheckInFact, StreakFacts, StreakState, StreakTerms } from '../model/streak/index.ts';

/** A member in a challenge, with what their streak follows from. */
export interface Standing {
  readonly challenge: { readonly id: ChallengeId; readonly title: string; readonly emoji: string | null };
  readonly member: {
    readonly id: MemberId;
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale;
  };
  readonly joined: boolean;
  readonly onBoard: boolean;
  readonly terms: StreakTerms;
  /** Null: facts changed since it was folded. */
  readonly state: StreakState | null;
  /** Of the facts: raised by every change of them. */
  readonly version: number;
}

export interface BoardMember extends Pick<Standing, 'onBoard' | 'terms' | 'state' | 'version'> {
  readonly id: MemberId;
  readonly name: string;
  /** The day on which they last joined again after they had left; null: they never did. */
  readonly backOn: CivilDay | null;
}

/**
 * Streaks as they are kept with enrollments. Terms are whole: without a zone of their own a member has the workspace's,
 * pauses of the challenge are among their pauses, scheduled freezes among their grants up to today. Each question is one
 * round trip.
 */
export interface StreakStore {
  /** Everything a member's numbers follow from; null for one who never joined. */
  facts(challenge: ChallengeId, member: MemberId): Promise<StreakFacts | null>;
  /** The same without check-ins, with the streak folded from them. */
  standing(challenge: ChallengeId, member: MemberId): Promise<Standing | null>;
  /** Keeps a folded streak, unless the facts are no longer those it was folded from: then false. */
  keep(challenge: ChallengeId, member: MemberId, version: number, state: StreakState): Promise<boolean>;
  /** The same for many of one challenge; of whom the facts changed meanwhile nothing is kept. */
  keepAll(
    challenge: ChallengeId,
    folded: readonly { readonly id: MemberId; readonly version: number; readonly state: StreakState }[],
  ): Promise<void>;
  /** The check-ins of many members of one challenge. */
  checkInsOf(
    challenge: ChallengeId,
    members: readonly MemberId[],
  ): Promise<ReadonlyMap<MemberId, readonly CheckInFact[]>>;
  /**
   * Every member who takes part; for an `asker` only those who chose to be shown, and themselves. Each is made out as they are
   * come to: of thousands, none has to be kept whole.
   */
  board(challenge: ChallengeId, asker?: MemberId): Promise<Iterable<BoardMember>>;
}
