import { PlatformError, reasonOf } from '../errors.ts';
import type { Log } from '../ports.ts';

/** What failed this often while nothing was down will always fail. */
export const mostFailures = 3;

/** Whether the error is a mistake, of ours or of the sender, that nothing being away would explain: the next try would end the same. */
export function isMistake(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['TypeError', 'RangeError', 'PrismaClientValidationError'].includes(error.name);
}

/** Counts failures of events by name, and says when one is given up. */
export interface GivingUp {
  /** Whether the database or the platform is away: everything else would fail now as well, and works later. */
  isPassing(error: unknown): boolean;
  /**
   * Returns whether another try is worthwhile after this failure. Logs the failure with these ids, as an error at the moment it
   * is given up.
   */
  failed(name: string, error: unknown, ids: Readonly<Record<string, string>>): boolean;
  worked(name: string): void;
}

/**
 * Tells what cannot be stored for now from what never can. Without this, one event that always fails would keep everything else
 * from counting as heard, as if the whole platform had been away. `isOutage`: whether an error means that the database is away.
 * `area`: what the names of its log events begin with.
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
