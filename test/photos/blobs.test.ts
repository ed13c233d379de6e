import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileBlobStore } from '../../src/adapters/node/blobs.ts';
import type { BlobId, BlobStore, StoredBlob } from '../../src/core/photo.ts';

let directory: string;
let blobs: BlobStore;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'blobs-'));
  blobs = createFileBlobStore(join(directory, 'photos'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
async function listed(): Promise<StoredBlob[]> {
  const all: StoredBlob[] = [];
  for await (const blob of blobs.list()) all.push(blob);
  return all;
}

test('what is put can be read, by the hash of its bytes', async () => {
  const id = await blobs.put(bytesOf('hello'));
  expect(id).toBe(createHash('sha256').update('hello').digest('hex'));
  expect(await blobs.has(id)).toBe(true);
  expect(Buffer.from((await blobs.get(id)) ?? []).toString()).toBe('hello');
  const other = createFileBlobStore(join(directory, 'photos'));
  expect(await other.has(id)).toBe(true);
});

test('an empty store lists nothing, and what is absent is null', async () => {
  expect(await listed()).toEqual([]);
  const absent = 'a'.repeat(64) as BlobId;
  expect(await blobs.get(absent)).toBeNull();
  expect(await blobs.has(absent)).toBe(false);
  await blobs.delete(absent);
});

test('equal bytes are one blob, and putting them again renews its time', async () => {
  const id = await blobs.put(bytesOf('same'));
  const path = join(directory, 'photos', id.slice(0, 2), id);
  await utimes(path, 1000, 1000);
  expect(await listed()).toEqual([{ id, modifiedAt: 1_000_000 }]);
  const before = Date.now() - 5_000;
  expect(await blobs.put(bytesOf('same'))).toBe(id);
  const [blob] = await listed();
  expect(blob?.modifiedAt).toBeGreaterThan(before);
});

test('a deleted blob is gone, its neighbours are not', async () => {
  const ids = await Promise.all(['a', 'b', 'c'].map((text) => blobs.put(bytesOf(text))));
  await blobs.delete(ids[1] as BlobId);
  expect(new Set((await listed()).map(({ id }) => id))).toEqual(new Set([ids[0], ids[2]]));
});

test('forty writers of the same bytes do not disturb each other', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => blobs.put(bytesOf('crowd'))));
  expect(new Set(ids).size).toBe(1);
  expect(await listed()).toHaveLength(1);
  expect(await readdir(join(directory, 'photos', 'incoming'))).toEqual([]);
});

test.each([
  '../../x',
  '../blobs/x',
  '/etc/passwd',
  `${'a'.repeat(63)}/`,
  `${'a'.repeat(63)}\0`,
  '',
  'A'.repeat(64),
])('%j is refused as an id', async (text) => {
  const id = text as BlobId;
  await writeFile(join(directory, 'x'), 'outside');
  await expect(blobs.get(id)).rejects.toThrow('not a blob id');
  await expect(blobs.has(id)).rejects.toThrow('not a blob id');
  await expect(blobs.delete(id)).rejects.toThrow('not a blob id');
});

test('files that are no blobs are not listed; half-written ones of a crash are removed after an hour', async () => {
  const id = await blobs.put(bytesOf('kept'));
  const store = join(directory, 'photos');
  await mkdir(join(store, 'zz'));
  await writeFile(join(store, id.slice(0, 2), 'notes.txt'), 'x');
  await writeFile(join(store, 'incoming', 'old'), 'half');
  await writeFile(join(store, 'incoming', 'fresh'), 'half');
  await utimes(join(store, 'incoming', 'old'), 1000, 1000);
  expect((await listed()).map((blob) => blob.id)).toEqual([id]);
  expect(await readdir(join(store, 'incoming'))).toEqual(['fresh']);
});

test('a blob that goes while the store is listed is passed over', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => blobs.put(bytesOf(String(i)))));
  const seen: string[] = [];
  for await (const { id } of blobs.list()) {
    seen.push(id);
    await Promise.all(ids.map((other) => blobs.delete(other)));
  }
  expect(seen).toHaveLength(1);
});
