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

/** Everything that can happen on a platform, in the core's words. Adapters translate; the core decides. */
export interface Inbound {
  /**
   * A message of a person (adapters drop those of bots, webhooks and the system). Resolves only when whatever it
   * leads to is committed; only then may the adapter acknowledge the event. Calling it again with the same message is
   * harmless. Rejects when nothing could be stored: do not acknowledge, let the platform send it again.
   */
  message(event: InboundMessage): Promise<void>;
  edited(event: InboundEdit): Promise<void>;
  /** One or many messages deleted. Whose they were may be unknown; messages never seen are remembered as deleted. */
  deleted(event: InboundDeletion): Promise<void>;
  /**
   * A person put a mark on somebody's message, in a channel (adapters drop our own marks, those of bots, those on what we said, and
   * direct channels'). Resolves and rejects as `message` does. Calling it again with the same mark is harmless.
   */
  reaction(event: InboundReaction): Promise<void>;
  /** Answers within the command's `pace`; adapters defer first where the platform asks for it. */
  command(event: InboundCommand): Promise<Reply>;
  /** A button pressed or a form sent. `action` is what a view or form of ours carried (actions.ts). */
  action(event: InboundAction): Promise<Reply>;
  /** The workspace's access ended (uninstalled, token revoked, guild left): park it, stop its jobs. */
  workspaceGone(event: {
    readonly platform: PlatformName;
    readonly workspace: WorkspaceRef;
    readonly reason: string;
  }): Promise<void>;
  /**
   * The workspace lets us in (again): it is parked no longer. With `channel` that channel does: the welcomes it refused are posted, each
   * once. Harmless when nothing was refused, and when the workspace is not known.
   */
  workspaceBack(event: {
    readonly platform: PlatformName;
    readonly workspace: WorkspaceRef;
    readonly channel?: ChannelRef;
  }): Promise<void>;
  /** Channels in which messages matter, with the newest message already taken in: where catching up after an absence begins. */
  watchedChannels(platform: PlatformName): Promise<readonly WatchedChannel[]>;
  /**
   * What a person writes where the platform tells of no workspace is about the one in which they posted or acted last, of those that
   * are in service; null: none knows them. A message that is kept already stays about its own. `refIn`: the message's ref there.
   */
  homeOf(
    platform: PlatformName,
    member: MemberRef,
    refIn: (workspace: WorkspaceRef) => MessageRef,
  ): Promise<WorkspaceRef | null>;
}

export interface WatchedChannel {
  readonly workspace: WorkspaceRef;
  readonly channel: ChannelRef;
  /** Null: nothing seen since then; catch up from `since`. */
  readonly lastSeen: MessageRef | null;
  /** Milliseconds since 1970 from which on messages matter: since when the first challenge of those that are on is on there. */
  readonly since: number;
}

/** Who did it and where. */
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
  /** Perhaps not the name they go by here (an id where the platform did not say, or their name elsewhere): replaces none that is kept. */
  readonly nameUnsure?: boolean;
  /** IANA zone where the platform tells it (Slack profile). */
  readonly zone?: string | null;
  readonly locale?: Locale | null;
  /** May change settings: Discord "Manage Server", Slack admins and owners, the web's host member. */
  readonly manager?: boolean;
  /** Roles (Discord) or user groups (Slack) the member is in, as their platform's ids. */
  readonly roles?: readonly string[];
}

export interface InboundMessage extends InboundPlace {
  readonly message: MessageRef;
  /** When the platform says it was posted, in milliseconds since 1970 (Discord snowflake, Slack ts). Never processing time. */
  readonly at: number;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  /** The message stands in a thread (its replies are people talking, not proofs of their own). */
  readonly inThread: boolean;
  /** Read in a channel's history, as what was posted while nobody listened; not told by the platform as it came. */
  readonly found?: true;
  /** Of one in a thread: the message the thread hangs on. */
  readonly thread?: MessageRef;
  /** The bot itself is mentioned, or a message of its own is replied to; so it is by all that is written to it alone. */
  readonly mentionsBot: boolean;
  /** Written to the bot alone, in a direct channel, where no proof counts. */
  readonly direct?: true;
  /** Other people it mentions. */
  readonly turnsTo?: readonly MemberRef[];
  /** The message it replies to, and its author, who may be its own; left out where it replies to nobody's. */
  readonly repliesTo?: { readonly by: MemberRef; readonly message: MessageRef };
  /** It stands in the channel, in reply to a message of ours. */
  readonly repliesToUs?: true;
}

export interface InboundAttachment {
  readonly ref: AttachmentRef;
  readonly name: string;
  /** The type the platform or the uploader claims; believed only until the bytes are read. */
  readonly type: string | null;
  /** Bytes, as claimed. */
  readonly size: number | null;
}

export interface InboundEdit extends InboundPlace {
  readonly message: MessageRef;
  /** When it was posted. */
  readonly at: number;
  readonly editedAt: number;
  readonly text: string;
  /** The files that are still there. Left out: the platform did not tell, and none is taken to be gone. */
  readonly filesLeft?: readonly AttachmentRef[];
  /** The message stands in a thread. */
  readonly inThread?: boolean;
  /** The platform does not tell edits from changes of its own: it is one if the text is another than is kept. */
  readonly ifOther?: true;
}

export interface InboundDeletion {
  readonly platform: PlatformName;
  readonly workspace: WorkspaceRef;
  readonly channel: ChannelRef;
  readonly messages: readonly MessageRef[];
  readonly at: number;
  /** Of a direct channel. */
  readonly direct?: true;
}

/** A mark somebody put on a message: all else about either is asked for once it may matter (`messageFacts`). */
export interface InboundReaction extends Pick<InboundPlace, 'platform' | 'workspace' | 'channel'> {
  /** By its full name, as far as the platform tells it. */
  readonly message: MessageRef;
  readonly by: MemberRef;
  /** An emoji, or the name of one of the workspace's own. */
  readonly mark: string;
  /** When it was put there, in milliseconds since 1970; where the platform does not say, when it was told. */
  readonly at: number;
}

/** A message as a command refers to it (message menu, shortcut): what the platform showed of it. */
export interface TargetMessage {
  readonly message: MessageRef;
  readonly at: number;
  readonly author: MemberRef;
  readonly authorName: string;
  /** IANA zone where the platform tells it. */
  readonly authorZone?: string | null;
  /** Of a bot, a webhook or the system: cannot be a proof. */
  readonly authorIsBot: boolean;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
}

export interface InboundCommand extends InboundPlace {
  /** Id of the press or call, unique on its platform: the key under which its effect happens once. */
  readonly id: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** The member's language as the platform tells it. */
  readonly locale: Locale | null;
  /** English path of the command, e.g. `['challenge', 'create']`, or the message menu's `['count']`, `['undo']`. */
  readonly path: readonly string[];
  /** Text options by their English name, as typed or picked. Of help also `unknown`: words typed that are no command. */
  readonly options: Readonly<Record<string, string>>;
  /** Files given to the command. */
  readonly attachments: readonly InboundAttachment[];
  /** For message menus: the message. */
  readonly target: TargetMessage | null;
  /** Those of the members it names who are bots, where the platform tells. */
  readonly bots?: readonly MemberRef[];
}

export interface InboundAction extends InboundPlace {
  readonly id: string;
  readonly at: number;
  readonly locale: Locale | null;
  /** The `ActionId` string a button or form of ours carried. */
  readonly action: string;
  /** Values of the fields of a sent form, by field name. */
  readonly values: Readonly<Record<string, string>>;
  /** Those of the members its values name who are bots, where the platform tells. */
  readonly bots?: readonly MemberRef[];
}
