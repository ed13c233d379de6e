import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { z } from 'zod';
import { StartError } from '../../../core/errors.ts';
import { backupFormat, type Manifest, manifestSchema, readEntryName, type Sum } from './manifest.ts';
import { createSum } from './sum.ts';

/** The largest photo copy or manifest that is read at once. */
const mostBytes = 64 * 1024 ** 2;

/** One piece of a backup, in the order of the file. A table comes in many pieces. */
export type Piece =
  | { readonly kind: 'rows'; readonly table: string; readonly chunk: Buffer }
  | { readonly kind: 'photo'; readonly id: string; readonly bytes: Buffer }
  | { readonly kind: 'manifest'; readonly bytes: Buffer };

/** Reads a backup piece by piece. Throws when the file is cut off or is no backup; contents are not compared with the manifest. */
export async function* readPieces(file: string): AsyncIterable<Piece> {
  const tar = extract();
  // An error of the file or of its compression ends the loop below.
  pipeline(createReadStream(file), createGunzip(), tar, () => undefined);
  for await (const entry of tar) {
    const name = readEntryName(entry.header.name);
    if (!name) throw broken(file, 'it holds something else');
    if (name.kind === 'table') {
      for await (const chunk of entry) yield { kind: 'rows', table: name.of, chunk };
      continue;
    }
    if ((entry.header.size ?? 0) > mostBytes) throw broken(file, 'it holds something else');
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (name.kind === 'photo') yield { kind: 'photo', id: name.of, bytes };
    else yield { kind: 'manifest', bytes };
  }
}

/**
 * Reads a whole backup and compares every row and every photo with what the manifest says of them. Returns the manifest. Throws StartError
 * if the file cannot be read, is no backup, is broken or cut off, or has a form that only a newer release knows.
 */
export async function verifyBackup(file: string): Promise<Manifest> {
  await access(file).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${file} cannot be read (${error.code}): is that the right path?`);
  });
  const sums = new Map<string, ReturnType<typeof createSum>>();
  const photos = new Set<string>();
  let manifest: Manifest | null = null;
  try {
    for await (const piece of readPieces(file)) {
      if (piece.kind === 'rows') {
        const sum = sums.get(piece.table) ?? createSum();
        sums.set(piece.table, sum);
        sum.add(piece.chunk);
      } else if (piece.kind === 'photo') {
        if (createHash('sha256').update(piece.bytes).digest('hex') !== piece.id)
          throw broken(file, 'a photo is not what it was');
        photos.add(piece.id);
      } else manifest = readManifest(file, piece.bytes);
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw broken(file, 'it is damaged or cut off');
  }
  if (!manifest) throw broken(file, 'its end is missing');
  const found = new Map([...sums].map(([table, sum]) => [table, sum.end()]));
  const wrong = manifest.tables.find((table) => !isSame(found.get(table.name) ?? createSum().end(), table));
  if (wrong) throw broken(file, `the table ${wrong.name} is not what it was`);
  if (photos.size !== manifest.photos.kept) throw broken(file, 'photos are missing');
  if (found.size > manifest.tables.length) throw broken(file, 'it has a table too many');
  return manifest;
}

function readManifest(file: string, bytes: Buffer): Manifest {
  const json: unknown = JSON.parse(bytes.toString('utf8'));
  const { format } = z.object({ format: z.number() }).parse(json);
  if (format > backupFormat) {
    throw new StartError(`${file} was made by a newer release: restore it with that release.`);
  }
  return manifestSchema.parse(json);
}

function isSame(one: Sum, other: Sum): boolean {
  return one.rows === other.rows && one.sha256 === other.sha256;
}

function broken(file: string, why: string): StartError {
  return new StartError(`${file} is no whole backup (${why}): take another one. Nothing was changed.`);
}
