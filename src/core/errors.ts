/**
 * Why a platform did not do what it was asked to.
 * - `rateLimited`: surely not done; to be tried again after `retryAfterMs`.
 * - `forbidden`: a permission or scope is missing (`missing` names what can be granted); asking again is useless until a manager acts.
 * - `gone`: the message, channel or workspace does not exist any more, or a member left it (`about`).
 * - `invalid`: the request itself is refused; a mistake of ours, or something the platform cannot do.
 * - `unavailable`: surely not done, the platform or the network is down; to be tried again later.
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

/**
 * What a refusal is about, where that makes a difference: the recipient left the workspace; a web page came in place of a file; a file
 * is too large.
 */
export type RefusedFor = 'memberLeft' | 'html' | 'tooLarge';

/** The parts of a platform's error that the program acts on; `detail` is only for people to read. */
export interface PlatformFacts {
  /** The platform's own error code: `channel_not_found`, `50013`. Not named `code`, by which database errors are recognized. */
  readonly word: string;
  /** The status of an HTTP response that contained no error code. */
  readonly status: number;
  /**
   * What a manager can grant, as the platform names it: a permission (`SEND_MESSAGES`), a scope (`files:read`), membership of the channel
   * (`not_in_channel`), a channel's own rule. Absent for refusals that concern one person, message or thread, e.g. a member who
   * blocked the bot or a locked thread.
   */
  readonly missing: string;
  readonly about: RefusedFor;
}

/** Every failure of a `ChatPlatform`. `kind` tells the caller what to do. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly kind: PlatformErrorKind;
  /** For logs, e.g. `50013 SEND_MESSAGES_IN_THREADS`. Never a member's words; the program decides by the `PlatformFacts` instead. */
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

/** The program cannot start with its present settings. The message is one line that says what to do; no stack is shown. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** This worker's claim is too old to act on, since another worker may have taken over. Nothing was sent. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}

/** Concurrent changes won every time we tried. Neither database nor platform is unavailable: only this one operation failed. */
export class ContendedError extends Error {
  override readonly name = 'ContendedError';
}

/**
 * Why something failed, for the log: kinds, codes, names and the place in the source, never what people wrote. The message of an
 * unforeseen error is therefore left out, as it may quote the data in hand. Accepts anything that can be thrown.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof PlatformError || error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof FencedError || error instanceof ContendedError) return error.name;
  const what = 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
  const where = placeOf(error);
  return where === null ? what : `${what} at ${where}`;
}

/** The folder of our sources, as stack frames name it. */
const sources = new URL('..', import.meta.url).pathname;
const frame = /^ +at (?:.*\()?(?:async )?(?:file:\/\/)?([^()\n]+):(\d+):\d+\)?$/gm;

/**
 * The innermost stack frame in our own sources, as `core/cheer/compose.ts:91`; else the innermost of any; null when the stack cannot
 * be read.
 */
function placeOf({ stack, message }: Error): string | null {
  // The message precedes the frames, and lines of it may look like frames.
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
