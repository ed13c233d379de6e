import type { ChallengeId, DeliveryKey, MemberId, MessageRef, ProofId, WorkspaceId } from '../model/ids.ts';
import type { HeldNews } from '../nudge/personal/store.ts';
import type { GivenUp } from './cause.ts';
import type { Effect } from './effect.ts';
import type { Claimed } from './ledger.ts';

/** A delivery that was sent: something of ours that stands on the platform. */
export interface StandingDelivery {
  readonly key: DeliveryKey;
  readonly effect: Effect;
  /** The message it posted; null for marks. */
  readonly message: MessageRef | null;
}

/** How a transaction plans deliveries and takes them back. They are carried out afterwards, through the ledger (ledger.ts). */
export interface DeliveryTx {
  /**
   * Adds a delivery and its job. Does nothing if the key exists already. `priority`: the job's, where it differs from a delivery's
   * usual one.
   */
  deliver(
    workspace: WorkspaceId,
    proof: ProofId | null,
    key: DeliveryKey,
    effect: Effect,
    priority?: number,
  ): Promise<void>;
  /**
   * Stores that a delivery was given up, as Ledger.settle does, with what is planned in its place. `lost`: another worker had taken the
   * claim over, and nothing was stored.
   */
  settleGivenUp(claimed: Pick<Claimed, 'key' | 'claim'>, settlement: GivenUp): Promise<'settled' | 'lost'>;
  /**
   * Adds a delivery that was carried out elsewhere: `message` stands on the platform for a member. Does nothing if the key exists
   * already. False, and nothing is added, where there is no such member (any more).
   */
  noteSent(member: MemberId, key: DeliveryKey, effect: Effect, message: MessageRef): Promise<boolean>;
  /** Which of these deliveries exist. `stands`: it waits or was sent, and was not taken back. */
  knownDeliveries(
    keys: readonly DeliveryKey[],
  ): Promise<readonly { readonly key: DeliveryKey; readonly stands: boolean }[]>;
  /**
   * Skips the proof's waiting deliveries, and returns those that stand on the platform. What was given up but may stand is looked for
   * once more.
   */
  stopDeliveries(proof: ProofId, reason: string): Promise<readonly StandingDelivery[]>;
  /**
   * Takes a delivery back and returns the message it posted, for the caller to remove; null when there is none yet. If it still waits, it
   * is skipped with `reason`; if it is being sent, the worker that settles it has the message removed. If it was given up but may stand, it
   * is looked for once more, and removed where it is found.
   */
  withdraw(key: DeliveryKey, reason: string): Promise<MessageRef | null>;
  /** The key of the newest welcome of a challenge; null when the challenge was never started. */
  newestWelcome(id: ChallengeId): Promise<DeliveryKey | null>;
  /**
   * If the platform refused the newest welcome, marks it as posted anew, so that only one caller posts it again, and returns its key;
   * null when it was not refused, or when this was done before.
   */
  settleRefusedWelcome(id: ChallengeId): Promise<DeliveryKey | null>;

  /**
   * Holds news back, to be told as a part of the member's next nudge. Does nothing if the key exists already, unless it was dropped
   * (`dropHeld`) and is true again.
   */
  holdForNudge(workspace: WorkspaceId, key: DeliveryKey, effect: Effect): Promise<void>;
  /** The news that waits for a nudge of the member's or, where `delivery` is given, was told as a part of it; oldest first. */
  heldFor(member: MemberId, delivery: DeliveryKey | null): Promise<readonly HeldNews[]>;
  /** Skips held news that is no longer true. */
  dropHeld(keys: readonly DeliveryKey[]): Promise<void>;
  /** Marks held news as told as a part of that delivery. */
  sayHeld(keys: readonly DeliveryKey[], delivery: DeliveryKey): Promise<void>;
  /** Holds the news of `heldFor` (whose nudge did not come) until the next morning or nudge. */
  leaveHeld(member: MemberId, delivery: DeliveryKey | null): Promise<void>;
  /** Sends the news of `heldFor` (whose nudge does not come) by itself, in one message. */
  releaseHeld(member: MemberId, delivery: DeliveryKey | null): Promise<void>;
}
