import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Clock, Pace } from '../../core/ports.ts';

/** Slack allows one message per second in each channel (apis/web-api/rate-limits, chat.postMessage). */
const apartMs = 1_000;
/** A delivery waits at most this long for its turn, since it is claimed meanwhile. */
const longestWaitMs = 4_000;
const post = /^chat\.postMessage /;
const mostChannels = 5_000;

/** Makes unasked messages wait for their turn. */
export interface Patience {
  /** Runs work whose posts wait for their turn. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  /** Called before each request, with the `what` of `Call`. Throws `PlatformError` (`rateLimited`) if the turn is more than 4 s away. */
  turn(what: string): Promise<void>;
}

/**
 * Keeps unasked messages within their share of Slack's rate limit, and one second after the last post in the same channel. All other
 * messages are sent at once.
 */
export function createPatience({ clock, pace }: { readonly clock: Clock; readonly pace: Pace }): Patience {
  const patient = new AsyncLocalStorage<true>();
  /** When the last message was or will be posted in each channel, in monotonic milliseconds. */
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
