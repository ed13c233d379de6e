import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { Lanes } from './lanes.ts';
import { workspaceRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';

const MOST_KEPT = 20_000;

export interface RegainDeps {
  /** The bot's own user id. */
  readonly self: string;
  /** The servers the bot is in; kept up to date here. */
  readonly guildIds: Set<string>;
  readonly inbound: Pick<Inbound, 'workspaceBack'>;
  readonly lanes: Pick<Lanes, 'add'>;
  readonly rest: Pick<DiscordRest, 'permissionsChanged'>;
  /** Takes in what was missed there, every lane held from now on until `begun`. */
  readonly read: (which: (watched: WatchedChannel) => boolean, begun: () => void) => void;
}

/**
 * Sees when the bot may be let in again: invited back to a server, or given the right to see a channel. Discord tells nothing of
 * what was posted meanwhile, and the next live message would move the mark past it; so the history is read before that is taken in.
 * Whether the right came is not worked out from roles and overwrites: whatever changed, reading shows it.
 */
export function createRegain(deps: RegainDeps): (packet: GatewayDispatchPayload) => void {
  const { self, guildIds, inbound, lanes, rest } = deps;
  const away = new Set<string>();
  const asked = new Set<string>();
  const rights = createBoundedMap<string, string>(MOST_KEPT);

  /** Many changes at once are one reading, until it has begun. */
  const read = (what: string, which: (watched: WatchedChannel) => boolean): void => {
    if (asked.has(what)) return;
    asked.add(what);
    deps.read(which, () => asked.delete(what));
  };
  const readGuild = (id: string) => read(id, ({ workspace }) => workspace === id);
  /** A channel's or role's rights, as they are now; names and places change more often. */
  const areNew = (id: string, now: unknown): boolean => {
    const [before, text] = [rights.get(id), JSON.stringify(now ?? null)];
    rights.set(id, text);
    return text !== before;
  };

  return (packet) => {
    switch (packet.t) {
      case GatewayDispatchEvents.GuildCreate: {
        const { id } = packet.d;
        const wasAway = away.delete(id);
        if (guildIds.has(id)) return wasAway ? readGuild(id) : undefined;
        guildIds.add(id);
        rest.permissionsChanged(null);
        const back = { platform: 'discord', workspace: workspaceRef(id) } as const;
        lanes.add(id, { name: `guildBack:${id}`, run: () => inbound.workspaceBack(back) });
        return readGuild(id);
      }
      case GatewayDispatchEvents.GuildDelete:
        // Unavailable: Discord has an outage there, and tells of it by GUILD_CREATE when it is over.
        if (packet.d.unavailable === true) away.add(packet.d.id);
        else guildIds.delete(packet.d.id);
        return;
      case GatewayDispatchEvents.ChannelCreate:
      case GatewayDispatchEvents.ChannelUpdate: {
        const { id } = packet.d;
        const overwrites = 'permission_overwrites' in packet.d ? packet.d.permission_overwrites : null;
        if (areNew(id, overwrites)) read(id, ({ channel }) => channel === id);
        return;
      }
      case GatewayDispatchEvents.GuildMemberUpdate:
        if (packet.d.user.id === self) readGuild(packet.d.guild_id);
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
