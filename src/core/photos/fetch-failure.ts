import { PlatformError } from '../errors.ts';
import type { FetchBytesResult } from '../ports.ts';

/**
 * Turns a failed download into the error that decides whether it is tried again (`unavailable`) or given up (the others). A file
 * host's 429 is only `unavailable`, since it says nothing about the rate limits of the platform's API.
 */
export function fetchFailure({
  reason,
  status = 0,
}: FetchBytesResult & { readonly ok: false }): PlatformError {
  switch (reason) {
    case 'hostNotAllowed':
    case 'redirect':
      return new PlatformError('invalid', reason);
    case 'html':
    case 'tooLarge':
      return new PlatformError('invalid', reason, { about: reason });
    case 'timeout':
    case 'network':
      return new PlatformError('unavailable', reason);
    case 'status': {
      const detail = `file HTTP ${status}`;
      if (status === 404 || status === 410) return new PlatformError('gone', detail);
      const isLasting = status >= 400 && status < 500 && status !== 429;
      return new PlatformError(isLasting ? 'invalid' : 'unavailable', detail);
    }
  }
}
