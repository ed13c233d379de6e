import { PlatformError, reasonOf } from '../errors.ts';
import type { Log } from '../ports.ts';

/** What fails so often while nothing is down will always fail. */
export const mostFailures = 3;

/** Whether it is a mistake, of ours or of who told us, which nothing that is away would explain: the next try ends the same. */
export function isMistake(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['TypeError', 'RangeError', 'PrismaClientValidationError'].includes(error.name);
}

export interface GivingUp {
  /** The database or the platform is away: everything else would fail now as well, and works later. */
  isPassing(error: unknown): boolean;
  /** Whether it is worth another try after this failure, which is logged with these ids: as an error the moment it is given up. */
  failed(name: string, error: unknown, ids: Readonly<Record<string, string>>): boolean;
  worked(name: string): void;
}

/**
 * Tells what cannot be stored now from what never will be. Without that, one event that always fails would keep everything else
 * from counting as heard, as if the whole platform had been away. `isOutage`: whether the database is. `area`: what lines in the log
 * begin with.
 */
export function createGivingUp(isOutage: (error: unknown) => boolean, log: Log, area: string): GivingUp {
  const failures = new Map<string, number>();
  const isPassing = (error: unknown): boolean =>
    error instanceof PlatformError
      ? error.kind === 'unavailable' || error.kind === 'rateLimited'
      : isOutage(error);
  return {
    isPassing,
    failed(name, error, ids) {
      const line = { ...ids, reason: reasonOf(error) };
      const times = isPassing(error) ? 0 : (failures.get(name) ?? 0) + 1;
      if (times > 0) failures.set(name, times);
      if (times === mostFailures) log.error(`${area}.given_up`, line);
      else log.warn(`${area}.failed`, line);
      return times < mostFailures;
    },
    worked: (name) => void failures.delete(name),
  };
}
