import {
  type APIMessage,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Attachments } from './attachments.ts';
import type { ChannelPlace, Channels } from './channels.ts';
import { readContent } from './content.ts';
import type { Homes } from './homes.ts';
import type { Lanes, Task } from './lanes.ts';
import { channelRef, memberRef, workspaceRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import { createStandingMarks } from './standing-marks.ts';
import {
  isFromPerson,
  type MessagePayload,
  refIn,
  type Surroundings,
  toInboundEdit,
  toInboundMessage,
} from './translate.ts';
import { whole, wholeUpdate } from './whole.ts';

/** Turns Discord's events into the core's and queues them in their channel's lane. */
export interface Intake {
  /** Queues one event of the gateway, in its channel's order. */
  handle(packet: GatewayDispatchPayload): void;
  /** A message from a channel's history as the task that its event would have been; null if it is not a person's. */
  toTask(message: APIMessage, guildId: string): Task | null;
  /** Queues an edit, in its channel's order. */
  edited(message: APIMessage, guildId: string): void;
  /** Queues deletions in one channel, in the channel's order. */
  deleted(channelId: string, guildId: string, ids: readonly string[]): void;
  /** A message's text as the core receives it. */
  textOf(message: APIMessage): string;
  /** To be called when the gateway begins a new session. */
  sessionBegan(): void;
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
  /** The ids of the servers that the bot is in. */
  readonly guildIds: ReadonlySet<string>;
}

/** The ids of where something happened. */
interface Spot {
  /** The server's id; undefined for direct messages. */
  readonly guildId: string | undefined;
  readonly channelId: string;
  readonly messageId: string;
}

/**
 * Creates the intake. It uses Discord's raw events, unaltered by the client's caches. The same message may arrive twice or out of order;
 * the core handles that.
 */
export function createIntake(deps: IntakeDeps): Intake {
  const { inbound, channels, attachments, rest, lanes, homes, clock, log, self, guildNames, guildIds } = deps;
  const marks = createStandingMarks();

  /** Queues work that needs to know its channel and server. The work is dropped if the channel is gone or closed to us. */
  const queue = (
    name: string,
    spot: Spot,
    run: (around: Surroundings) => Promise<void>,
    how?: { readonly whenRemoved: true },
  ): void => {
    const lane = channels.known(spot.channelId)?.parentId ?? spot.channelId;
    lanes.add(lane, inPlace(name, spot, run, how));
  };
  /** The channel's place; null if the channel is gone or closed to us. */
  const placeOf = (task: string, { guildId, channelId }: Spot): Promise<ChannelPlace | null> =>
    channels.place(channelId, guildId).catch((error: unknown) => skipped(task, error));
  /** Logs and skips an event whose channel or message is gone or closed to us. Throws any other error. */
  const skipped = (task: string, error: unknown): null => {
    if (!(error instanceof PlatformError) || !['gone', 'forbidden'].includes(error.kind)) throw error;
    log.info('discord.intake.skipped', { task, reason: reasonOf(error) });
    return null;
  };
  /** A task that finds out its place and then runs. With `whenRemoved` it also runs if the bot was removed from the server meanwhile. */
  const inPlace = (
    name: string,
    spot: Spot,
    run: (around: Surroundings) => Promise<void>,
    { whenRemoved }: { readonly whenRemoved?: true } = {},
  ): Task => ({
    name,
    async run() {
      // If the bot was removed while the task waited, handing it in now would put the server back in service.
      const isOut = (guildId: string | null | undefined): boolean => {
        if (whenRemoved || !guildId || guildIds.has(guildId)) return false;
        log.info('discord.intake.skipped', { task: name, reason: 'no longer in that server' });
        return true;
      };
      if (isOut(spot.guildId)) return;
      const place = await placeOf(name, spot);
      if (place === null || isOut(place.guildId)) return;
      const guildId = spot.guildId ?? place.guildId ?? (await homes.of(place, spot));
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
      // The message may have been edited before it is handed in. The edit is stored too, so that a later update with the same edit is not
      // taken for another one, even if people's names in it have changed.
      const edit = toInboundEdit(message, around);
      if (edit !== null) await inbound.edited(edit);
    });
    return { ...task, message: message.id };
  };

  const edited = (message: MessagePayload, guildId: string | undefined): void => {
    const told = wholeUpdate(message);
    attachments.learn(told.attachments ?? []);
    // Without an edit time only a link preview or a thread appeared.
    if (told.edited_timestamp === null || (told.author && !isFromPerson(told))) return;
    const name = `edit:${told.id}`;
    queue(name, spotOf(message, guildId), async (around) => {
      const isTold = told.author && (message as Partial<APIMessage>).content !== undefined;
      const now = isTold ? told : await ask(message).catch((error: unknown) => skipped(name, error));
      const edit = now && isFromPerson(now) ? toInboundEdit(now, around) : null;
      if (edit !== null) await inbound.edited(edit);
    });
  };

  const ask = async ({ channel_id: channelId, id }: MessagePayload): Promise<MessagePayload> => {
    const path = `/channels/${channelId}/messages/${id}` as const;
    const needed = { needs: 'READ_MESSAGE_HISTORY', once: false };
    return whole(await rest.request({ method: 'GET', path, breaker: `history:${channelId}` }, needed));
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

  /** Queues a mark in a lane of its own, since looking up the marked message must not delay the channel's proofs. */
  const marked = (data: GatewayMessageReactionAddDispatchData): void => {
    const { guild_id: told, channel_id: channelId, message_id: messageId, user_id: userId, emoji } = data;
    const guildId = told ?? channels.known(channelId)?.guildId ?? undefined;
    const isOurs = userId === self || data.message_author_id === self;
    // For an emoji without an id, a compatible server may leave out the property.
    const mark = emoji.id == null ? emoji.name : `${emoji.name}:${emoji.id}`;
    if (guildId === undefined || isOurs || data.member?.user?.bot === true || !mark) return;
    const put = marks.put(data, clock.now());
    const task = inPlace(`mark:${messageId}`, { guildId, channelId, messageId }, async (around) => {
      // Told again: what was done about it since stands, as an undo does.
      if (put.isTaken) return;
      await inbound.reaction({
        platform: 'discord',
        workspace: workspaceRef(guildId),
        channel: channelRef(around.place.parentId),
        message: refIn(around, channelId, messageId),
        by: memberRef(userId),
        mark,
        at: put.at,
      });
      put.isTaken = true;
    });
    const lane = channels.known(channelId)?.parentId ?? channelId;
    lanes.add(`marks:${lane}`, { ...task, lapses: true });
  };

  return {
    toTask: (message, guildId) => messageTask(message, guildId, true),
    edited,
    deleted,
    textOf: (message) => readContent(message, self),
    sessionBegan: () => marks.forget(),
    handle(packet) {
      switch (packet.t) {
        case GatewayDispatchEvents.MessageCreate: {
          const message: MessagePayload = whole(packet.d);
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
        case GatewayDispatchEvents.MessageReactionRemove:
          return marks.takenAway(packet.d);
        case GatewayDispatchEvents.MessageReactionRemoveAll:
        case GatewayDispatchEvents.MessageReactionRemoveEmoji:
          return marks.cleared(packet.d);
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
          // Discord sends this for the bot itself even without the intent: the bot was given a role or lost one.
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
