import { type APIMessage, type APIThreadChannel, MessageType } from 'discord.js';
import type { Channels } from './channels.ts';
import type { DiscordRest } from './rest.ts';

/** Archives a thread that we opened if no message is left in it; any other thread stays as it is. Throws like any request. */
export async function tidyThread(
  deps: { readonly rest: DiscordRest; readonly channels: Channels; readonly self: () => Promise<string> },
  threadId: string,
): Promise<void> {
  const { rest, channels, self } = deps;
  const { isThread, parentId } = await channels.place(threadId);
  if (!isThread) return;
  const path = `/channels/${threadId}` as const;
  const attempted = { needs: 'MANAGE_THREADS', once: false };
  const left = await rest.request<APIMessage[] | undefined>(
    {
      method: 'GET',
      path: `${path}/messages`,
      query: new URLSearchParams({ limit: '5' }),
      breaker: `history:${parentId}`,
    },
    { needs: 'READ_MESSAGE_HISTORY', once: false },
  );
  if (!Array.isArray(left) || left.some((message) => message.type !== MessageType.ThreadStarterMessage))
    return;
  const thread = await rest.request<APIThreadChannel | undefined>(
    { method: 'GET', path, breaker: `view:${parentId}` },
    attempted,
  );
  if (thread?.owner_id !== (await self()) || thread.thread_metadata?.archived === true) return;
  const close = { method: 'PATCH', path, body: { archived: true }, breaker: `close:${parentId}` } as const;
  await rest.request(close, attempted);
}
