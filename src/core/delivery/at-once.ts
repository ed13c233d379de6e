import { reasonOf } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Claimed } from './ledger.ts';

/** The most deliveries carried out at once here; beyond that the queue is the better place to wait. */
const most = 64;

/** Carries out deliveries that the transaction which planned them also claimed, without going through the job queue. */
export interface AtOnce {
  /** Whether one more delivery may begin. */
  hasRoom(): boolean;
  /** Starts the delivery and returns at once. `claimedAt`: monotonic time, taken before the claim was written. */
  begin(claimed: Claimed, claimedAt: number): void;
  /** Resolves when every delivery that was begun has ended. */
  drain(): Promise<void>;
}

/**
 * The fast path for marks of credit. If the process dies meanwhile, the claim expires and the queue takes the delivery over, like
 * any other that was left unfinished. A failure is only logged, for the same reason.
 */
export function createAtOnce({
  carryOut,
  log,
}: {
  carryOut: (claimed: Claimed, claimedAt: number) => Promise<void>;
  log: Log;
}): AtOnce {
  const inHand = new Set<Promise<void>>();
  return {
    hasRoom: () => inHand.size < most,
    begin(claimed, claimedAt) {
      const work = carryOut(claimed, claimedAt)
        .catch((error: unknown) =>
          log.warn('delivery.left', { delivery: claimed.key, reason: reasonOf(error) }),
        )
        .finally(() => inHand.delete(work));
      inHand.add(work);
    },
    async drain() {
      await Promise.all(inHand);
    },
  };
}
