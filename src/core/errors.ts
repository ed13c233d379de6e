/**
 * Why a platform did not do what was asked.
 * - `rateLimited`: surely not done; again after `retryAfterMs`.
 * - `forbidden`: a permission or scope is missing (`missing` names what can be granted); asking again is useless until a manager acts.
 * - `gone`: the message, channel or workspace does not exist any more, or a member left it (`about`).
 * - `invalid`: the request itself is refused; a mistake of ours or an impossible wish.
 * - `unavailable`: surely not done, the platform or the network is down; again later.
 * - `ambiguous`: may have been done; look before doing it again.
 * - `revoked`: the workspace's token is no longer good; the whole workspace is parked.
 */
export type PlatformErrorKind =
  | 'rateLimited'
  | 'forbidden'
  | 'gone'
  | 'invalid'
  | 'unavailable'
  | 'ambiguous'
  | 'revoked';

/** What a refusal is about, where that makes a difference: who it is for left the workspace; a page came in a file's place; a file is too large. */
export type RefusedFor = 'memberLeft' | 'html' | 'tooLarge';

/** What the program goes by; `detail` is for people to read. */
export interface PlatformFacts {
  /** The platform's own word or number: `channel_not_found`, `50013`. Not `code`, by which errors of databases are told. */
  readonly word: string;
  /** The status of an HTTP answer that said no more. */
  readonly status: number;
  /**
   * What a manager can grant, as the platform names it: a permission (`SEND_MESSAGES`), a scope (`files:read`), a place in the channel
   * (`not_in_channel`), a channel's own rule. All other refusals are about one person, message or thread: who blocked the bot, a thread
   * that was locked.
   */
  readonly missing: string;
  readonly about: RefusedFor;
}

export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly kind: PlatformErrorKind;
  /** What is told of it, e.g. `50013 SEND_MESSAGES_IN_THREADS`. Never a member's words, and never gone by: see the facts. */
  readonly detail: string;
  readonly retryAfterMs: number | null;
  readonly word: string | null;
  readonly status: number | null;
  readonly missing: string | null;
  readonly about: RefusedFor | null;

  constructor(
    kind: PlatformErrorKind,
    detail: string,
    options: Partial<PlatformFacts> & { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(`${kind}: ${detail}`, { cause: options.cause });
    this.kind = kind;
    this.detail = detail;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.word = options.word ?? null;
    this.status = options.status ?? null;
    this.missing = options.missing ?? null;
    this.about = options.about ?? null;
  }
}

/** The program cannot start as it is set up. The message is one line that says what to do; no stack is shown. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** This worker's claim is too old to act on: another may have taken over. Nothing was sent. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}

/** Somebody else was faster, again and again. Nothing is away: it is about this one thing. */
export class ContendedError extends Error {
  override readonly name = 'ContendedError';
}

/**
 * Why something failed, for the log: kinds, codes, names and the place in the source, never what people wrote. So of an error nobody
 * foresaw the message is left out: it may quote what was worked on. Takes whatever was thrown.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof PlatformError || error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof FencedError || error instanceof ContendedError) return error.name;
  const what = 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
  const where = placeOf(error);
  return where === null ? what : `${what} at ${where}`;
}

/** Where our sources are, as a frame names it. */
const sources = new URL('..', import.meta.url).pathname;
const frame = /^ +at (?:.*\()?(?:async )?(?:file:\/\/)?([^()\n]+):(\d+):\d+\)?$/gm;

/** The innermost line of our own sources that an error went through, `core/cheer/compose.ts:91`; else of anybody's; null: none is known. */
function placeOf({ stack, message }: Error): string | null {
  // The message stands before the frames, and its lines may look like some.
  const ahead = stack?.indexOf(message) ?? -1;
  if (stack === undefined || ahead < 0) return null;
  const frames = [...stack.slice(ahead + message.length).matchAll(frame)].map(([, path, line]) => ({
    path: path!,
    line,
  }));
  const own = frames.find(({ path }) => path.startsWith(sources));
  if (own) return `${own.path.slice(sources.length)}:${own.line}`;
  const [first] = frames;
  return first ? `${first.path.replace(/^.*\/(?=node_modules\/)/, '')}:${first.line}` : null;
}
