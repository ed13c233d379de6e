import { createHash } from 'node:crypto';
import { PlatformError } from '../../core/errors.ts';
import type { WatchedChannel } from '../../core/inbound.ts';
import type {
  AttachmentRef,
  ChannelRef,
  DeliveryKey,
  MemberRef,
  MessageRef,
  WorkspaceRef,
} from '../../core/model/ids.ts';

/** 2015-01-01. The upper 42 bits of an id count the milliseconds since then (Discord: reference, "Snowflakes"). */
const DISCORD_EPOCH = 1_420_070_400_000;
/** The longest nonce (Discord: resources/message, Create Message). */
const NONCE_LENGTH = 25;
const snowflake = /^\d{1,20}$/;
/** Stands in place of the server's id for direct messages, which belong to no server, as in Discord's own links. */
export const NO_GUILD = '@me';
const direct = /^@me(?::(\d{1,20}))?$/;

/** Discord's ids serve unchanged as the core's refs. */
export const workspaceRef = (guildId: string) => guildId as WorkspaceRef;
export const channelRef = (channelId: string) => channelId as ChannelRef;
export const memberRef = (userId: string) => userId as MemberRef;

/** The parts of a message's ref. */
export interface MessageAddress {
  /** The server's id. For a direct message `@me`, or `@me:` and the id of the server that it is about. */
  readonly guildId: string;
  /** The channel or thread that contains the message. */
  readonly channelId: string;
  readonly messageId: string;
}

/** A message's ref: `<server>/<channel>/<message>`. */
export function messageRef(address: MessageAddress): MessageRef {
  return `${address.guildId}/${address.channelId}/${address.messageId}` as MessageRef;
}

/** Parses a message's ref. Throws `PlatformError` (`invalid`) for a ref that this adapter did not write. */
export function readMessageRef(ref: MessageRef): MessageAddress {
  const [guildId = '', channelId = '', messageId = '', ...rest] = ref.split('/');
  const guildKnown = direct.test(guildId) || snowflake.test(guildId);
  if (rest.length > 0 || !guildKnown || !snowflake.test(channelId) || !snowflake.test(messageId)) {
    throw new PlatformError('invalid', 'not a Discord message ref');
  }
  return { guildId, channelId, messageId };
}

/** Whether a ref's server part is that of a direct message. */
export const isDirect = (guildId: string) => direct.test(guildId);

/** The server part of refs to direct messages that are about this server. */
export const directAbout = (guildId: string) => `${NO_GUILD}:${guildId}`;

/** The server that a direct message is about, from its ref's server part; null for other messages. */
export function aboutOf(guildId: string): string | null {
  return direct.exec(guildId)?.[1] ?? null;
}

/** A channel's or member's id for use in a request's path. Throws `PlatformError` (`invalid`) for anything else. */
export function readId(ref: ChannelRef | MemberRef): string {
  if (!snowflake.test(ref)) throw new PlatformError('invalid', 'not a Discord id');
  return ref;
}

/**
 * How to find a file again: through its message, since file URLs expire (Discord: reference, "Signed Attachment CDN URLs"). A file given
 * to a command has no message, so its URL itself is stored; it is valid for about a day.
 */
export type FileAddress =
  | {
      readonly kind: 'message';
      readonly channelId: string;
      readonly messageId: string;
      readonly attachmentId: string;
    }
  | { readonly kind: 'upload'; readonly url: string };

/** A file's ref, which `readAttachmentRef` parses. */
export function attachmentRef(file: FileAddress): AttachmentRef {
  return (
    file.kind === 'message' ? `m/${file.channelId}/${file.messageId}/${file.attachmentId}` : `u/${file.url}`
  ) as AttachmentRef;
}

/** Parses a file's ref. Throws `PlatformError` (`invalid`) for a ref that this adapter did not write. */
export function readAttachmentRef(ref: AttachmentRef): FileAddress {
  if (ref.startsWith('u/')) return { kind: 'upload', url: ref.slice(2) };
  const [kind, channelId = '', messageId = '', attachmentId = '', ...rest] = ref.split('/');
  const ours = kind === 'm' && rest.length === 0;
  if (!ours || ![channelId, messageId, attachmentId].every((id) => snowflake.test(id))) {
    throw new PlatformError('invalid', 'not a Discord attachment ref');
  }
  return { kind: 'message', channelId, messageId, attachmentId };
}

/** When the thing with this id was created, in milliseconds since 1970. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/** When a message was sent, in milliseconds since 1970: its timestamp, else its id's time. On Discord the two are the same. */
export function sentAt(message: { readonly id: string; readonly timestamp?: string | null }): number {
  const told = Date.parse(message.timestamp ?? '');
  return Number.isNaN(told) ? timeOf(message.id) : told;
}

/** The smallest id that belongs to an instant: where paging starts when no message was seen yet. */
export function idAt(at: number): string {
  return (BigInt(Math.max(0, Math.trunc(at) - DISCORD_EPOCH)) << 22n).toString();
}

/** The id up to which a channel was read: that of the newest message seen there, or of the time from which its messages matter. */
export function lastHeard({ lastSeen, since }: Pick<WatchedChannel, 'lastSeen' | 'since'>): string {
  return lastSeen === null ? idAt(since) : readMessageRef(lastSeen).messageId;
}

/** Compares two ids for sorting, oldest first. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The nonce by which Discord refuses a second copy of a message: the same for every try of one delivery, different for all others. */
export function nonceOf(key: DeliveryKey): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, NONCE_LENGTH);
}
