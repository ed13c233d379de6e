import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../core/ports.ts';

/** The client awaits this before each identify. */
export interface IdentifyThrottle {
  waitForIdentify(shardId: number, signal: AbortSignal): Promise<void>;
}

export interface IdentifyLimits {
  /** The most identifies in any window of `windowMs`. */
  readonly most: number;
  readonly windowMs: number;
  /** The shortest time between two identifies (Discord: events/gateway, max_concurrency, one in 5 s). */
  readonly gapMs: number;
}

/**
 * At most five identifies a minute, even if the gateway drops us again and again. Discord allows 1,000 a day and resets the token
 * of a bot that exceeds them.
 */
export const IDENTIFY_LIMITS: IdentifyLimits = { most: 5, windowMs: 60_000, gapMs: 5_000 };

/** Creates a throttle that lets identifies through one after another, within the limits. Rejects when the signal is aborted. */
export function createIdentifyThrottle(clock: Clock, limits: IdentifyLimits): IdentifyThrottle {
  let times: number[] = [];
  let last: Promise<void> = Promise.resolve();

  const next = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const now = clock.monotonic();
      times = times.filter((time) => now - time < limits.windowMs);
      const first = times.length < limits.most ? now : times[0]! + limits.windowMs;
      const due = Math.max(first, (times.at(-1) ?? Number.NEGATIVE_INFINITY) + limits.gapMs);
      if (due <= now) {
        times.push(now);
        return;
      }
      await sleep(due - now, undefined, { signal });
    }
  };

  return {
    waitForIdentify(_shardId, signal) {
      const mine = last.then(() => next(signal));
      last = mine.catch(() => {});
      return mine;
    },
  };
}
