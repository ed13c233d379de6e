import { PlatformError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { type Intent, slackWord, toPlatformError } from './errors.ts';

/**
 * Runs one Web API request; its failures become PlatformErrors. `what` is the method, with the channel behind it where Slack
 * counts by channel ("chat.postMessage C123").
 */
export type Call = <T>(what: string, intent: Intent, request: () => Promise<T>) => Promise<T>;

/**
 * After a 429 the same method is not asked again before the time Slack named: whoever comes meanwhile is told the rest of
 * it without a request. `turn` is awaited before each request. A dead token is told to `revoked`. Slack: apis/web-api/rate-limits.
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
