import type { Instant } from '../model/day.ts';
import type { DeliveryKey, MessageRef, PlatformName, ProofId, WorkspaceId } from '../model/ids.ts';
import type { GivenUp } from './cause.ts';
import type { Effect } from './effect.ts';

/** How long a claim keeps others away. Its holder stops acting at half of it (the fence). */
export const claimLeaseMs = 20_000;

/** A delivery taken to be done by this worker alone. */
export interface Claimed {
  readonly kind: 'claimed';
  readonly key: DeliveryKey;
  readonly claim: string;
  readonly workspace: WorkspaceId;
  readonly platform: PlatformName;
  readonly proof: ProofId | null;
  readonly effect: Effect;
  /** Tries so far that counted, this one included. */
  readonly attempts: number;
  readonly maybeSent: boolean;
  readonly createdAt: Instant;
  /** Why it need not be done any more: its proof was deleted or undone or came to care, its workspace parked. */
  readonly moot: string | null;
  /** For `edit` and `threadOfDelivery`: the message the other delivery posted; null while it has not. */
  readonly otherMessage: MessageRef | null;
  /** That other delivery is over without having posted. */
  readonly otherFailed: boolean;
}

export type ClaimOutcome =
  | Claimed
  /** Another worker holds it, or may. */
  | { readonly kind: 'busy'; readonly until: Instant }
  /** Sent, skipped or dead, or never there. */
  | { readonly kind: 'over' };

/** The end of one try. Only the holder of the claim can write it. */
export type Settlement =
  | { readonly state: 'sent'; readonly message: MessageRef | null }
  | GivenUp
  /** Tried again at `at`. `counts`: against the limit of tries. */
  | {
      readonly state: 'pending';
      readonly reason: string;
      readonly at: Instant;
      readonly maybeSent: boolean;
      readonly counts: boolean;
    };

/** The ledger of everything to be said once. Each step is one round trip. */
export interface Ledger {
  claim(key: DeliveryKey): Promise<ClaimOutcome>;
  /**
   * Writes the end of a try. A post whose proof was deleted while it was sent gets its removal in the same transaction, so
   * no ghost stays. `lost`: the claim had been taken over.
   */
  settle(claimed: Claimed, settlement: Settlement): Promise<'settled' | 'lost'>;
  /** Does the job of this key again at `at`. */
  again(key: DeliveryKey, at: Instant): Promise<void>;
}
