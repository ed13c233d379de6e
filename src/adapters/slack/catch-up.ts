import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { Log } from '../../core/ports.ts';
import type { Call } from './call.ts';
import { messageSchema } from './event-schemas.ts';
import type { Identity } from './identity.ts';
import type { Intake } from './intake.ts';
import { millisToTs, readMessageRef } from './refs.ts';

const PAGE = 200;

/**
 * After an absence: reads every watched channel from the newest message taken in and hands the rest in, oldest first.
 * Slack itself sends a missed event again only three times within about six minutes. What was seen before is harmless.
 */
export function createCatchUp(deps: {
  client: WebClient;
  log: Log;
  inbound: Inbound;
  intake: Intake;
  identity: () => Identity;
  call: Call;
}) {
  const { client, log } = deps;

  /** One request, again after the wait Slack asks for. */
  async function patiently<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      try {
        return await deps.call('conversations.history', 'repeatable', request);
      } catch (error) {
        if (!(error instanceof PlatformError) || error.kind !== 'rateLimited') throw error;
        await delay(error.retryAfterMs ?? 30_000, undefined, { signal });
      }
    }
  }

  async function one(
    { channel, lastSeen, since }: WatchedChannel,
    signal: AbortSignal,
    missedSince: number,
  ): Promise<number> {
    const seen = lastSeen === null ? millisToTs(since) : readMessageRef(lastSeen).ts;
    const oldest = Number(seen) * 1000 < missedSince ? seen : millisToTs(missedSince - 1);
    const missed: unknown[] = [];
    let cursor: string | undefined;
    do {
      signal.throwIfAborted();
      const options = { channel, oldest, limit: PAGE, ...(cursor ? { cursor } : {}) };
      const page = await patiently(() => client.conversations.history(options), signal);
      missed.push(...(page.messages ?? []));
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    for (const raw of missed.reverse()) {
      signal.throwIfAborted();
      const message = messageSchema.safeParse(raw);
      if (message.success) await deps.intake.caughtUp(channel, message.data);
    }
    return missed.length;
  }

  /** False: some of it could not be read or taken in. `missedSince`: what is that old may be missing although newer was taken in. */
  return async (signal: AbortSignal, missedSince = Number.POSITIVE_INFINITY): Promise<boolean> => {
    let whole = true;
    const watched = await deps.inbound.watchedChannels('slack');
    for (const w of watched.filter((w) => w.workspace === deps.identity().team)) {
      try {
        const messages = await one(w, signal, missedSince);
        if (messages > 0) log.info('slack.catch_up', { channel: w.channel, messages });
      } catch (error) {
        if (signal.aborted) return false;
        whole = false;
        const reason = error instanceof PlatformError ? error.message : 'failed';
        log.warn('slack.catch_up.failed', { channel: w.channel, reason });
      }
    }
    return whole;
  };
}
