import { type Context, param, type Route } from '../context.ts';
import { refuse } from '../errors.ts';
import { dispatchMessage, messageIn, reachable, requirePermission, requireThreadLeft } from '../messages.ts';
import { channelJson, guildJson, memberJson, userJson } from '../payloads.ts';
import { type FakeChannel, guildChannels, Permission } from '../state.ts';

const HAS_THREAD = 1 << 5;
const DEFAULT_ARCHIVE_MINUTES = 1440;

export function channelRoutes(ctx: Context): Route[] {
  const { state } = ctx;
  const guildOf = (id: string) => {
    const guild = state.guilds.get(id);
    if (guild === undefined || !guild.joined) throw refuse('unknownGuild');
    return guild;
  };
  return [
    {
      method: 'GET',
      path: '/channels/:channel_id',
      handle: (call) => ({
        status: 200,
        body: channelJson(state, reachable(ctx, param(call, 'channel_id'))),
      }),
    },
    {
      method: 'PATCH',
      path: '/channels/:channel_id',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        const thread = channel.thread;
        if (thread === undefined) throw refuse('missingPermissions');
        const body = call.body as { archived?: boolean; locked?: boolean; name?: string };
        const owner = thread.ownerId === state.bot.id;
        const onlyWakes =
          Object.keys(body).join() === 'archived' && body.archived === false && !thread.locked;
        if (onlyWakes) requirePermission(ctx, channel, Permission.sendInThreads);
        else if (body.locked !== undefined || !owner)
          requirePermission(ctx, channel, Permission.manageThreads);
        if (thread.archived && body.archived !== false) throw refuse('threadArchived');
        if (thread.archived) requireThreadLeft(ctx, channel);
        thread.archived = body.archived ?? thread.archived;
        thread.locked = body.locked ?? thread.locked;
        channel.name = body.name ?? channel.name;
        ctx.gateway.dispatch({ t: 'THREAD_UPDATE', d: channelJson(state, channel) });
        return { status: 200, body: channelJson(state, channel) };
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel_id',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        if (channel.thread === undefined) throw refuse('missingPermissions');
        requirePermission(ctx, channel, Permission.manageThreads);
        const body = channelJson(state, channel);
        removeThread(ctx, channel);
        return { status: 200, body };
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel_id/messages/:message_id/threads',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        requirePermission(ctx, channel, Permission.createPublicThreads);
        const message = messageIn(channel, param(call, 'message_id'));
        if (channel.type !== 0) throw refuse('wrongChannelType');
        if (state.channels.has(message.id)) throw refuse('threadExists');
        requireThreadLeft(ctx, channel);
        const body = call.body as { name: string; auto_archive_duration?: number };
        const thread = openThread(
          ctx,
          channel,
          message.id,
          body.name,
          state.bot.id,
          body.auto_archive_duration,
        );
        return { status: 201, body: channelJson(state, thread) };
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel_id/typing',
      handle(call) {
        reachable(ctx, param(call, 'channel_id'));
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/users/@me/channels',
      handle(call) {
        const { recipient_id: recipientId } = call.body as { recipient_id: string };
        if (!state.users.has(recipientId)) throw refuse('unknownUser');
        return { status: 200, body: channelJson(state, directChannel(ctx, recipientId)) };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild_id',
      handle: (call) => ({ status: 200, body: guildJson(guildOf(param(call, 'guild_id'))) }),
    },
    {
      method: 'GET',
      path: '/guilds/:guild_id/channels',
      handle(call) {
        const guild = guildOf(param(call, 'guild_id'));
        return { status: 200, body: guildChannels(state, guild.id).map((c) => channelJson(state, c)) };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild_id/members/:user_id',
      handle(call) {
        const guild = guildOf(param(call, 'guild_id'));
        const userId = param(call, 'user_id');
        const bot = {
          user: state.bot,
          guildId: guild.id,
          permissions: guild.botPermissions,
          nick: null,
          roles: [],
        };
        const member = userId === state.bot.id ? bot : guild.members.get(userId);
        if (member === undefined) throw refuse('unknownMember');
        return { status: 200, body: { user: userJson(member.user), ...memberJson(member) } };
      },
    },
  ];
}

/** Opens the thread of a message; its id is the message's (Discord: topics/threads). */
export function openThread(
  ctx: Context,
  parent: FakeChannel,
  messageId: string,
  name: string,
  ownerId: string,
  autoArchiveMinutes = DEFAULT_ARCHIVE_MINUTES,
): FakeChannel {
  const createdAt = ctx.state.clock.now();
  const thread: FakeChannel = {
    id: messageId,
    guildId: parent.guildId,
    type: 11,
    name,
    parentId: parent.id,
    botPermissions: undefined,
    recipientId: null,
    thread: { archived: false, locked: false, ownerId, autoArchiveMinutes, createdAt },
    messages: new Map(),
  };
  ctx.state.channels.set(thread.id, thread);
  ctx.gateway.dispatch({ t: 'THREAD_CREATE', d: { ...channelJson(ctx.state, thread), newly_created: true } });
  const starter = parent.messages.get(messageId);
  if (starter !== undefined) {
    starter.threadId = thread.id;
    starter.flags |= HAS_THREAD;
    dispatchMessage(ctx, 'MESSAGE_UPDATE', starter);
  }
  return thread;
}

export function removeThread(ctx: Context, thread: FakeChannel): void {
  ctx.state.channels.delete(thread.id);
  const starter = ctx.state.channels.get(thread.parentId ?? '')?.messages.get(thread.id);
  if (starter !== undefined) starter.threadId = null;
  const d = { id: thread.id, guild_id: thread.guildId, parent_id: thread.parentId, type: thread.type };
  ctx.gateway.dispatch({ t: 'THREAD_DELETE', d });
}

/** The direct channel with a user, opened at need; no event tells a bot of it (Discord: change log, "API v8"). */
export function directChannel(ctx: Context, recipientId: string): FakeChannel {
  const open = [...ctx.state.channels.values()].find((c) => c.type === 1 && c.recipientId === recipientId);
  if (open !== undefined) return open;
  const channel: FakeChannel = {
    id: ctx.state.id(),
    guildId: null,
    type: 1,
    name: '',
    parentId: null,
    botPermissions: undefined,
    recipientId,
    thread: undefined,
    messages: new Map(),
  };
  ctx.state.channels.set(channel.id, channel);
  return channel;
}
