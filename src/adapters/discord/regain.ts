import {
  type APIOverwrite,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  OverwriteType,
} from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import { takesPosts } from './channels.ts';
import type { Lanes } from './lanes.ts';
import { workspaceRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';

const MOST_KEPT = 100_000;

export interface RegainDeps {
  /** The bot's own user id. */
  readonly self: string;
  /** The ids of the servers that the bot is in; updated here. */
  readonly guildIds: Set<string>;
  readonly inbound: Pick<Inbound, 'workspaceBack'>;
  readonly lanes: Pick<Lanes, 'add'>;
  readonly rest: Pick<DiscordRest, 'permissionsChanged'>;
  /**
   * Reads the history of the chosen channels and hands in what was missed. Holds the lane (null: every lane) at once and until the
   * channels are read; begins to read when `turn` resolves. Resolves when the channels are read, whether or not that worked; edits
   * are looked for after that.
   */
  readonly read: (
    which: (watched: WatchedChannel) => boolean,
    lane: string | null,
    turn: () => Promise<void>,
  ) => Promise<void>;
}

/**
 * Notices when the bot may have regained access: it was invited back to a server, or may see a channel again. Discord does not send what
 * was posted meanwhile, and the next live message would move the last-seen mark past it, so the history is read before that message is
 * handed in. We do not compute the bot's permissions from roles and overwrites: after any change that may concern the bot we simply try
 * to read.
 */
export function createRegain(deps: RegainDeps): (packet: GatewayDispatchPayload) => void {
  const { self, guildIds, inbound, lanes, rest } = deps;
  const away = new Set<string>();
  const removed = new Set<string>();
  const readings = new Map<string, Promise<void>>();
  const asked = new Set<string>();
  const rights = createBoundedMap<string, string>(MOST_KEPT);

  /**
   * Changes that arrive before a reading has begun share it; those that arrive during it share one more reading after it. Messages posted
   * meanwhile wait.
   */
  const read = (what: string, lane: string | null, which: (watched: WatchedChannel) => boolean): void => {
    if (asked.has(what)) return;
    asked.add(what);
    const before = readings.get(what);
    const turn = async () => {
      await before;
      asked.delete(what);
    };
    const reading = deps.read(which, lane, turn).then(() => {
      if (readings.get(what) !== reading) return;
      readings.delete(what);
      asked.delete(what);
    });
    readings.set(what, reading);
  };
  const readGuild = (id: string) => read(id, null, ({ workspace }) => workspace === id);
  const letIn = (id: string): void => {
    removed.delete(id);
    guildIds.add(id);
    const back = { platform: 'discord', workspace: workspaceRef(id) } as const;
    lanes.add(id, { name: `guildBack:${id}`, run: () => inbound.workspaceBack(back) });
    readGuild(id);
  };
  /** Stores a channel's or role's permissions and returns whether they changed. Most updates change only names or positions. */
  const areNew = (id: string, now: string): boolean => {
    const before = rights.get(id);
    rights.set(id, now);
    return now !== before;
  };
  /** The channel's permission overwrites that may concern the bot: all but those for other members. */
  const overwritesOf = (channel: object): string => {
    const { permission_overwrites: given } = channel as { permission_overwrites?: APIOverwrite[] | null };
    const ours = (given ?? []).filter(({ type, id }) => type !== OverwriteType.Member || id === self);
    return ours
      .map(({ id, allow, deny }) => `${id}:${allow}:${deny}`)
      .toSorted()
      .join();
  };

  return (packet) => {
    switch (packet.t) {
      case GatewayDispatchEvents.GuildCreate: {
        const { id, channels, roles } = packet.d;
        // A compatible server may leave out empty lists.
        for (const channel of channels ?? []) areNew(channel.id, overwritesOf(channel));
        for (const role of roles ?? []) areNew(role.id, role.permissions);
        const wasAway = away.delete(id);
        // Permissions may have changed while we heard nothing from this server.
        rest.permissionsChanged(null);
        if (guildIds.has(id)) return wasAway ? readGuild(id) : undefined;
        return letIn(id);
      }
      case GatewayDispatchEvents.MessageCreate: {
        // A compatible server may send messages without having sent GUILD_CREATE.
        const id = packet.d.guild_id;
        if (id && !guildIds.has(id) && !removed.has(id)) letIn(id);
        return;
      }
      case GatewayDispatchEvents.GuildDelete:
        // Unavailable means that Discord has an outage there; GUILD_CREATE tells when it is over.
        if (packet.d.unavailable === true) away.add(packet.d.id);
        else {
          guildIds.delete(packet.d.id);
          removed.add(packet.d.id);
        }
        return;
      case GatewayDispatchEvents.ChannelCreate:
      case GatewayDispatchEvents.ChannelUpdate: {
        const { id } = packet.d;
        const isNew = areNew(id, overwritesOf(packet.d));
        if (isNew && takesPosts(packet.d)) read(id, id, ({ channel }) => channel === id);
        return;
      }
      case GatewayDispatchEvents.GuildMemberUpdate:
        if (packet.d.user.id === self) readGuild(packet.d.guild_id);
        return;
      case GatewayDispatchEvents.GuildRoleCreate:
        // Nobody has a new role yet, so nothing needs to be read.
        areNew(packet.d.role.id, packet.d.role.permissions);
        return;
      case GatewayDispatchEvents.GuildRoleUpdate:
        if (areNew(packet.d.role.id, packet.d.role.permissions)) readGuild(packet.d.guild_id);
        return;
      case GatewayDispatchEvents.GuildRoleDelete:
        return readGuild(packet.d.guild_id);
      default:
        return;
    }
  };
}
