import { type Clock, createSnowflakes } from './snowflake.ts';

/** How the file server behaves for one attachment; the default serves the bytes plainly. */
export interface ServeOptions {
  /** Answers this page instead of the bytes. */
  html?: string;
  /** Waits before the first byte. */
  delayMs?: number;
  /** Sends one byte each so many milliseconds. */
  trickleMs?: number;
  /** Answers 302 to this address. */
  redirectTo?: string;
  /** The Content-Length header says this instead of the truth (omitted when null). */
  contentLength?: number | null;
  status?: number;
}

export interface FakeAttachment {
  id: string;
  filename: string;
  /** What it shows, as its sender says. */
  description?: string | undefined;
  contentType: string | undefined;
  /** What the message says; may differ from the bytes. */
  size: number;
  bytes: Uint8Array;
  serve: ServeOptions;
}

export interface FakeUser {
  id: string;
  username: string;
  globalName: string;
  bot: boolean;
}

export interface FakeMember {
  user: FakeUser;
  guildId: string;
  permissions: bigint;
  nick: string | null;
  roles: string[];
}

export interface FakeRole {
  id: string;
  name: string;
  permissions: bigint;
}

export interface FakeGuild {
  id: string;
  name: string;
  ownerId: string;
  locale: string;
  /** What the bot may do in this guild unless a channel says otherwise. */
  botPermissions: bigint;
  members: Map<string, FakeMember>;
  roles: Map<string, FakeRole>;
  /** False once the bot was removed. */
  joined: boolean;
}

export interface FakeThreadInfo {
  archived: boolean;
  locked: boolean;
  ownerId: string;
  autoArchiveMinutes: number;
  createdAt: number;
}

export interface FakeChannel {
  id: string;
  guildId: string | null;
  /** 0 text, 1 direct message, 2 voice, 5 announcements, 11 public thread, 15 forum, 16 media. */
  type: 0 | 1 | 2 | 5 | 11 | 15 | 16;
  /** Everybody's role may not view it. */
  closed?: boolean;
  name: string;
  parentId: string | null;
  /** Replaces the guild's permissions for the bot in this channel and its threads. */
  botPermissions: bigint | undefined;
  recipientId: string | null;
  thread: FakeThreadInfo | undefined;
  messages: Map<string, FakeMessage>;
}

export interface FakeMessage {
  id: string;
  channelId: string;
  authorId: string;
  /** 0 default, 18 thread created, 19 reply. */
  type: number;
  content: string;
  attachments: FakeAttachment[];
  embeds: unknown[];
  components: unknown[];
  flags: number;
  nonce: string | number | undefined;
  createdAt: number;
  editedAt: number | null;
  referenceId: string | null;
  interactionId: string | null;
  reactions: Map<string, Set<string>>;
  threadId: string | null;
  /** As the bot sent it last; undefined when it sent none. */
  allowedMentions: unknown;
}

export interface State {
  clock: Clock;
  id: (at?: number) => string;
  bot: FakeUser;
  applicationId: string;
  users: Map<string, FakeUser>;
  guilds: Map<string, FakeGuild>;
  channels: Map<string, FakeChannel>;
  /** Every message of the bot's that was ever accepted, gone ones too. */
  said: FakeMessage[];
  attachments: Map<string, FakeAttachment>;
  /** Ids of people who take no direct messages from members of shared servers. */
  closedToDirect: Set<string>;
  /** Ids of people who blocked the bot. */
  blocking: Set<string>;
  /** How many threads of one guild may be active. */
  mostThreads: number;
  /** Application commands as registered: 'global' or a guild's id. */
  commands: Map<string, Record<string, unknown>[]>;
}

/** Discord: topics/permissions; the set the bot's invitation asks for. */
export const INSTALL_PERMISSIONS = 309_237_763_136n;
export const Permission = {
  addReactions: 1n << 6n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
} as const;

export function createState(clock: Clock): State {
  const id = createSnowflakes(clock);
  const bot: FakeUser = { id: id(), username: 'damjji', globalName: 'Damjji', bot: true };
  return {
    clock,
    id,
    bot,
    applicationId: bot.id,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    said: [],
    attachments: new Map(),
    closedToDirect: new Set(),
    blocking: new Set(),
    mostThreads: 1_000,
    commands: new Map(),
  };
}

/** The bot's permissions where this channel is; a thread has its parent's. Direct messages allow everything. */
export function botPermissions(state: State, channel: FakeChannel): bigint {
  if (channel.guildId === null) return ~0n;
  const holder = channel.parentId === null ? channel : (state.channels.get(channel.parentId) ?? channel);
  return holder.botPermissions ?? state.guilds.get(channel.guildId)!.botPermissions;
}

/** The ids of the guild's standing channels (no threads). */
export function guildChannels(state: State, guildId: string): FakeChannel[] {
  return [...state.channels.values()].filter((c) => c.guildId === guildId && c.type === 0);
}
