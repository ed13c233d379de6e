import path from 'node:path';
import { readConfig } from '../../config.ts';
import { backupFolder, backupName, keepNewest } from '../node/backup-file/folder.ts';
import { command, UsageError } from './command.ts';
import { withDatabase } from './database.ts';
import { type Backup, backUp } from './save.ts';
import { sizeOf } from './size.ts';

/** `pal backup`: everything in one file, beside a running bot or without one. */
export const backup = command({
  name: 'backup',
  description: 'Puts everything into one file: the database and the photos it names. The bot may go on',
  args: {
    out: {
      type: 'string',
      valueHint: 'file',
      description: 'where to (boost-<time>.tar.gz in the folder backups of the data directory)',
    },
    keep: {
      type: 'string',
      valueHint: 'n',
      description: 'delete all but the newest n that have such a name in that folder',
    },
  },
  async run(args) {
    const keep = readKeep(args.keep, args.out);
    const config = readConfig();
    const folder = backupFolder(config.dataDir);
    const file = path.resolve(args.out ?? path.join(folder, backupName(Date.now())));
    const made = await withDatabase(config, 'backup', ({ url }) => backUp(config, url, file));
    const deleted = keep === null ? [] : await keepNewest(folder, keep);
    return {
      value: { ...made, deleted },
      lines: [lineOf(made), ...(deleted.length === 0 ? [] : [`Deleted ${deleted.length} older.`])],
    };
  },
});

function readKeep(keep: string | undefined, out: string | undefined): number | null {
  if (keep === undefined) return null;
  if (out !== undefined) throw new UsageError('--keep is for the usual folder: leave --out or --keep out.');
  if (!/^[1-9]\d{0,3}$/.test(keep)) throw new UsageError(`--keep ${keep} is no number from 1 to 9999.`);
  return Number(keep);
}

/** The one line that says what a backup holds. */
export function lineOf({ file, bytes, rows, photos, missing, seconds }: Backup): string {
  const gone = missing === 0 ? '' : ` (${missing} were erased meanwhile)`;
  return `Backed up to ${file}: ${sizeOf(bytes)}, ${rows} rows, ${photos} copies of photos${gone}, ${seconds.toFixed(1)} s.`;
}
