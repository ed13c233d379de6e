import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { FencedError, PlatformError, type PlatformErrorKind } from '../../core/errors.ts';

/** Discord: topics/opcodes-and-status-codes, "JSON Error Codes". */
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
  // A forum or a category: there is no channel to post into.
  [Code.noTextChannel, 'gone'],
  [Code.missingPermissions, 'forbidden'],
  [Code.threadArchived, 'forbidden'],
  [Code.noServerInCommon, 'gone'],
  // Its author blocked the bot: for us their message is not there, and nobody can or should change that.
  [Code.reactionBlocked, 'gone'],
  [Code.threadLocked, 'forbidden'],
  // As many as the server may have are active; some are archived every hour.
  [Code.tooManyThreads, 'rateLimited'],
  [Code.tooManyNewsThreads, 'rateLimited'],
  [200000, 'invalid'],
]);

/** Of threads in general, and of those of announcements, which are counted apart. */
const outOfThreads: ReadonlySet<number> = new Set([Code.tooManyThreads, Code.tooManyNewsThreads]);
/** When another thread may have been archived, and there is room for one more. */
const ROOM_AGAIN_MS = 60_000;

/** What a request was about, to read its failure by. */
export interface Attempted {
  /** The permission without which Discord answers 50013; `none`: it is nobody's to grant, as in direct messages. */
  readonly needs: string;
  /** True if a second try could have a second effect: then an unclear outcome is `ambiguous`. */
  readonly once: boolean;
}

/** A page instead of an answer: Cloudflare or a proxy in front of Discord. Its text is never content. */
export class HtmlAnswer extends Error {
  readonly status: number;
  readonly retryAfterMs: number | null;
  constructor(status: number, retryAfterMs: number | null) {
    super(`an HTML page with status ${status} instead of an answer`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Refused here, without asking Discord: asking again is known to be useless for now. */
export class BreakerOpen extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`not asked: Discord lately answered ${code}`);
    this.code = code;
  }
}

/** Translates whatever a request failed with. Unknown errors come back as they are: mistakes of ours. */
export function toPlatformError(error: unknown, attempted: Attempted): unknown {
  if (error instanceof PlatformError || error instanceof FencedError) return error;
  if (isUnauthorized(error)) return revoked();
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
    // What the server does not know to do, it has not done.
    const kind = error.status === 501 ? 'invalid' : unclear;
    return new PlatformError(kind, `HTTP ${error.status}`, { status: error.status });
  }
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : error.name;
  if (neverConnected.has(code)) return new PlatformError('unavailable', code, { cause: error });
  if (lostOnTheWay(code)) return new PlatformError(unclear, code, { cause: error });
  return error;
}

/** Whether the token was refused, or the client has thrown it away since an earlier refusal. */
export function isUnauthorized(error: unknown): boolean {
  if (error instanceof DiscordAPIError)
    return error.status === 401 && Number(error.code) !== Code.invalidWebhookToken;
  return error instanceof Error && error.message.startsWith('Expected token to be set');
}

/** Whether Discord refused with this code. */
export function isCode(error: unknown, code: number): boolean {
  return error instanceof PlatformError && error.word === String(code);
}

/** Whether it is a 404 without a code: the server knows no such request. That something is gone Discord says with one. */
export function isUntold(error: unknown): boolean {
  return error instanceof PlatformError && error.kind === 'gone' && isCode(error, 0);
}

/** Whether the server has as many active threads as it may: none is opened, and no archived one wakes. */
export function isOutOfThreads(error: unknown): boolean {
  return [...outOfThreads].some((code) => isCode(error, code));
}

/** The token is no longer good: nothing works until the operator sets a new one. */
function revoked(): PlatformError {
  return new PlatformError('revoked', '401 the bot token is no longer valid');
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

/** The request's body holds people's words, which no log may show. */
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
