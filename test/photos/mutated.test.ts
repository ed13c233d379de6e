import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createFileBlobStore } from '../../src/adapters/node/blobs.ts';
import { createPhotoProcessor } from '../../src/adapters/node/photo-decoder/index.ts';
import {
  largePhotoSide,
  maxPhotoTries,
  type PhotoOutcome,
  PhotoWorkerError,
  photoRefusals,
  smallPhotoSide,
} from '../../src/core/photo.ts';
import { figures } from '../chaos/figures.ts';
import {
  avifPhoto,
  exifCanary,
  gifPhoto,
  heicPhoto,
  jpegPhoto,
  pngPhoto,
  webpPhoto,
} from '../fixtures/photos.ts';
import { seed } from '../setup/seed.ts';
import { quietLog } from '../support/quiet.ts';
import { decoderPids } from './children.ts';

const small = { width: 96, height: 64 };
const photos: readonly Buffer[] = [
  await jpegPhoto({ ...small, gps: true, orientation: 6 }),
  await pngPhoto(small),
  await webpPhoto(small),
  await gifPhoto({ ...small, frames: 3 }),
  await avifPhoto(small),
  await heicPhoto(),
];

/** What befalls a photo's bytes. `at` and `size` are parts of its length. */
type Harm =
  | { readonly do: 'flip'; readonly bits: readonly (readonly [at: number, bit: number])[] }
  | { readonly do: 'cut' | 'remove' | 'double' | 'blank'; readonly at: number; readonly size: number }
  /** Four bytes that may be a length, a size or a number of frames. */
  | { readonly do: 'number'; readonly at: number; readonly value: number }
  /** The first bytes of another photo, in place of its own or before them. */
  | { readonly do: 'head' | 'behind'; readonly other: number; readonly bytes: number }
  | { readonly do: 'append'; readonly other: number };

const part = fc.nat({ max: 999_999 }).map((millionths) => millionths / 1_000_000);
const other = fc.nat({ max: photos.length - 1 });
const harm: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({
    do: fc.constant('flip' as const),
    bits: fc.array(fc.tuple(part, fc.nat({ max: 7 })), { minLength: 1, maxLength: 12 }),
  }),
  fc.record({
    do: fc.constantFrom('cut' as const, 'remove' as const, 'double' as const, 'blank' as const),
    at: part,
    size: part,
  }),
  fc.record({
    do: fc.constant('number' as const),
    at: part.map((at) => at / 4),
    value: fc.constantFrom(0, 1, 0x7fff_ffff, 0xffff_ffff, 0xffff, 30_000),
  }),
  fc.record({
    do: fc.constantFrom('head' as const, 'behind' as const),
    other,
    bytes: fc.integer({ min: 2, max: 64 }),
  }),
  fc.record({ do: fc.constant('append' as const), other }),
);

function harmed(photo: Buffer, what: Harm): Buffer {
  switch (what.do) {
    case 'flip': {
      const bytes = Buffer.from(photo);
      for (const [at, bit] of what.bits) bytes[Math.floor(at * bytes.length)]! ^= 1 << bit;
      return bytes;
    }
    case 'number': {
      const bytes = Buffer.from(photo);
      // An earlier harm may have left less than a number.
      if (bytes.length < 4) return bytes;
      bytes.writeUInt32BE(what.value, Math.floor(what.at * (bytes.length - 4)));
      return bytes;
    }
    case 'head':
      return Buffer.concat([photos[what.other]!.subarray(0, what.bytes), photo.subarray(what.bytes)]);
    case 'behind':
      return Buffer.concat([photos[what.other]!.subarray(0, what.bytes), photo]);
    case 'append':
      return Buffer.concat([photo, photos[what.other]!]);
    default: {
      const from = Math.floor(what.at * photo.length);
      const to = what.do === 'cut' ? photo.length : from + Math.ceil((what.size * (photo.length - from)) / 4);
      const piece = photo.subarray(from, to);
      const instead = what.do === 'double' ? Buffer.concat([piece, piece]) : Buffer.alloc(piece.length);
      const gone = what.do === 'cut' || what.do === 'remove';
      return Buffer.concat([photo.subarray(0, from), gone ? Buffer.alloc(0) : instead, photo.subarray(to)]);
    }
  }
}

/** Decoders started and replaced, two tries each: what one photo may take at most. */
const withinMs = maxPhotoTries * (10_000 + 10_000) + 5_000;
const { signal } = new AbortController();

test(`${figures.mutatedImages} photos with their bytes changed: each is kept or refused by name, seed ${seed}`, {
  timeout: 120_000 + figures.mutatedImages * 1_000,
}, async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'boost-mutated-'));
  const blobs = createFileBlobStore(directory);
  const processor = createPhotoProcessor({ log: quietLog });
  const kept = new Set<string>();
  const counts = new Map<string, number>();
  let slowest = 0;

  /** As the photo job does it: what brings the decoder down twice is refused. */
  async function take(bytes: Buffer): Promise<PhotoOutcome> {
    for (let tries = 1; ; tries++) {
      try {
        return await processor.process(bytes, signal);
      } catch (error) {
        if (!(error instanceof PhotoWorkerError && error.blamesPhoto)) throw error;
        counts.set(error.failure, (counts.get(error.failure) ?? 0) + 1);
        if (tries === maxPhotoTries) return { ok: false, refusal: 'unreadable' };
      }
    }
  }
  async function keep(copy: Uint8Array, format: string, side: number): Promise<void> {
    const { format: seen, width, height, exif } = await sharp(copy).metadata();
    expect(seen).toBe(format);
    expect(Math.max(width, height)).toBeLessThanOrEqual(side);
    expect(exif).toBeUndefined();
    expect(Buffer.from(copy).includes(exifCanary)).toBe(false);
    kept.add(await blobs.put(copy));
  }

  const cases = fc.sample(
    fc.tuple(fc.nat({ max: photos.length - 1 }), fc.array(harm, { minLength: 1, maxLength: 2 })),
    {
      numRuns: figures.mutatedImages,
      seed,
    },
  );
  try {
    for (const [n, [which, harms]] of cases.entries()) {
      const bytes = harms.reduce(harmed, photos[which]!);
      const began = performance.now();
      const outcome = await take(bytes).catch((error: unknown) => {
        throw new Error(`photo ${n}, ${JSON.stringify(harms)}`, { cause: error });
      });
      slowest = Math.max(slowest, performance.now() - began);
      const word = outcome.ok ? 'kept' : outcome.refusal;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      if (outcome.ok) {
        await keep(outcome.large, 'webp', largePhotoSide);
        await keep(outcome.small, 'jpeg', smallPhotoSide);
      } else expect(photoRefusals, `photo ${n}`).toContain(outcome.refusal);
    }
    console.log(
      `changed photos: slowest ${slowest.toFixed(0)} ms, ${JSON.stringify(Object.fromEntries(counts))}`,
    );
    expect(slowest).toBeLessThan(withinMs);
    // Some are taken and some are not, or nothing was tried.
    expect(counts.get('kept')).toBeGreaterThan(figures.mutatedImages / 20);
    expect(counts.get('unreadable')).toBeGreaterThan(figures.mutatedImages / 20);
    // Whatever they met, there is one decoder that takes the next photo, and it holds no file.
    expect((await processor.process(photos[0]!, signal)).ok).toBe(true);
    if (existsSync('/proc/self/fd')) {
      const [pid, ...others] = decoderPids();
      expect(others).toEqual([]);
      const held = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
      expect(held.filter((file) => file.startsWith(tmpdir()))).toEqual([]);
    }
    expect(await readdir(path.join(directory, 'incoming'))).toEqual([]);
    const there = new Set<string>();
    for await (const { id } of blobs.list()) there.add(id);
    expect(there).toEqual(kept);
  } finally {
    await processor.close();
    await rm(directory, { recursive: true });
  }
});

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
