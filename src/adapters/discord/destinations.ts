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

/** The channel or thread a message goes into, and what its refusals mean there. */
export interface Destination {
  readonly guildId: string;
  readonly channelId: string;
  /** What a refusal to read is remembered under: permissions are those of a thread's parent. */
  readonly parentId: string;
  /** What a refusal to send is remembered under, and one to send files, where words may still be taken. */
  readonly breaker: string;
  readonly filesBreaker: string;
  /** The permission without which nothing can be sent there. */
  readonly needs: string;
  /** Where there can be no thread, or none for now, the message answered instead. */
  readonly replyTo?: string;
  /** A thread that its message, which was read, does not tell of: perhaps it was never opened. */
  readonly perhapsNone?: true;
  /** A thread would have been opened, had the server one left. */
  readonly forWantOfThreads?: true;
}

export interface Destinations {
  /** Where to send, opened at need. */
  open(target: PostTarget, fence: () => void): Promise<Destination>;
  /** Where to send while the server has no thread left: beside the message itself; null: there is no other place. */
  beside(target: PostTarget): Promise<Destination | null>;
  /** Where a post to this target stands if it stands anywhere: no thread is opened for it. */
  standing(target: PostTarget): Promise<readonly Destination[]>;
}

export function createDestinations(deps: {
  readonly rest: DiscordRest;
  readonly channels: Channels;
  readonly direct: DirectChannels;
  /** Whether a thread may bear an id of its own, on a server that is not Discord: there it is that of its message (topics/threads). */
  readonly numbersThreads: boolean;
}): Destinations {
  const { rest, channels, direct } = deps;
  /** Ids of threads by their messages, where these are not the same. */
  const threadIds = createBoundedMap<string, string>(MOST_THREADS);

  /** The thread of a member's message, opened at need; the thread the message stands in when it stands in one. */
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

  /** The thread that stands on a message; the one that would, where none is told. `untold`: the message was read and tells of none. */
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
    // A refusal here is the person's own, whatever permissions say.
    const breaker = `dm:${channels.known(channelId)?.recipientId ?? channelId}`;
    return { ...inChannel(guildId, channelId), breaker, filesBreaker: breaker, needs: 'none' };
  };

  /** Answers the thread's id. */
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
          // The shortest: a full server archives none before its time (topics/threads), and writing wakes it.
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
