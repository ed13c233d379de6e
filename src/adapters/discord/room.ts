import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';

const WINDOW_MS = 1_000;
/** The share of Discord's request limit that is kept free for requests that cannot wait. */
const KEPT_FREE = 0.2;
/** A request that can wait waits at most this long, since it belongs to a claimed delivery. */
const LONGEST_WAIT_MS = 4_000;

/** This process's share of Discord's request limit. */
export interface Room {
  /** Counts a request that is sent without waiting. */
  taken(): void;
  /** Waits until a request that can wait may be sent, and counts it. Throws `PlatformError` (`rateLimited`) after 4 s. */
  free(): Promise<void>;
}

/** Counts this process's requests of the last second, so that requests that can wait yield to those that cannot. */
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
      // Only `free` removes old entries otherwise, and it may never be called.
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
