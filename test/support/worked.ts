import { readFileSync } from 'node:fs';

/** Milliseconds this process has worked so far: on a busy machine no more of them pass than on a quiet one. */
export function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Milliseconds this process stood ready and had no processor so far, where the system tells (Linux): others took them, not we. */
export function queuedMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1_000_000;
  } catch {
    return 0;
  }
}
