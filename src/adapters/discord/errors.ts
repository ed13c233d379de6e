import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { FencedError, PlatformError, type PlatformErrorKind } from '../../core/errors.ts';

/** Discord's error codes that we name (topics/opcodes-and-status-codes, "JSON Error Codes"). */
export const Code = {
  unknownChannel: 10003,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  invalidForm: 50035,
  missingAccess: 50001,
  cannotMessage: 50007,
  noTextChannel: 50008,
  missingPermissions: 50013,
  wrongChannelType: 50024,
  invalidWebhookToken: 50027,
  threadArchived: 50083,
  noServerInCommon: 50278,
  reactionBlocked: 90001,
  threadExists: 160004,
  threadLocked: 160005,
  tooManyThreads: 160006,
  tooManyNewsThreads: 160007,
} as const;

const kinds: ReadonlyMap<number, PlatformErrorKind> = new Map<number, PlatformErrorKind>([
  [Code.unknownChannel, 'gone'],
  [10004, 'gone'],
  [Code.unknownMessage, 'gone'],
  [Code.unknownWebhook, 'gone'],
  [Code.unknownInteraction, 'gone'],
  [Code.invalidWebhookToken, 'gone'],
  [20016, 'rateLimited'],
  [20028, 'rateLimited'],
  [40003, 'rateLimited'],
  [Code.missingAccess, 'forbidden'],
  [Code.cannotMessage, 'forbidden'],
  // The channel is a forum or a category, so there is nothing to post into.
  [Code.noTextChannel, 'gone'],
  [Code.missingPermissions, 'forbidden'],
  [Code.threadArchived, 'forbidden'],
  [Code.noServerInCommon, 'gone'],
  // The message's author has blocked the bot. For us the message does not exist, and nobody can or should change that.
  [Code.reactionBlocked, 'gone'],
  [Code.threadLocked, 'forbidden'],
  // The server has as many active threads as it may have; some are archived every hour.
  [Code.tooManyThreads, 'rateLimited'],
  [Code.tooManyNewsThreads, 'rateLimited'],
  [200000, 'invalid'],
]);

const UNAUTHORIZED = 401;
/** The codes for too many active threads. Discord counts those in announcement channels separately. */
const outOfThreads: ReadonlySet<number> = new Set([Code.tooManyThreads, Code.tooManyNewsThreads]);
/** How long until we try again: by then another thread may have been archived, which makes room for one more. */
const ROOM_AGAIN_MS = 60_000;

/** What a request was for. It decides how a failure is translated. */
export interface Attempted {
  /** The permission whose lack makes Discord answer 50013; `none` where nobody could grant one, as in direct messages. */
  readonly needs: string;
  /** True if a second try could have a second effect. A failure with unknown outcome then becomes `ambiguous`. */
  readonly once: boolean;
}

/** Thrown for an HTML page in place of an answer, from Cloudflare or a proxy in front of Discord. Its text is never used. */
export class HtmlAnswer extends Error {
  readonly status: number;
  readonly retryAfterMs: number | null;
  constructor(status: number, retryAfterMs: number | null) {
    super(`an HTML page with status ${status} instead of an answer`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Thrown by the breaker instead of sending a request that Discord is known to refuse for now. */
export class BreakerOpen extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`not asked: Discord lately answered ${code}`);
    this.code = code;
  }
}

/** Translates the failure of a request into a `PlatformError`. Errors it does not know are bugs of ours and are returned unchanged. */
export function toPlatformError(error: unknown, attempted: Attempted): unknown {
  if (error instanceof PlatformError || error instanceof FencedError) return error;
  if (isUnauthorized(error)) return tokenRefused();
  const unclear: PlatformErrorKind = attempted.once ? 'ambiguous' : 'unavailable';
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    return new PlatformError('rateLimited', `429 ${error.scope}`, { retryAfterMs, cause: error });
  }
  if (error instanceof BreakerOpen)
    return refused(kinds.get(error.code) ?? 'forbidden', error.code, attempted);
  if (error instanceof HtmlAnswer) {
    const kind = error.status === 200 || error.status >= 500 ? unclear : 'unavailable';
    const retryAfterMs = error.retryAfterMs;
    return new PlatformError(kind, error.message, retryAfterMs === null ? {} : { retryAfterMs });
  }
  if (error instanceof DiscordAPIError) return fromApi(error, attempted);
  if (error instanceof HTTPError) {
    // 501 means that the server does not support the request, so it has surely not carried it out.
    const kind = error.status === 501 ? 'invalid' : unclear;
    return new PlatformError(kind, `HTTP ${error.status}`, { status: error.status });
  }
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : error.name;
  if (neverConnected.has(code)) return new PlatformError('unavailable', code, { cause: error });
  if (lostOnTheWay(code)) return new PlatformError(unclear, code, { cause: error });
  return error;
}

/** Whether the bot token was refused, or the client has dropped it after an earlier refusal. */
export function isUnauthorized(error: unknown): boolean {
  if (error instanceof DiscordAPIError)
    return error.status === UNAUTHORIZED && Number(error.code) !== Code.invalidWebhookToken;
  return error instanceof Error && error.message.startsWith('Expected token to be set');
}

/** Whether the error says that the bot token was refused for good, as `toPlatformError` translates it. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof PlatformError && error.status === UNAUTHORIZED;
}

/** Whether the error is a refusal by Discord with this code. */
export function isCode(error: unknown, code: number): boolean {
  return error instanceof PlatformError && error.word === String(code);
}

/** Whether the error is a 404 without a code: the server does not support the request. For things that are gone, Discord adds a code. */
export function isUntold(error: unknown): boolean {
  return error instanceof PlatformError && error.kind === 'gone' && isCode(error, 0);
}

/** For what need not be there (any more): swallows `gone`, throws everything else. */
export function ignoreGone(error: unknown): undefined {
  if (!(error instanceof PlatformError) || error.kind !== 'gone') throw error;
}

/** Whether the error says that the server has too many active threads: none can be opened, and no archived one can be reopened. */
export function isOutOfThreads(error: unknown): boolean {
  return [...outOfThreads].some((code) => isCode(error, code));
}

/**
 * The token is no longer valid: nothing works until the operator sets a new one. It is the bot's own and says nothing about any one server,
 * so no workspace is parked (`revoked`), and what is to be said waits for the new token.
 */
function tokenRefused(): PlatformError {
  return new PlatformError('unavailable', '401 the bot token is no longer valid', { status: UNAUTHORIZED });
}

function fromApi(error: DiscordAPIError, attempted: Attempted): PlatformError {
  const code = Number(error.code);
  const kind =
    kinds.get(code) ?? (error.status === 403 ? 'forbidden' : error.status === 404 ? 'gone' : 'invalid');
  return refused(kind, code, attempted, withoutBody(error));
}

function refused(kind: PlatformErrorKind, code: number, attempted: Attempted, cause?: Error): PlatformError {
  const missing = missingFor(code, attempted);
  return new PlatformError(kind, missing === null ? String(code) : `${code} ${missing}`, {
    word: String(code),
    ...(missing === null ? {} : { missing }),
    ...(cause === undefined ? {} : { cause }),
    ...(outOfThreads.has(code) ? { retryAfterMs: ROOM_AGAIN_MS } : {}),
  });
}

function missingFor(code: number, { needs }: Attempted): string | null {
  if (needs === 'none') return null;
  if (code === Code.missingPermissions) return needs;
  return code === Code.missingAccess ? 'VIEW_CHANNEL' : null;
}

/** A copy of the error without the request's body, which holds people's words that must not reach a log. */
function withoutBody(error: DiscordAPIError): Error {
  return new Error(`Discord answered ${error.status} ${error.code} to ${error.method}`);
}

const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function lostOnTheWay(code: string): boolean {
  return (
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'AbortError', 'SyntaxError', 'ABORT_ERR'].includes(code) ||
    code.startsWith('UND_ERR')
  );
}
