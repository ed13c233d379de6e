import type { ChallengeId, DeliveryKey, MemberId, MessageRef, ProofId, WorkspaceId } from '../model/ids.ts';
import type { HeldNews } from '../nudge/personal/store.ts';
import type { Effect } from './effect.ts';

/** Something of ours that stands on the platform. */
export interface StandingDelivery {
  readonly key: DeliveryKey;
  readonly effect: Effect;
  /** The message it posted; null for marks. */
  readonly message: MessageRef | null;
}

/** What is to be said and what was, of one transaction. The ledger does it (ledger.ts). */
export interface DeliveryTx {
  /** A delivery with its job. Known keys stay as they are. `priority`: of the job, where it is not a delivery's usual one. */
  deliver(
    workspace: WorkspaceId,
    proof: ProofId | null,
    key: DeliveryKey,
    effect: Effect,
    priority?: number,
  ): Promise<void>;
  /** Skips what waits, and returns what stands on the platform. */
  stopDeliveries(proof: ProofId, reason: string): Promise<readonly StandingDelivery[]>;
  /**
   * The message a delivery posted. One that still waits is skipped, with `reason`; one that is on its way is removed by whoever sees it
   * arrive.
   */
  withdraw(key: DeliveryKey, reason: string): Promise<MessageRef | null>;
  /** The delivery that posted a challenge's welcome, where it stands now; null: it never started. */
  newestWelcome(id: ChallengeId): Promise<DeliveryKey | null>;
  /** The key of that delivery where the platform refused it, which nobody has said again from then on; null: it did not, or it is settled. */
  settleRefusedWelcome(id: ChallengeId): Promise<DeliveryKey | null>;

  /** Kept to be said as a part of the member's next nudge; known keys stay as they are, but for what was let go and is so again. */
  holdForNudge(workspace: WorkspaceId, key: DeliveryKey, effect: Effect): Promise<void>;
  /** What waits to be said with a nudge of theirs, or was said as a part of `delivery`; oldest first. */
  heldFor(member: MemberId, delivery: DeliveryKey | null): Promise<readonly HeldNews[]>;
  /** What waited is not so any more, and never told. */
  dropHeld(keys: readonly DeliveryKey[]): Promise<void>;
  /** What waited is said as a part of that delivery. */
  sayHeld(keys: readonly DeliveryKey[], delivery: DeliveryKey): Promise<void>;
  /** What waits for a nudge that does not come, or was a part of `delivery`, waits for the next morning or nudge. */
  leaveHeld(member: MemberId, delivery: DeliveryKey | null): Promise<void>;
  /** What waits for a nudge that does not come is said by itself, in one message; so is what was a part of `delivery`. */
  releaseHeld(member: MemberId, delivery: DeliveryKey | null): Promise<void>;
}
