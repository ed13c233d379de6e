import type { Clock } from '../../src/core/ports.ts';

const dayMs = 86_400_000;

/**
 * The machine's clock, which stands at the last moment of the day (of UTC) it was made on once that is over: for a test of what is
 * counted by days or months of UTC, so that none of them ends in it.
 */
export function clockOfOneDay(): Clock {
  const last = (Math.floor(Date.now() / dayMs) + 1) * dayMs - 1;
  return { now: () => Math.min(Date.now(), last), monotonic: () => performance.now() };
}
