import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const hash = /^[0-9a-f]{64}$/;

/**
 * Keeps drawn pictures as files in `directory`, each under its id. All of them may be lost: one that is missing, or half written by a
 * process that died, is drawn again.
 */
export function createFilePictureCache(directory: string) {
  const fileOf = (id: string): string => {
    if (!hash.test(id)) throw new Error('not a picture id: 64 lower-case hexadecimal characters are needed');
    return join(directory, `${id}.png`);
  };

  return {
    async get(id: string): Promise<Uint8Array | null> {
      return readFile(fileOf(id)).catch(nothingWhenMissing);
    },
    async set(id: string, bytes: Uint8Array): Promise<void> {
      const target = fileOf(id);
      await mkdir(directory, { recursive: true });
      // A file under its final name is always whole; a half-written one has another name, and the sweep removes it.
      const temporary = join(directory, `${randomUUID()}.part`);
      await writeFile(temporary, bytes, { mode: 0o600 });
      await rename(temporary, target);
    },
    /**
     * Deletes pictures drawn before `instant` (milliseconds since 1970), and the oldest of the rest until no more than `maxBytes` are left.
     * Returns how many were deleted.
     */
    async sweep({ instant, maxBytes }: { instant: number; maxBytes: number }): Promise<number> {
      const files: { file: string; time: number; size: number }[] = [];
      for (const name of (await readdir(directory).catch(nothingWhenMissing)) ?? []) {
        const file = join(directory, name);
        const info = await stat(file).catch(nothingWhenMissing);
        if (info?.isFile()) files.push({ file, time: info.mtimeMs, size: info.size });
      }
      files.sort((a, b) => b.time - a.time);
      let bytes = 0;
      let count = 0;
      for (const { file, time, size } of files) {
        bytes += size;
        if (time >= instant && bytes <= maxBytes) continue;
        await rm(file, { force: true });
        count += 1;
      }
      return count;
    },
  };
}

function nothingWhenMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
