import { shownComponents } from './media.ts';
import {
  botPermissions,
  type FakeAttachment,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  type FakeRole,
  type FakeUser,
  guildChannels,
  Permission,
  type State,
} from './state.ts';

const iso = (at: number) => new Date(at).toISOString().replace('Z', '000+00:00');
const ATTACHMENT_LIFE_MS = 24 * 3_600_000;

export function userJson(user: FakeUser) {
  return {
    id: user.id,
    username: user.username,
    global_name: user.globalName,
    discriminator: '0',
    avatar: null,
    bot: user.bot,
    public_flags: 0,
    flags: 0,
  };
}

export function memberJson(member: FakeMember) {
  return {
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: member.roles,
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

/** Signed address, valid for a day of the fake's clock (Discord: reference, "Signed Attachment CDN URLs"). */
export function attachmentJson(state: State, origin: string, channelId: string, file: FakeAttachment) {
  const now = Math.floor(state.clock.now() / 1000);
  const ex = Math.floor((state.clock.now() + ATTACHMENT_LIFE_MS) / 1000).toString(16);
  const query = `ex=${ex}&is=${now.toString(16)}&hm=${signature(file.id, ex)}`;
  const url = `${origin}/attachments/${channelId}/${file.id}/${encodeURIComponent(file.filename)}?${query}`;
  return {
    id: file.id,
    filename: file.filename,
    size: file.size,
    url,
    proxy_url: url,
    ...(file.contentType === undefined ? {} : { content_type: file.contentType }),
    ...(file.description === undefined ? {} : { description: file.description }),
  };
}

/** Not a secret: only enough to notice an address that was altered. */
export function signature(id: string, ex: string): string {
  return BigInt.asUintN(64, (BigInt(id) + 1n) * BigInt(`0x${ex}`) * 0x9e37_79b9_7f4a_7c15n).toString(16);
}

export function messageJson(state: State, origin: string, message: FakeMessage): Record<string, unknown> {
  const channel = state.channels.get(message.channelId);
  const thread = message.threadId === null ? undefined : state.channels.get(message.threadId);
  const author = state.users.get(message.authorId)!;
  const mentioned = [...message.content.matchAll(/<@!?(\d+)>/g)].map((m) => state.users.get(m[1]!));
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: userJson(author),
    content: message.content,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: false,
    mention_everyone: false,
    mentions: mentioned.filter((u) => u !== undefined).map(userJson),
    mention_roles: [],
    attachments: message.attachments.map((a) => attachmentJson(state, origin, message.channelId, a)),
    embeds: message.embeds,
    components: shownComponents(
      message,
      (file) => attachmentJson(state, origin, message.channelId, file).url,
    ),
    pinned: false,
    flags: message.flags,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(author.bot ? { application_id: state.applicationId } : {}),
    ...(message.referenceId === null ? {} : referenceJson(state, origin, message, message.referenceId)),
    ...(thread === undefined ? {} : { thread: channelJson(state, thread) }),
    ...(message.reactions.size === 0
      ? {}
      : {
          reactions: [...message.reactions].map(([name, users]) => ({
            emoji: { id: null, name },
            count: users.size,
            count_details: { normal: users.size, burst: 0 },
            burst_colors: [],
            me: users.has(state.bot.id),
            me_burst: false,
          })),
        }),
    ...(channel?.guildId ? { guild_id: channel.guildId } : {}),
  };
}

/** What a reply answers; null where that is deleted. Itself a reply, it says so without what it answers. Discord: resources/message. */
function referenceJson(state: State, origin: string, { channelId }: FakeMessage, id: string) {
  const replied = state.channels.get(channelId)?.messages.get(id);
  const shown = replied ? restMessageJson(state, origin, replied) : null;
  if (shown) delete shown.referenced_message;
  return {
    message_reference: { type: 0, channel_id: channelId, message_id: id },
    referenced_message: shown,
  };
}

/** A message as REST gives it: without guild_id and nonce, which the gateway alone adds. */
export function restMessageJson(state: State, origin: string, message: FakeMessage) {
  const { guild_id: _guild, nonce: _nonce, ...rest } = messageJson(state, origin, message);
  return rest;
}

export function channelJson(state: State, channel: FakeChannel): Record<string, unknown> {
  const last = [...channel.messages.keys()].at(-1) ?? null;
  if (channel.type === 1) {
    const other = state.users.get(channel.recipientId!)!;
    return { id: channel.id, type: 1, last_message_id: last, recipients: [userJson(other)], flags: 0 };
  }
  const base = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: last,
    rate_limit_per_user: 0,
    flags: 0,
  };
  if (channel.thread !== undefined) {
    return {
      ...base,
      owner_id: channel.thread.ownerId,
      message_count: channel.messages.size,
      total_message_sent: channel.messages.size,
      member_count: 1,
      thread_metadata: {
        archived: channel.thread.archived,
        locked: channel.thread.locked,
        auto_archive_duration: channel.thread.autoArchiveMinutes,
        archive_timestamp: iso(channel.thread.createdAt),
        create_timestamp: iso(channel.thread.createdAt),
      },
    };
  }
  const guild = state.guilds.get(channel.guildId!)!;
  const allowed = botPermissions(state, channel);
  const denied = guild.botPermissions & ~allowed;
  const overwrite = { id: state.bot.id, type: 1, allow: allowed.toString(), deny: denied.toString() };
  const everybody = { id: guild.id, type: 0, allow: '0', deny: Permission.viewChannel.toString() };
  return {
    ...base,
    topic: null,
    nsfw: false,
    position: 0,
    permission_overwrites: [
      ...(channel.closed === true ? [everybody] : []),
      ...(channel.botPermissions === undefined ? [] : [overwrite]),
    ],
  };
}

export function guildJson(guild: FakeGuild): Record<string, unknown> {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    vanity_url_code: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    application_id: null,
    features: [],
    emojis: [],
    stickers: [],
    roles: [everyoneRole(guild), ...[...guild.roles.values()].map((role) => roleJson(role))],
  };
}

export function guildCreateJson(state: State, guild: FakeGuild): Record<string, unknown> {
  const bot: FakeMember = {
    user: state.bot,
    guildId: guild.id,
    permissions: guild.botPermissions,
    nick: null,
    roles: [],
  };
  const threads = [...state.channels.values()].filter((c) => c.guildId === guild.id && c.type === 11);
  return {
    ...guildJson(guild),
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: guild.members.size + 1,
    members: [{ user: userJson(state.bot), ...memberJson(bot) }],
    channels: guildChannels(state, guild.id).map((c) => channelJson(state, c)),
    threads: threads.filter((t) => t.thread?.archived !== true).map((t) => channelJson(state, t)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

function everyoneRole(guild: FakeGuild) {
  return roleJson({ id: guild.id, name: '@everyone', permissions: guild.botPermissions });
}

export function roleJson({ id, name, permissions }: FakeRole) {
  return {
    id,
    name,
    permissions: permissions.toString(),
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}
