import type { Instant } from '../model/day.ts';
import type { DeliveryKey, MessageRef, PlatformName, ProofId, WorkspaceId } from '../model/ids.ts';
import type { GivenUp } from './cause.ts';
import type { Effect } from './effect.ts';

/** How long a claim keeps other workers away. Its holder stops acting after half of that time (the fence). */
export const claimLeaseMs = 20_000;

/** A delivery that this worker has claimed, with everything needed to carry it out. */
export interface Claimed {
  readonly kind: 'claimed';
  readonly key: DeliveryKey;
  /** Identifies this claim: only its holder can settle the delivery. */
  readonly claim: string;
  readonly workspace: WorkspaceId;
  readonly platform: PlatformName;
  readonly proof: ProofId | null;
  readonly effect: Effect;
  /** Tries so far that count against the limit, including this one. */
  readonly attempts: number;
  /** Whether an earlier try may have reached the platform. */
  readonly maybeSent: boolean;
  readonly createdAt: Instant;
  /** Set after a restore: since the backup was made it may have been said, which the database does not know. It is looked for first. */
  readonly saidSince?: Instant;
  /** Why it need not be done any more, e.g. its proof was deleted, undone or came to care, or its workspace is parked; else null. */
  readonly moot: string | null;
  /** For `edit` and `threadOfDelivery`: the message that the other delivery posted; null while it has posted none. */
  readonly otherMessage: MessageRef | null;
  /** Whether that other delivery ended without posting. */
  readonly otherFailed: boolean;
}

export type ClaimOutcome =
  | Claimed
  /** Another worker holds the claim, or may hold it, until then. */
  | { readonly kind: 'busy'; readonly until: Instant }
  /** The delivery was sent, skipped or given up, or does not exist. */
  | { readonly kind: 'over' };

/** How one try ended. Only the holder of the claim can store it. */
export type Settlement =
  | { readonly state: 'sent'; readonly message: MessageRef | null }
  | GivenUp
  /** It is tried again at `at`. `counts`: whether this try counts against the limit. */
  | {
      readonly state: 'pending';
      readonly reason: string;
      readonly at: Instant;
      readonly maybeSent: boolean;
      readonly counts: boolean;
    };

/** The ledger of everything that is sent once. Each method is one round trip to the database. */
export interface Ledger {
  /** Takes the delivery for this worker, for `claimLeaseMs`. */
  claim(key: DeliveryKey): Promise<ClaimOutcome>;
  /**
   * Stores how a try ended. If the proof was deleted while its post was being sent, the post's removal is added in the same
   * transaction, so that it does not stay. `lost`: another worker had taken the claim over, and nothing was stored.
   */
  settle(claimed: Claimed, settlement: Settlement): Promise<'settled' | 'lost'>;
  /**
   * Has a delivery that another worker holds looked at again at `at`, when that claim lapses. Does nothing if its holder has stored the end
   * of its try meanwhile: when it is tried again is said with that.
   */
  againWhenFree(key: DeliveryKey, at: Instant): Promise<void>;
  /** Has the deliveries that wait since one of these platforms was off (`platformOff`) tried now. */
  resume(platforms: readonly PlatformName[]): Promise<void>;
}
