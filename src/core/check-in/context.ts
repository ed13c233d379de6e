import type { Challenge } from '../challenge/challenge.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';

/** All that a verdict on one message depends on, read in one round trip. */
export interface ProofContext {
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly locale: Locale;
    readonly timezone: string;
    /** The emoji that marks a check-in. */
    readonly mark: string;
    readonly parked: boolean;
  };
  /** Null: never seen before. */
  readonly member: {
    readonly id: MemberId;
    readonly name: string;
    readonly locale: Locale | null;
    readonly zones: readonly { readonly from: Instant; readonly zone: string }[];
  } | null;
  /** What is known of the message already. `known` false: an edit or a deletion came before it. */
  readonly proof: {
    readonly id: ProofId;
    readonly known: boolean;
    readonly deleted: boolean;
    readonly text: string;
  } | null;
  /** Challenges that are on in its channel, oldest first. At least one. */
  readonly challenges: readonly ChallengeStanding[];
}

/** A challenge and how this member stands in it. */
export interface ChallengeStanding extends Omit<Challenge, 'channel'> {
  readonly id: ChallengeId;
  readonly enrolled: boolean;
  readonly daysDone: number;
  readonly lastDay: CivilDay | null;
  /** Counted days within two of the message's date. */
  readonly near: readonly CivilDay[];
}
