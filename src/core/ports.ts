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
 *   `mention`: a member who asked to be mentioned there; it notifies them and nobody else. Never set for platforms with
 *   private lines.
 * - `channel`: the channel itself.
 * - `private`: a line that only one member sees, in or near `channel` (Slack: ephemeral; web: private line). Only on
 *   platforms whose `caps.privateNotice` is true.
 * - `direct`: a direct message to one member. PlatformError `forbidden` when they accept none.
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
  /** A line that only one member sees can be posted without that member pressing or typing anything first. */
  readonly privateNotice: boolean;
  /** The most fields a form can have. */
  readonly formFields: number;
  /** The platform keeps the welcome of a challenge in sight by itself; elsewhere somebody has to pin it. */
  readonly pinsWelcome: boolean;
  /** Whether a message can be marked with this: one emoji, or a name the platform accepts for one (`:name:` on Slack). */
  readonly canMark: (mark: string) => boolean;
  /** Where a file goes that comes with an answer: beside it, or to a direct message. */
  readonly fileGoes: 'here' | 'direct';
}

/** What a platform says about a channel. */
export interface ChannelFacts {
  /** Not everybody in the workspace may read it. */
  readonly closed: boolean;
  /** Messages can be posted in it: it is no thread, and no mere list of threads (a forum). */
  readonly takesPosts: boolean;
}

/** A message that was marked, and the member who marked it. */
export interface MessageFacts {
  /** The message; its ref is complete. */
  readonly target: TargetMessage;
  readonly member: InboundMember;
  /** The mark was put there by a bot. */
  readonly byBot: boolean;
}

/** One try at sending a message. */
export interface SendAttempt {
  /** Names the delivery; the adapter derives its nonce or metadata from this key and nothing else. */
  readonly key: DeliveryKey;
  /**
   * True when an earlier try may have reached the platform: the adapter then first looks for our message with this key
   * and returns it if it is there.
   */
  readonly maybeSent: boolean;
  /** When the delivery was planned: an older message, however similar, is not ours. Platforms' clocks may differ by minutes. */
  readonly plannedAt: Instant;
  /** The earlier try may have had other words, as a cheer before a restore, which was written and perhaps edited by itself. */
  readonly reworded?: boolean;
  /**
   * To be called immediately before every request that has an effect. Throws when this worker's claim is too old to
   * act on (another worker may have taken over); the adapter must then abandon the send.
   */
  readonly fence: () => void;
  /** It may wait: the adapter leaves room for all other requests within the platform's rate limits. */
  readonly patient?: boolean;
  /**
   * Set when the rest of the message follows, by `ensureEdited` with this key in `continues`: a platform that can stream begins a stream
   * to this member.
   */
  readonly opensFor?: Listener;
  /** To be called when the platform allows no further thread: the message then goes beside the one it answers, or waits. */
  readonly outOfThreads?: () => void;
}

/** A file fetched from a platform. */
export interface FetchedFile {
  readonly bytes: Uint8Array;
}

/**
 * A chat platform. The `ensure*` methods bring a state about, and are harmless when it is there already. Every failure is
 * a `PlatformError` (errors.ts), whose kind tells the caller what to do.
 */
export interface ChatPlatform {
  readonly name: PlatformName;
  readonly caps: PlatformCaps;
  /** Connects and hands every event to `inbound`. Resolves when connected; throws a StartError in plain words. */
  start(inbound: Inbound): Promise<void>;
  /** Stops receiving events, waits for those being handled, and disconnects. */
  stop(): Promise<void>;
  /** Whether this instance receives the platform's events now. Asked once a minute. */
  hears(): Promise<Hears>;
  /** Puts our mark on a message. `mark` is one emoji, or whatever else `canMark` allows. */
  ensureReaction(message: MessageRef, mark: string): Promise<void>;
  /** Takes our own mark off a message. */
  ensureReactionRemoved(message: MessageRef, mark: string): Promise<void>;
  /** Posts a message, once per `attempt.key`, and returns its ref. */
  ensurePosted(target: PostTarget, view: PostView, attempt: SendAttempt): Promise<MessageRef>;
  /** Searches for the message of this delivery, in case an earlier try reached the platform; null when there is none. Changes nothing. */
  findPosted(
    target: PostTarget,
    view: PostView,
    key: DeliveryKey,
    plannedAt: Instant,
  ): Promise<MessageRef | null>;
  /** Changes a message of ours. `continues`: the view completes the message that was posted under that key with `opensFor`. */
  ensureEdited(message: MessageRef, view: PostView, continues?: DeliveryKey): Promise<void>;
  /** Removes a message of ours. Never touches anybody else's. */
  ensureRemoved(message: MessageRef): Promise<void>;
  /** Fetches a file, from the platform's own hosts only. PlatformError `invalid` for HTML, a redirect or too many bytes. */
  fetchFile(file: AttachmentRef, signal: AbortSignal): Promise<FetchedFile>;
  /** A channel as it is now; null when the platform does not say. */
  channelFacts(channel: ChannelRef): Promise<ChannelFacts | null>;
  /** A message as it is now, and a member with their rights in its channel; null when either does not exist. */
  messageFacts(message: MessageRef, by: MemberRef): Promise<MessageFacts | null>;
  /** A link that opens the message; null when there is none. */
  linkTo(message: MessageRef): string | null;
}

/** The part of a platform that sends things and takes them back. */
export type Deliver = Pick<
  ChatPlatform,
  | 'ensureReaction'
  | 'ensureReactionRemoved'
  | 'ensurePosted'
  | 'findPosted'
  | 'ensureEdited'
  | 'ensureRemoved'
>;

/** Wall and monotonic time, in milliseconds. The core reads no other clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since an arbitrary start, never going back: for ages and deadlines within this process. */
  monotonic(): number;
}

/** Writes one structured line per change of state: ids and reasons, never tokens or members' words. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * A lock that only one instance holds at a time. `acquire` resolves when this instance holds it, or to null when `stop` was aborted
 * first: then it neither holds the lease nor asks for it any longer.
 */
export interface Lease {
  acquire(name: string, stop: AbortSignal): Promise<HeldLease | null>;
}

/**
 * `signal` aborts when the lease is released or may no longer be held (well before another instance can take it); everything done under
 * it must then stop. `held` compares the clock instead: after a pause of the process, events that waited in its sockets are handled
 * before the timer that aborts `signal`.
 */
export interface HeldLease {
  readonly signal: AbortSignal;
  held(): boolean;
  release(): Promise<void>;
}

/** A rate limiter shared by all instances; resolves when the caller may go. */
export type Pace = () => Promise<void>;

/** A small durable map for an adapter's own notes, e.g. up to where it has caught up. */
export interface KeyValue {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

/** Fetches a file from an allowed host, refusing redirects, private addresses and unbounded sizes (see adapters/node). */
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
