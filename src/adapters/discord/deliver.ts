import { type APIMessage, type APIThreadChannel, MessageType, ThreadAutoArchiveDuration } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { DeliveryKey, MessageRef } from '../../core/model/ids.ts';
import type { PostTarget, SendAttempt } from '../../core/ports.ts';
import type { PostView } from '../../core/views.ts';
import type { Channels } from './channels.ts';
import { Code } from './errors.ts';
import { messageRef, nonceOf, readId, readMessageRef } from './refs.ts';
import { renderView } from './render/index.ts';
import type { RenderedMessage } from './render/message.ts';
import { fitText, type RenderContext } from './render/text.ts';
import type { DiscordRest } from './rest.ts';
import { sameMessage } from './same-message.ts';

const THREAD_NAME_MAX = 100;
const LOOK_BACK = 100;
/** Nothing we write ever pings; Discord's default for sends and edits alike would (resources/message). */
export const NO_PINGS = { parse: [] } as const;

export interface Deliver {
  ensureReaction(message: MessageRef, mark: string): Promise<void>;
  ensureReactionRemoved(message: MessageRef, mark: string): Promise<void>;
  ensurePosted(target: PostTarget, view: PostView, attempt: SendAttempt): Promise<MessageRef>;
  findPosted(target: PostTarget, view: PostView, key: DeliveryKey): Promise<MessageRef | null>;
  ensureEdited(message: MessageRef, view: PostView): Promise<void>;
  ensureRemoved(message: MessageRef): Promise<void>;
}

export function createDeliver(deps: {
  readonly rest: DiscordRest;
  readonly channels: Channels;
  readonly context: RenderContext;
  /** The bot's own user id. */
  readonly self: () => Promise<string>;
}): Deliver {
  const { rest, channels, context, self } = deps;

  const react = async (method: 'PUT' | 'DELETE', ref: MessageRef, mark: string): Promise<void> => {
    const { channelId, messageId } = readMessageRef(ref);
    const path =
      `/channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(mark)}/@me` as const;
    const breaker = `react:${scopeOf(channelId)}`;
    await awake(channelId, () =>
      rest.request({ method, path, breaker }, { needs: 'ADD_REACTIONS', once: false }),
    );
  };

  /** What a refusal is remembered under: a thread's parent, since that is where permissions are. */
  const scopeOf = (channelId: string) => channels.known(channelId)?.parentId ?? channelId;

  /** Runs what an archived thread refuses; wakes the thread and runs it once more then. */
  const awake = async <T>(channelId: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (!isCode(error, Code.threadArchived)) throw error;
      await rest.request(
        {
          method: 'PATCH',
          path: `/channels/${channelId}`,
          body: { archived: false },
          breaker: `wake:${scopeOf(channelId)}`,
        },
        { needs: 'SEND_MESSAGES_IN_THREADS', once: false },
      );
      return run();
    }
  };

  /** The thread of a member's message, opened at need; the thread the message stands in when it stands in one. */
  const threadFor = async (on: MessageRef, title: string, fence: () => void): Promise<Destination> => {
    const { guildId, channelId, messageId } = readMessageRef(on);
    const place = await channels.place(channelId);
    const parentId = place.parentId;
    if (place.isThread) return { guildId, channelId, parentId, isThread: true };
    if (!place.canHaveThreads) return { guildId, channelId, parentId, isThread: false, replyTo: messageId };
    if (channels.known(messageId)?.isThread !== true) await openThread(channelId, messageId, title, fence);
    return { guildId, channelId: messageId, parentId, isThread: true };
  };

  const openThread = async (channelId: string, messageId: string, title: string, fence: () => void) => {
    const name = fitText(title.replaceAll('\n', ' ').trim() || '🐹', THREAD_NAME_MAX);
    try {
      const thread = await rest.request<APIThreadChannel>(
        {
          method: 'POST',
          path: `/channels/${channelId}/messages/${messageId}/threads`,
          body: { name, auto_archive_duration: ThreadAutoArchiveDuration.OneDay },
          breaker: `thread:${channelId}`,
          fence,
        },
        { needs: 'CREATE_PUBLIC_THREADS', once: false },
      );
      channels.learn(thread);
    } catch (error) {
      if (!isCode(error, Code.threadExists)) throw error;
    }
  };

  const destination = async (target: PostTarget, fence: () => void): Promise<Destination> => {
    switch (target.kind) {
      case 'thread':
        return threadFor(target.on, target.title, fence);
      case 'channel': {
        const channelId = readId(target.channel);
        const { guildId, parentId, isThread } = await channels.place(channelId);
        return { guildId: guildId ?? '@me', channelId, parentId, isThread };
      }
      case 'private':
        throw new PlatformError('invalid', 'Discord has no private lines outside interactions');
    }
  };

  /** Where a post to this target stands if it stands anywhere: nothing is opened for it. */
  const standing = async (target: PostTarget): Promise<Destination> => {
    if (target.kind !== 'thread') return destination(target, () => undefined);
    const { guildId, channelId, messageId } = readMessageRef(target.on);
    const { isThread, canHaveThreads, parentId } = await channels.place(channelId);
    const at = isThread || !canHaveThreads ? channelId : messageId;
    return { guildId, channelId: at, parentId, isThread: at !== channelId || isThread };
  };

  /** Our message from an earlier try, by its nonce or, since history forgets nonces, by its looks. */
  const alreadySent = async (
    { channelId, parentId }: Destination,
    nonce: string,
    rendered: RenderedMessage,
  ) => {
    const me = await self();
    const query = new URLSearchParams({ limit: String(LOOK_BACK) });
    const path = `/channels/${channelId}/messages` as const;
    const recent = await rest.request<APIMessage[]>(
      { method: 'GET', path, query, breaker: `history:${parentId}` },
      { needs: 'READ_MESSAGE_HISTORY', once: false },
    );
    return recent.find((m) => m.author.id === me && (m.nonce === nonce || sameMessage(m, rendered)));
  };

  return {
    ensureReaction: (ref, mark) => react('PUT', ref, mark),
    async ensureReactionRemoved(ref, mark) {
      await react('DELETE', ref, mark).catch(ignoreGone);
    },

    async findPosted(target, view, key) {
      try {
        const to = await standing(target);
        const found = await alreadySent(to, nonceOf(key), renderView(view, context));
        return found
          ? messageRef({ guildId: to.guildId, channelId: to.channelId, messageId: found.id })
          : null;
      } catch (error) {
        if (error instanceof PlatformError && error.kind === 'gone') return null;
        throw error;
      }
    },

    async ensurePosted(target, view, attempt) {
      const rendered = renderView(view, context);
      const nonce = nonceOf(attempt.key);
      const to = await destination(target, attempt.fence);
      const sent = attempt.maybeSent ? await alreadySent(to, nonce, rendered) : undefined;
      const message =
        sent ??
        (await rest.request<APIMessage>(
          {
            method: 'POST',
            path: `/channels/${to.channelId}/messages`,
            body: createBody(rendered, nonce, to.replyTo),
            breaker: `${to.isThread ? 'reply' : 'send'}:${to.parentId}`,
            fence: attempt.fence,
          },
          { needs: to.isThread ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES', once: true },
        ));
      return messageRef({ guildId: to.guildId, channelId: message.channel_id, messageId: message.id });
    },

    async ensureEdited(ref, view) {
      const { channelId, messageId } = readMessageRef(ref);
      const path = `/channels/${channelId}/messages/${messageId}` as const;
      const body = editBody(renderView(view, context));
      await awake(channelId, () =>
        rest.request(
          { method: 'PATCH', path, body, breaker: `edit:${scopeOf(channelId)}` },
          { needs: 'SEND_MESSAGES', once: false },
        ),
      );
    },

    async ensureRemoved(ref) {
      const { channelId, messageId } = readMessageRef(ref);
      const path = `/channels/${channelId}/messages/${messageId}` as const;
      const attempted = { needs: 'READ_MESSAGE_HISTORY', once: false };
      const breaker = `history:${scopeOf(channelId)}`;
      try {
        const message = await rest.request<APIMessage>({ method: 'GET', path, breaker }, attempted);
        if (message.author.id !== (await self())) throw new PlatformError('invalid', 'not a message of ours');
        await awake(channelId, () => rest.request({ method: 'DELETE', path, breaker: null }, attempted));
      } catch (error) {
        ignoreGone(error);
      }
      await tidyThread(channelId).catch(ignoreRefusal);
    },
  };

  /** A thread of ours in which nothing is left is put away; one in which anybody spoke stays as it is. */
  async function tidyThread(threadId: string): Promise<void> {
    const { isThread, parentId } = await channels.place(threadId);
    if (!isThread) return;
    const path = `/channels/${threadId}` as const;
    const attempted = { needs: 'MANAGE_THREADS', once: false };
    const left = await rest.request<APIMessage[]>(
      {
        method: 'GET',
        path: `${path}/messages`,
        query: new URLSearchParams({ limit: '5' }),
        breaker: `history:${parentId}`,
      },
      { needs: 'READ_MESSAGE_HISTORY', once: false },
    );
    if (left.some((message) => message.type !== MessageType.ThreadStarterMessage)) return;
    const thread = await rest.request<APIThreadChannel>(
      { method: 'GET', path, breaker: `view:${parentId}` },
      attempted,
    );
    if (thread.owner_id !== (await self()) || thread.thread_metadata?.archived === true) return;
    const close = { method: 'PATCH', path, body: { archived: true }, breaker: `close:${parentId}` } as const;
    await rest.request(close, attempted);
  }
}

interface Destination {
  readonly guildId: string;
  readonly channelId: string;
  readonly parentId: string;
  readonly isThread: boolean;
  /** Where there can be no thread, the message answered instead. */
  readonly replyTo?: string;
}

function createBody(rendered: RenderedMessage, nonce: string, replyTo: string | undefined) {
  const { content, components, flags } = rendered;
  return {
    ...(content === null ? {} : { content }),
    ...(components.length === 0 ? {} : { components }),
    ...(replyTo === undefined
      ? {}
      : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
    flags,
    nonce,
    enforce_nonce: true,
    allowed_mentions: NO_PINGS,
  };
}

/** Replaces everything, so that a plain message may become a rich one. */
export function editBody(rendered: RenderedMessage) {
  const { content, components, flags } = rendered;
  return { content, embeds: [], components, flags, allowed_mentions: NO_PINGS };
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof PlatformError && error.detail.startsWith(String(code));
}

/** For what is only tidying up. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof PlatformError)) throw error;
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof PlatformError) || error.kind !== 'gone') throw error;
}
