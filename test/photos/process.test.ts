import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { createPhotoProcessor } from '../../src/adapters/node/photo-decoder/index.ts';
import type { PhotoOutcome, ProcessedPhoto } from '../../src/core/photo.ts';
import {
  avifPhoto,
  bigAvif,
  blankPng,
  drawPhoto,
  exifCanary,
  gifPhoto,
  heicPhoto,
  impostors,
  jpegHtmlPolyglot,
  jpegPhoto,
  pngPhoto,
  sixtyFrames,
  tiffPhoto,
  webpPhoto,
} from '../fixtures/photos.ts';
import { quietLog } from '../support/quiet.ts';

const processor = createPhotoProcessor({ log: quietLog });
afterAll(() => processor.close());

const { signal } = new AbortController();
const outcomeOf = (bytes: Uint8Array): Promise<PhotoOutcome> => processor.process(bytes, signal);

async function taken(bytes: Uint8Array): Promise<ProcessedPhoto> {
  const outcome = await outcomeOf(bytes);
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`);
  return outcome;
}

/** The colour at a point, given as shares of width and height. */
async function colourAt(
  bytes: Uint8Array,
  x: number,
  y: number,
): Promise<'red' | 'green' | 'blue' | 'other'> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
  const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
  if (r > g + 60 && r > b + 60) return 'red';
  if (g > r + 60 && g > b + 60) return 'green';
  return b > r + 60 && b > g + 60 ? 'blue' : 'other';
}

const photos = [
  ['jpeg', () => jpegPhoto()],
  ['png', () => pngPhoto()],
  ['webp', () => webpPhoto()],
  ['gif', () => gifPhoto({ frames: 3 })],
  ['avif', () => avifPhoto()],
  ['heic', () => heicPhoto('plain-with-place')],
  ['heic', () => heicPhoto('display-p3')],
  ['heic', () => heicPhoto('ten-bit')],
] as const;

test.each(photos)('a %s becomes a WebP and a JPEG that show the same', async (kind, make) => {
  const photo = await taken(await make());
  expect(photo).toMatchObject({ kind, width: 160, height: 120 });
  expect((await sharp(photo.large).metadata()).format).toBe('webp');
  expect((await sharp(photo.small).metadata()).format).toBe('jpeg');
  for (const copy of [photo.large, photo.small]) {
    expect(await colourAt(copy, 0.5, 0.1)).toBe('green');
    expect(await colourAt(copy, 0.2, 0.8)).toBe('red');
    expect(await colourAt(copy, 0.8, 0.8)).toBe('blue');
  }
});

test('sharp is new enough to be without GHSA-rgj7-g3m4-5g8c', () => {
  const [major = 0, minor = 0, patch = 0] = (sharp.versions.sharp ?? '').split('.').map(Number);
  expect((major * 1000 + minor) * 1000 + patch).toBeGreaterThanOrEqual(35_004);
});

test('copies are at most 1600 and 512 pixels, and smaller photos are not enlarged', async () => {
  const photo = await taken(await jpegPhoto({ width: 3000, height: 1500 }));
  expect(photo).toMatchObject({ width: 3000, height: 1500 });
  expect(await sharp(photo.large).metadata()).toMatchObject({ width: 1600, height: 800 });
  expect(await sharp(photo.small).metadata()).toMatchObject({ width: 512, height: 256 });
  const tiny = await taken(await pngPhoto({ width: 3, height: 2 }));
  expect(await sharp(tiny.large).metadata()).toMatchObject({ width: 3, height: 2 });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is applied', async (orientation) => {
  const bytes = await jpegPhoto({ orientation });
  const upright = await sharp(bytes).autoOrient().png().toBuffer();
  const photo = await taken(bytes);
  expect(photo).toMatchObject(orientation >= 5 ? { width: 120, height: 160 } : { width: 160, height: 120 });
  for (const [x, y] of [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ] as const) {
    expect(await colourAt(photo.small, x, y)).toBe(await colourAt(upright, x, y));
  }
});

test('a turned HEIC is turned once', async () => {
  const photo = await taken(await heicPhoto('turned'));
  expect(photo).toMatchObject({ width: 120, height: 160 });
  expect(await colourAt(photo.large, 0.9, 0.5)).toBe('green');
  expect(await colourAt(photo.large, 0.2, 0.1)).toBe('red');
  expect(await colourAt(photo.large, 0.2, 0.9)).toBe('blue');
});

test.each([
  ['jpeg', () => jpegPhoto({ gps: true })],
  ['png', () => pngPhoto({ gps: true })],
  ['webp', () => webpPhoto({ gps: true })],
  ['avif', () => avifPhoto({ gps: true })],
] as const)('the place and the camera of a %s are gone', async (_, make) => {
  const bytes = await make();
  expect(bytes.includes(exifCanary)).toBe(true);
  const photo = await taken(bytes);
  for (const copy of [photo.large, photo.small]) await expectNoMetadata(copy);
});

test('the place in a HEIC is gone', async () => {
  const bytes = await heicPhoto('plain-with-place');
  expect((await sharp(bytes).metadata()).exif?.length).toBeGreaterThan(0);
  const photo = await taken(bytes);
  for (const copy of [photo.large, photo.small]) await expectNoMetadata(copy);
});

async function expectNoMetadata(copy: Uint8Array): Promise<void> {
  const { exif, xmp, iptc, icc, orientation } = await sharp(copy).metadata();
  expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
  expect(Buffer.from(copy).includes(exifCanary)).toBe(false);
}

test('Display P3 colours come out as sRGB', async () => {
  const p3 = await drawPhoto()
    .withIccProfile('p3')
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const [fromJpeg, fromHeic] = [await taken(p3), await taken(await heicPhoto('display-p3'))];
  const mean = async (copy: Uint8Array) => (await sharp(copy).stats()).channels.map(({ mean }) => mean);
  const [a, b] = [await mean(fromJpeg.small), await mean(fromHeic.small)];
  for (const i of [0, 1, 2]) expect(Math.abs((a[i] ?? 0) - (b[i] ?? 255))).toBeLessThan(4);
});

test('transparency is kept in the large copy and white in the small one', async () => {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const photo = await taken(
    await sharp({ create: { width: 20, height: 20, channels: 4, background: clear } })
      .png()
      .toBuffer(),
  );
  expect((await sharp(photo.large).metadata()).hasAlpha).toBe(true);
  expect([...(await sharp(photo.small).raw().toBuffer())].every((value) => value > 250)).toBe(true);
});

test.each([
  ['a grey JPEG', () => drawPhoto().greyscale().jpeg().toBuffer()],
  ['a CMYK JPEG', () => drawPhoto().toColourspace('cmyk').jpeg().toBuffer()],
  ['a 16-bit PNG', () => drawPhoto().toColourspace('rgb16').png().toBuffer()],
  ['a palette PNG', () => drawPhoto().png({ palette: true }).toBuffer()],
  ['a progressive JPEG', () => drawPhoto().jpeg({ progressive: true }).toBuffer()],
] as const)('%s is taken', async (_, make) => {
  expect((await taken(await make())).width).toBe(160);
});

test.each([
  ['a page named .jpg', () => impostors.html, 'html'],
  ['an SVG', () => impostors.svg, 'typeNotAllowed'],
  ['a TIFF', () => tiffPhoto(), 'typeNotAllowed'],
  ['a PDF', () => impostors.pdf, 'notAnImage'],
  ['a video', () => impostors.mp4, 'notAnImage'],
  ['an encrypted archive', () => impostors.encryptedZip, 'encrypted'],
  ['nothing', () => impostors.empty, 'unreadable'],
  ['26 MB', () => Buffer.alloc(26 * 1024 * 1024, 0xff), 'tooLarge'],
  ['a JPEG signature alone', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'unreadable'],
  ['an HEIC signature alone', async () => (await heicPhoto()).subarray(0, 40), 'unreadable'],
  ['a JPEG cut in half', async () => half(await jpegPhoto({ width: 900, height: 900 })), 'unreadable'],
  ['a PNG cut in half', async () => half(await pngPhoto({ width: 900, height: 900 })), 'unreadable'],
  ['a WebP cut in half', async () => half(await webpPhoto()), 'unreadable'],
  ['an AVIF cut in half', async () => half(await avifPhoto()), 'unreadable'],
  ['an HEIC cut in half', async () => half(await heicPhoto()), 'unreadable'],
  [
    '900 megapixels in half a megabyte',
    () => blankPng({ width: 30_000, height: 30_000, depth: 1, channels: 1 }),
    'tooManyPixels',
  ],
  ['sixty frames of a megapixel', sixtyFrames, 'tooManyPixels'],
  ['a 21-megapixel AVIF', () => bigAvif(21), 'tooManyPixels'],
] as const)('%s is refused', async (_, make, refusal) => {
  const outcome = await outcomeOf(await make());
  expect(outcome.ok ? 'taken' : outcome.refusal).toBe(refusal);
});

/** What libvips makes of files, set up as where photos are decoded: asked without what looks at them before. */
const asDecoder = `
import './src/adapters/node/photo-decoder/decode.ts';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
const read = async ([name, file]) =>
  [name, await sharp(Buffer.from(file, 'base64')).metadata().then(({ format }) => format, () => 'refused')];
const files = Object.entries(JSON.parse(await text(process.stdin)));
console.log(JSON.stringify(Object.fromEntries(await Promise.all(files.map(read)))));
`;

test('libvips itself has its other doors closed where photos are decoded', async () => {
  const meant = {
    jpeg: await jpegPhoto(),
    png: await pngPhoto(),
    webp: await webpPhoto(),
    gif: await gifPhoto(),
    heif: await avifPhoto(),
  };
  const others = { svg: impostors.svg, tiff: await tiffPhoto() };
  const files = Object.entries({ ...meant, ...others });
  // Everywhere else it reads them: it is no want of a loader that keeps them out.
  for (const [name, file] of files) expect((await sharp(file).metadata()).format).toBe(name);
  const decoder = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', asDecoder], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  decoder.stdin.end(
    JSON.stringify(Object.fromEntries(files.map(([name, file]) => [name, file.toString('base64')]))),
  );
  expect(JSON.parse(await text(decoder.stdout))).toEqual({
    ...{ jpeg: 'jpeg', png: 'png', webp: 'webp', gif: 'gif', heif: 'heif' },
    ...{ svg: 'refused', tiff: 'refused' },
  });
});

const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2));

test('a JPEG that is also a page comes out as a picture and nothing else', async () => {
  const bytes = await jpegHtmlPolyglot();
  expect(bytes.includes('<script>')).toBe(true);
  const photo = await taken(bytes);
  for (const copy of [photo.large, photo.small]) expect(Buffer.from(copy).includes('script')).toBe(false);
});

test('brands that lie about the codec are refused', async () => {
  const heic = Buffer.from(await heicPhoto());
  heic.write('avifmif1', 8, 'latin1');
  expect(await outcomeOf(heic)).toEqual({ ok: false, refusal: 'unreadable' });
  const avif = Buffer.from(await avifPhoto());
  avif.write('heic', 8, 'latin1');
  expect(await outcomeOf(avif)).toEqual({ ok: false, refusal: 'unreadable' });
});
