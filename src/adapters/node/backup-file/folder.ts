import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const backups = /^boost-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz$/;

/** Where backups go that nobody named. */
export function backupFolder(dataDir: string): string {
  return path.resolve(dataDir, 'backups');
}

/**
 * `boost-20261122T030000Z.tar.gz`: names in the order of their instants. Before a restore, to the millisecond: one may follow right after
 * another, and must not be refused for its name. `at`: milliseconds since 1970.
 */
export function backupName(at: number, kind: 'usual' | 'beforeRestore' = 'usual'): string {
  const time = new Date(at).toISOString().replaceAll(/[-:.]/g, '');
  return kind === 'usual'
    ? `boost-${time.replace(/\d{3}Z$/, 'Z')}.tar.gz`
    : `boost-before-restore-${time}.tar.gz`;
}

/** When a backup with a name of `backupName` was begun, in milliseconds since 1970; null for any other name. */
export function backupAt(name: string): number | null {
  const [, year, month, day, hours, minutes, seconds] = backups.exec(name) ?? [];
  return year === undefined ? null : Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}

/** The backups of a folder that have a name of `backupName`, newest first. Those made before a restore are left out. */
export async function listBackups(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names
    .filter((name) => backups.test(name))
    .sort()
    .reverse();
}

/** Deletes all but the newest `keep` of them. Returns the names of the deleted. */
export async function keepNewest(folder: string, keep: number): Promise<readonly string[]> {
  const old = (await listBackups(folder)).slice(keep);
  for (const name of old) await rm(path.join(folder, name), { force: true });
  return old;
}

/** One that is being written changes all the time. */
const abandonedAfterMs = 60 * 60_000;

/** Deletes what backups that were killed have left half written in this folder. `now`: milliseconds since 1970. */
export async function sweepUnfinished(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => [] as string[]);
  for (const name of names) {
    if (!/^boost-[\w-]+\.tar\.gz\.part-\d+$/.test(name)) continue;
    const { mtimeMs } = await stat(path.join(folder, name));
    if (now - mtimeMs > abandonedAfterMs) await rm(path.join(folder, name), { force: true });
  }
}
