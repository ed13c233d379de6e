import path from 'node:path';
import { type Config, readConfig } from '../../config.ts';
import { backupFolder, backupName } from '../node/backup-file/folder.ts';
import type { Manifest } from '../node/backup-file/manifest.ts';
import { readPieces, verifyBackup } from '../node/backup-file/read.ts';
import { createFileBlobStore } from '../node/blobs.ts';
import { requireWritable } from '../node/writable.ts';
import { repeatErasures } from '../postgres/backup/erasures.ts';
import { migrationsOf } from '../postgres/backup/fits.ts';
import { beginPutBack } from '../postgres/backup/put-back.ts';
import { openSession } from '../postgres/backup/session.ts';
import { whatStands } from '../postgres/backup/standing.ts';
import { openDatabase } from '../postgres/client.ts';
import { migrate } from '../postgres/migrate.ts';
import { lineOf } from './backup.ts';
import { command, UsageError } from './command.ts';
import { refuseInUse, withDatabase } from './database.ts';
import { type Backup, backUp } from './save.ts';
import { quiet } from './storage.ts';

/** `pal restore`: puts a backup back, as a whole or not at all. */
export const restore = command({
  name: 'restore',
  description: 'Puts a backup back, into an empty database or with --replace; the bot must be stopped',
  args: {
    file: { type: 'positional', required: true, description: 'what pal backup made' },
    check: {
      type: 'boolean',
      description: 'only look whether the file is whole and of this release or older',
    },
    replace: {
      type: 'boolean',
      description: 'put it in the place of what is there, which is backed up first',
    },
    drop: {
      type: 'boolean',
      description: 'with --replace: drop the views and the like of others too that hang on what is there',
    },
  },
  async run(args) {
    const file = path.resolve(args.file);
    const manifest = await verifyBackup(file);
    await migrationsOf(file, manifest.migrations);
    const holds = { file, at: new Date(manifest.at).toISOString(), ...sumUp(manifest) };
    if (args.check) return { value: { ok: true, ...holds }, lines: [`${file} is whole: ${say(holds)}.`] };

    const config = readConfig();
    await requireWritable(config.dataDir, 'photos');
    const { before, dropped } = await withDatabase(config, 'restore', async ({ url }) => {
      const saved = await saveStanding(config, url, args.replace === true);
      // Saving a large database takes a while, in which somebody may have started the bot: what it wrote since is not saved.
      if (saved && config.databaseUrl !== null) await refuseInUse(url);
      const gone = await putBack(config, url, file, manifest, args.drop === true);
      await migrate(url, quiet);
      await eraseAgain(url);
      return { before: saved, dropped: gone };
    });
    return {
      value: { restored: true, ...holds, before: before?.file ?? null, dropped },
      lines: [
        ...(before ? [`What was there: ${lineOf(before)}`] : []),
        ...(dropped.length > 0 ? [`Dropped, and in no backup: ${dropped.join(', ')}`] : []),
        `Restored ${file}: ${say(holds)}. Start the bot: npm start.`,
      ],
    };
  },
});

/** Whoever was erased since the backup was made stays erased, if what was replaced knew of it. */
async function eraseAgain(url: string): Promise<void> {
  const { db, close } = openDatabase(url, 1);
  await repeatErasures(db).finally(close);
}

interface Holds {
  readonly at: string;
  readonly rows: number;
  readonly photos: number;
  readonly missing: number;
}

function sumUp({ tables, photos }: Manifest): Omit<Holds, 'at'> {
  return {
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    photos: photos.kept,
    missing: photos.missing,
  };
}

function say({ at, rows, photos, missing }: Holds): string {
  const gone = missing === 0 ? '' : ` (${missing} were erased while it was made)`;
  return `everything as of ${at}, ${rows} rows, ${photos} copies of photos${gone}`;
}

/** Backs up what is there, unless nobody would miss it. Throws UsageError if something is there and may not be replaced. */
async function saveStanding(config: Config, url: string, mayReplace: boolean): Promise<Backup | null> {
  const client = await openSession(url);
  const standing = await whatStands(client).finally(() => client.end());
  if (standing !== 'facts') return null;
  if (!mayReplace) {
    throw new UsageError(
      'The database is not empty: name an empty one, or say --replace; what is there is then backed up first.',
    );
  }
  const name = backupName(Date.now(), 'beforeRestore');
  return backUp(config, url, path.join(backupFolder(config.dataDir), name));
}

/**
 * Rows in one transaction. Photos before it is committed: killed in between, nothing names them, and the bot sweeps them away. Returns what
 * of others was dropped.
 */
async function putBack(
  config: Config,
  url: string,
  file: string,
  manifest: Manifest,
  mayDrop: boolean,
): Promise<readonly string[]> {
  const blobs = createFileBlobStore(path.join(config.dataDir, 'photos'));
  const target = await beginPutBack(url, manifest, file, mayDrop);
  try {
    for await (const piece of readPieces(file)) {
      if (piece.kind === 'rows') await target.rows(piece.table, piece.chunk);
      else if (piece.kind === 'photo') await blobs.put(piece.bytes);
    }
    await target.commit();
    return target.dropped;
  } finally {
    await target.close();
  }
}
