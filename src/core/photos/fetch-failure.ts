import { PlatformError } from '../errors.ts';
import type { FetchBytesResult } from '../ports.ts';

/**
 * Why a file was not read, as what is to be done about it: asked for again, or given up. A file host's "too often" is no word on
 * the rest of its platform.
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
