import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { ModelFailure } from '../../core/language-model.ts';
import { FailedError, GarbledError } from './reply-errors.ts';
import { retryAfterMs } from './retry-after.ts';

/** Codes of 429 errors that waiting does not cure (OpenAI: guides/error-codes). */
const billingCodes: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'billing_hard_limit_reached',
  'billing_not_active',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
]);

/** Codes by which servers say that the content may not be answered. */
const refusalCode = /content_?filter|content_policy|moderation|invalid_prompt|safety/i;
const aboutImage = /image|photo|picture|vision|multi-?modal/i;

/**
 * What an error of a call means. Only codes and statuses leave this function, since messages may contain members' words.
 * `photoSent`: whether a complaint about an image can concern our photo. An error with a status means that no tokens were used; if
 * the answer was lost on the way, that is unknown (`usage: null`).
 */
export function failureOf(error: unknown, signal: AbortSignal, photoSent: boolean): ModelFailure {
  if (signal.aborted) return lost(isTimeout(signal.reason) ? 'timeout' : 'aborted');
  if (error instanceof APIConnectionTimeoutError) return lost('timeout');
  if (error instanceof APIConnectionError)
    return neverArrived(error) ? down('connection') : lost('connection');
  if (error instanceof APIError && error.status !== undefined)
    return byStatus(error.status, error, photoSent);
  if (error instanceof FailedError) return byCode(error.code, error.code, photoSent) ?? lost('failed');
  if (error instanceof GarbledError || error instanceof SyntaxError) return lost('garbled');
  // fetch reports "terminated" when the connection ends within the body.
  if (error instanceof Error && error.message.includes('terminated')) return lost('connection');
  return lost('garbled');
}

function byStatus(status: number, error: APIError, photoSent: boolean): ModelFailure {
  const wait = error.headers ? retryAfterMs(error.headers, Date.now()) : null;
  switch (status) {
    case 401:
      return fatal('unauthorized');
    case 402:
      return fatal('billing');
    case 403:
      return fatal('forbidden');
    case 404:
      return fatal('noModel');
    case 408:
    case 409:
      return down(`status${status}`, wait);
    case 429:
      return isBilling(error) ? fatal('billing') : down('rateLimited', wait);
  }
  if (status < 400) return fatal('redirect');
  if (status >= 500) return down(`status${status}`, wait);
  if (photoSent && status === 413) return unusable('photo', true);
  const about = `${error.code} ${error.type}`;
  return (
    byCode(about, `${about} ${error.param} ${error.message}`, photoSent) ?? unusable('badRequest', false)
  );
}

/** A refusal of the words or of the picture, else null. `codes`: the server's codes; `all`: its message too. */
function byCode(codes: string, all: string, photoSent: boolean): ModelFailure | null {
  if (refusalCode.test(codes)) return unusable('refusal', false);
  if (photoSent && aboutImage.test(all)) return unusable('photo', true);
  return null;
}

function isBilling({ code, type }: APIError): boolean {
  return billingCodes.has(code ?? '') || billingCodes.has(type ?? '');
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}

/** Error codes of connections that were never established, so that nothing was sent. */
const unmadeConnection = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CERT/;

function neverArrived(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false;
  const code = 'code' in error ? String(error.code) : '';
  return unmadeConnection.test(code) || neverArrived(error.cause, depth + 1);
}

function unusable(reason: string, again: boolean): ModelFailure {
  return { kind: 'unusable', reason, again };
}

function down(reason: string, retryAfterMs: number | null = null): ModelFailure {
  return { kind: 'unavailable', reason, retryAfterMs, fatal: false };
}

/** `unavailable` for when the server may have done the work and may charge for it. */
function lost(reason: string): ModelFailure {
  return { kind: 'unavailable', reason, retryAfterMs: null, fatal: false, usage: null };
}

function fatal(reason: string): ModelFailure {
  return { kind: 'unavailable', reason, retryAfterMs: null, fatal: true };
}
