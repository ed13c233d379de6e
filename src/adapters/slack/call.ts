import { PlatformError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { type Intent, slackWord, toPlatformError } from './errors.ts';

/**
 * Runs one Web API request and throws its failure as a `PlatformError`. `what` is the method's name, followed by the channel where Slack
 * limits the rate per channel ("chat.postMessage C123").
 */
export type Call = <T>(what: string, intent: Intent, request: () => Promise<T>) => Promise<T>;

/**
 * Creates the function that runs all our requests. After a 429 the same method is not called again before the time that Slack named:
 * calls made meanwhile fail with `rateLimited` and the remaining time, without a request. `turn` is awaited before each request;
 * `revoked` is called when Slack refuses the token. Slack: apis/web-api/rate-limits.
 */
export function createCall(
  clock: Clock,
  revoked: (reason: string) => Promise<void>,
  turn: (what: string) => Promise<void> = async () => undefined,
): Call {
  const closedUntil = new Map<string, number>();
  return async (what, intent, request) => {
    const wait = (closedUntil.get(what) ?? 0) - clock.monotonic();
    if (wait > 0) throw new PlatformError('rateLimited', what, { retryAfterMs: Math.ceil(wait) });
    closedUntil.delete(what);
    await turn(what);
    try {
      return await request();
    } catch (error) {
      const failure = toPlatformError(error, what, intent);
      if (failure.kind === 'rateLimited') {
        closedUntil.set(what, clock.monotonic() + (failure.retryAfterMs ?? 0));
      }
      if (failure.kind === 'revoked') await revoked(slackWord(error) ?? 'revoked');
      throw failure;
    }
  };
}
