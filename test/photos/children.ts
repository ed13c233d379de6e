import { readdirSync, readFileSync } from 'node:fs';

/** The photo decoders this process has started, found from outside through /proc (Linux). */
export function decoderPids(): number[] {
  const threads = readdirSync('/proc/self/task');
  const children = threads.flatMap((thread) => read(`/proc/self/task/${thread}/children`).split(' '));
  return children
    .map(Number)
    .filter((pid) => pid > 0 && read(`/proc/${pid}/cmdline`).includes('decoder-child'));
}

/** One field of /proc/<pid>/status in bytes; 0 when the process is gone. */
export function statusBytes(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Asks again and again until `condition` gives something other than null; fails after `limitMs`. */
export async function until<T>(condition: () => T | null, limitMs = 10_000): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const value = condition();
    if (value !== null) return value;
    if (performance.now() > end) throw new Error(`not so within ${limitMs} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
