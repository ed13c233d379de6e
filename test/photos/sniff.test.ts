import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sniff } from '../../src/core/model/file-type.ts';
import { parseBlobId, refusalOfType } from '../../src/core/photo.ts';
import {
  avifPhoto,
  gifPhoto,
  heicPhoto,
  impostors,
  jpegHtmlPolyglot,
  jpegPhoto,
  pngPhoto,
  tiffPhoto,
  webpPhoto,
} from '../fixtures/photos.ts';
import { workedMs } from '../support/worked.ts';

test('a photo is known by its bytes', async () => {
  expect(sniff(await jpegPhoto())).toBe('jpeg');
  expect(sniff(await pngPhoto())).toBe('png');
  expect(sniff(await webpPhoto())).toBe('webp');
  expect(sniff(await gifPhoto())).toBe('gif');
  expect(sniff(await avifPhoto())).toBe('avif');
  expect(sniff(await heicPhoto())).toBe('heic');
  expect(sniff(await tiffPhoto())).toBe('tiff');
  expect(sniff(await jpegHtmlPolyglot())).toBe('jpeg');
});

test.each([
  ['html', 'html', 'html'],
  ['svg', 'svg', 'typeNotAllowed'],
  ['pdf', 'pdf', 'notAnImage'],
  ['zip', 'zip', 'notAnImage'],
  ['encryptedZip', 'encrypted', 'encrypted'],
  ['mp4', 'mp4', 'notAnImage'],
  ['mov', 'mov', 'notAnImage'],
  ['empty', 'empty', 'unreadable'],
  ['noise', 'unknown', 'notAnImage'],
] as const)('%s is %s and refused as %s', (name, type, refusal) => {
  expect(sniff(impostors[name])).toBe(type);
  expect(refusalOfType(type)).toBe(refusal);
});

test.each([
  ['a byte order mark', '\ufeff<!doctype html><p>', 'html'],
  ['blanks and a comment', '\n \t<!-- hello --><HTML lang="ko">', 'html'],
  ['a bare script', '<script>location="//x"</script>', 'html'],
  [
    'an SVG behind a declaration',
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg/>',
    'svg',
  ],
  ['other XML', '<?xml version="1.0"?><rss/>', 'xml'],
  ['a text that only mentions tags', 'I wrote <html> today', 'unknown'],
])('markup behind %s', (_, text, type) => {
  expect(sniff(Buffer.from(text))).toBe(type);
});

test('UTF-16 does not hide a page', () => {
  expect(sniff(Buffer.from('\ufeff<!DOCTYPE html><html>', 'utf16le'))).toBe('html');
});

test('mif1 files are told apart by their other brands', () => {
  const file = (brands: string): Buffer => {
    const box = Buffer.from(`\0\0\0\0ftypmif1\0\0\0\0${brands}`, 'latin1');
    box.writeUInt32BE(box.length);
    return box;
  };
  expect(sniff(file('mif1heic'))).toBe('heic');
  expect(sniff(file('mif1avif'))).toBe('avif');
});

test('any bytes have an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof sniff(bytes) === 'string'),
    {
      numRuns: 2000,
    },
  );
});

test('markup of any shape is read in no time', () => {
  const start = workedMs();
  for (const text of ['<!--'.repeat(400), `${' '.repeat(2000)}<`, '<?'.repeat(900), '<!-- -->'.repeat(200)]) {
    sniff(Buffer.from(text));
  }
  expect(workedMs() - start).toBeLessThan(100);
});

test.each(['../../x', `${'a'.repeat(63)}\0`, 'A'.repeat(64), '', 'a'.repeat(65), `${'a'.repeat(64)}\n`])(
  '%j is no blob id',
  (value) => {
    expect(parseBlobId(value)).toBeNull();
  },
);
