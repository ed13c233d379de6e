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

/** Discord: reference, "Snowflakes": milliseconds since 2015-01-01 in the upper 42 bits. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** Discord: resources/message, Create Message. */
const NONCE_LENGTH = 25;
const snowflake = /^\d{1,20}$/;
/** Direct messages have no guild; Discord's own links call it this. */
export const NO_GUILD = '@me';
const direct = /^@me(?::(\d{1,20}))?$/;

export const workspaceRef = (guildId: string) => guildId as WorkspaceRef;
export const channelRef = (channelId: string) => channelId as ChannelRef;
export const memberRef = (userId: string) => userId as MemberRef;

export interface MessageAddress {
  /** For a direct message `@me`, and after a colon the server it is about. */
  readonly guildId: string;
  /** The channel or thread in which the message itself stands. */
  readonly channelId: string;
  readonly messageId: string;
}

export function messageRef(address: MessageAddress): MessageRef {
  return `${address.guildId}/${address.channelId}/${address.messageId}` as MessageRef;
}

/** Reads a message's ref back. Throws `invalid` for a ref that this adapter did not write. */
export function readMessageRef(ref: MessageRef): MessageAddress {
  const [guildId = '', channelId = '', messageId = '', ...rest] = ref.split('/');
  const guildKnown = direct.test(guildId) || snowflake.test(guildId);
  if (rest.length > 0 || !guildKnown || !snowflake.test(channelId) || !snowflake.test(messageId)) {
    throw new PlatformError('invalid', 'not a Discord message ref');
  }
  return { guildId, channelId, messageId };
}

/** Whether it is the place of direct messages. */
export const isDirect = (guildId: string) => direct.test(guildId);

/** The place of direct messages about a server. */
export const directAbout = (guildId: string) => `${NO_GUILD}:${guildId}`;

/** The server that a direct message is about; null for other messages. */
export function aboutOf(guildId: string): string | null {
  return direct.exec(guildId)?.[1] ?? null;
}

/** A channel or member id on its way into an address. Throws `invalid` for anything that is not one. */
export function readId(ref: ChannelRef | MemberRef): string {
  if (!snowflake.test(ref)) throw new PlatformError('invalid', 'not a Discord id');
  return ref;
}

/**
 * A file is found again through its message, since file addresses expire (Discord: reference, "Signed Attachment CDN
 * URLs"). A file given to a command has no message: its address itself is kept, good for about a day.
 */
export type FileAddress =
  | {
      readonly kind: 'message';
      readonly channelId: string;
      readonly messageId: string;
      readonly attachmentId: string;
    }
  | { readonly kind: 'upload'; readonly url: string };

export function attachmentRef(file: FileAddress): AttachmentRef {
  return (
    file.kind === 'message' ? `m/${file.channelId}/${file.messageId}/${file.attachmentId}` : `u/${file.url}`
  ) as AttachmentRef;
}

/** Reads a file's ref back. Throws `invalid` for a ref that this adapter did not write. */
export function readAttachmentRef(ref: AttachmentRef): FileAddress {
  if (ref.startsWith('u/')) return { kind: 'upload', url: ref.slice(2) };
  const [kind, channelId = '', messageId = '', attachmentId = '', ...rest] = ref.split('/');
  const ours = kind === 'm' && rest.length === 0;
  if (!ours || ![channelId, messageId, attachmentId].every((id) => snowflake.test(id))) {
    throw new PlatformError('invalid', 'not a Discord attachment ref');
  }
  return { kind: 'message', channelId, messageId, attachmentId };
}

/** When a thing was made, in milliseconds since 1970, by its id. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/** When a message was sent, as it says itself, in milliseconds since 1970: on Discord the same that its id says. */
export function sentAt(message: { readonly id: string; readonly timestamp?: string | null }): number {
  const told = Date.parse(message.timestamp ?? '');
  return Number.isNaN(told) ? timeOf(message.id) : told;
}

/** The smallest id of an instant: what to page after when nothing was seen yet. */
export function idAt(at: number): string {
  return (BigInt(Math.max(0, Math.trunc(at) - DISCORD_EPOCH)) << 22n).toString();
}

/** The id up to which a channel was read: of the newest message seen there, or of when messages began to matter. */
export function lastHeard({ lastSeen, since }: Pick<WatchedChannel, 'lastSeen' | 'since'>): string {
  return lastSeen === null ? idAt(since) : readMessageRef(lastSeen).messageId;
}

/** Order of two ids by age. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The nonce under which Discord refuses a second copy: the same for every try of one delivery, different for all others. */
export function nonceOf(key: DeliveryKey): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, NONCE_LENGTH);
}
