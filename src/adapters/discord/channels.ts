import { type APIChannel, ChannelType, PermissionFlagsBits } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { ChannelFacts } from '../../core/ports.ts';
import { isUntold } from './errors.ts';
import type { DiscordRest } from './rest.ts';

const MOST_CHANNELS = 20_000;

/** What we need to know of a channel or thread. A challenge is bound to a channel, so for a thread its parent matters. */
export interface ChannelPlace {
  /** The server's id; null for direct messages. */
  readonly guildId: string | null;
  readonly isThread: boolean;
  /** The thread's parent, or the channel itself. */
  readonly parentId: string;
  /** The other person of a direct message channel; null for all other channels, group messages included. */
  readonly recipientId: string | null;
  /** Voice and stage channels hold messages but no threads. */
  readonly canHaveThreads: boolean;
}

/** What we know of channels and threads. The gateway tells it; an instance that does not read the gateway asks over REST. */
export interface Channels {
  /** Stores a channel's place. `guildId` is for payloads that do not name the server, such as channels inside GUILD_CREATE. */
  learn(channel: APIChannel, guildId?: string): ChannelPlace;
  /**
   * The channel's place. Throws `PlatformError` (`gone`, `forbidden` ...) like any request. Where a compatible server does not support
   * the request (404 without a code) and `guildId` is given, the channel is taken for an ordinary one of that server.
   */
  place(channelId: string, guildId?: string): Promise<ChannelPlace>;
  /**
   * Asked anew each time, since permissions change. A channel is closed if it denies viewing to the everyone role or to the bot. Only
   * the channel's own denials count: in a server that denies viewing to the everyone role as a whole and lets another role view all
   * channels, the channels are open.
   */
  facts(channelId: string): Promise<ChannelFacts>;
  /** The channel's place if it is stored already; makes no request. */
  known(channelId: string): ChannelPlace | undefined;
  forget(channelId: string): void;
}

const threads: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** The types of channels in which people can post, not only in their threads. */
export const takingPosts = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
] as const;

/** Whether people can post in the channel itself, not only in its threads. */
export const takesPosts = ({ type }: Pick<APIChannel, 'type'>): boolean =>
  takingPosts.some((each) => each === typeOf(type));

/** The channel's type. A compatible server that has only text channels may leave it out. */
const typeOf = (told: ChannelType | undefined): ChannelType => told ?? ChannelType.GuildText;

/** Creates the store of channels, empty at first. */
export function createChannels(rest: DiscordRest): Channels {
  const places = createBoundedMap<string, ChannelPlace>(MOST_CHANNELS);
  const learn = (channel: APIChannel, guildId?: string): ChannelPlace => {
    const parent = 'parent_id' in channel ? channel.parent_id : null;
    const type = typeOf(channel.type);
    const isThread = threads.has(type);
    const canHaveThreads = type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;
    const place = {
      guildId: ('guild_id' in channel ? channel.guild_id : undefined) ?? guildId ?? null,
      isThread,
      parentId: isThread && parent ? parent : channel.id,
      recipientId: channel.type === ChannelType.DM ? (channel.recipients?.[0]?.id ?? null) : null,
      canHaveThreads,
    };
    places.set(channel.id, place);
    return place;
  };
  const ask = async (channelId: string): Promise<APIChannel> => {
    const channel = await rest.request<Partial<APIChannel> | undefined>(
      { method: 'GET', path: `/channels/${channelId}`, breaker: `view:${channelId}` },
      { needs: 'VIEW_CHANNEL', once: false },
    );
    if (channel?.id === undefined) throw new PlatformError('gone', '0', { word: '0' });
    return channel as APIChannel;
  };
  return {
    learn,
    known: (channelId) => places.get(channelId),
    forget: (channelId) => void places.delete(channelId),
    async place(channelId, guildId) {
      const known = places.get(channelId);
      if (known !== undefined) return known;
      try {
        return learn(await ask(channelId));
      } catch (error) {
        if (guildId === undefined || !isUntold(error)) throw error;
        return learn({ id: channelId, type: ChannelType.GuildText } as APIChannel, guildId);
      }
    },
    async facts(channelId) {
      try {
        const channel = await ask(channelId);
        learn(channel);
        return { closed: isClosed(channel), takesPosts: takesPosts(channel) };
      } catch (error) {
        if (isUntold(error)) return { closed: false, takesPosts: true };
        if (!(error instanceof PlatformError) || error.kind !== 'forbidden') throw error;
        return { closed: true, takesPosts: true };
      }
    },
  };
}

/** Whether the everyone role, whose id is the server's id, is denied viewing the channel (Discord: topics/permissions). */
function isClosed(channel: APIChannel): boolean {
  if (!('permission_overwrites' in channel) || !('guild_id' in channel)) return false;
  const everybody = channel.permission_overwrites?.find(({ id }) => id === channel.guild_id);
  return everybody !== undefined && (BigInt(everybody.deny ?? '0') & PermissionFlagsBits.ViewChannel) !== 0n;
}
