import type { APIMessage } from 'discord.js';
import { type Persisting, persist } from './persist.ts';
import { compareIds } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import { whole } from './whole.ts';

/** Discord: resources/message, Get Channel Messages. */
export const PAGE = 100;

export interface HistoryDeps extends Persisting {
  readonly rest: DiscordRest;
}

/**
 * The messages next to the given one (none: the newest), oldest first. Fewer than PAGE: there are no more on that side, or
 * the bot may not read them (Discord answers an empty page then). Throws `PlatformError`, or what the signal says.
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
