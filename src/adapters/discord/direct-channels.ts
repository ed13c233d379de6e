import { type APIDMChannel, ChannelType } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Channels } from './channels.ts';
import type { DiscordRest } from './rest.ts';

const MOST_CHANNELS = 20_000;

/** Opens channels for direct messages and remembers them, since Discord limits bots that open many (error 40003). */
export interface DirectChannels {
  /** The id of the channel between the bot and a person. Throws `PlatformError`: `forbidden` if they accept no messages from us. */
  open(userId: string): Promise<string>;
}

/** Creates the opener; `channels` learns the place of each channel that is opened. */
export function createDirectChannels(deps: {
  readonly rest: DiscordRest;
  readonly channels: Channels;
}): DirectChannels {
  const known = createBoundedMap<string, string>(MOST_CHANNELS);
  return {
    async open(userId) {
      const opened = known.get(userId);
      if (opened !== undefined) return opened;
      const told = await deps.rest.request<Partial<APIDMChannel> | undefined>(
        {
          method: 'POST',
          path: '/users/@me/channels',
          body: { recipient_id: userId },
          breaker: `dm:${userId}`,
        },
        { needs: 'none', once: false },
      );
      if (told?.id === undefined) throw new PlatformError('invalid', 'no direct channel was answered');
      const usual = { type: ChannelType.DM, recipients: [{ id: userId }] };
      deps.channels.learn({ ...usual, ...told } as APIDMChannel);
      known.set(userId, told.id);
      return told.id;
    },
  };
}
