import {
  type FakeChannel,
  type FakeDiscord,
  type FakeMessage,
  INSTALL_PERMISSIONS,
  Permission,
} from '../fakes/discord/index.ts';

/** What Discord may not let us do, by the names of its documentation (topics/permissions). */
const permissions = {
  ADD_REACTIONS: Permission.addReactions,
  CREATE_PUBLIC_THREADS: Permission.createPublicThreads,
} as const;

/** The channels of a server in which people post, and what these do not take from us. */
export interface Places {
  /** Another channel of the server. */
  another(): FakeChannel;
  /** Takes permissions away from us in the first channel; what it answers gives them back. */
  lose(...names: (keyof typeof permissions)[]): () => void;
  /** The channel is deleted with all that stands in it. */
  drop(channel: FakeChannel): void;
  /** Whether the message was not deleted by itself. */
  isThere(message: FakeMessage): boolean;
  /** What was refused of all that we may have wanted on the message since it was posted, in the ledger's words (core/delivery/cause.ts). */
  refusesOf(message: FakeMessage): readonly string[];
  /** Whether this channel or thread is no more. */
  isLost(channel: string): boolean;
}

export function createPlaces(fake: FakeDiscord, first: FakeChannel): Places {
  const all = new Map([[first.id, first]]);
  const missing: { readonly name: string; until: number }[] = [];
  const lost = new Set<string>();

  return {
    another() {
      const channel = fake.channel(fake.state.guilds.get(first.guildId!)!);
      all.set(channel.id, channel);
      return channel;
    },
    lose(...names) {
      const begun = names.map((name) => ({ name, until: Number.POSITIVE_INFINITY }));
      missing.push(...begun);
      const taken = names.reduce((sum, name) => sum | permissions[name], 0n);
      fake.setBotPermissions(first, INSTALL_PERMISSIONS & ~taken);
      return () => {
        for (const each of begun) each.until = Date.now();
        fake.setBotPermissions(first, INSTALL_PERMISSIONS);
      };
    },
    drop(channel) {
      for (const { id, parentId } of fake.state.channels.values())
        if (id === channel.id || parentId === channel.id) lost.add(id);
      fake.deleteChannel(channel);
    },
    isThere: ({ channelId, id }) => all.get(channelId)!.messages.has(id),
    refusesOf: (message) => [
      ...missing
        .filter(({ until }) => message.channelId === first.id && message.createdAt < until)
        .map(({ name }) => `forbidden: 50013 ${name}`),
      ...(fake.threadOf(message)?.thread?.locked ? ['forbidden: 160005'] : []),
      ...(lost.has(message.channelId) ? ['gone: 10003'] : []),
    ],
    isLost: (channel) => lost.has(channel),
  };
}
