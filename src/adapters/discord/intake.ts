import {
  type APIMessage,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
} from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Attachments } from './attachments.ts';
import type { ChannelPlace, Channels } from './channels.ts';
import { readContent } from './content.ts';
import type { Lanes, Task } from './lanes.ts';
import { channelRef, memberRef, messageRef, workspaceRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import { isFromPerson, type MessagePayload, toInboundEdit, toInboundMessage } from './translate.ts';

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
  readonly clock: Clock;
  readonly log: Log;
  /** The bot's own user id. */
  readonly self: string;
  readonly guildNames: Map<string, string>;
}

/**
 * Turns Discord's own events, unaltered by the client's caches, into the core's. The same message may come twice or
 * out of order; that is the core's to settle.
 */
export function createIntake(deps: IntakeDeps): Intake {
  const { inbound, channels, attachments, rest, lanes, clock, log, self, guildNames } = deps;

  /** Queues work that needs the channel's place. A channel that is gone or closed to us ends it. */
  const queue = (name: string, channelId: string, run: (place: ChannelPlace) => Promise<void>): void => {
    const lane = channels.known(channelId)?.parentId ?? channelId;
    lanes.add(lane, inPlace(name, channelId, run));
  };
  const inPlace = (name: string, channelId: string, run: (place: ChannelPlace) => Promise<void>): Task => ({
    name,
    async run() {
      const place = await channels.place(channelId).catch((error: unknown) => {
        if (!(error instanceof PlatformError) || !['gone', 'forbidden'].includes(error.kind)) throw error;
        log.info('discord.intake.skipped', { task: name, reason: error.message });
        return null;
      });
      if (place !== null) await run(place);
    },
  });

  const around = (guildId: string, place: ChannelPlace) => {
    return { guildId, guildName: guildNames.get(guildId), place, self };
  };

  const messageTask = (message: MessagePayload, guildId: string): Task | null => {
    if (!isFromPerson(message)) return null;
    attachments.learn(message.attachments);
    const task = inPlace(`message:${message.id}`, message.channel_id, async (place) => {
      await inbound.message(toInboundMessage(message, around(guildId, place)));
      // Edited before it is taken in: with its edit kept, no later word of it is one more, whatever it calls people then.
      const edit = toInboundEdit(message, around(guildId, place));
      if (edit !== null) await inbound.edited(edit);
    });
    return { ...task, message: message.id };
  };

  const edited = (message: MessagePayload, guildId: string): void => {
    if (message.author === undefined || !isFromPerson(message)) return;
    attachments.learn(message.attachments);
    queue(`edit:${message.id}`, message.channel_id, async (place) => {
      const edit = toInboundEdit(message, around(guildId, place));
      if (edit !== null) await inbound.edited(edit);
    });
  };

  const deleted = (channelId: string, guildId: string, ids: readonly string[]): void => {
    const at = clock.now();
    queue(`delete:${ids[0] ?? ''}`, channelId, (place) =>
      inbound.deleted({
        platform: 'discord',
        workspace: workspaceRef(guildId),
        channel: channelRef(place.parentId),
        messages: ids.map((messageId) => messageRef({ guildId, channelId, messageId })),
        at,
      }),
    );
  };

  const reacted = (
    data: GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData,
    added: boolean,
  ): void => {
    const { guild_id: guildId, channel_id: channelId, message_id: messageId, user_id: userId } = data;
    const member = 'member' in data ? data.member : undefined;
    const mark = data.emoji.id === null ? data.emoji.name : `${data.emoji.name}:${data.emoji.id}`;
    if (guildId === undefined || userId === self || member?.user?.bot === true || mark === null) return;
    queue(`reaction:${messageId}`, channelId, (place) =>
      inbound.reaction({
        platform: 'discord',
        workspace: workspaceRef(guildId),
        channel: channelRef(place.parentId),
        by: memberRef(userId),
        message: messageRef({ guildId, channelId, messageId }),
        mark,
        added,
      }),
    );
  };

  return {
    toTask: messageTask,
    edited,
    deleted,
    textOf: (message) => readContent(message, self),
    handle(packet) {
      switch (packet.t) {
        case GatewayDispatchEvents.MessageCreate: {
          const guildId = packet.d.guild_id;
          const message = packet.d as MessagePayload;
          const task = guildId === undefined ? null : messageTask(message, guildId);
          if (task !== null)
            lanes.add(channels.known(message.channel_id)?.parentId ?? message.channel_id, task);
          return;
        }
        case GatewayDispatchEvents.MessageUpdate: {
          const { guild_id: guildId } = packet.d;
          if (guildId !== undefined) edited(packet.d as MessagePayload, guildId);
          return;
        }
        case GatewayDispatchEvents.MessageDelete:
        case GatewayDispatchEvents.MessageDeleteBulk: {
          const { guild_id: guildId, channel_id: channelId } = packet.d;
          const ids = 'ids' in packet.d ? packet.d.ids : [packet.d.id];
          if (guildId !== undefined) deleted(channelId, guildId, ids);
          return;
        }
        case GatewayDispatchEvents.MessageReactionAdd:
          return reacted(packet.d, true);
        case GatewayDispatchEvents.MessageReactionRemove:
          return reacted(packet.d, false);
        case GatewayDispatchEvents.GuildCreate: {
          const { id, name, channels: standing, threads } = packet.d;
          guildNames.set(id, name);
          for (const channel of [...standing, ...threads]) channels.learn(channel, id);
          return;
        }
        case GatewayDispatchEvents.GuildDelete: {
          if (packet.d.unavailable === true) return;
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
          for (const thread of packet.d.threads) channels.learn(thread, packet.d.guild_id);
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
