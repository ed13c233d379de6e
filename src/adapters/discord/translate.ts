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

/** A message as the gateway sends it, or as the history holds it (which lacks the member). */
export type MessagePayload = APIMessage & {
  readonly guild_id?: string;
  readonly member?: { readonly nick?: string | null };
};

/** An update, which may tell nothing of the files. */
type UpdatePayload = Omit<MessagePayload, 'attachments'> & {
  readonly attachments?: APIAttachment[] | undefined;
};

export interface Surroundings {
  /** The server; for a direct message the one it is about. */
  readonly guildId: string;
  readonly guildName: string | undefined;
  readonly place: ChannelPlace;
  /** The bot's own user id. */
  readonly self: string;
}

/** Whether a person wrote it in the ordinary way: no bot, no webhook, no notice of Discord's. */
export function isFromPerson(message: Sender & Pick<APIMessage, 'type'>): boolean {
  const ordinary = message.type === MessageType.Default || message.type === MessageType.Reply;
  return ordinary && isOfPerson(message);
}

type Sender = { readonly author: APIUser; readonly webhook_id?: string | null };

const isOfPerson = ({ author, webhook_id }: Sender) => author.bot !== true && webhook_id == null;

export function toInboundMessage(message: MessagePayload, around: Surroundings): InboundMessage {
  const replied = message.referenced_message;
  // With or without a ping.
  const called = replied ? [...message.mentions, replied.author] : message.mentions;
  return {
    ...placeOf(message, around),
    at: sentAt(message),
    text: readContent(message, around.self),
    attachments: attachmentsOf(message),
    inThread: around.place.isThread,
    ...(around.place.isThread ? { thread: rootOf(message, around) } : {}),
    // What is said to us directly calls nobody else.
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

/** A message by its ids, as it is called where it stands. */
export function refIn(around: Surroundings, channelId: string, messageId: string): MessageRef {
  const guildId = isDirectIn(around) ? directAbout(around.guildId) : around.guildId;
  return messageRef({ guildId, channelId, messageId });
}

/** A thread on a message bears that message's id. Discord: topics/threads. */
function rootOf(message: MessagePayload, { guildId, place }: Surroundings) {
  return messageRef({ guildId, channelId: place.parentId, messageId: message.channel_id });
}

/** Null when its member did not edit it: Discord also sends an update when a link's preview or a thread appears. */
export function toInboundEdit(message: UpdatePayload, around: Surroundings): InboundEdit | null {
  const editedAt = Date.parse(message.edited_timestamp ?? '');
  if (Number.isNaN(editedAt)) return null;
  const { attachments } = message;
  return {
    ...placeOf(message, around),
    at: sentAt(message),
    editedAt,
    text: readContent(message, around.self),
    // Discord does not promise that an update tells everything.
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

export function toInboundMember(user: APIUser, member?: { readonly nick?: string | null }): InboundMember {
  const here = { ref: memberRef(user.id), name: nameOf(user, member) };
  // A history does not tell what people are called in its server.
  return member === undefined ? { ...here, nameUnsure: true } : here;
}

/** The files of a message, as they are called. */
export const filesOf = (message: APIMessage): AttachmentRef[] => attachmentsOf(message).map(({ ref }) => ref);

/** What a message shows. One that is forwarded is somebody's from elsewhere: it is shown, and is no photo of its own. */
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

/** A file given to a command stands in no message; its address is all there is. */
export function toInboundUpload(file: APIAttachment): InboundAttachment {
  const ref = attachmentRef({ kind: 'upload', url: file.url });
  return { ref, name: file.filename ?? '', type: file.content_type ?? null, size: file.size ?? null };
}

/** The message on which a message menu was opened. `self`: the bot's own user id. */
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
