import { reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

/** Keeps track of work that may outlive the request that began it, so that a stop can wait for it. */
export interface InHand {
  /** Tracks the work until it ends. Returns its outcome. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** Tracks work whose outcome nobody waits for. Its failure is logged as the event `failed`, unless we are stopping. */
  background(failed: string, work: Promise<unknown>): void;
  /** Resolves when all tracked work has ended, or after `ms` milliseconds. */
  drained(ms: number): Promise<unknown>;
}

/** Creates the tracker. `stopping` is aborted when the platform stops. */
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
