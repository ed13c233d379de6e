import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { PlatformError, type PlatformErrorKind } from '../../core/errors.ts';
import { secondsIn, UNTOLD_RETRY_S } from './fetch.ts';

/** Whether a request may simply be repeated (reading, reacting, editing) or must be carried out once (posting). */
export type Intent = 'repeatable' | 'once';

/** What Slack's error words (the `error` of an `ok:false` answer) mean for us. Slack: reference/methods. */
const KINDS: Readonly<Record<string, PlatformErrorKind>> = {
  ...all('revoked', [
    'token_revoked',
    'token_expired',
    'account_inactive',
    'invalid_auth',
    'not_authed',
    'app_access_restricted',
    'user_removed_from_team',
    'team_disabled',
  ]),
  ...all('gone', [
    'message_not_found',
    'channel_not_found',
    'thread_not_found',
    'is_archived',
    'user_not_found',
    'user_disabled',
    'users_not_found',
    'file_not_found',
    'file_deleted',
    'team_not_found',
  ]),
  ...all('forbidden', [
    'missing_scope',
    'not_in_channel',
    'user_not_in_channel',
    'no_permission',
    'not_allowed_token_type',
    'messages_tab_disabled',
    'cannot_dm_user',
    'cannot_dm_bot',
    'user_not_visible',
    'invalid_user_combination',
    'access_denied',
    'team_access_not_granted',
    'ekm_access_denied',
    'posting_to_general_channel_denied',
    'cant_update_message',
    'cant_delete_message',
    'edit_window_closed',
    'is_inactive',
    'compliance_exports_prevent_deletion',
    'thread_locked',
    'access_not_granted',
  ]),
  ...all('rateLimited', ['ratelimited', 'rate_limited', 'message_limit_exceeded']),
  ...all('unavailable', ['service_unavailable', 'request_timeout', 'team_added_to_org', 'accesslimited']),
  // Slack stops a stream by itself after some minutes.
  streaming_state_conflict: 'unavailable',
};

function all(kind: PlatformErrorKind, words: readonly string[]): Record<string, PlatformErrorKind> {
  return Object.fromEntries(words.map((word) => [word, kind]));
}

/** Error words that leave unknown whether the request was carried out. */
const UNKNOWN_OUTCOME = new Set(['fatal_error', 'internal_error']);

/**
 * Slack may still carry out a request after we have stopped waiting for it, and cannot recognise a second copy by a key. So we look for
 * the message only after this time, and send it again if it is not there.
 */
const STILL_ON_ITS_WAY_MS = 15_000;

/** How long we wait after `message_limit_exceeded`, which means that the whole workspace posts too much. */
const CROWDED_RETRY_MS = 30_000;

/** Connection failures that happen before any byte of the request is sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Slack's error word; undefined for an error of another kind, or when the answer has something else in the word's place. */
export function slackWord(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const word: unknown = error.data.error;
  return typeof word === 'string' && /^[a-z][a-z0-9_]{1,80}$/.test(word) ? word : undefined;
}

/** Translates any failure of a Web API request into a `PlatformError`. With intent `once`, an unknown outcome becomes `ambiguous`. */
export function toPlatformError(error: unknown, method: string, intent: Intent): PlatformError {
  if (error instanceof PlatformError) return error;
  const lost: PlatformErrorKind = intent === 'once' ? 'ambiguous' : 'unavailable';
  if (error instanceof WebAPIRateLimitedError) {
    return new PlatformError('rateLimited', method, { retryAfterMs: error.retryAfter * 1000, cause: error });
  }
  if (error instanceof WebAPIHTTPError) {
    const kind = error.statusCode >= 500 ? lost : 'unavailable';
    const { statusCode: status } = error;
    return new PlatformError(kind, `${method} HTTP ${status}`, { status, cause: error });
  }
  if (error instanceof WebAPIRequestError) {
    const code = networkCode(error.original);
    const hungUp = code === 'TimeoutError' && lost === 'ambiguous';
    return new PlatformError(NEVER_SENT.has(code) ? 'unavailable' : lost, `${method} ${code}`, {
      cause: error,
      ...(hungUp ? { retryAfterMs: STILL_ON_ITS_WAY_MS } : {}),
    });
  }
  if (error instanceof WebAPIPlatformError) return refused(error, method, lost);
  return new PlatformError(lost, `${method} answer unreadable`, { cause: error });
}

function refused(error: WebAPIPlatformError, method: string, lost: PlatformErrorKind): PlatformError {
  const word = slackWord(error);
  if (word === undefined) return new PlatformError(lost, `${method} answered no JSON`, { cause: error });
  if (UNKNOWN_OUTCOME.has(word)) return new PlatformError(lost, `${method} ${word}`, { word, cause: error });
  const kind = KINDS[word] ?? (word.startsWith('restricted_action') ? 'forbidden' : 'invalid');
  if (kind === 'rateLimited') {
    const untold = word === 'message_limit_exceeded' ? CROWDED_RETRY_MS : UNTOLD_RETRY_S * 1000;
    const told = secondsIn(error.data);
    const retryAfterMs = told === null ? untold : told * 1000;
    return new PlatformError(kind, `${method} ${word}`, { word, retryAfterMs, cause: error });
  }
  const needed: unknown = 'needed' in error.data ? error.data.needed : undefined;
  const detail = typeof needed === 'string' ? `${word} ${needed}` : word;
  // A manager reads the detail of `forbidden`, so it has Slack's word and the scope, but not the method's name.
  const missing = kind === 'forbidden' ? missingFor(word, needed) : null;
  return new PlatformError(kind, kind === 'forbidden' ? detail : `${method} ${detail}`, {
    word,
    ...(missing === null ? {} : { missing }),
    cause: error,
  });
}

/** What a manager can grant to end a refusal, or null. `needed` are the scopes that Slack names. */
function missingFor(word: string, needed: unknown): string | null {
  if (typeof needed === 'string' && needed !== '') return needed;
  return word === 'not_in_channel' || word.startsWith('restricted_action') ? word : null;
}

/** The first system code in a chain of causes (`ECONNRESET`), or the error's name (`TimeoutError`). */
function networkCode(error: unknown): string {
  let name = 'network';
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code;
    name = e.name;
  }
  return name;
}
