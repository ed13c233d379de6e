import os from 'node:os';
import type { Clock } from '../../core/ports.ts';

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** Milliseconds since the machine was started, including time asleep; setting the clock does not change it. */
export function uptime(): number {
  return os.uptime() * 1_000;
}
