import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
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
  const last = new Map<string, number>();

  function note(what: string, at: number): void {
    last.delete(what);
    last.set(what, at);
    const oldest = last.size > mostChannels ? last.keys().next().value : undefined;
    if (oldest !== undefined) last.delete(oldest);
  }

  return {
    patiently: (work) => patient.run(true, work),
    async turn(what) {
      if (!post.test(what)) return;
      if (!patient.getStore()) return note(what, clock.monotonic());
      await pace();
      const now = clock.monotonic();
      const at = Math.max(now, (last.get(what) ?? Number.NEGATIVE_INFINITY) + apartMs);
      if (at - now > longestWaitMs)
        throw new PlatformError('rateLimited', what, { retryAfterMs: Math.ceil(at - now) });
      note(what, at);
      if (at > now) await delay(at - now);
    },
  };
}
