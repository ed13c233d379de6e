import { type APIChannel, ChannelType } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
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
  /** Throws `PlatformError` (`gone`, `forbidden` ...) like any request. */
  place(channelId: string): Promise<ChannelPlace>;
  /** The place if it is known already. */
  known(channelId: string): ChannelPlace | undefined;
  forget(channelId: string): void;
}

const threads: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

export function createChannels(rest: DiscordRest): Channels {
  const places = createBoundedMap<string, ChannelPlace>(MOST_CHANNELS);
  const learn = (channel: APIChannel, guildId?: string): ChannelPlace => {
    const parent = 'parent_id' in channel ? channel.parent_id : null;
    const isThread = threads.has(channel.type);
    const canHaveThreads =
      channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement;
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
  return {
    learn,
    known: (channelId) => places.get(channelId),
    forget: (channelId) => void places.delete(channelId),
    async place(channelId) {
      const known = places.get(channelId);
      if (known !== undefined) return known;
      const channel = await rest.request<APIChannel>(
        { method: 'GET', path: `/channels/${channelId}`, breaker: `view:${channelId}` },
        { needs: 'VIEW_CHANNEL', once: false },
      );
      return learn(channel);
    },
  };
}
