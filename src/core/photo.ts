import { asPhotoKind, type PhotoKind, type SniffedType } from './model/file-type.ts';
import type { Brand } from './model/ids.ts';

/** The largest file accepted as a photo, in bytes. */
export const maxPhotoBytes = 25 * 1024 * 1024;
/** The most pixels (width x height x frames) accepted; a phone's 48-megapixel photo passes. */
export const maxPhotoPixels = 50_000_000;
/** AVIF takes about 20 bytes of memory a pixel to decode (libaom through libvips), so it is allowed fewer pixels. */
export const maxAvifPixels = 20_000_000;
export const maxPhotosPerPost = 10;
/** The most photos we keep of one member in one day: far above honest use, far below filling a disk. */
export const maxPhotosPerMemberAndDay = 100;
/** The longer side of the two copies we keep, in pixels. Smaller photos are not enlarged. */
export const largePhotoSide = 1600;
export const smallPhotoSide = 512;
/** How often a photo may crash the decoder before it is refused as unreadable. */
export const maxPhotoTries = 2;

/**
 * Why a file is not accepted as a photo; each reason has one friendly line in `messages`.
 * - `notAnImage`: a video, a document, an archive, sound, or bytes of no known kind.
 * - `html`: a web page in a photo's clothes (typically a login or error page).
 * - `encrypted`: locked by a password.
 * - `typeNotAllowed`: a picture of a kind we do not decode (SVG, TIFF, BMP, PSD ...).
 * - `unreadable`: the right kind, but broken or truncated.
 * - `tooLarge`, `tooManyPixels`: beyond `maxPhotoBytes`, `maxPhotoPixels` or `maxAvifPixels`.
 * - `expired`: its platform no longer serves it.
 * - `tooMany`, `quota`: beyond `maxPhotosPerPost` or `maxPhotosPerMemberAndDay`.
 */
export type PhotoRefusal =
  | 'notAnImage'
  | 'html'
  | 'encrypted'
  | 'typeNotAllowed'
  | 'unreadable'
  | 'tooLarge'
  | 'tooManyPixels'
  | 'expired'
  | 'tooMany'
  | 'quota';

export const photoRefusals: readonly PhotoRefusal[] = [
  'notAnImage',
  'html',
  'encrypted',
  'typeNotAllowed',
  'unreadable',
  'tooLarge',
  'tooManyPixels',
  'expired',
  'tooMany',
  'quota',
];

/** Why a file of this type is not accepted as a photo; null when it is (`asPhotoKind` then names its kind). */
export function refusalOfType(type: SniffedType): PhotoRefusal | null {
  if (asPhotoKind(type) !== null) return null;
  switch (type) {
    case 'html':
      return 'html';
    case 'encrypted':
      return 'encrypted';
    case 'empty':
      return 'unreadable';
    case 'svg':
    case 'tiff':
    case 'bmp':
    case 'ico':
    case 'jxl':
    case 'psd':
      return 'typeNotAllowed';
    default:
      return 'notAnImage';
  }
}

/** Whether a picture is small enough to decode, from the size in pixels that its header claims. */
export function fitsPixelLimit(
  kind: PhotoKind,
  size: { readonly width: number; readonly height: number; readonly frames: number },
): boolean {
  const pixels = size.width * size.height * size.frames;
  return pixels > 0 && pixels <= (kind === 'avif' ? maxAvifPixels : maxPhotoPixels);
}

/** Two upright copies of a photo without any of its metadata (place, camera, time). */
export interface ProcessedPhoto {
  readonly ok: true;
  readonly kind: PhotoKind;
  /** The original's size in pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** WebP, longer side at most `largePhotoSide`. */
  readonly large: Uint8Array;
  /** JPEG, longer side at most `smallPhotoSide`, transparency on white. */
  readonly small: Uint8Array;
}

export type PhotoOutcome = ProcessedPhoto | { readonly ok: false; readonly refusal: PhotoRefusal };

/** Turns the bytes of a photo into the two copies we keep. */
export interface PhotoProcessor {
  /**
   * Checks and re-encodes one photo, off the event loop. A bad photo is an outcome; only a decoder that died or
   * never answered throws (`PhotoWorkerError`), so that the caller can count the try: see `maxPhotoTries`.
   * Aborting `signal` rejects with its reason.
   */
  process(bytes: Uint8Array, signal: AbortSignal): Promise<PhotoOutcome>;
}

/**
 * Why the decoder process gave no answer.
 * - `timeLimit`, `memoryLimit`, `died`: it happened while this photo was decoded, so the photo is suspect and the try counts.
 * - `notStarted`, `closed`: the photo was never looked at; the try does not count.
 */
export type PhotoWorkerFailure = 'timeLimit' | 'memoryLimit' | 'died' | 'notStarted' | 'closed';

/** The decoder process failed, as opposed to refusing the photo. */
export class PhotoWorkerError extends Error {
  override readonly name = 'PhotoWorkerError';
  readonly failure: PhotoWorkerFailure;
  /** What ended it, in our words or those of the program that did not start; never anything of a photo. */
  readonly detail: string;

  constructor(failure: PhotoWorkerFailure, detail: string) {
    super(`photo decoder: ${failure}: ${detail}`);
    this.failure = failure;
    this.detail = detail;
  }

  /** Whether the photo itself may be the cause. */
  get blamesPhoto(): boolean {
    return this.failure === 'timeLimit' || this.failure === 'memoryLimit' || this.failure === 'died';
  }
}

/** The lower-case hexadecimal SHA-256 of a blob's bytes. */
export type BlobId = Brand<'BlobId'>;

/** The string as a `BlobId`, or null when it is none. Text from outside becomes a `BlobId` only here. */
export function parseBlobId(value: string): BlobId | null {
  return /^[0-9a-f]{64}$/.test(value) ? (value as BlobId) : null;
}

export interface StoredBlob {
  readonly id: BlobId;
  /** Milliseconds since 1970 of the last `put` of these bytes. */
  readonly modifiedAt: number;
}

/**
 * Stores files under the hash of their content. Equal bytes are one blob, so a blob may be deleted only when no row names it any more.
 * A blob that no row came to name (after a crash in between) is found through `list` by its age, and swept.
 */
export interface BlobStore {
  /** Stores the bytes durably before it resolves. Putting the same bytes again renews `modifiedAt`. */
  put(bytes: Uint8Array): Promise<BlobId>;
  /** The bytes, or null when there are none under this id. */
  get(id: BlobId): Promise<Uint8Array | null>;
  has(id: BlobId): Promise<boolean>;
  /** Does nothing if there is no such blob. */
  delete(id: BlobId): Promise<void>;
  list(): AsyncIterable<StoredBlob>;
}
