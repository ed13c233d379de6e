import { type APIAttachment, type APIMessage, type APIUser, MessageType } from 'discord.js';
import type {
  InboundAttachment,
  InboundEdit,
  InboundMember,
  InboundMessage,
  TargetMessage,
} from '../../core/inbound.ts';
import type { AttachmentRef, MessageRef } from '../../core/model/ids.ts';
import type { ChannelPlace } from './channels.ts';
import { nameOf, readContent } from './content.ts';
import {
  attachmentRef,
  channelRef,
  directAbout,
  memberRef,
  messageRef,
  sentAt,
  workspaceRef,
} from './refs.ts';

/** A message as the gateway sends it, or from a channel's history, where `member` is missing. */
export type MessagePayload = APIMessage & {
  readonly guild_id?: string;
  readonly member?: { readonly nick?: string | null };
};

/** A MESSAGE_UPDATE, in which the attachments may be missing. */
type UpdatePayload = Omit<MessagePayload, 'attachments'> & {
  readonly attachments?: APIAttachment[] | undefined;
};

/** What is known about where a message is. */
export interface Surroundings {
  /** The server's id; for a direct message, that of the server it is about. */
  readonly guildId: string;
  readonly guildName: string | undefined;
  readonly place: ChannelPlace;
  /** The bot's own user id. */
  readonly self: string;
}

/** Whether a person wrote the message: it is no bot's, no webhook's and no notice by Discord itself. */
export function isFromPerson(message: Sender & Pick<APIMessage, 'type'>): boolean {
  const ordinary = message.type === MessageType.Default || message.type === MessageType.Reply;
  return ordinary && isOfPerson(message);
}

type Sender = { readonly author: APIUser; readonly webhook_id?: string | null };

const isOfPerson = ({ author, webhook_id }: Sender) => author.bot !== true && webhook_id == null;

/** A message as the core's event. */
export function toInboundMessage(message: MessagePayload, around: Surroundings): InboundMessage {
  const replied = message.referenced_message;
  // A reply addresses its author whether or not it pings them.
  const called = replied ? [...message.mentions, replied.author] : message.mentions;
  return {
    ...placeOf(message, around),
    at: sentAt(message),
    text: readContent(message, around.self),
    attachments: attachmentsOf(message),
    inThread: around.place.isThread,
    ...(around.place.isThread ? { thread: rootOf(message, around) } : {}),
    // A direct message is always addressed to the bot.
    mentionsBot: isDirectIn(around) || called.some((user) => user.id === around.self),
    ...(isDirectIn(around) ? { direct: true } : {}),
    turnsTo: message.mentions.filter((user) => user.bot !== true).map((user) => memberRef(user.id)),
    ...(replied?.author.id === around.self ? { repliesToUs: true } : {}),
    ...(replied && isOfPerson(replied)
      ? {
          repliesTo: {
            by: memberRef(replied.author.id),
            message: refIn(around, replied.channel_id, replied.id),
          },
        }
      : {}),
  };
}

const isDirectIn = ({ place }: Surroundings) => place.recipientId !== null;

/** The ref of a message in these surroundings. Direct messages get the form that names the server they are about. */
export function refIn(around: Surroundings, channelId: string, messageId: string): MessageRef {
  const guildId = isDirectIn(around) ? directAbout(around.guildId) : around.guildId;
  return messageRef({ guildId, channelId, messageId });
}

/** The ref of the message that a thread hangs on, which has the same id as the thread (Discord: topics/threads). */
function rootOf(message: MessagePayload, { guildId, place }: Surroundings) {
  return messageRef({ guildId, channelId: place.parentId, messageId: message.channel_id });
}

/** An edit as the core's event; null when its author edited nothing: Discord also sends updates for link previews and new threads. */
export function toInboundEdit(message: UpdatePayload, around: Surroundings): InboundEdit | null {
  const editedAt = Date.parse(message.edited_timestamp ?? '');
  if (Number.isNaN(editedAt)) return null;
  const { attachments } = message;
  return {
    ...placeOf(message, around),
    at: sentAt(message),
    editedAt,
    text: readContent(message, around.self),
    // Discord does not promise that an update is complete.
    ...(attachments === undefined ? {} : { filesLeft: filesOf({ ...message, attachments }) }),
    inThread: around.place.isThread,
  };
}

function placeOf(message: UpdatePayload, around: Surroundings) {
  const { guildId, guildName, place } = around;
  return {
    platform: 'discord' as const,
    workspace: workspaceRef(guildId),
    ...(guildName === undefined ? {} : { workspaceName: guildName }),
    channel: channelRef(place.parentId),
    member: toInboundMember(message.author, message.member),
    message: refIn(around, message.channel_id, message.id),
  };
}

/** A Discord user as the core's member. Without `member`, the name in the server is unknown and the name is marked as unsure. */
export function toInboundMember(user: APIUser, member?: { readonly nick?: string | null }): InboundMember {
  const here = { ref: memberRef(user.id), name: nameOf(user, member) };
  // Messages from a history do not include people's names in the server.
  return member === undefined ? { ...here, nameUnsure: true } : here;
}

/** The refs of a message's files. */
export const filesOf = (message: APIMessage): AttachmentRef[] => attachmentsOf(message).map(({ ref }) => ref);

/** A message's attachments. A forwarded message adds one without a type: it shows something, but not a photo of its author's own. */
function attachmentsOf(message: APIMessage): InboundAttachment[] {
  const files = message.attachments.map((file) => toInboundAttachment(file, message));
  if (!message.message_snapshots?.length) return files;
  const { channel_id: channelId, id } = message;
  const ref = attachmentRef({ kind: 'message', channelId, messageId: id, attachmentId: id });
  return [...files, { ref, name: '', type: null, size: null }];
}

function toInboundAttachment(file: APIAttachment, message: APIMessage): InboundAttachment {
  const ref = attachmentRef({
    kind: 'message',
    channelId: message.channel_id,
    messageId: message.id,
    attachmentId: file.id,
  });
  return { ref, name: file.filename ?? '', type: file.content_type ?? null, size: file.size ?? null };
}

/** A file given to a command. It belongs to no message, so its ref holds its URL. */
export function toInboundUpload(file: APIAttachment): InboundAttachment {
  const ref = attachmentRef({ kind: 'upload', url: file.url });
  return { ref, name: file.filename ?? '', type: file.content_type ?? null, size: file.size ?? null };
}

/** A message on which a menu was opened or a mark was put. `self` is the bot's own user id. */
export function toTargetMessage(message: APIMessage, guildId: string, self: string): TargetMessage {
  return {
    message: messageRef({ guildId, channelId: message.channel_id, messageId: message.id }),
    at: sentAt(message),
    author: memberRef(message.author.id),
    authorName: nameOf(message.author),
    authorIsBot: !isFromPerson(message),
    text: readContent(message, self),
    attachments: attachmentsOf(message),
  };
}
