import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';

const WINDOW_MS = 1_000;
/** So much of what Discord allows is left for whatever cannot wait. */
const KEPT_FREE = 0.2;
/** Longer is not waited with a delivery in hand. */
const LONGEST_WAIT_MS = 4_000;

export interface Room {
  /** A request leaves now. */
  taken(): void;
  /** Resolves when one that can wait may leave, and counts it. Throws `rateLimited` when that takes too long. */
  free(): Promise<void>;
}

/** What this process has asked of Discord in the last second, so that what can wait yields to what cannot. */
export function createRoom(perSecond: number, clock: Pick<Clock, 'monotonic'>): Room {
  const most = Math.max(1, Math.floor(perSecond * (1 - KEPT_FREE)));
  let recent: number[] = [];

  const count = (now: number): number => {
    recent = recent.filter((at) => now - at < WINDOW_MS);
    return recent.length;
  };

  return {
    taken() {
      recent.push(clock.monotonic());
      // Only what waits ever looks; without it the list is kept short here.
      if (recent.length > 4 * most) count(clock.monotonic());
    },
    async free() {
      const since = clock.monotonic();
      for (let now = since; count(now) >= most; now = clock.monotonic()) {
        if (now - since > LONGEST_WAIT_MS)
          throw new PlatformError('rateLimited', 'no room left', { retryAfterMs: WINDOW_MS });
        await sleep(Math.max(5, WINDOW_MS - (now - recent[recent.length - most]!)));
      }
      recent.push(clock.monotonic());
    },
  };
}
