import type { ModelFailure } from '../../core/language-model.ts';
import { failureOf } from './errors.ts';
import type { Answered } from './spared.ts';

/**
 * Makes one request and turns its outcome, errors too, into a value. `read` returns null for a reply that is none of this API.
 * Never throws.
 */
export async function once<Found>(
  request: () => Promise<unknown>,
  read: (reply: unknown) => Found | null,
  { signal, photoSent }: { readonly signal: AbortSignal; readonly photoSent: boolean },
): Promise<Answered<Found>> {
  try {
    const found = read(await request());
    return found
      ? { end: 'answered', reason: '', found, used: true }
      : { end: 'failed', reason: 'garbled', found: null, used: true };
  } catch (error) {
    return endOf(failureOf(error, signal, photoSent));
  }
}

function endOf(failure: ModelFailure): Answered<never> {
  const { reason, usage } = failure;
  const nothing = { reason, found: null, used: usage === null };
  if (failure.kind === 'unusable') return { end: 'answered', ...nothing };
  if (failure.fatal) return { end: 'fatal', ...nothing };
  if (reason === 'aborted') return { end: 'unclear', ...nothing };
  if (reason !== 'rateLimited') return { end: 'failed', ...nothing };
  return { end: 'rateLimited', retryAfterMs: failure.retryAfterMs ?? 0, ...nothing };
}
