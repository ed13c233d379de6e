import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Each photo takes well under a second of CPU time; see `photosPerProcess` in decoder-process.ts. */
const maxCpuSeconds = 1800;

/**
 * Takes away from a loaded decoder what it no longer needs: without file descriptors it cannot reach the network or a file, it can write no
 * file and dump no core, and its memory is limited to what it holds now plus `extraBytes`. The CPU limit ends a decoder that keeps running
 * after its parent was killed. Returns false if the system has no `prlimit` (util-linux); the permission model and the memory watch still
 * apply then.
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

/** The memory a process uses, in bytes; null if /proc does not tell. */
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
