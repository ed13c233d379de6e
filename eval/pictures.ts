import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { Drawing } from './proofs/index.ts';

const size = 512;
const emojiSize = 190;
const resolve = createRequire(import.meta.url).resolve;

/** A JPEG of 512 px: emoji on a table and, where there is one, a note with words. */
export async function drawPicture({ emoji, note }: Drawing): Promise<Uint8Array> {
  const signs = Array.from(new Intl.Segmenter('en').segment(emoji), ({ segment }) => segment);
  const layers = await Promise.all(
    signs.map(async (sign, n) => ({
      input: await sharp(await readFile(fileOf(sign)), { density: 400 })
        .resize(emojiSize)
        .png()
        .toBuffer(),
      left: Math.round(((n + 0.5) * size) / signs.length - emojiSize / 2),
      top: note === undefined ? 170 : 60,
    })),
  );
  const { data } = await sharp(Buffer.from(table(note)))
    .composite(layers)
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true });
  return new Uint8Array(data);
}

/** The file of an emoji is named by its code points. */
function fileOf(sign: string): string {
  const name = Array.from(sign.replaceAll('\ufe0f', ''), (part) => part.codePointAt(0)!.toString(16)).join(
    '-',
  );
  return resolve(`@twemoji/svg/${name}.svg`);
}

function table(note: string | undefined): string {
  const words = note === undefined ? [] : (note.match(/.{1,27}(?:\s|$)/gu) ?? [note]);
  const lines = words.map(
    (line, n) =>
      `<text x="60" y="${350 + n * 36}" font-size="25" font-family="sans-serif">${escaped(line)}</text>`,
  );
  const paper =
    note === undefined
      ? ''
      : '<rect x="36" y="300" width="440" height="180" fill="#fffdf2" stroke="#c9bda0"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="#dfe7ea"/><rect y="330" width="100%" height="182" fill="#b98d62"/>${paper}${lines.join('')}</svg>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
