import sharp, { type Sharp } from 'sharp';
import { asPhotoKind, type PhotoKind, sniff } from '../../../core/model/file-type.ts';
import {
  fitsPixelLimit,
  largePhotoSide,
  maxPhotoBytes,
  maxPhotoPixels,
  type PhotoOutcome,
  type PhotoRefusal,
  refusalOfType,
  smallPhotoSide,
} from '../../../core/photo.ts';
import type { DecoderAnswer } from './frames.ts';
import { withHeicPixels } from './heic.ts';
import { withColorProfile } from './png-profile.ts';

// All of libvips' loaders are blocked, then the five we need are allowed, so that a new loader is never used by accident.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/** From this EXIF orientation on, width and height are swapped (EXIF 2.32, tag 0x0112, values 5 to 8). */
const firstSidewaysOrientation = 5;

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}
type Decoded =
  | { readonly ok: true; readonly width: number; readonly height: number; readonly pixels: Pixels }
  | { readonly ok: false; readonly refusal: PhotoRefusal };

/** Checks a photo, decodes it once and encodes both copies. Anything wrong with the file is reported as an outcome; never throws. */
export async function decodePhoto(bytes: Uint8Array): Promise<DecoderAnswer> {
  try {
    return { outcome: await takePhoto(bytes), sound: true };
  } catch (error) {
    // The decoders' messages contain nothing that a member could act on and may quote the file, so we only look for this one word. A
    // WebAssembly trap (`RuntimeError`, or no Error at all) leaves libheif in an unknown state.
    const broken = !(error instanceof Error) || error.name === 'RuntimeError';
    const outOfMemory = !broken && /\bmemory\b/i.test(error.message);
    const refusal = outOfMemory ? 'tooManyPixels' : 'unreadable';
    return { outcome: { ok: false, refusal }, sound: !broken && !outOfMemory };
  }
}

async function takePhoto(bytes: Uint8Array): Promise<PhotoOutcome> {
  if (bytes.length > maxPhotoBytes) return { ok: false, refusal: 'tooLarge' };
  const type = sniff(bytes);
  const kind = asPhotoKind(type);
  if (kind === null) return { ok: false, refusal: refusalOfType(type) ?? 'unreadable' };
  const decoded = await (kind === 'heic' ? decodeHeic(bytes) : decodeWithSharp(bytes, kind));
  if (!decoded.ok) return decoded;
  const { width, height, pixels } = decoded;
  const large = await rawSharp(pixels).webp({ quality: 82, effort: 2 }).toBuffer();
  const small = await fitInto(rawSharp(pixels), smallPhotoSide)
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer();
  return { ok: true, kind, width, height, large, small };
}

async function decodeWithSharp(bytes: Uint8Array, kind: PhotoKind): Promise<Decoded> {
  const header = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
  const expected = kind === 'avif' ? 'heif' : kind;
  if (header.format !== expected || (kind === 'avif' && header.compression !== 'av1')) {
    return { ok: false, refusal: 'unreadable' };
  }
  const frames = header.pages ?? 1;
  const size = { width: header.width, height: header.pageHeight ?? header.height, frames };
  if (!fitsPixelLimit(kind, size)) return { ok: false, refusal: 'tooManyPixels' };
  const pixels = await shrink(
    sharp(bytes, { limitInputPixels: maxPhotoPixels, failOn: 'error', sequentialRead: true }).autoOrient(),
  );
  const sideways = (header.orientation ?? 1) >= firstSidewaysOrientation;
  const width = sideways ? size.height : size.width;
  const height = sideways ? size.width : size.height;
  return { ok: true, width, height, pixels };
}

/** Decodes HEIC. libheif already applies HEIF's rotations and mirrorings; EXIF's orientation must not be applied on top. */
async function decodeHeic(bytes: Uint8Array): Promise<Decoded> {
  const decoded = await withHeicPixels(
    bytes,
    (width, height) => fitsPixelLimit('heic', { width, height, frames: 1 }),
    async ({ width, height, pixels, colorProfile }): Promise<Decoded> => {
      const raw = { width, height, channels: 3 as const };
      const shrunk = await shrink(sharp(pixels, { raw, limitInputPixels: maxPhotoPixels }));
      const inSrgb = colorProfile === null ? shrunk : await toSrgb(shrunk, colorProfile);
      return { ok: true, width, height, pixels: inSrgb };
    },
  );
  return decoded ?? { ok: false, refusal: 'tooManyPixels' };
}

/**
 * Converts pixels to sRGB. sharp reads a colour profile only from a file, so the shrunk copy goes through an uncompressed PNG that carries
 * it.
 */
async function toSrgb(pixels: Pixels, profile: Uint8Array): Promise<Pixels> {
  const png = await rawSharp(pixels).png({ compressionLevel: 0 }).toBuffer();
  return shrink(sharp(withColorProfile(png, profile)));
}

async function shrink(image: Sharp): Promise<Pixels> {
  const { data, info } = await fitInto(image, largePhotoSide).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function fitInto(image: Sharp, side: number): Sharp {
  return image.resize(side, side, { fit: 'inside', withoutEnlargement: true });
}

function rawSharp({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}
