import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Clock, Pace } from '../../core/ports.ts';

/** Slack: apis/web-api/rate-limits, chat.postMessage: one a second in each channel. */
const apartMs = 1_000;
/** Longer is not waited with a delivery in hand. */
const longestWaitMs = 4_000;
const post = /^chat\.postMessage /;
const mostChannels = 5_000;

export interface Patience {
  /** Whatever this posts waits its turn. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  /** Called before each request, with what `Call` calls it. Throws `rateLimited` for a turn that is too far off. */
  turn(what: string): Promise<void>;
}

/**
 * Keeps what is said unasked within its part of what Slack allows, and a second apart from whatever was posted in the same
 * channel. Everything else goes at once.
 */
export function createPatience({ clock, pace }: { readonly clock: Clock; readonly pace: Pace }): Patience {
  const patient = new AsyncLocalStorage<true>();
  /** When each channel's last message was posted, or is to be. Monotonic. */
  const last = createBoundedMap<string, number>(mostChannels);

  return {
    patiently: (work) => patient.run(true, work),
    async turn(what) {
      if (!post.test(what)) return;
      if (!patient.getStore()) {
        last.set(what, clock.monotonic());
        return;
      }
      await pace();
      const now = clock.monotonic();
      const at = Math.max(now, (last.get(what) ?? Number.NEGATIVE_INFINITY) + apartMs);
      if (at - now > longestWaitMs)
        throw new PlatformError('rateLimited', what, { retryAfterMs: Math.ceil(at - now) });
      last.set(what, at);
      if (at > now) await delay(at - now);
    },
  };
}
