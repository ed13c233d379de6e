import { PlatformError } from '../errors.ts';

/** What fails so often while nothing is down will always fail. */
const mostFailures = 3;

export interface GivingUp {
  /** The database or the platform is away: everything else would fail now as well, and works later. */
  isPassing(error: unknown): boolean;
  /**
   * What to think of it after this failure. `again`: worth another try; `givenUp`: not any more, which somebody should be told;
   * `left`: given up before.
   */
  failed(name: string, error: unknown): 'again' | 'givenUp' | 'left';
  worked(name: string): void;
}

/**
 * Tells what cannot be stored now from what never will be. Without that, one event that always fails would keep everything else
 * from counting as heard, as if the whole platform had been away. `isOutage`: whether the database is.
 */
export function createGivingUp(isOutage: (error: unknown) => boolean): GivingUp {
  const failures = new Map<string, number>();
  const isPassing = (error: unknown): boolean =>
    error instanceof PlatformError
      ? error.kind === 'unavailable' || error.kind === 'rateLimited'
      : isOutage(error);
  return {
    isPassing,
    failed(name, error) {
      if (isPassing(error)) return 'again';
      const times = (failures.get(name) ?? 0) + 1;
      failures.set(name, times);
      if (times < mostFailures) return 'again';
      return times === mostFailures ? 'givenUp' : 'left';
    },
    worked: (name) => void failures.delete(name),
  };
}
