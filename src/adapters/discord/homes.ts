import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { ChannelPlace } from './channels.ts';
import { directAbout, memberRef, messageRef } from './refs.ts';

const MOST_MESSAGES = 20_000;

/** The servers that direct messages are about: Discord tells of none there. */
export interface Homes {
  /**
   * The server by its id: where its writer was last, for a stranger the first that the bot is in. The same for a message as when it
   * was asked about or kept first, wherever its writer has been since. Null: nobody's direct channel, or no server at all.
   */
  of(
    place: ChannelPlace,
    message: { readonly channelId: string; readonly messageId: string },
  ): Promise<string | null>;
}

export function createHomes({
  inbound,
  guildNames,
}: {
  readonly inbound: Pick<Inbound, 'homeOf'>;
  /** Of the servers the bot is in. */
  readonly guildNames: ReadonlyMap<string, string>;
}): Homes {
  const known = createBoundedMap<string, string>(MOST_MESSAGES);
  return {
    async of({ recipientId }, { channelId, messageId }) {
      const before = known.get(messageId);
      if (before !== undefined || recipientId === null) return before ?? null;
      const home = await inbound.homeOf('discord', memberRef(recipientId), (workspace) =>
        messageRef({ guildId: directAbout(workspace), channelId, messageId }),
      );
      const guildId = home ?? guildNames.keys().next().value ?? null;
      if (guildId !== null) known.set(messageId, guildId);
      return guildId;
    },
  };
}
