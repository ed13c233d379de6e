import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { CheerAnswer } from '../../core/cheer/generator.ts';
import { FailedError, GarbledError } from './reply-errors.ts';
import { retryAfterMs } from './retry-after.ts';

export type Failure = Exclude<CheerAnswer, { kind: 'answer' }>;

/** 429s that waiting does not cure (OpenAI: guides/error-codes). */
const billingCodes: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'billing_hard_limit_reached',
  'billing_not_active',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
]);

/** A server's word for "what is in there may not be answered". */
const refusalCode = /content_?filter|content_policy|moderation|invalid_prompt|safety/i;
const aboutImage = /image|photo|picture|vision|multi-?modal/i;

/**
 * What an error of a call means. Only codes and statuses leave this function: messages may hold members' words.
 * `photoSent`: whether a complaint about an image can be ours.
 */
export function failureOf(error: unknown, signal: AbortSignal, photoSent: boolean): Failure {
  if (signal.aborted) return down(isTimeout(signal.reason) ? 'timeout' : 'aborted');
  if (error instanceof APIConnectionTimeoutError) return down('timeout');
  if (error instanceof APIConnectionError) return down('connection');
  if (error instanceof APIError && error.status !== undefined)
    return byStatus(error.status, error, photoSent);
  if (error instanceof FailedError) return byCode(error.code, error.code, photoSent) ?? down('failed');
  if (error instanceof GarbledError || error instanceof SyntaxError) return down('garbled');
  // fetch says "terminated" when the connection ends within the body.
  if (error instanceof Error && error.message.includes('terminated')) return down('connection');
  return down('garbled');
}

function byStatus(status: number, error: APIError, photoSent: boolean): Failure {
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

/** `codes` is the server's own vocabulary; `all` may hold its prose too. Null: about neither words nor picture. */
function byCode(codes: string, all: string, photoSent: boolean): Failure | null {
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

function unusable(reason: string, again: boolean): Failure {
  return { kind: 'unusable', reason, again };
}

function down(reason: string, retryAfterMs: number | null = null): Failure {
  return { kind: 'unavailable', reason, retryAfterMs, fatal: false };
}

function fatal(reason: string): Failure {
  return { kind: 'unavailable', reason, retryAfterMs: null, fatal: true };
}
