import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobId, type BlobStore, parseBlobId } from '../../core/photo.ts';

/** A half-written file this old belongs to a process that crashed. */
const abandonedAfterMs = 60 * 60 * 1000;
const incoming = 'incoming';

/**
 * Stores blobs as files below `directory`, in 256 folders named by the first two characters of their id. A blob is written under a random
 * name, flushed, then renamed into place: whenever power fails, the file under its id is either whole or absent. Listing also removes
 * half-written files of crashed processes.
 */
export function createFileBlobStore(directory: string): BlobStore {
  const fileOf = (id: BlobId): string => {
    const safe = parseBlobId(id);
    if (safe === null) throw new Error('not a blob id: 64 lower-case hexadecimal characters are needed');
    return join(directory, safe.slice(0, 2), safe);
  };

  return {
    async put(bytes) {
      const id = createHash('sha256').update(bytes).digest('hex') as BlobId;
      const target = fileOf(id);
      const temporary = join(directory, incoming, randomUUID());
      await mkdir(join(directory, incoming), { recursive: true });
      await mkdir(join(directory, id.slice(0, 2)), { recursive: true });
      try {
        await writeFlushed(temporary, bytes);
        await rename(temporary, target);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await flushDirectory(join(directory, id.slice(0, 2)));
      return id;
    },
    async get(id) {
      try {
        return await readFile(fileOf(id));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async has(id) {
      return (await modifiedAt(fileOf(id))) !== null;
    },
    async delete(id) {
      await rm(fileOf(id), { force: true });
    },
    async *list() {
      await removeAbandoned(join(directory, incoming));
      for (const folder of await entries(directory)) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        for (const name of await entries(join(directory, folder))) {
          const id = parseBlobId(name);
          const time = id === null ? null : await modifiedAt(join(directory, folder, name));
          if (id !== null && time !== null) yield { id, modifiedAt: time };
        }
      }
    },
  };
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Flushes a directory: only then does a rename in it survive a power failure. */
async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await entries(directory)) {
    const path = join(directory, name);
    const time = await modifiedAt(path);
    if (time !== null && Date.now() - time > abandonedAfterMs) await rm(path, { force: true });
  }
}

async function entries(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function modifiedAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
