import os from 'node:os';
import type { Clock } from '../../core/ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** Milliseconds since the machine was started, its sleep included; setting the clock does not move it. */
export function uptime(): number {
  return os.uptime() * 1_000;
}
