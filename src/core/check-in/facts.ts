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
 * Rows one proof leads to, written all or nothing in one round trip. When something changed since it was judged, a unique
 * key or a version refuses them all and the proof is judged again.
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
  /** A zone the platform told, in force from the proof on (R14); null when nothing changed. */
  readonly zone: { readonly from: Instant; readonly zone: string } | null;
  readonly enrollments: readonly EnrollmentFact[];
  readonly proof: {
    readonly id: ProofId;
    /**
     * `edited`: an edit came before the message and left a row. `undecided`: kept until its challenge was chosen, or an edit made it count.
     * `further`: kept as a further proof of a day, which it is no more.
     */
    readonly row: 'new' | 'edited' | 'undecided' | 'further';
    readonly message: MessageRef;
    readonly channel: ChannelRef;
    readonly at: Instant;
    readonly text: string;
  };
  readonly photos: readonly PhotoFact[];
  readonly checkIns: readonly CheckInFact[];
  readonly cheer: { readonly situation: string } | null;
  readonly deliveries: readonly DeliveryFact[];
  /** Those that do no delivery (`jobsOf`). */
  readonly otherJobs: readonly JobSpec[];
  /** What the member chose for posts of this kind in the channel. */
  readonly choice: { readonly kind: ChoiceKind; readonly challenge: ChallengeId } | null;
  /** The channel has been read up to here; null for what was not read from a channel. */
  readonly cursor: {
    readonly channel: ChannelRef;
    readonly message: MessageRef;
    readonly at: Instant;
  } | null;
}

/** Something to be said or marked. */
export interface DeliveryFact {
  readonly key: DeliveryKey;
  readonly effect: Effect;
  readonly how: DeliveredHow;
}

/**
 * `queued`: by its job. `oncePerDay`: the same; its key names no proof, so it may have been said before, and is then left out.
 * `unlessSaid`: the same, of a proof that was judged before; said again by no means.
 * `answered`: said in the answer to a command, kept for its key alone. `claim`: whoever writes the facts does it at once.
 */
type DeliveredHow = 'queued' | 'oncePerDay' | 'unlessSaid' | 'answered' | { readonly claim: string };

/** All jobs that follow: one for each delivery that nobody does at once or has done, and the others. Pure. */
export function jobsOf({ deliveries, otherJobs }: Pick<Facts, 'deliveries' | 'otherJobs'>): JobSpec[] {
  const queued = deliveries.filter(({ how }) => how !== 'answered' && typeof how === 'string');
  return [...queued.map(({ key }): JobSpec => ({ task: 'deliver', payload: { key } })), ...otherJobs];
}

/** How the member stands in a challenge after the proof, with the streak it leads to. */
export interface EnrollmentFact {
  readonly challenge: ChallengeId;
  readonly joinedOn: CivilDay;
  /** The version that was read, which must still hold for a streak to be kept; null: there was no enrollment. */
  readonly version: number | null;
  /** Null: to be folded when it is next asked for. */
  readonly streak: StreakState | null;
  /** Takes part by it; else whoever left meanwhile has left. */
  readonly joins: boolean;
}

export interface PhotoFact {
  readonly ref: AttachmentRef;
  readonly name: string;
  readonly type: string | null;
  readonly size: number | null;
  /** `held`: not fetched until it is known whether the post counts. */
  readonly state: 'waiting' | 'held' | 'refused' | 'notAPhoto';
  readonly reason: string | null;
}

export interface CheckInFact {
  readonly challenge: ChallengeId;
  /** Computed once and stored (R3). */
  readonly day: CivilDay;
  readonly at: Instant;
  readonly zone: string;
  /** Accepted for an earlier day than its own; display only (R3). */
  readonly late: boolean;
  /** False: the day was counted already; this one takes over when that is taken back. */
  readonly counted: boolean;
}
