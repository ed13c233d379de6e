/**
 * Why a platform did not do what was asked.
 * - `rateLimited`: surely not done; again after `retryAfterMs`.
 * - `forbidden`: a permission or scope is missing (`detail` names it); asking again is useless until a manager acts.
 * - `gone`: the message, channel or workspace does not exist any more; of a member who left the workspace `detail` ends in `left`.
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

export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly kind: PlatformErrorKind;
  /** A platform's code or a missing permission's name, e.g. `50013 SEND_MESSAGES_IN_THREADS`. Never a member's words. */
  readonly detail: string;
  readonly retryAfterMs: number | null;

  constructor(
    kind: PlatformErrorKind,
    detail: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(`${kind}: ${detail}`, { cause: options.cause });
    this.kind = kind;
    this.detail = detail;
    this.retryAfterMs = options.retryAfterMs ?? null;
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

/** Why something failed, for the log: kinds, codes and names, never what people wrote. */
export function reasonOf(error: unknown): string {
  if (error instanceof PlatformError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
