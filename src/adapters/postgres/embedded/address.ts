import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** Files of the built-in PostgreSQL under the data directory. */
export function embeddedFiles(dataDir: string) {
  const root = path.resolve(dataDir, 'postgres');
  return {
    root,
    cluster: path.join(root, 'cluster'),
    secret: path.join(root, 'password'),
    log: path.join(root, 'postgres.log'),
  };
}

/** What postmaster.pid says of a server: its process, its port and whether it takes connections. Null: none. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const named = await readPidFile(cluster);
  return named && alive(named.pid) && (await isPostgres(named.pid)) ? named : null;
}

/**
 * Removes a postmaster.pid whose number, after a reboot or in a new container, is another program's: PostgreSQL would
 * take that for itself and refuse to start.
 */
export async function forgetStranger(cluster: string): Promise<void> {
  const named = await readPidFile(cluster);
  if (named && alive(named.pid) && !(await isPostgres(named.pid))) {
    await rm(path.join(cluster, 'postmaster.pid'), { force: true });
  }
}

async function readPidFile(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Whether a process of this number lives, ours or another's. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where it cannot be told: yes. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || path.basename(command.split('\0', 1)[0]!) === 'postgres';
}

/** The address of the running built-in PostgreSQL of a data directory, for the operator's command. Null: none is running. */
export async function embeddedUrl(dataDir: string): Promise<string | null> {
  const files = embeddedFiles(dataDir);
  const postmaster = await readPostmaster(files.cluster);
  const password = await readFile(files.secret, 'utf8').catch(() => null);
  return postmaster?.ready && password ? urlOf(postmaster.port, password.trim()) : null;
}

export function urlOf(port: number, password: string): string {
  return `postgresql://boost:${password}@127.0.0.1:${port}/postgres`;
}
