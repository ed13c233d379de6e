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
  /** The servers the bot is in; kept up to date here. */
  readonly guildIds: Set<string>;
  readonly inbound: Pick<Inbound, 'workspaceBack'>;
  readonly lanes: Pick<Lanes, 'add'>;
  readonly rest: Pick<DiscordRest, 'permissionsChanged'>;
  /**
   * Takes in what was missed there, the lane (null: every lane) held from now on until its channels are, and read once `turn` has come.
   * Resolves when the channels are read, however it went; edits are looked for after that.
   */
  readonly read: (
    which: (watched: WatchedChannel) => boolean,
    lane: string | null,
    turn: () => Promise<void>,
  ) => Promise<void>;
}

/**
 * Sees when the bot may be let in again: invited back to a server, or given the right to see a channel. Discord tells nothing of
 * what was posted meanwhile, and the next live message would move the mark past it; so the history is read before that is taken in.
 * Whether the right came is not worked out from roles and overwrites: whatever about them may concern the bot, reading shows it.
 */
export function createRegain(deps: RegainDeps): (packet: GatewayDispatchPayload) => void {
  const { self, guildIds, inbound, lanes, rest } = deps;
  const away = new Set<string>();
  const removed = new Set<string>();
  const readings = new Map<string, Promise<void>>();
  const asked = new Set<string>();
  const rights = createBoundedMap<string, string>(MOST_KEPT);

  /** Many changes are one reading until it has begun, and one more when it is over; what is posted meanwhile waits for that. */
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
  /** Keeps a channel's or role's rights; names and places change more often. Answers whether they are others than before. */
  const areNew = (id: string, now: string): boolean => {
    const before = rights.get(id);
    rights.set(id, now);
    return now !== before;
  };
  /** Not those of other members, which are not the bot's. */
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
        // A server compatible with Discord may leave out what it has none of.
        for (const channel of channels ?? []) areNew(channel.id, overwritesOf(channel));
        for (const role of roles ?? []) areNew(role.id, role.permissions);
        const wasAway = away.delete(id);
        // Of rights given meanwhile nobody told us.
        rest.permissionsChanged(null);
        if (guildIds.has(id)) return wasAway ? readGuild(id) : undefined;
        return letIn(id);
      }
      case GatewayDispatchEvents.MessageCreate: {
        // Not every compatible server tells beforehand that the bot is in it.
        const id = packet.d.guild_id;
        if (id && !guildIds.has(id) && !removed.has(id)) letIn(id);
        return;
      }
      case GatewayDispatchEvents.GuildDelete:
        // Unavailable: Discord has an outage there, and tells of it by GUILD_CREATE when it is over.
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
        // Nobody has it yet.
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
