import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { StartError } from '../../../core/errors.ts';
import { type Manifest, manifestEntry, photoEntry, type Sum, tableEntry } from './manifest.ts';
import { createSum } from './sum.ts';

/** A tar file names the size of each entry before its bytes, which nobody knows of a table: it is cut into parts of about this size. */
const partBytes = 2 * 1024 ** 2;
/** Photos do not get smaller, and the bot beside us needs the processor: the fastest level. */
const gzipLevel = 1;

/** A backup file while it is written. Nothing has its name until `end`. */
export interface BackupWriter {
  /** Adds a table. Returns what the manifest says of it. */
  table(name: string, rows: AsyncIterable<Uint8Array>): Promise<Sum>;
  /** Adds a photo; false if the bytes are not those of its id. */
  photo(id: string, bytes: Uint8Array): Promise<boolean>;
  /** Completes the file and gives it its name: then it is whole and on disk. Returns its size in bytes. */
  end(manifest: Manifest): Promise<number>;
  /** Removes what was written. */
  abandon(): Promise<void>;
}

/** Names that a half-written file of this name has. */
export const unfinishedName = (file: string): string => `${file}.part-${process.pid}`;

/** Begins a backup file, readable by its owner alone. Throws StartError if there is one of this name already. */
export async function writeBackup(file: string): Promise<BackupWriter> {
  const isThere = () =>
    stat(file).then(
      () => true,
      () => false,
    );
  const refuse = () => new StartError(`${file} is there already: name another file.`);
  if (await isThere()) throw refuse();
  const unfinished = unfinishedName(file);
  await rm(unfinished, { force: true });
  const tar = pack();
  const written = pipeline(
    tar,
    createGzip({ level: gzipLevel }),
    createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }),
  );
  // Awaited at the end; a disk that is full is noticed by the entry that is being written.
  const broken = written.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => Promise.reject(error),
  );
  broken.catch(() => undefined);

  const add = (name: string, bytes: Buffer) =>
    Promise.race([
      broken,
      new Promise<void>((resolve, reject) => {
        tar.entry({ name, size: bytes.length, mode: 0o600 }, bytes, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
    ]);

  return {
    async table(name, rows) {
      const sum = createSum();
      let chunks: Uint8Array[] = [];
      let size = 0;
      let part = 0;
      const flush = async () => {
        await add(tableEntry(name, part++), Buffer.concat(chunks));
        chunks = [];
        size = 0;
      };
      for await (const chunk of rows) {
        sum.add(chunk);
        chunks.push(chunk);
        size += chunk.length;
        if (size >= partBytes) await flush();
      }
      if (size > 0 || part === 0) await flush();
      return sum.end();
    },
    async photo(id, bytes) {
      if (createHash('sha256').update(bytes).digest('hex') !== id) return false;
      await add(photoEntry(id), Buffer.from(bytes));
      return true;
    },
    async end(manifest) {
      await add(manifestEntry, Buffer.from(JSON.stringify(manifest, null, 2)));
      tar.finalize();
      await written;
      if (await isThere()) throw refuse();
      const { size } = await stat(unfinished);
      await flushed(unfinished);
      await rename(unfinished, file);
      await flushed(path.dirname(file));
      return size;
    },
    async abandon() {
      tar.destroy();
      await written.catch(() => undefined);
      await rm(unfinished, { force: true });
    },
  };
}

/** Waits until a file, or the names in a folder, are on disk. */
async function flushed(at: string): Promise<void> {
  const handle = await open(at, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
