import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config.ts';
import { StartError } from '../../core/errors.ts';
import { backupFolder, sweepUnfinished } from '../node/backup-file/folder.ts';
import { backupFormat, type Manifest } from '../node/backup-file/manifest.ts';
import { type BackupWriter, writeBackup } from '../node/backup-file/write.ts';
import { createFileBlobStore } from '../node/blobs.ts';
import { writeProblem } from '../node/writable.ts';
import { openSnapshot, type Snapshot } from '../postgres/backup/snapshot.ts';

/** A backup that was made. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  /** Copies of photos: two of each photo, or fewer where several are alike. */
  readonly photos: number;
  /** Copies that were erased, or were damaged, before they could be read. */
  readonly missing: number;
  readonly seconds: number;
}

/**
 * Writes a backup of the database at `url` and of the photos it names. The database comes first: a photo kept later is in the next backup,
 * and one erased meanwhile is missing, as it should be. A key that the bot made for itself is in the database. Throws StartError if the
 * file cannot be written; then there is none of that name.
 */
export async function backUp(config: Config, url: string, file: string): Promise<Backup> {
  const started = performance.now();
  const folder = path.dirname(file);
  const problem = await writeProblem(folder);
  if (problem !== null)
    throw new StartError(`${folder} cannot be written (${problem}): name another place with --out.`);
  await sweepUnfinished(backupFolder(config.dataDir), Date.now());
  const snapshot = await openSnapshot(url);
  const writer = await writeBackup(file);
  try {
    const manifest = await writeAll(config, snapshot, writer);
    const bytes = await writer.end(manifest);
    const { kept, missing } = manifest.photos;
    const rows = manifest.tables.reduce((sum, each) => sum + each.rows, 0);
    return { file, bytes, rows, photos: kept, missing, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    await writer.abandon();
    throw isDiskFull(error)
      ? new StartError(`${folder} is full: free some space, or name another place with --out.`)
      : error;
  } finally {
    await snapshot.close();
  }
}

async function writeAll(config: Config, snapshot: Snapshot, writer: BackupWriter): Promise<Manifest> {
  const tables: Manifest['tables'] = [];
  for (const table of snapshot.tables) {
    const sum = await writer.table(table.name, snapshot.rows(table));
    tables.push({ name: table.name, columns: [...table.columns], ...sum });
  }
  const sequences = [...(await snapshot.sequences())];
  const blobs = createFileBlobStore(path.join(config.dataDir, 'photos'));
  const photos = { kept: 0, missing: 0 };
  for await (const id of snapshot.photos()) {
    const bytes = await blobs.get(id);
    if (bytes && (await writer.photo(id, bytes))) photos.kept++;
    else photos.missing++;
  }
  const { at, queue } = snapshot;
  const migrations = [...snapshot.migrations];
  return { format: backupFormat, release: await release(), at, migrations, queue, tables, sequences, photos };
}

async function release(): Promise<string> {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}

function isDiskFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
