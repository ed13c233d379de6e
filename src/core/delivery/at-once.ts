import { reasonOf } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Claimed } from './ledger.ts';

/** Past this many in hand the queue is the better place to wait. */
const most = 64;

/** Does what was claimed in the very transaction that planned it, without the way through the queue. */
export interface AtOnce {
  hasRoom(): boolean;
  /** Begins and returns. `claimedAt`: monotonic, before the claim was written. */
  begin(claimed: Claimed, claimedAt: number): void;
  /** Resolves when nothing is in hand. */
  drain(): Promise<void>;
}

/**
 * The short way for credit. Should the process die on it, the claim lapses and the queue gets the delivery like any other
 * that was left behind.
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
