import type { Reply } from './actions.ts';
import type {
  AttachmentRef,
  ChannelRef,
  MemberRef,
  MessageRef,
  PlatformName,
  WorkspaceRef,
} from './model/ids.ts';
import type { Locale } from './model/locale.ts';

/** Receives every event of a platform, in the core's terms. Adapters translate; the core decides. */
export interface Inbound {
  /**
   * A person posted a message (adapters drop those of bots, webhooks and the system). Resolves when everything that follows from it
   * is committed; only then may the adapter acknowledge the event. Calling it again with the same message is harmless. Rejects when
   * nothing could be stored: do not acknowledge the event, so that the platform sends it again.
   */
  message(event: InboundMessage): Promise<void>;
  /** A person edited a message. Resolves and rejects as `message` does. */
  edited(event: InboundEdit): Promise<void>;
  /** One or many messages were deleted. Their authors may be unknown; messages we never saw are remembered as deleted. */
  deleted(event: InboundDeletion): Promise<void>;
  /**
   * A person put a mark (a reaction) on a message in a channel. Adapters drop our own marks, those of bots, those on our messages, and
   * those in direct channels. Resolves and rejects as `message` does. Calling it again with the same mark is harmless.
   */
  reaction(event: InboundReaction): Promise<void>;
  /** A command was called. Answers within its `pace`; adapters defer the response first where the platform requires it. */
  command(event: InboundCommand): Promise<Reply>;
  /** A button was pressed or a form was sent. `action` is what our view or form carried (actions.ts). */
  action(event: InboundAction): Promise<Reply>;
  /** Our access to a workspace ended (uninstalled, token revoked, guild left): it is parked, and its jobs stop. */
  workspaceGone(event: {
    readonly platform: PlatformName;
    readonly workspace: WorkspaceRef;
    readonly reason: string;
  }): Promise<void>;
  /**
   * A workspace gave us access (again), so it is no longer parked; with `channel`, that channel did, so the welcomes it had refused are
   * posted, each once. Harmless when nothing was refused, and when the workspace is not known.
   */
  workspaceBack(event: {
    readonly platform: PlatformName;
    readonly workspace: WorkspaceRef;
    readonly channel?: ChannelRef;
  }): Promise<void>;
  /** The channels in which messages matter, each with the newest message already handled: from there we catch up after an absence. */
  watchedChannels(platform: PlatformName): Promise<readonly WatchedChannel[]>;
  /**
   * The workspace that a direct message belongs to where the platform names none: the one that stored this message already, else the one,
   * among those not parked, in which its author last posted or acted; null when none knows them. `refIn`: the message's ref in a workspace.
   */
  homeOf(
    platform: PlatformName,
    member: MemberRef,
    refIn: (workspace: WorkspaceRef) => MessageRef,
  ): Promise<WorkspaceRef | null>;
}

/** A channel in which messages matter, and from where to read it after an absence. */
export interface WatchedChannel {
  readonly workspace: WorkspaceRef;
  readonly channel: ChannelRef;
  /** Null: no message was seen after `since`, so catch up from there. */
  readonly lastSeen: MessageRef | null;
  /** When messages began to matter, in milliseconds since 1970: when the first of its current challenges came to this channel. */
  readonly since: number;
}

/** Who caused an event, and where. */
export interface InboundPlace {
  readonly platform: PlatformName;
  readonly workspace: WorkspaceRef;
  readonly workspaceName?: string;
  /** The channel a challenge is bound to: for a message in a thread, the thread's parent. */
  readonly channel: ChannelRef;
  readonly member: InboundMember;
}

export interface InboundMember {
  readonly ref: MemberRef;
  readonly name: string;
  /** The name may be wrong (an id where the platform gave no name, or their name elsewhere): it never replaces a stored one. */
  readonly nameUnsure?: boolean;
  /** IANA zone, where the platform provides it (Slack profile). */
  readonly zone?: string | null;
  readonly locale?: Locale | null;
  /** May change settings: Discord "Manage Server", Slack admins and owners, the web's host member. */
  readonly manager?: boolean;
  /** Roles (Discord) or user groups (Slack) the member is in, as their platform's ids. */
  readonly roles?: readonly string[];
}

/** A message of a person, as the platform sent it or as it was read from a history. */
export interface InboundMessage extends InboundPlace {
  readonly message: MessageRef;
  /** The platform's time of posting, in milliseconds since 1970 (Discord snowflake, Slack ts). Never the time of processing. */
  readonly at: number;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  /** The message stands in a thread, where people talk: it is no proof of its own. */
  readonly inThread: boolean;
  /** It was read from the channel's history (posted while we were not listening), not received as an event. */
  readonly found?: true;
  /** For a message in a thread: the message that the thread belongs to. */
  readonly thread?: MessageRef;
  /** It mentions the bot or replies to a message of the bot. Always true in a direct channel. */
  readonly mentionsBot: boolean;
  /** It was written to the bot alone, in a direct channel, where no proof counts. */
  readonly direct?: true;
  /** Other people it mentions. */
  readonly turnsTo?: readonly MemberRef[];
  /** The person's message that it replies to, and that message's author (who may be the same person); absent when it replies to none. */
  readonly repliesTo?: { readonly by: MemberRef; readonly message: MessageRef };
  /** It stands in the channel (in no thread) and replies to a message of ours. */
  readonly repliesToUs?: true;
}

export interface InboundAttachment {
  readonly ref: AttachmentRef;
  readonly name: string;
  /** The media type that the platform or the uploader claims; believed only until the bytes are read. */
  readonly type: string | null;
  /** In bytes, as claimed. */
  readonly size: number | null;
}

/** A message after an edit. */
export interface InboundEdit extends InboundPlace {
  readonly message: MessageRef;
  /** When it was posted. */
  readonly at: number;
  readonly editedAt: number;
  readonly text: string;
  /** The files that the message still has. Absent when the platform did not say: then we assume that none was removed. */
  readonly filesLeft?: readonly AttachmentRef[];
  /** The message stands in a thread. */
  readonly inThread?: boolean;
  /** The platform may have sent this for a change of its own: it is an edit only if the text differs from the stored one. */
  readonly ifOther?: true;
}

export interface InboundDeletion {
  readonly platform: PlatformName;
  readonly workspace: WorkspaceRef;
  readonly channel: ChannelRef;
  readonly messages: readonly MessageRef[];
  readonly at: number;
  /** The channel is a direct channel. */
  readonly direct?: true;
}

/** A mark that a person put on a message. We ask for the rest (`messageFacts`) only if the mark may matter. */
export interface InboundReaction extends Pick<InboundPlace, 'platform' | 'workspace' | 'channel'> {
  /** As complete a ref as the event allows. */
  readonly message: MessageRef;
  readonly by: MemberRef;
  /** An emoji, or the name of a custom emoji of the workspace. */
  readonly mark: string;
  /** When it was put there, in milliseconds since 1970; when the event arrived, where the platform does not say. */
  readonly at: number;
}

/** The message that a command is about (message menu, shortcut), as far as the platform showed it. */
export interface TargetMessage {
  readonly message: MessageRef;
  readonly at: number;
  readonly author: MemberRef;
  readonly authorName: string;
  /** IANA zone, where the platform provides it. */
  readonly authorZone?: string | null;
  /** Its author is a bot, a webhook or the system: it cannot be a proof. */
  readonly authorIsBot: boolean;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
}

/** A call of a command or of a message's menu. */
export interface InboundCommand extends InboundPlace {
  /** The id of this call, unique on its platform: the key by which its effect happens only once. */
  readonly id: string;
  /** When it was called, in milliseconds since 1970. */
  readonly at: number;
  /** The member's language, as the platform reports it. */
  readonly locale: Locale | null;
  /** English path of the command, e.g. `['challenge', 'create']`, or the message menu's `['count']`, `['undo']`. */
  readonly path: readonly string[];
  /** Text options by their English name, as typed or picked. For `help` also `unknown`: typed words that are no command. */
  readonly options: Readonly<Record<string, string>>;
  /** Files given to the command. */
  readonly attachments: readonly InboundAttachment[];
  /** For message menus: the message they were opened on. */
  readonly target: TargetMessage | null;
  /** The members named in the options that are bots, where the platform says so. */
  readonly bots?: readonly MemberRef[];
}

/** A press of a button of ours, or a form of ours that was sent. */
export interface InboundAction extends InboundPlace {
  /** The id of this press, unique on its platform, as a command's. */
  readonly id: string;
  /** When it was pressed, in milliseconds since 1970. */
  readonly at: number;
  readonly locale: Locale | null;
  /** The `ActionId` string that our button or form carried. */
  readonly action: string;
  /** The values of a sent form, by field name. */
  readonly values: Readonly<Record<string, string>>;
  /** The members named in the values that are bots, where the platform says so. */
  readonly bots?: readonly MemberRef[];
}
