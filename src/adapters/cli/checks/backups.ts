import { backupAt, backupFolder, listBackups } from '../../node/backup-file/folder.ts';
import { type Finding, ok, warn } from './finding.ts';

const dayMs = 24 * 60 * 60_000;
const oldDays = 7;

/** Checks how old the newest backup is. Says nothing where there is none, since some back up in other ways. */
export async function checkBackups(dataDir: string): Promise<Finding[]> {
  const [newest] = await listBackups(backupFolder(dataDir));
  const at = newest === undefined ? null : backupAt(newest);
  if (at === null) return [];
  const days = Math.floor((Date.now() - at) / dayMs);
  const found = `the newest is ${days === 1 ? 'a day' : `${days} days`} old`;
  return [
    days > oldDays
      ? warn('Backup', found, 'npm run pal -- backup, every day by a timer')
      : ok('Backup', found),
  ];
}
