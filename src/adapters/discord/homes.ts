import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { ChannelPlace } from './channels.ts';
import { directAbout, memberRef, messageRef } from './refs.ts';

const MOST_MESSAGES = 20_000;

/** Finds the server that a direct message is about, since Discord names none there. */
export interface Homes {
  /**
   * The server's id: the server in which the writer was last active, or for somebody unknown the first that the bot is in. For a given
   * message it stays what it was when it was first asked for or stored, wherever the writer has been since. Null if the place is no
   * direct channel or the bot is in no server.
   */
  of(
    place: ChannelPlace,
    message: { readonly channelId: string; readonly messageId: string },
  ): Promise<string | null>;
}

/** Creates the look-up. It remembers answers per message and asks the core for the rest. */
export function createHomes({
  inbound,
  guildNames,
}: {
  readonly inbound: Pick<Inbound, 'homeOf'>;
  /** The names of the servers that the bot is in, by id. */
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
