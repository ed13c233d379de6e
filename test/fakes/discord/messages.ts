import type { Context, UploadedFile } from './context.ts';
import { invalidForm, refuse } from './errors.ts';
import { uploads } from './media.ts';
import {
  type AllowedMentions,
  checkMessage,
  type MessageBody,
  pingsOf,
  visibleText,
} from './message-rules.ts';
import { channelJson, messageJson } from './payloads.ts';
import { botPermissions, type FakeChannel, type FakeMember, type FakeMessage, Permission } from './state.ts';

/** The channel, if it is still there and the bot may see it. */
export function reachable(ctx: Context, channelId: string): FakeChannel {
  const channel = ctx.state.channels.get(channelId);
  if (channel === undefined) throw refuse('unknownChannel');
  const guild = channel.guildId === null ? undefined : ctx.state.guilds.get(channel.guildId);
  if (guild !== undefined && !guild.joined) throw refuse('missingAccess');
  if ((botPermissions(ctx.state, channel) & Permission.viewChannel) === 0n) throw refuse('missingAccess');
  return channel;
}

export function mayDo(ctx: Context, channel: FakeChannel, permission: bigint): boolean {
  return (botPermissions(ctx.state, channel) & permission) === permission;
}

export function sharesServer(ctx: Context, userId: string): boolean {
  return [...ctx.state.guilds.values()].some((guild) => guild.joined && guild.members.has(userId));
}

/** A direct message needs a server in common, and a person who takes it (error codes 50278 and 50007). */
export function requireTaken(ctx: Context, channel: FakeChannel): void {
  const userId = channel.recipientId;
  if (userId === null) return;
  if (!sharesServer(ctx, userId)) throw refuse('noMutualGuilds');
  if (ctx.state.closedToDirect.has(userId)) throw refuse('cannotDm');
}

export function requirePermission(ctx: Context, channel: FakeChannel, permission: bigint): void {
  if (!mayDo(ctx, channel, permission)) throw refuse('missingPermissions');
}

/** A guild has so many active threads; another is neither opened nor woken (Discord: topics/threads). */
export function requireThreadLeft({ state }: Context, { guildId }: FakeChannel): void {
  const active = [...state.channels.values()].filter(
    (each) => each.guildId === guildId && each.thread?.archived === false,
  );
  if (active.length >= state.mostThreads) throw refuse('tooManyThreads');
}

/** Writing and reacting wake a sleeping thread, but not a locked one (Discord: topics/threads). */
export function wakeThread(ctx: Context, channel: FakeChannel): void {
  if (channel.thread === undefined) return;
  if (channel.thread.locked) throw refuse('threadLocked');
  if (!channel.thread.archived) return;
  requireThreadLeft(ctx, channel);
  channel.thread.archived = false;
  ctx.gateway.dispatch({ t: 'THREAD_UPDATE', d: channelJson(ctx.state, channel) });
}

export function messageIn(channel: FakeChannel, messageId: string): FakeMessage {
  const message = channel.messages.get(messageId);
  if (message === undefined) throw refuse('unknownMessage');
  return message;
}

/** Keeps a message and tells the gateway. */
export function addMessage(
  ctx: Context,
  message: Partial<FakeMessage> & { channelId: string; authorId: string },
) {
  const at = message.createdAt ?? ctx.state.clock.now();
  const full: FakeMessage = {
    id: ctx.state.id(at),
    type: 0,
    content: '',
    attachments: [],
    embeds: [],
    components: [],
    flags: 0,
    nonce: undefined,
    createdAt: at,
    editedAt: null,
    referenceId: null,
    interactionId: null,
    reactions: new Map(),
    threadId: null,
    allowedMentions: undefined,
    ...message,
  };
  ctx.state.channels.get(full.channelId)?.messages.set(full.id, full);
  if (full.authorId === ctx.state.bot.id) ctx.state.said.push(full);
  for (const file of full.attachments) ctx.state.attachments.set(file.id, file);
  dispatchMessage(ctx, 'MESSAGE_CREATE', full);
  return full;
}

export function dispatchMessage(
  ctx: Context,
  t: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  message: FakeMessage,
): void {
  const channel = ctx.state.channels.get(message.channelId);
  const member = channel?.guildId
    ? ctx.state.guilds.get(channel.guildId)?.members.get(message.authorId)
    : undefined;
  const d = messageJson(ctx.state, ctx.origin(), message);
  // What people are called in the server, the gateway alone tells (Discord: events/gateway-events, "Message Create").
  if (member !== undefined) d.member = partial(member);
  d.mentions = (d.mentions as { readonly id: string }[]).map((user) => {
    const mentioned = channel?.guildId
      ? ctx.state.guilds.get(channel.guildId)?.members.get(user.id)
      : undefined;
    return mentioned === undefined ? user : { ...user, member: partial(mentioned) };
  });
  ctx.gateway.dispatch({ t, d });
}

const partial = ({ nick, roles }: FakeMember) => ({ nick, roles, flags: 0, deaf: false, mute: false });

/** The bot's own message from a request's body, checked by the rules the description leaves out. */
export function botMessage(
  ctx: Context,
  channelId: string,
  body: MessageBody,
  files: readonly UploadedFile[],
  by: 'create' | 'interaction',
): Partial<FakeMessage> & { channelId: string; authorId: string; id: string } {
  const attachments = uploads(ctx, body, files);
  const shown = {
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    flags: body.flags ?? 0,
  };
  const other = (body.sticker_ids?.length ?? 0) > 0 || body.poll != null;
  checkMessage({ ...shown, files: attachments.map(({ filename }) => filename), other });
  const id = ctx.state.id();
  const channel = ctx.state.channels.get(channelId);
  const referenceId = body.message_reference?.message_id ?? null;
  const repliedTo = referenceId === null ? null : (channel?.messages.get(referenceId)?.authorId ?? null);
  if (referenceId !== null && repliedTo === null && body.message_reference?.fail_if_not_exists !== false) {
    throw invalidForm('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  }
  recordPings(ctx, { channelId, messageId: id, by }, shown, body.allowed_mentions, repliedTo);
  return {
    ...shown,
    id,
    channelId,
    authorId: ctx.state.bot.id,
    type: repliedTo === null ? 0 : 19,
    attachments,
    nonce: body.nonce ?? undefined,
    referenceId: repliedTo === null ? null : referenceId,
    allowedMentions: body.allowed_mentions ?? undefined,
  };
}

/** Applies the bot's edit; what the body leaves out stays. */
export function editBotMessage(
  ctx: Context,
  message: FakeMessage,
  body: MessageBody,
  files: readonly UploadedFile[],
  by: 'edit' | 'interaction',
): void {
  const kept = body.attachments
    ? message.attachments.filter((a) => body.attachments?.some((wanted) => wanted.id === a.id))
    : message.attachments;
  const attachments = [...kept, ...uploads(ctx, body, files, message.attachments)];
  const next = {
    content: body.content === undefined ? message.content : (body.content ?? ''),
    embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []),
    components: body.components === undefined ? message.components : (body.components ?? []),
    flags: (message.flags & ((1 << 15) | (1 << 6) | (1 << 5))) | (body.flags ?? message.flags),
  };
  checkMessage({ ...next, files: attachments.map(({ filename }) => filename), other: false });
  recordPings(
    ctx,
    { channelId: message.channelId, messageId: message.id, by },
    next,
    body.allowed_mentions,
    null,
  );
  for (const file of attachments) ctx.state.attachments.set(file.id, file);
  Object.assign(message, next, {
    attachments,
    editedAt: ctx.state.clock.now(),
    allowedMentions: body.allowed_mentions ?? undefined,
  });
}

export function removeMessage(ctx: Context, message: FakeMessage): void {
  const channel = ctx.state.channels.get(message.channelId);
  channel?.messages.delete(message.id);
  ctx.gateway.dispatch({ t: 'MESSAGE_DELETE', d: deleteJson(channel, { id: message.id }) });
}

/** The fields of a delete event: ids only. */
export function deleteJson(
  channel: FakeChannel | undefined,
  ids: Record<string, unknown>,
): Record<string, unknown> {
  return { ...ids, channel_id: channel?.id, ...(channel?.guildId ? { guild_id: channel.guildId } : {}) };
}

function recordPings(
  ctx: Context,
  where: { channelId: string; messageId: string; by: 'create' | 'edit' | 'interaction' },
  shown: { content: string; components: readonly unknown[] },
  allowed: AllowedMentions | null | undefined,
  repliedTo: string | null,
): void {
  const text = visibleText(shown.content, shown.components);
  const pings = pingsOf(text, allowed, repliedTo, where.by === 'interaction');
  for (const { kind, id } of pings) {
    if (kind === 'called') ctx.log.calls.push({ id, ...where });
    else ctx.log.pings.push({ kind, id, ...where });
  }
}
