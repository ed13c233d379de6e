import { reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

/** Work that may outlive what began it, so that a stop can wait for it. */
export interface InHand {
  /** Holds it until it has ended; answers what it answers. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** The same for work whose outcome nobody waits for: its failure is a line in the log, `failed`, unless we are stopping. */
  background(failed: string, work: Promise<unknown>): void;
  /** Resolves when all of it has ended, or after `ms`. */
  drained(ms: number): Promise<unknown>;
}

export function createInHand(log: Log, stopping: AbortSignal): InHand {
  const all = new Set<Promise<unknown>>();

  function hold<T>(work: Promise<T>): Promise<T> {
    const held = work.finally(() => all.delete(held));
    all.add(held);
    return held;
  }

  return {
    hold,
    background(failed, work) {
      void hold(
        work.catch((error: unknown) => {
          if (!stopping.aborted) log.warn(failed, { reason: reasonOf(error) });
        }),
      );
    },
    drained: (ms) => Promise.race([Promise.allSettled(all), pause(ms)]),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
