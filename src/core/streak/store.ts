import type { CivilDay } from '../model/day.ts';
import type { ChallengeId, MemberId, MemberRef } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { CheckInFact, StreakFacts, StreakState, StreakTerms } from '../model/streak/index.ts';

/** A member in a challenge, with what their streak is computed from. */
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
  /** Null when facts changed since the streak was folded. */
  readonly state: StreakState | null;
  /** The version of the facts, raised by every change of them. */
  readonly version: number;
}

/** A member who takes part in a challenge, as boards and circles need them. */
export interface BoardMember extends Pick<Standing, 'onBoard' | 'terms' | 'state' | 'version'> {
  readonly id: MemberId;
  readonly name: string;
  /** The day on which the member last rejoined after leaving; null when they never did. */
  readonly backOn: CivilDay | null;
}

/**
 * Streaks as they are stored with enrollments. Terms are complete: a member without a zone of their own has the workspace's,
 * pauses of the challenge are among the member's pauses, and scheduled freezes up to today are among their grants. Each call is
 * one round trip.
 */
export interface StreakStore {
  /** Everything a member's numbers are computed from; null for a member who never joined. */
  facts(challenge: ChallengeId, member: MemberId): Promise<StreakFacts | null>;
  /** The same without check-ins but with the streak folded from them. */
  standing(challenge: ChallengeId, member: MemberId): Promise<Standing | null>;
  /** Stores a folded streak. Returns false, and stores nothing, when the facts are no longer those it was folded from. */
  keep(challenge: ChallengeId, member: MemberId, version: number, state: StreakState): Promise<boolean>;
  /** The same for many members of one challenge; for those whose facts changed meanwhile nothing is stored. */
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
   * Every member who takes part; with an `asker`, only those who chose to be shown and the asker. Members are built one by one as
   * the caller iterates, so that thousands need not be held in memory at once.
   */
  board(challenge: ChallengeId, asker?: MemberId): Promise<Iterable<BoardMember>>;
}
