import {
  type APIMessage,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Attachments } from './attachments.ts';
import type { Channels } from './channels.ts';
import { readContent } from './content.ts';
import type { Homes } from './homes.ts';
import type { Lanes, Task } from './lanes.ts';
import { channelRef, memberRef, workspaceRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import {
  isFromPerson,
  type MessagePayload,
  refIn,
  type Surroundings,
  toInboundEdit,
  toInboundMessage,
} from './translate.ts';

export interface Intake {
  /** Takes one event of the gateway in, in its channel's order. */
  handle(packet: GatewayDispatchPayload): void;
  /** A message of the history as the same work that its event would have been. */
  toTask(message: APIMessage, guildId: string): Task | null;
  /** Takes an edit in, in its channel's order. */
  edited(message: APIMessage, guildId: string): void;
  /** Takes deletions of one channel in, in its order. */
  deleted(channelId: string, guildId: string, ids: readonly string[]): void;
  /** The words as they are taken in. */
  textOf(message: APIMessage): string;
}

export interface IntakeDeps {
  readonly inbound: Inbound;
  readonly channels: Channels;
  readonly attachments: Attachments;
  readonly rest: DiscordRest;
  readonly lanes: Pick<Lanes, 'add'>;
  readonly homes: Homes;
  readonly clock: Clock;
  readonly log: Log;
  /** The bot's own user id. */
  readonly self: string;
  readonly guildNames: Map<string, string>;
  /** The servers the bot is in. */
  readonly guildIds: ReadonlySet<string>;
}

/** Where something happened, by ids. */
interface Spot {
  /** Undefined for direct messages. */
  readonly guildId: string | undefined;
  readonly channelId: string;
  readonly messageId: string;
}

/**
 * Turns Discord's own events, unaltered by the client's caches, into the core's. The same message may come twice or
 * out of order; that is the core's to settle.
 */
export function createIntake(deps: IntakeDeps): Intake {
  const { inbound, channels, attachments, rest, lanes, homes, clock, log, self, guildNames, guildIds } = deps;

  /** Queues work that needs to know its place and server. A channel that is gone or closed to us ends it. */
  const queue = (
    name: string,
    spot: Spot,
    run: (around: Surroundings) => Promise<void>,
    how?: { readonly whenRemoved: true },
  ): void => {
    const lane = channels.known(spot.channelId)?.parentId ?? spot.channelId;
    lanes.add(lane, inPlace(name, spot, run, how));
  };
  /** `whenRemoved`: also where the bot was removed from the server while it waited. */
  const inPlace = (
    name: string,
    spot: Spot,
    run: (around: Surroundings) => Promise<void>,
    { whenRemoved }: { readonly whenRemoved?: true } = {},
  ): Task => ({
    name,
    async run() {
      // It waited until the bot was removed: taken in now, it would put the server back in service.
      if (!whenRemoved && spot.guildId !== undefined && !guildIds.has(spot.guildId)) {
        log.info('discord.intake.skipped', { task: name, reason: 'no longer in that server' });
        return;
      }
      const place = await channels.place(spot.channelId).catch((error: unknown) => {
        if (!(error instanceof PlatformError) || !['gone', 'forbidden'].includes(error.kind)) throw error;
        log.info('discord.intake.skipped', { task: name, reason: error.message });
        return null;
      });
      if (place === null) return;
      const guildId = spot.guildId ?? (await homes.of(place, spot));
      if (guildId !== null) await run({ guildId, guildName: guildNames.get(guildId), place, self });
    },
  });

  const spotOf = ({ channel_id: channelId, id: messageId }: MessagePayload, guildId: string | undefined) => {
    return { guildId, channelId, messageId };
  };

  const messageTask = (message: MessagePayload, guildId: string | undefined, found = false): Task | null => {
    if (!isFromPerson(message)) return null;
    attachments.learn(message.attachments);
    const task = inPlace(`message:${message.id}`, spotOf(message, guildId), async (around) => {
      await inbound.message({ ...toInboundMessage(message, around), ...(found ? { found } : {}) });
      // Edited before it is taken in: with its edit kept, no later word of it is one more, whatever it calls people then.
      const edit = toInboundEdit(message, around);
      if (edit !== null) await inbound.edited(edit);
    });
    return { ...task, message: message.id };
  };

  const edited = (message: MessagePayload, guildId: string | undefined): void => {
    if (message.author === undefined || !isFromPerson(message)) return;
    attachments.learn(message.attachments);
    queue(`edit:${message.id}`, spotOf(message, guildId), async (around) => {
      const edit = toInboundEdit(message, around);
      if (edit !== null) await inbound.edited(edit);
    });
  };

  const deleted = (channelId: string, guildId: string | undefined, ids: readonly string[]): void => {
    const at = clock.now();
    const [messageId = ''] = ids;
    const forget = (around: Surroundings) =>
      inbound.deleted({
        platform: 'discord',
        workspace: workspaceRef(around.guildId),
        channel: channelRef(around.place.parentId),
        messages: ids.map((id) => refIn(around, channelId, id)),
        at,
      });
    queue(`delete:${messageId}`, { guildId, channelId, messageId }, forget, { whenRemoved: true });
  };

  /** Beside the channel's lane: looking a message up must not hold its proofs back. */
  const marked = (data: GatewayMessageReactionAddDispatchData): void => {
    const { guild_id: guildId, channel_id: channelId, message_id: messageId, user_id: userId, emoji } = data;
    const isOurs = userId === self || data.message_author_id === self;
    const mark = emoji.id === null ? emoji.name : `${emoji.name}:${emoji.id}`;
    if (guildId === undefined || isOurs || data.member?.user?.bot === true || mark === null) return;
    const at = clock.now();
    const task = inPlace(`mark:${messageId}`, { guildId, channelId, messageId }, (around) =>
      inbound.reaction({
        platform: 'discord',
        workspace: workspaceRef(guildId),
        channel: channelRef(around.place.parentId),
        message: refIn(around, channelId, messageId),
        by: memberRef(userId),
        mark,
        at,
      }),
    );
    const lane = channels.known(channelId)?.parentId ?? channelId;
    lanes.add(`marks:${lane}`, { ...task, lapses: true });
  };

  return {
    toTask: (message, guildId) => messageTask(message, guildId, true),
    edited,
    deleted,
    textOf: (message) => readContent(message, self),
    handle(packet) {
      switch (packet.t) {
        case GatewayDispatchEvents.MessageCreate: {
          const message = packet.d as MessagePayload;
          const task = messageTask(message, message.guild_id);
          if (task !== null)
            lanes.add(channels.known(message.channel_id)?.parentId ?? message.channel_id, task);
          return;
        }
        case GatewayDispatchEvents.MessageUpdate:
          return edited(packet.d as MessagePayload, packet.d.guild_id);
        case GatewayDispatchEvents.MessageDelete:
        case GatewayDispatchEvents.MessageDeleteBulk: {
          const { guild_id: guildId, channel_id: channelId } = packet.d;
          return deleted(channelId, guildId, 'ids' in packet.d ? packet.d.ids : [packet.d.id]);
        }
        case GatewayDispatchEvents.MessageReactionAdd:
          return marked(packet.d);
        case GatewayDispatchEvents.GuildCreate: {
          const { id, name, channels: standing, threads } = packet.d;
          guildNames.set(id, name);
          for (const channel of [...(standing ?? []), ...(threads ?? [])]) channels.learn(channel, id);
          return;
        }
        case GatewayDispatchEvents.GuildDelete: {
          if (packet.d.unavailable === true) return;
          guildNames.delete(packet.d.id);
          const workspace = workspaceRef(packet.d.id);
          const gone = { platform: 'discord', workspace, reason: 'removed from the server' } as const;
          return lanes.add(packet.d.id, {
            name: `guildGone:${workspace}`,
            run: () => inbound.workspaceGone(gone),
          });
        }
        case GatewayDispatchEvents.ChannelCreate:
        case GatewayDispatchEvents.ChannelUpdate:
          channels.learn(packet.d);
          return rest.permissionsChanged(packet.d.id);
        case GatewayDispatchEvents.ThreadCreate:
        case GatewayDispatchEvents.ThreadUpdate:
          channels.learn(packet.d);
          return;
        case GatewayDispatchEvents.ThreadListSync:
          for (const thread of packet.d.threads ?? []) channels.learn(thread, packet.d.guild_id);
          return;
        case GatewayDispatchEvents.ChannelDelete:
        case GatewayDispatchEvents.ThreadDelete:
          return channels.forget(packet.d.id);
        case GatewayDispatchEvents.GuildMemberUpdate:
          // Discord tells of the bot itself without an intent: it was given a role, or lost one.
          if (packet.d.user.id === self) rest.permissionsChanged(null);
          return;
        case GatewayDispatchEvents.GuildRoleCreate:
        case GatewayDispatchEvents.GuildRoleUpdate:
        case GatewayDispatchEvents.GuildRoleDelete:
          return rest.permissionsChanged(null);
        default:
          return;
      }
    },
  };
}
