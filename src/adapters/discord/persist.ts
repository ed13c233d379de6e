import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** Tries until it works or is hopeless (a channel gone or closed to us). */
export async function persist<T>(
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
  what: string,
  run: () => Promise<T>,
): Promise<T> {
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
    try {
      return await run();
    } catch (error) {
      const hopeless = error instanceof PlatformError && !['rateLimited', 'unavailable'].includes(error.kind);
      if (hopeless || signal.aborted) throw error;
      log.warn('discord.catch_up.retry', { what, reason: reasonOf(error) });
      const asked = error instanceof PlatformError ? (error.retryAfterMs ?? 0) : 0;
      await sleep(Math.max(wait, asked), undefined, { signal });
    }
  }
}
