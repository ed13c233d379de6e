import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** The paths of the built-in PostgreSQL's files under the data directory. */
export function embeddedFiles(dataDir: string) {
  const root = path.resolve(dataDir, 'postgres');
  return {
    root,
    cluster: path.join(root, 'cluster'),
    secret: path.join(root, 'password'),
    log: path.join(root, 'postgres.log'),
  };
}

/** What postmaster.pid says about a server: its process id, its port and whether it accepts connections. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The server that runs on this cluster; null if none does. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const named = await readPidFile(cluster);
  return named && alive(named.pid) && (await isPostgres(named.pid)) ? named : null;
}

/**
 * Removes a postmaster.pid whose process id now belongs to another program, as after a reboot or in a new container: PostgreSQL would take
 * that program for a running server and refuse to start.
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

/** Whether a process with this id exists, whichever user it belongs to. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is a PostgreSQL server; true where that cannot be determined. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || path.basename(command.split('\0', 1)[0]!) === 'postgres';
}

/** The connection URL of the built-in PostgreSQL that runs on a data directory, for the operator's command; null if none is running. */
export async function embeddedUrl(dataDir: string): Promise<string | null> {
  const files = embeddedFiles(dataDir);
  const postmaster = await readPostmaster(files.cluster);
  const password = await readFile(files.secret, 'utf8').catch(() => null);
  return postmaster?.ready && password ? urlOf(postmaster.port, password.trim()) : null;
}

/** The connection URL of the built-in PostgreSQL. */
export function urlOf(port: number, password: string): string {
  return `postgresql://boost:${password}@127.0.0.1:${port}/postgres`;
}
