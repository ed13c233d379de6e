import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFilePictureCache } from '../../src/adapters/node/picture-cache.ts';

const idOf = (n: number) => n.toString(16).padStart(64, '0');
const bytes = (length: number) => new Uint8Array(length).fill(7);
const day = 24 * 60 * 60_000;
const everything = { instant: 0, maxBytes: Number.POSITIVE_INFINITY };
let directory: string;
let cache: ReturnType<typeof createFilePictureCache>;

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'pictures-')), 'pictures');
  cache = createFilePictureCache(directory);
});
afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }));

/** Kept `days` ago. */
async function kept(n: number, days: number, length = 10): Promise<void> {
  await cache.set(idOf(n), bytes(length));
  const at = new Date(Date.now() - days * day);
  await utimes(join(directory, `${idOf(n)}.png`), at, at);
}
const left = async () => (await readdir(directory)).map((name) => Number.parseInt(name, 16)).sort();

test('what was kept is found under its id, by another too; what was not is null', async () => {
  expect(await cache.get(idOf(1))).toBeNull();
  await cache.set(idOf(1), bytes(3));
  await cache.set(idOf(1), bytes(4));
  expect(Buffer.from((await createFilePictureCache(directory).get(idOf(1)))!)).toEqual(Buffer.from(bytes(4)));
  expect(await left()).toEqual([1]);
});

test.each([
  '',
  '../../etc/passwd',
  `${idOf(1)}/x`,
  idOf(1).toUpperCase().replaceAll('0', 'A'),
  'a'.repeat(63),
])('%j is no id', async (id) => {
  await expect(cache.get(id)).rejects.toThrow('not a picture id');
  await expect(cache.set(id, bytes(1))).rejects.toThrow('not a picture id');
});

test('the old go, and half-written ones of a process that died', async () => {
  await kept(1, 8);
  await kept(2, 6);
  await writeFile(join(directory, 'x.part'), 'half');
  const old = new Date(Date.now() - 9 * day);
  await utimes(join(directory, 'x.part'), old, old);
  expect(await cache.sweep({ ...everything, instant: Date.now() - 7 * day })).toBe(2);
  expect(await left()).toEqual([2]);
});

test('the oldest go until the rest is small enough', async () => {
  for (const [n, days] of [
    [1, 1],
    [2, 3],
    [3, 2],
  ] as const)
    await kept(n, days, 100);
  expect(await cache.sweep({ ...everything, maxBytes: 250 })).toBe(1);
  expect(await left()).toEqual([1, 3]);
  expect(await cache.sweep({ ...everything, maxBytes: 0 })).toBe(2);
});

test('nothing kept yet is nothing to sweep', async () => {
  expect(await cache.sweep(everything)).toBe(0);
});
