import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asPhotoKind, photoKinds, sniff } from '../../src/core/model/file-type.ts';
import { photoRefusals, refusalOfType } from '../../src/core/photo.ts';
import {
  avifPhoto,
  gifPhoto,
  heicPhoto,
  impostors,
  jpegPhoto,
  pngPhoto,
  webpPhoto,
} from '../fixtures/photos.ts';
import { fuzzer, timeout } from './fuzz.ts';

const fuzz = fuzzer(2);

const photos = {
  jpeg: await jpegPhoto(),
  png: await pngPhoto(),
  webp: await webpPhoto(),
  gif: await gifPhoto(),
  heic: await heicPhoto(),
  avif: await avifPhoto(),
};
/** What a file is known by stands in its first bytes. */
const head = 64;
const heads = [...Object.values(photos), ...Object.values(impostors)].map((bytes) => bytes.subarray(0, head));
const noise = fc.uint8Array({ maxLength: 80 });

test('any bytes are of some type; it is a photo, or there is a reason why not', { timeout }, () => {
  const changed = fc
    .tuple(fc.constantFrom(...heads), noise, fc.nat({ max: head }), fc.nat({ max: 8 }))
    .map(([bytes, between, at, gone]) =>
      Buffer.concat([bytes.subarray(0, at), between, bytes.subarray(at + gone)]),
    );
  const markup = fc
    .array(
      fc.constantFrom('<!--', '-->', '<?xml', '?>', '<svg', '<html', '<', '>', ' ', '\0', '\ufeff', 'a'),
      {
        maxLength: 60,
      },
    )
    .map((parts) => Buffer.from(parts.join('')));
  return fuzz(fc.oneof(noise, changed, markup), (bytes) => {
    const type = sniff(bytes);
    const kind = asPhotoKind(type);
    const refusal = refusalOfType(type);
    expect(kind === null).toBe(refusal !== null);
    if (refusal !== null) expect(photoRefusals).toContain(refusal);
    if (type === 'empty') expect(bytes).toHaveLength(0);
    // The same bytes elsewhere in memory, and with more behind what is looked at, are the same file.
    expect(sniff(Buffer.concat([Buffer.of(1, 2, 3), bytes]).subarray(3))).toBe(type);
  });
});

test('a photo is of its kind whatever stands behind its beginning', { timeout }, () =>
  fuzz(fc.tuple(fc.constantFrom(...photoKinds), noise), ([kind, tail]) => {
    expect(sniff(Buffer.concat([photos[kind].subarray(0, head), tail]))).toBe(kind);
  }),
);
