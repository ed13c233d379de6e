import type { APIMessage } from 'discord.js';
import { type Persisting, persist } from './persist.ts';
import { compareIds } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import { whole } from './whole.ts';

/** The most messages that Discord returns at once (resources/message, Get Channel Messages). */
export const PAGE = 100;

export interface HistoryDeps extends Persisting {
  readonly rest: DiscordRest;
}

/**
 * A page of messages after or before the given one, or the newest if none is given; sorted oldest first. Fewer than PAGE messages mean
 * that there are no more in that direction, or that the bot may not read them (Discord then answers with an empty page). Throws
 * `PlatformError`, or the signal's reason when it is aborted.
 */
export async function readPage(
  deps: HistoryDeps,
  channelId: string,
  from: { readonly after?: string; readonly before?: string },
): Promise<readonly APIMessage[]> {
  deps.signal.throwIfAborted();
  const query = new URLSearchParams({ ...from, limit: String(PAGE) });
  const page = await persist(deps, channelId, () =>
    deps.rest.request<APIMessage[] | undefined>(
      { method: 'GET', path: `/channels/${channelId}/messages`, query, breaker: `history:${channelId}` },
      { needs: 'READ_MESSAGE_HISTORY', once: false },
    ),
  );
  if (!Array.isArray(page)) return [];
  const messages = page.map((told) => whole({ ...told, channel_id: told.channel_id ?? channelId }));
  return messages.toSorted((a, b) => compareIds(a.id, b.id));
}
