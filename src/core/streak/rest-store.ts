import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId } from '../model/ids.ts';

/** Days off a member asked for, both ends included. */
export interface Rest {
  readonly kind: 'rest' | 'pause';
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** Days off as they were booked at once. */
export interface Booking extends Rest {
  readonly id: string;
}

/** Rest days and zones of members, of one transaction. Whoever changes a streak's facts says so (`factsChanged`). */
export interface RestTx {
  /** Bookings in one challenge that reach `from` or later, in order. Two who ask for more at once come one after the other. */
  lockRests(challenge: ChallengeId, member: MemberId, from: CivilDay): Promise<readonly Booking[]>;
  /** False: this call asked for them before. */
  addRest(challenge: ChallengeId, member: MemberId, rest: Rest, call: string): Promise<boolean>;
  /** Of these bookings nothing is off any more from `today` on; their days before it stay as they were. */
  endRests(
    challenge: ChallengeId,
    member: MemberId,
    bookings: readonly string[],
    today: CivilDay,
  ): Promise<void>;
  /** Every zone the member lived in, oldest first; empty: the workspace's. Two who change it at once come one after the other. */
  lockZones(member: MemberId): Promise<readonly { readonly from: Instant; readonly zone: string }[]>;
  /** From `at` on the member lives in `zone` by their own word, which the platform's no longer changes (R14). */
  addOwnZone(
    member: MemberId,
    zones: readonly { readonly from: Instant; readonly zone: string }[],
  ): Promise<void>;
}
