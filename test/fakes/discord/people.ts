import type { Context } from './context.ts';
import { addMessage, deleteJson, dispatchMessage, removeMessage, sharesServer } from './messages.ts';
import { channelJson, guildCreateJson, userJson } from './payloads.ts';
import { directChannel, openThread, removeThread } from './routes/channels.ts';
import { addReaction, dispatchReaction, removeReaction } from './routes/reactions.ts';
import {
  type FakeAttachment,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  type FakeRole,
  INSTALL_PERMISSIONS,
  Permission,
  type ServeOptions,
} from './state.ts';

export interface NewAttachment {
  name: string;
  bytes: Uint8Array;
  contentType?: string;
  /** What the message claims; the bytes' true length by default. */
  size?: number;
  serve?: ServeOptions;
}

export interface NewPost {
  channel: FakeChannel;
  author: FakeMember;
  content?: string;
  attachments?: readonly NewAttachment[];
  replyTo?: FakeMessage;
  /** Milliseconds since 1970; the id carries it. Now by default. */
  at?: number;
}

/** Everything people do by hand in Discord. */
export interface People {
  guild(options?: { name?: string; locale?: string; botPermissions?: bigint }): FakeGuild;
  channel(
    guild: FakeGuild,
    options?: Partial<Pick<FakeChannel, 'name' | 'type' | 'closed' | 'botPermissions'>>,
  ): FakeChannel;
  role(guild: FakeGuild, name: string, permissions?: bigint): FakeRole;
  member(
    guild: FakeGuild,
    options?: { name?: string; manager?: boolean; bot?: boolean; roles?: readonly FakeRole[] },
  ): FakeMember;
  /** The same person as a member of another server. */
  join(member: FakeMember, guild: FakeGuild): FakeMember;
  /** The member leaves the server. */
  leave(member: FakeMember): void;
  /** The member switches direct messages from servers off, or on again. */
  takeDirectMessages(member: FakeMember, taken: boolean): void;
  /** The member blocks the bot, which then takes no reaction of its on their messages (error code 90001). */
  blockBot(member: FakeMember): void;
  post(post: NewPost): FakeMessage;
  /** The gateway tells of the message a second time, as it may. */
  redeliver(message: FakeMessage): void;
  editMessage(message: FakeMessage, content: string): void;
  /** Takes a file out of a message, which is an edit with the same words. */
  removeAttachment(message: FakeMessage, name: string): void;
  deleteMessage(message: FakeMessage): void;
  /** An emoji, or `name:id` of one of the server's own. */
  react(message: FakeMessage, member: FakeMember, emoji: string): void;
  unreact(message: FakeMessage, member: FakeMember, emoji: string): void;
  /** The newest reaction of a person to it is told again. */
  redeliverReaction(message: FakeMessage): void;
  bulkDelete(messages: readonly FakeMessage[]): void;
  openThread(message: FakeMessage, member: FakeMember, name: string): FakeChannel;
  setThread(thread: FakeChannel, state: { archived?: boolean; locked?: boolean }): void;
  deleteChannel(channel: FakeChannel): void;
  setBotPermissions(channel: FakeChannel, permissions: bigint): void;
  /** The bot is given a role in the server, or loses one. */
  setBotRole(guild: FakeGuild, permissions: bigint): void;
  removeBot(guild: FakeGuild): void;
  /** The bot is invited back. */
  inviteBot(guild: FakeGuild): void;
  /** The person writes to the bot, with which they share a server. */
  directMessage(member: FakeMember, content: string, attachments?: readonly NewAttachment[]): FakeMessage;
  attachment(file: NewAttachment): FakeAttachment;
}

export function createPeople(ctx: Context): People {
  const { state, gateway } = ctx;
  const channelOf = (message: FakeMessage) => {
    const channel = state.channels.get(message.channelId);
    if (channel === undefined) throw new Error(`channel ${message.channelId} is gone`);
    return channel;
  };
  /** Rights come with roles alone. */
  const managersOf = (guild: FakeGuild): FakeRole =>
    [...guild.roles.values()].find(({ name }) => name === 'managers') ??
    people.role(guild, 'managers', Permission.manageGuild);
  const people: People = {
    guild({ name = 'Morning Club', locale = 'ko', botPermissions = INSTALL_PERMISSIONS } = {}) {
      const id = state.id();
      const guild: FakeGuild = {
        id,
        name,
        ownerId: id,
        locale,
        botPermissions,
        members: new Map(),
        roles: new Map(),
        joined: true,
      };
      state.guilds.set(id, guild);
      // May do everything, without a role.
      const owner = people.member(guild, { name: 'owner' });
      owner.permissions |= Permission.manageGuild;
      guild.ownerId = owner.user.id;
      gateway.dispatch({ t: 'GUILD_CREATE', d: guildCreateJson(state, guild) });
      return guild;
    },
    channel(guild, { name = 'proofs', type = 0, closed = false, botPermissions } = {}) {
      const channel: FakeChannel = {
        id: state.id(),
        guildId: guild.id,
        type,
        closed,
        name,
        parentId: null,
        botPermissions,
        recipientId: null,
        thread: undefined,
        messages: new Map(),
      };
      state.channels.set(channel.id, channel);
      gateway.dispatch({ t: 'CHANNEL_CREATE', d: channelJson(state, channel) });
      return channel;
    },
    role(guild, name, permissions = 0n) {
      const role = { id: state.id(), name, permissions };
      guild.roles.set(role.id, role);
      return role;
    },
    join({ user }, guild) {
      const member = { user, guildId: guild.id, permissions: INSTALL_PERMISSIONS, nick: null, roles: [] };
      guild.members.set(user.id, member);
      return member;
    },
    leave(member) {
      state.guilds.get(member.guildId)?.members.delete(member.user.id);
    },
    takeDirectMessages(member, taken) {
      if (taken) state.closedToDirect.delete(member.user.id);
      else state.closedToDirect.add(member.user.id);
    },
    blockBot: (member) => void state.blocking.add(member.user.id),
    member(guild, { name = `member${guild.members.size}`, manager = false, bot = false, roles = [] } = {}) {
      const user = { id: state.id(), username: name, globalName: name, bot };
      const held = manager ? [...roles, managersOf(guild)] : roles;
      const member: FakeMember = {
        user,
        guildId: guild.id,
        permissions: held.reduce((all, role) => all | role.permissions, INSTALL_PERMISSIONS),
        nick: null,
        roles: held.map(({ id }) => id),
      };
      state.users.set(user.id, user);
      guild.members.set(user.id, member);
      return member;
    },
    post({ channel, author, content = '', attachments = [], replyTo, at }) {
      return addMessage(ctx, {
        channelId: channel.id,
        authorId: author.user.id,
        content,
        attachments: attachments.map(people.attachment),
        ...(at === undefined ? {} : { createdAt: at }),
        ...(replyTo === undefined ? {} : { referenceId: replyTo.id, type: 19 }),
      });
    },
    redeliver: (message) => dispatchMessage(ctx, 'MESSAGE_CREATE', message),
    editMessage(message, content) {
      message.content = content;
      // No two edits of a message bear the same time.
      message.editedAt = Math.max(state.clock.now(), (message.editedAt ?? 0) + 1);
      dispatchMessage(ctx, 'MESSAGE_UPDATE', message);
    },
    removeAttachment(message, name) {
      message.attachments = message.attachments.filter(({ filename }) => filename !== name);
      people.editMessage(message, message.content);
    },
    deleteMessage: (message) => removeMessage(ctx, message),
    bulkDelete(messages) {
      const channel = channelOf(messages[0]!);
      const ids = messages.map((m) => m.id);
      for (const id of ids) channel.messages.delete(id);
      gateway.dispatch({ t: 'MESSAGE_DELETE_BULK', d: deleteJson(channel, { ids }) });
    },
    react: (message, member, emoji) => addReaction(ctx, channelOf(message), message, emoji, member.user.id),
    unreact: (message, member, emoji) =>
      removeReaction(ctx, channelOf(message), message, emoji, member.user.id),
    redeliverReaction(message) {
      const [emoji, userId] = [...message.reactions]
        .flatMap(([each, users]) => [...users].map((user) => [each, user] as const))
        .findLast(([, user]) => user !== state.bot.id)!;
      dispatchReaction(ctx, 'MESSAGE_REACTION_ADD', channelOf(message), message, emoji, userId);
    },
    openThread: (message, member, name) =>
      openThread(ctx, channelOf(message), message.id, name, member.user.id),
    setThread(thread, change) {
      if (thread.thread === undefined) throw new Error(`${thread.id} is not a thread`);
      Object.assign(thread.thread, change);
      gateway.dispatch({ t: 'THREAD_UPDATE', d: channelJson(state, thread) });
    },
    deleteChannel(channel) {
      if (channel.thread !== undefined) return removeThread(ctx, channel);
      // Its threads go with it, untold.
      for (const { id, parentId } of state.channels.values())
        if (parentId === channel.id) state.channels.delete(id);
      state.channels.delete(channel.id);
      gateway.dispatch({ t: 'CHANNEL_DELETE', d: channelJson(state, channel) });
    },
    setBotPermissions(channel, permissions) {
      channel.botPermissions = permissions;
      gateway.dispatch({ t: 'CHANNEL_UPDATE', d: channelJson(state, channel) });
    },
    setBotRole(guild, permissions) {
      guild.botPermissions = permissions;
      const d = { guild_id: guild.id, user: userJson(state.bot), roles: [], joined_at: null, flags: 0 };
      gateway.dispatch({ t: 'GUILD_MEMBER_UPDATE', d });
    },
    removeBot(guild) {
      guild.joined = false;
      gateway.dispatch({ t: 'GUILD_DELETE', d: { id: guild.id } });
    },
    inviteBot(guild) {
      guild.joined = true;
      gateway.dispatch({ t: 'GUILD_CREATE', d: guildCreateJson(state, guild) });
    },
    directMessage(member, content, attachments = []) {
      if (!sharesServer(ctx, member.user.id)) throw new Error(`${member.user.id} shares no server`);
      const channel = directChannel(ctx, member.user.id);
      return addMessage(ctx, {
        channelId: channel.id,
        authorId: member.user.id,
        content,
        attachments: attachments.map(people.attachment),
      });
    },
    attachment: ({ name, bytes, contentType, size = bytes.byteLength, serve = {} }) => {
      return { id: state.id(), filename: name, contentType, size, bytes, serve };
    },
  };
  return people;
}
