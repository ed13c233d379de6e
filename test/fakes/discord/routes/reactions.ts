import { type Context, param, type Route } from '../context.ts';
import { refuse } from '../errors.ts';
import { deleteJson, messageIn, reachable, requirePermission, wakeThread } from '../messages.ts';
import { memberJson, userJson } from '../payloads.ts';
import { type FakeChannel, type FakeMessage, Permission } from '../state.ts';

export function reactionRoutes(ctx: Context): Route[] {
  return [
    {
      method: 'PUT',
      path: '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        const message = messageIn(channel, param(call, 'message_id'));
        const emoji = validEmoji(param(call, 'emoji_name'));
        requirePermission(ctx, channel, Permission.readHistory);
        if (!message.reactions.has(emoji)) requirePermission(ctx, channel, Permission.addReactions);
        if (ctx.state.blocking.has(message.authorId)) throw refuse('reactionBlocked');
        wakeThread(ctx, channel);
        addReaction(ctx, channel, message, emoji, ctx.state.bot.id);
        return { status: 204 };
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        const message = messageIn(channel, param(call, 'message_id'));
        const emoji = validEmoji(param(call, 'emoji_name'));
        if (channel.thread?.archived) throw refuse('threadArchived');
        removeReaction(ctx, channel, message, emoji, ctx.state.bot.id);
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel_id/messages/:message_id/reactions/:emoji_name',
      handle(call) {
        const channel = reachable(ctx, param(call, 'channel_id'));
        const message = messageIn(channel, param(call, 'message_id'));
        const users = message.reactions.get(validEmoji(param(call, 'emoji_name'))) ?? new Set();
        return { status: 200, body: [...users].map((id) => userJson(ctx.state.users.get(id)!)) };
      },
    },
  ];
}

export function addReaction(
  ctx: Context,
  channel: FakeChannel,
  message: FakeMessage,
  emoji: string,
  userId: string,
) {
  const users = message.reactions.get(emoji) ?? new Set();
  if (users.has(userId)) return;
  message.reactions.set(emoji, users.add(userId));
  dispatchReaction(ctx, 'MESSAGE_REACTION_ADD', channel, message, emoji, userId);
}

export function removeReaction(
  ctx: Context,
  channel: FakeChannel,
  message: FakeMessage,
  emoji: string,
  userId: string,
) {
  const users = message.reactions.get(emoji);
  if (!users?.delete(userId)) return;
  if (users.size === 0) message.reactions.delete(emoji);
  dispatchReaction(ctx, 'MESSAGE_REACTION_REMOVE', channel, message, emoji, userId);
}

export function dispatchReaction(
  ctx: Context,
  t: 'MESSAGE_REACTION_ADD' | 'MESSAGE_REACTION_REMOVE',
  channel: FakeChannel,
  message: FakeMessage,
  emoji: string,
  userId: string,
): void {
  // One of the server's own is `name:id`.
  const [name, id] = emoji.split(':');
  const ids = {
    message_id: message.id,
    user_id: userId,
    emoji: id === undefined ? { id: null, name: emoji } : { id, name },
    burst: false,
    type: 0,
  };
  const d = deleteJson(channel, ids);
  if (t === 'MESSAGE_REACTION_ADD') {
    d.message_author_id = message.authorId;
    const member = ctx.state.guilds.get(channel.guildId ?? '')?.members.get(userId);
    if (member) d.member = { user: userJson(member.user), ...memberJson(member) };
  }
  ctx.gateway.dispatch({ t, d });
}

function validEmoji(name: string): string {
  if (
    !/^(\p{Extended_Pictographic}|\p{Emoji_Component})+$/u.test(name) &&
    !/^\w{2,32}:\d{17,19}$/.test(name)
  ) {
    throw refuse('unknownEmoji');
  }
  return name;
}
