import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId } from '../model/ids.ts';

/** Days off that a member asked for, both ends included. */
export interface Rest {
  readonly kind: 'rest' | 'pause';
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** Days off that were booked with one call. */
export interface Booking extends Rest {
  readonly id: string;
}

/** Rest days and zones of members, within one transaction. Whoever changes a streak's facts has to call `factsChanged`. */
export interface RestTx {
  /**
   * Reads and locks the bookings in one challenge that reach `from` or later, in order. Two calls that book at once come one
   * after the other.
   */
  lockRests(challenge: ChallengeId, member: MemberId, from: CivilDay): Promise<readonly Booking[]>;
  /** Returns false when this call booked them before. */
  addRest(challenge: ChallengeId, member: MemberId, rest: Rest, call: string): Promise<boolean>;
  /** Ends these bookings: from `today` on they are no longer off; their days before that stay as they were. */
  endRests(
    challenge: ChallengeId,
    member: MemberId,
    bookings: readonly string[],
    today: CivilDay,
  ): Promise<void>;
  /**
   * Reads and locks every zone the member lived in, oldest first; empty: the workspace's applies. Two changes at once come one
   * after the other.
   */
  lockZones(member: MemberId): Promise<readonly { readonly from: Instant; readonly zone: string }[]>;
  /** Adds zones that the member set, each in force from its `from` on; the platform's zone no longer changes them (R14). */
  addOwnZone(
    member: MemberId,
    zones: readonly { readonly from: Instant; readonly zone: string }[],
  ): Promise<void>;
}
