/** The kinds of picture we decode, recognized by their first bytes; a file's name and declared type are ignored. */
export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'avif';
export const photoKinds: readonly PhotoKind[] = ['jpeg', 'png', 'webp', 'gif', 'heic', 'avif'];

/**
 * What a file is, judged by its bytes. `encrypted` is anything locked by a password or key (zip, Office, PGP, age);
 * `empty` is a file of no bytes.
 */
export type SniffedType =
  | PhotoKind
  | 'svg'
  | 'tiff'
  | 'bmp'
  | 'ico'
  | 'jxl'
  | 'psd'
  | 'mp4'
  | 'mov'
  | 'webm'
  | 'avi'
  | 'audio'
  | 'pdf'
  | 'office'
  | 'html'
  | 'xml'
  | 'zip'
  | 'gzip'
  | 'encrypted'
  | 'empty'
  | 'unknown';

/** How many bytes of a text are searched for its type: byte order marks, comments and blanks may precede the first tag. */
const textWindow = 1024;

/** The type of a file, from its first bytes alone. Any bytes have an answer; it never throws. */
export function sniff(bytes: Uint8Array): SniffedType {
  if (bytes.length === 0) return 'empty';
  for (const [type, signature, offset] of signatures) if (matches(bytes, signature, offset)) return type;
  if (matches(bytes, 'RIFF')) return riffType(text(bytes, 8, 12));
  if (matches(bytes, 'PK\u0003\u0004')) return zipType(bytes);
  return isoMediaType(bytes) ?? markupType(bytes) ?? 'unknown';
}

/** The photo kind of a sniffed type, or null when we do not decode it. */
export function asPhotoKind(type: SniffedType): PhotoKind | null {
  return photoKinds.find((kind) => kind === type) ?? null;
}

/** Signatures are written as Latin-1 text: one character is one byte. */
const signatures: readonly (readonly [SniffedType, string, number])[] = [
  ['jpeg', '\u00ff\u00d8\u00ff', 0],
  ['png', '\u0089PNG\r\n\u001a\n', 0],
  ['gif', 'GIF87a', 0],
  ['gif', 'GIF89a', 0],
  ['tiff', 'II*\u0000', 0],
  ['tiff', 'MM\u0000*', 0],
  ['tiff', 'II+\u0000', 0],
  ['tiff', 'MM\u0000+', 0],
  ['bmp', 'BM', 0],
  ['ico', '\u0000\u0000\u0001\u0000', 0],
  ['jxl', '\u00ff\u000a', 0],
  ['jxl', '\u0000\u0000\u0000\u000cJXL ', 0],
  ['psd', '8BPS', 0],
  ['pdf', '%PDF-', 0],
  ['webm', '\u001aE\u00df\u00a3', 0],
  ['audio', 'ID3', 0],
  ['audio', 'OggS', 0],
  ['audio', 'fLaC', 0],
  ['gzip', '\u001f\u008b', 0],
  ['encrypted', '-----BEGIN PGP MESSAGE', 0],
  ['encrypted', 'age-encryption.org/', 0],
  ['encrypted', 'Salted__', 0],
  ['office', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 0],
];

function riffType(form: string): SniffedType {
  if (form === 'WEBP') return 'webp';
  if (form === 'AVI ') return 'avi';
  return form === 'WAVE' ? 'audio' : 'unknown';
}

/** PKWARE APPNOTE 4.3.7: bit 0 of the general purpose flags at offset 6 says the first entry is encrypted. */
function zipType(bytes: Uint8Array): SniffedType {
  if (((bytes[6] ?? 0) & 1) === 1) return 'encrypted';
  const firstName = text(bytes, 30, 50);
  return firstName.startsWith('[Content_Types].xml') ? 'office' : 'zip';
}

/** ISO/IEC 14496-12: the brands of the `ftyp` box; HEIF brands are listed in ISO/IEC 23008-12. */
function isoMediaType(bytes: Uint8Array): SniffedType | null {
  const box = text(bytes, 4, 8);
  if (box === 'moov' || box === 'mdat' || box === 'wide') return 'mov';
  if (box !== 'ftyp') return null;
  const end = Math.min(readUint32(bytes, 0), bytes.length, 256);
  const brands = [text(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(bytes, at, at + 4));
  const major = brands[0] ?? '';
  if (heicBrands.has(major)) return 'heic';
  if (major === 'avif' || major === 'avis') return 'avif';
  if (major === 'mif1' || major === 'msf1') {
    return brands.some((brand) => brand === 'avif' || brand === 'avis') ? 'avif' : 'heic';
  }
  if (major === 'qt  ') return 'mov';
  if (major.startsWith('M4A') || major.startsWith('M4B')) return 'audio';
  return major === 'crx ' ? 'unknown' : 'mp4';
}

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);

/** HTML, SVG or other XML at the start of a text, past byte order mark, blanks, declarations and comments. */
function markupType(bytes: Uint8Array): SniffedType | null {
  const start = text(bytes, 0, textWindow)
    .replaceAll('\u0000', '')
    .replace(/^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)/, '')
    .toLowerCase();
  const body = start.replace(/^(\s+|<\?[^>]*>|<!--[\s\S]*?-->)+/, '');
  if (/^<(!doctype\s+svg|svg[\s>:])/.test(body)) return 'svg';
  if (/^<(!doctype\s+html|html|head|body|script|title|meta|style|iframe|div|table|h1|p|a)\b/.test(body)) {
    return 'html';
  }
  return start.trimStart().startsWith('<?xml') ? 'xml' : null;
}

function matches(bytes: Uint8Array, signature: string, offset = 0): boolean {
  if (bytes.length < offset + signature.length) return false;
  for (let i = 0; i < signature.length; i++) {
    if (bytes[offset + i] !== signature.charCodeAt(i)) return false;
  }
  return true;
}

/** Bytes as Latin-1: one character a byte. */
function text(bytes: Uint8Array, from: number, to: number): string {
  let out = '';
  for (let i = from; i < Math.min(to, bytes.length); i++) out += String.fromCharCode(bytes[i] ?? 0);
  return out;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return bytes.length < at + 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
}
