import { type APIMessage, type APIThreadChannel, ChannelType, ThreadAutoArchiveDuration } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { MessageRef } from '../../core/model/ids.ts';
import type { PostTarget } from '../../core/ports.ts';
import type { Channels } from './channels.ts';
import type { DirectChannels } from './direct-channels.ts';
import { Code, isCode } from './errors.ts';
import { directAbout, isDirect, NO_GUILD, readId, readMessageRef } from './refs.ts';
import { fitText } from './render/text.ts';
import type { DiscordRest } from './rest.ts';

const THREAD_NAME_MAX = 100;
const MOST_THREADS = 20_000;

/** The channel or thread that a message is sent to, and how refusals there are to be understood. */
export interface Destination {
  readonly guildId: string;
  readonly channelId: string;
  /** The thread's parent, or the channel itself. The breaker stores refusals to read under it, since it has the permissions. */
  readonly parentId: string;
  /** The breaker keys for refusals to send, and to send files: where files are refused, words may still be accepted. */
  readonly breaker: string;
  readonly filesBreaker: string;
  /** The permission that sending there needs. */
  readonly needs: string;
  /** The message to reply to, where there can be no thread or none for now. */
  readonly replyTo?: string;
  /** True for a thread that may never have been opened: we read its message, which names no thread. */
  readonly perhapsNone?: true;
  /** True if this replaces a thread that could not be opened because the server has too many. */
  readonly forWantOfThreads?: true;
}

/** Finds where to send a message for a target. All functions throw `PlatformError`. */
export interface Destinations {
  /** Where to send. Opens a thread or direct channel if needed; `fence` is called before a thread is opened. */
  open(target: PostTarget, fence: () => void): Promise<Destination>;
  /** Where to send while the server has too many threads: beside the message itself, as a reply; null if there is no other place. */
  beside(target: PostTarget): Promise<Destination | null>;
  /** All places where a post to this target may already be. Opens no thread. */
  standing(target: PostTarget): Promise<readonly Destination[]>;
}

/** Creates the finder. It remembers threads whose ids differ from those of their messages. */
export function createDestinations(deps: {
  readonly rest: DiscordRest;
  readonly channels: Channels;
  readonly direct: DirectChannels;
  /** True for a compatible server, where a thread may have an id of its own. On Discord it has its message's id (topics/threads). */
  readonly numbersThreads: boolean;
}): Destinations {
  const { rest, channels, direct } = deps;
  /** The ids of threads by the ids of their messages, where the two differ. */
  const threadIds = createBoundedMap<string, string>(MOST_THREADS);

  /** The thread of a member's message, opened if needed. If the message is in a thread itself, that thread. */
  const threadFor = async (on: MessageRef, title: string, fence: () => void): Promise<Destination> => {
    const { guildId, channelId, messageId } = readMessageRef(on);
    if (isDirect(guildId)) return { ...inDirect(guildId, channelId), replyTo: messageId };
    const { isThread, canHaveThreads, parentId } = await channels.place(channelId, guildId);
    if (isThread) return inThread(guildId, channelId, parentId);
    if (!canHaveThreads) return { ...inChannel(guildId, channelId), replyTo: messageId };
    const known = threadIds.get(messageId) ?? messageId;
    const isOpen = channels.known(known)?.isThread === true;
    const thread = isOpen ? known : await openThread(guildId, channelId, messageId, title, fence);
    return inThread(guildId, thread, parentId);
  };

  /**
   * The id of the thread on a message; if none is known, the id that it would have on Discord. `untold` is true if we read the message and
   * it names no thread.
   */
  const threadOn = async (
    channelId: string,
    messageId: string,
  ): Promise<{ readonly id: string; readonly untold: boolean }> => {
    const known = threadIds.get(messageId) ?? messageId;
    if (!deps.numbersThreads || known !== messageId || channels.known(messageId)?.isThread)
      return { id: known, untold: false };
    const path = `/channels/${channelId}/messages/${messageId}` as const;
    const needed = { needs: 'READ_MESSAGE_HISTORY', once: false };
    const message = await rest
      .request<APIMessage | undefined>({ method: 'GET', path, breaker: `history:${channelId}` }, needed)
      .catch((error: unknown) => {
        if (!(error instanceof PlatformError)) throw error;
        return undefined;
      });
    const id = message?.thread?.id ?? messageId;
    threadIds.set(messageId, id);
    return { id, untold: message !== undefined && !message.thread };
  };

  const inDirect = (guildId: string, channelId: string): Destination => {
    // In direct messages only the person can refuse us, so no permission is missing.
    const breaker = `dm:${channels.known(channelId)?.recipientId ?? channelId}`;
    return { ...inChannel(guildId, channelId), breaker, filesBreaker: breaker, needs: 'none' };
  };

  /** Opens a thread on a message, or finds the one that is open already, and returns its id. */
  const openThread = async (
    guildId: string,
    channelId: string,
    messageId: string,
    title: string,
    fence: () => void,
  ): Promise<string> => {
    const name = fitText(title.replaceAll('\n', ' ').trim() || '🐹', THREAD_NAME_MAX);
    try {
      const told = await rest.request<Partial<APIThreadChannel> | undefined>(
        {
          method: 'POST',
          path: `/channels/${channelId}/messages/${messageId}/threads`,
          // The shortest time: Discord archives no thread early even if the server is full (topics/threads), and writing reopens one.
          body: { name, auto_archive_duration: ThreadAutoArchiveDuration.OneHour },
          breaker: `thread:${channelId}`,
          fence,
        },
        { needs: 'CREATE_PUBLIC_THREADS', once: false },
      );
      const usual = { id: messageId, type: ChannelType.PublicThread, parent_id: channelId };
      const thread = { ...usual, ...told } as APIThreadChannel;
      channels.learn(thread, guildId);
      if (thread.id !== messageId) threadIds.set(messageId, thread.id);
      return thread.id;
    } catch (error) {
      if (!isCode(error, Code.threadExists)) throw error;
      return (await threadOn(channelId, messageId)).id;
    }
  };

  const open = async (target: PostTarget, fence: () => void): Promise<Destination> => {
    switch (target.kind) {
      case 'thread':
        return threadFor(target.on, target.title, fence);
      case 'channel': {
        const channelId = readId(target.channel);
        const { guildId, parentId, isThread } = await channels.place(channelId);
        if (guildId === null) return inDirect(NO_GUILD, channelId);
        return isThread ? inThread(guildId, channelId, parentId) : inChannel(guildId, channelId);
      }
      case 'direct':
        return inDirect(directAbout(target.workspace), await direct.open(readId(target.member)));
      case 'private':
        throw new PlatformError('invalid', 'Discord has no private lines outside interactions');
    }
  };

  const beside = async (target: PostTarget): Promise<Destination | null> => {
    if (target.kind !== 'thread') return null;
    const { guildId, channelId, messageId } = readMessageRef(target.on);
    if (isDirect(guildId) || (await channels.place(channelId, guildId)).isThread) return null;
    return { ...inChannel(guildId, channelId), replyTo: messageId, forWantOfThreads: true };
  };

  return {
    open,
    beside,
    async standing(target) {
      if (target.kind !== 'thread') return [await open(target, () => undefined)];
      const { guildId, channelId, messageId } = readMessageRef(target.on);
      if (isDirect(guildId)) return [inDirect(guildId, channelId)];
      const { isThread, canHaveThreads, parentId } = await channels.place(channelId, guildId);
      if (isThread) return [inThread(guildId, channelId, parentId)];
      const reply = { ...inChannel(guildId, channelId), replyTo: messageId };
      if (!canHaveThreads) return [reply];
      const { id, untold } = await threadOn(channelId, messageId);
      const thread = inThread(guildId, id, parentId);
      return [untold ? { ...thread, perhapsNone: true } : thread, { ...reply, forWantOfThreads: true }];
    },
  };
}

function inThread(guildId: string, channelId: string, parentId: string): Destination {
  return {
    guildId,
    channelId,
    parentId,
    breaker: `reply:${parentId}`,
    filesBreaker: `files:${parentId}`,
    needs: 'SEND_MESSAGES_IN_THREADS',
  };
}

function inChannel(guildId: string, channelId: string): Destination {
  return {
    guildId,
    channelId,
    parentId: channelId,
    breaker: `send:${channelId}`,
    filesBreaker: `files:${channelId}`,
    needs: 'SEND_MESSAGES',
  };
}
