import type { Inbound, InboundMember, TargetMessage } from './inbound.ts';
import type { Instant } from './model/day.ts';
import type {
  AttachmentRef,
  ChannelRef,
  DeliveryKey,
  MemberRef,
  MessageRef,
  PlatformName,
  WorkspaceRef,
} from './model/ids.ts';
import type { Hears } from './outage/hears.ts';
import type { PostView } from './views.ts';

/**
 * Where a message of ours goes.
 * - `thread`: the thread on a member's message; the adapter opens it when there is none, and uses the thread the
 *   message already stands in when it stands in one. `title` names a new thread on platforms that name threads.
 *   `mention`: a member who asked to be called there; it notifies them and nobody else. Platforms with private lines
 *   are not asked for it.
 * - `channel`: the channel itself.
 * - `private`: one member, seen by nobody else, near `channel` (Slack: ephemeral; web: private line). Only on
 *   platforms whose `caps.privateNotice` is true.
 * - `direct`: a direct message to one member. PlatformError `forbidden` when they take none.
 */
export type PostTarget =
  | { readonly kind: 'thread'; readonly on: MessageRef; readonly title: string; readonly mention?: MemberRef }
  | { readonly kind: 'channel'; readonly channel: ChannelRef }
  | { readonly kind: 'private'; readonly channel: ChannelRef; readonly member: MemberRef }
  | { readonly kind: 'direct'; readonly member: MemberRef; readonly workspace: WorkspaceRef };

/** The member a streamed message is addressed to. */
export interface Listener {
  readonly member: MemberRef;
  readonly workspace: WorkspaceRef;
}

/** What a platform can do. */
export interface PlatformCaps {
  /** A line only one member sees can be posted without an interaction. */
  readonly privateNotice: boolean;
  /** Most fields of a form. */
  readonly formFields: number;
  /** The welcome of a challenge is kept in sight by itself; elsewhere somebody has to pin it. */
  readonly pinsWelcome: boolean;
  /** Whether it can mark a message with that: one emoji, or what it takes for one (`:name:` on Slack). */
  readonly canMark: (mark: string) => boolean;
}

/** What a platform tells of a channel. */
export interface ChannelFacts {
  /** Not everybody of the workspace may read it. */
  readonly closed: boolean;
  /** Messages are posted in it: it is no thread, and no mere list of threads. */
  readonly takesPosts: boolean;
}

/** A message that somebody marked, and who did. */
export interface MessageFacts {
  /** By its full name. */
  readonly target: TargetMessage;
  readonly member: InboundMember;
  /** It was no person who marked it. */
  readonly byBot: boolean;
}

/** One try at sending. */
export interface SendAttempt {
  /** Names the effect; the adapter makes its nonce or metadata from it and nothing else. */
  readonly key: DeliveryKey;
  /**
   * True when an earlier try may have reached the platform: the adapter first looks for our message under this key
   * and returns it when it is there.
   */
  readonly maybeSent: boolean;
  /** When it was planned: no message from before that is it, however alike. Platforms' clocks may differ by minutes. */
  readonly plannedAt: Instant;
  /**
   * Called immediately before every request that has an effect. Throws when this worker's claim has grown too old
   * to act on (another worker may have taken over), and the send is abandoned.
   */
  readonly fence: () => void;
  /** It waits its turn: the adapter leaves room for everything else in what the platform allows. */
  readonly patient?: boolean;
  /** More of it follows, by `ensureEdited` with this key in `continues`: a platform that streams begins a stream to them. */
  readonly opensFor?: Listener;
  /** Called where the platform has no thread left for it: it is said beside the message, or waits. */
  readonly outOfThreads?: () => void;
}

export interface FetchedFile {
  readonly bytes: Uint8Array;
}

/**
 * A chat platform. `ensure*` states an end: called again it does no harm. Every failure is a `PlatformError`
 * (errors.ts), whose kind tells the caller what to do.
 */
export interface ChatPlatform {
  readonly name: PlatformName;
  readonly caps: PlatformCaps;
  /** Connects and hands every event to `inbound`. Resolves when connected; throws a plain-worded StartError. */
  start(inbound: Inbound): Promise<void>;
  /** Stops taking events in, waits for those in hand, disconnects. */
  stop(): Promise<void>;
  /** How far this instance hears now. Asked once a minute. */
  hears(): Promise<Hears>;
  /** `mark` is one emoji, or what else `canMark` lets through. A mark that stands already is fine. */
  ensureReaction(message: MessageRef, mark: string): Promise<void>;
  /** Takes our own mark back. One that is not there is fine. */
  ensureReactionRemoved(message: MessageRef, mark: string): Promise<void>;
  ensurePosted(target: PostTarget, view: PostView, attempt: SendAttempt): Promise<MessageRef>;
  /** Our message of this delivery, should an earlier try have reached the platform; null: not there. Changes nothing. */
  findPosted(
    target: PostTarget,
    view: PostView,
    key: DeliveryKey,
    plannedAt: Instant,
  ): Promise<MessageRef | null>;
  /** `continues`: the view says the rest of what was posted under that key with `opensFor`. */
  ensureEdited(message: MessageRef, view: PostView, continues?: DeliveryKey): Promise<void>;
  /** Removes a message of ours. Gone already is fine. Nobody else's message is ever touched. */
  ensureRemoved(message: MessageRef): Promise<void>;
  /** The file's bytes, from the platform's own hosts only. Refuses (PlatformError `invalid`) HTML, redirects, over-long. */
  fetchFile(file: AttachmentRef, signal: AbortSignal): Promise<FetchedFile>;
  /** A channel as it is now; null: the platform does not tell. */
  channelFacts(channel: ChannelRef): Promise<ChannelFacts | null>;
  /** A message as it is now, and a member with their rights where it stands; null: one of them is not there. */
  messageFacts(message: MessageRef, by: MemberRef): Promise<MessageFacts | null>;
  /** A link a member can click to see the message. */
  linkTo(message: MessageRef): string | null;
}

/** The part of a platform that says things, and takes them back. */
export type Deliver = Pick<
  ChatPlatform,
  | 'ensureReaction'
  | 'ensureReactionRemoved'
  | 'ensurePosted'
  | 'findPosted'
  | 'ensureEdited'
  | 'ensureRemoved'
>;

/** Wall and monotonic time, in milliseconds. The only clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some start, never stepping back: for ages and deadlines within this process. */
  monotonic(): number;
}

/** One structured line per change of state: ids and reasons, never tokens or members' words. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * One holder among all instances. `acquire` resolves when this instance holds it, and to null when `stop` was aborted before:
 * then it neither holds it nor asks any more.
 */
export interface Lease {
  acquire(name: string, stop: AbortSignal): Promise<HeldLease | null>;
}

/**
 * `signal` aborts the moment the lease is no longer surely held (well before another may take it) or is released, and everything
 * done under it must stop. `held` looks at the clock itself: a process that stood still is told first what waited in its sockets,
 * and of the time only then.
 */
export interface HeldLease {
  readonly signal: AbortSignal;
  held(): boolean;
  release(): Promise<void>;
}

/** A rate limiter shared by all instances; resolves when the caller may go. */
export type Pace = () => Promise<void>;

/** A small durable map for an adapter's own notes, as up to where it is catching up. */
export interface KeyValue {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

/** Reads a file from an allowed host without redirects, private addresses or unbounded sizes (see adapters/node). */
export type FetchBytes = (
  url: URL,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<FetchBytesResult>;
export type FetchBytesResult =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly contentType: string | null }
  | {
      readonly ok: false;
      readonly reason: 'hostNotAllowed' | 'redirect' | 'html' | 'tooLarge' | 'timeout' | 'status' | 'network';
      readonly status?: number;
    };
