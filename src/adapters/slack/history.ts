import { setTimeout as delay } from 'node:timers/promises';
import type { ConversationsHistoryArguments, WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { Call } from './call.ts';

/** Slack recommends no more than 200 messages per page (conversations.history). */
const PAGE = 200;
const UNTOLD_WAIT_MS = 30_000;

export interface HistoryDeps {
  readonly client: WebClient;
  readonly call: Call;
}

/**
 * A channel's messages page by page, newest first. Each page is requested when the caller wants it, and again after a rate limit's
 * waiting time. Throws `PlatformError`, or the signal's reason when it is aborted.
 */
export async function* readHistory(
  { client, call }: HistoryDeps,
  args: Pick<ConversationsHistoryArguments, 'channel' | 'oldest'>,
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[]> {
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const options = { ...args, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const page = await patiently(
      () => call('conversations.history', 'repeatable', () => client.conversations.history(options)),
      signal,
    );
    yield page.messages ?? [];
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
}

async function patiently<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof PlatformError) || error.kind !== 'rateLimited') throw error;
      await delay(error.retryAfterMs ?? UNTOLD_WAIT_MS, undefined, { signal });
    }
  }
}
