import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** How long to retry, and where failures are logged. */
export interface Persisting {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How long to retry, in milliseconds, where the work can also be done later. Not checked while Discord asks us to wait. */
  readonly patienceMs?: number;
}

/** Whether retrying is useless, as for a channel that is gone or closed to us. */
export const isHopeless = (error: unknown): boolean =>
  error instanceof PlatformError && !['rateLimited', 'unavailable'].includes(error.kind);

/** Retries until `run` works. Throws its last error when that is hopeless, the patience ends, or the signal is aborted. */
export async function persist<T>(
  { log, signal, patienceMs = Number.POSITIVE_INFINITY }: Persisting,
  what: string,
  run: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
    try {
      return await run();
    } catch (error) {
      if (isHopeless(error) || signal.aborted) throw error;
      const isAsked = error instanceof PlatformError && error.kind === 'rateLimited';
      if (!isAsked && performance.now() - begun + wait > patienceMs) throw error;
      log.warn('discord.catch_up.retry', { what, reason: reasonOf(error) });
      const asked = error instanceof PlatformError ? (error.retryAfterMs ?? 0) : 0;
      await sleep(Math.max(wait, asked), undefined, { signal });
    }
  }
}
