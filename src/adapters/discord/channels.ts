import { type APIChannel, ChannelType, PermissionFlagsBits } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { ChannelFacts } from '../../core/ports.ts';
import { isUntold } from './errors.ts';
import type { DiscordRest } from './rest.ts';

const MOST_CHANNELS = 20_000;

/** Where a channel stands: a thread's parent is what a challenge is bound to. */
export interface ChannelPlace {
  /** Null for direct messages. */
  readonly guildId: string | null;
  readonly isThread: boolean;
  /** The thread's parent, or the channel itself. */
  readonly parentId: string;
  /** Of direct messages: the person with whom; null everywhere else, also for a group's. */
  readonly recipientId: string | null;
  /** Voice and stage channels hold messages but no threads. */
  readonly canHaveThreads: boolean;
}

/** What is known of channels and threads: told by the gateway, asked over REST where this instance has no gateway. */
export interface Channels {
  /** `guildId` where the channel itself does not say it, as inside GUILD_CREATE. */
  learn(channel: APIChannel, guildId?: string): ChannelPlace;
  /**
   * Throws `PlatformError` (`gone`, `forbidden` ...) like any request. A server that knows no such request (404 without a code) is
   * believed that the channel stands in `guildId`, where that is known, and is an ordinary one.
   */
  place(channelId: string, guildId?: string): Promise<ChannelPlace>;
  /**
   * Asked anew each time, since permissions change. Closed: the channel keeps everybody's role from viewing it, or us; a server that
   * keeps it from viewing anything and lets a role view all its channels is open.
   */
  facts(channelId: string): Promise<ChannelFacts>;
  /** The place if it is known already. */
  known(channelId: string): ChannelPlace | undefined;
  forget(channelId: string): void;
}

const threads: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

const takingPosts: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
]);

/** Whether people can post in it themselves, not only in its threads. */
export const takesPosts = ({ type }: Pick<APIChannel, 'type'>): boolean => takingPosts.has(typeOf(type));

/** A server that has one kind alone need not name it. */
const typeOf = (told: ChannelType | undefined): ChannelType => told ?? ChannelType.GuildText;

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

/** Everybody's role is named by the server itself (Discord: topics/permissions). */
function isClosed(channel: APIChannel): boolean {
  if (!('permission_overwrites' in channel) || !('guild_id' in channel)) return false;
  const everybody = channel.permission_overwrites?.find(({ id }) => id === channel.guild_id);
  return everybody !== undefined && (BigInt(everybody.deny ?? '0') & PermissionFlagsBits.ViewChannel) !== 0n;
}
