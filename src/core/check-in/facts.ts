import type { Situation } from '../cheer/situation.ts';
import type { Effect } from '../delivery/effect.ts';
import type { JobSpec } from '../jobs/job.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type {
  AttachmentRef,
  ChallengeId,
  ChannelRef,
  DeliveryKey,
  MemberId,
  MemberRef,
  MessageRef,
  ProofId,
  WorkspaceId,
} from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { StreakState } from '../model/streak/index.ts';
import type { ChoiceKind } from './context.ts';

/**
 * The rows that one proof leads to, written all or none in one round trip. If something has changed since the proof was judged, a
 * unique key or a version refuses them all, and the proof is judged again.
 */
export interface Facts {
  readonly workspace: WorkspaceId;
  readonly member: {
    readonly id: MemberId;
    readonly isNew: boolean;
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale | null;
  };
  /** A new zone that the platform reported, valid from the proof's time on (R14); null when it has not changed. */
  readonly zone: { readonly from: Instant; readonly zone: string } | null;
  readonly enrollments: readonly EnrollmentFact[];
  readonly proof: {
    readonly id: ProofId;
    /**
     * The row that exists already, if any. `edited`: an edit came before the message and left a row. `undecided`: the proof was stored
     * until its challenge was chosen or an edit made it count. `further`: it was a further, uncounted proof of a day, and no longer is.
     */
    readonly row: 'new' | 'edited' | 'undecided' | 'further';
    readonly message: MessageRef;
    readonly channel: ChannelRef;
    readonly at: Instant;
    readonly text: string;
  };
  readonly photos: readonly PhotoFact[];
  readonly checkIns: readonly CheckInFact[];
  /** What the cheer is written for: `challenge` is the one it speaks of. */
  readonly cheer: { readonly challenge: ChallengeId; readonly situation: Situation } | null;
  readonly deliveries: readonly DeliveryFact[];
  /** The jobs other than those that carry out `deliveries` (`jobsOf`). */
  readonly otherJobs: readonly JobSpec[];
  /** The challenge the member chose for posts of this kind in the channel; null: nothing to remember. */
  readonly choice: { readonly kind: ChoiceKind; readonly challenge: ChallengeId } | null;
  /** How far the channel has now been read; null if the post was not received from its channel. */
  readonly cursor: {
    readonly channel: ChannelRef;
    readonly message: MessageRef;
    readonly at: Instant;
  } | null;
}

/** A delivery to be written with the facts, and how it will be carried out. */
export interface DeliveryFact {
  readonly key: DeliveryKey;
  readonly effect: Effect;
  readonly how: DeliveredHow;
}

/**
 * - `queued`: by its own job.
 * - `oncePerDay`: by its job. Its key names no proof, so it may exist already; it is then left out, unless it was taken back.
 * - `unlessSaid`: by its job. Its proof was judged before, so its key may exist already; it is then left out in any case.
 * - `answered`: already said in the answer to a command; stored only so that its key is taken.
 * - `claim`: claimed from the start by the process that writes the facts, which carries it out at once.
 */
type DeliveredHow = 'queued' | 'oncePerDay' | 'unlessSaid' | 'answered' | { readonly claim: string };

/** All jobs to be written: one for each delivery that is neither answered nor claimed, and the other jobs. Pure. */
export function jobsOf({ deliveries, otherJobs }: Pick<Facts, 'deliveries' | 'otherJobs'>): JobSpec[] {
  const queued = deliveries.filter(({ how }) => how !== 'answered' && typeof how === 'string');
  return [...queued.map(({ key }): JobSpec => ({ task: 'deliver', payload: { key } })), ...otherJobs];
}

/** The member's enrollment in a challenge after the proof, with the resulting streak. */
export interface EnrollmentFact {
  readonly challenge: ChallengeId;
  readonly joinedOn: CivilDay;
  /** The streak's version that was read; the streak is written only if it is still the same. Null: there was no enrollment. */
  readonly version: number | null;
  /** Null: to be replayed when it is next needed. */
  readonly streak: StreakState | null;
  /** The member joins, or comes back, by this proof. If false, a member who left meanwhile stays away. */
  readonly joins: boolean;
}

/** The row of a file of the post. */
export interface PhotoFact {
  readonly ref: AttachmentRef;
  readonly name: string;
  readonly type: string | null;
  readonly size: number | null;
  /** `waiting`: to be fetched; `held`: not fetched unless the post comes to count. */
  readonly state: 'waiting' | 'held' | 'refused' | 'notAPhoto';
  readonly reason: string | null;
}

/** The row of a check-in. */
export interface CheckInFact {
  readonly challenge: ChallengeId;
  /** Computed once and stored (R3). */
  readonly day: CivilDay;
  readonly at: Instant;
  readonly zone: string;
  /** Accepted for an earlier day than the day of its post; for display only (R3). */
  readonly late: boolean;
  /** False when the day was counted already: this check-in takes over if the counted one is taken back. */
  readonly counted: boolean;
}
