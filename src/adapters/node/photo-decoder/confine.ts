import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Photos take well under a second of processor time each; see `photosPerProcess` in decoder-process.ts. */
const maxCpuSeconds = 1800;

/**
 * Takes from a loaded decoder what it no longer needs: with no file descriptor left to open it cannot reach the
 * network or a file, it can write no file and dump no core, and its memory ends at what it holds now plus
 * `extraBytes`. The processor limit ends one that spins on after its parent was killed. Answers false where the
 * system has no `prlimit` (util-linux); the permission model and the watch on its memory still hold there.
 */
export async function confine(pid: number, extraBytes: number): Promise<boolean> {
  const dataBytes = await readStatusBytes(pid, 'VmData');
  if (dataBytes === null) return false;
  const limits = [
    '--nofile=0:0',
    '--fsize=0:0',
    '--core=0:0',
    `--cpu=${maxCpuSeconds}:${maxCpuSeconds}`,
    `--data=${dataBytes + extraBytes}`,
  ];
  return new Promise((resolve) => {
    execFile(
      'prlimit',
      ['--pid', String(pid), ...limits],
      { env: { PATH: '/usr/bin:/bin' }, timeout: 5_000 },
      (error) => resolve(error === null),
    );
  });
}

/** Memory in use, in bytes, or null where /proc does not tell. */
export function residentBytes(pid: number): Promise<number | null> {
  return readStatusBytes(pid, 'VmRSS');
}

async function readStatusBytes(pid: number, field: 'VmRSS' | 'VmData'): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
