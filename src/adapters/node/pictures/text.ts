import { graphemes, plainText } from '../../../core/pictures/plain-text.ts';
import { emojiCode, isEmoji } from './emoji.ts';
import type { AdvanceOf } from './font-metrics.ts';

/** The two weights of the font: medium and extra bold. */
export type Weight = 500 | 800;

/** What pictures can contain as text: the characters of the font's two weights, and the emoji that Twemoji has. */
export interface Kit {
  readonly advances: Readonly<Record<Weight, AdvanceOf>>;
  readonly emoji: ReadonlySet<string>;
}

/** One character as a reader counts them, drawable, with its width as a fraction of the font size. */
export type Glyph =
  | { readonly kind: 'text'; readonly text: string; readonly width: number }
  | { readonly kind: 'emoji'; readonly code: string; readonly width: number };

/** The width of an emoji with a little space around it. */
const emojiWidth = 1.14;

/**
 * The drawable glyphs of a text. Stylised letters (𝓙, Ⓐ) are drawn as the plain ones; emoji and scripts that cannot be drawn are left out
 * rather than shown as boxes.
 */
export function glyphsOf(text: string, weight: Weight, kit: Kit): readonly Glyph[] {
  const advance = kit.advances[weight];
  const written = (characters: string): Glyph | null => {
    let width = 0;
    for (const character of characters) {
      const own = advance(character.codePointAt(0)!);
      if (own === null) return null;
      width += own;
    }
    return { kind: 'text', text: characters, width };
  };
  const drawn = graphemes(plainText(text)).flatMap((grapheme): readonly Glyph[] => {
    const code = emojiCode(grapheme, kit.emoji);
    if (code !== null && isEmoji(grapheme)) return [{ kind: 'emoji', code, width: emojiWidth }];
    if (isEmoji(grapheme)) return [];
    const glyph = written(grapheme) ?? written(grapheme.normalize('NFKC'));
    if (glyph !== null) return [glyph];
    if (code !== null) return [{ kind: 'emoji', code, width: emojiWidth }];
    return Array.from(grapheme.normalize('NFKC')).flatMap((character) => written(character) ?? []);
  });
  return trimmed(drawn);
}

/** The width of the glyphs as a multiple of the font size. */
export function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { width }) => sum + width, 0);
}

/** As many whole characters as fit into `width` (a multiple of the font size), followed by an ellipsis if some were dropped. */
export function clip(glyphs: readonly Glyph[], width: number): readonly Glyph[] {
  if (widthOf(glyphs) <= width) return glyphs;
  return [...trimmed(glyphs.slice(0, fitting(glyphs, width - ellipsis.width))), ellipsis];
}

/** How many of the first characters fit into `width`. */
function fitting(glyphs: readonly Glyph[], width: number): number {
  let left = width;
  let count = 0;
  for (const glyph of glyphs) {
    left -= glyph.width;
    if (left < 0) break;
    count++;
  }
  return count;
}

/**
 * Breaks glyphs into lines of at most `width`: between words in Korean and English (a Korean word is never broken if it fits on a line),
 * between characters in Japanese, which has no spaces. What does not fit into `lines` lines is clipped.
 */
export function wrap(
  glyphs: readonly Glyph[],
  width: number,
  lines: number,
  between: 'words' | 'characters',
): readonly (readonly Glyph[])[] {
  const done: Glyph[][] = [];
  let line: Glyph[] = [];
  let rest: readonly Glyph[] = glyphs;
  while (rest.length > 0 && done.length < lines - 1) {
    const size = chunkLength(rest, between);
    const chunk = rest.slice(0, size);
    if (widthOf(trimmed([...line, ...chunk])) <= width) {
      line.push(...chunk);
    } else if (line.length > 0) {
      done.push(line);
      line = [];
      continue;
    } else {
      // A word longer than a line is cut at the last character that fits.
      const cut = Math.max(1, fitting(chunk, width));
      done.push(chunk.slice(0, cut));
      rest = rest.slice(cut);
      continue;
    }
    rest = rest.slice(size);
  }
  const last = clip(trimmed([...line, ...rest]), width);
  return [...done.map((full) => trimmed(full)), ...(last.length > 0 ? [last] : [])];
}

const ellipsis = { kind: 'text', text: '…', width: 1 } as const;
const isSpace = (glyph: Glyph | undefined): boolean => glyph?.kind === 'text' && glyph.text === ' ';
/** Characters that may not begin a line in Japanese. */
const closing = /^[、。，．）」』】！？!?…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]/;

function chunkLength(glyphs: readonly Glyph[], between: 'words' | 'characters'): number {
  let length = 1;
  for (; length < glyphs.length; length++) {
    const [before, next] = [glyphs[length - 1], glyphs[length]!];
    if (between === 'words') {
      if (isSpace(before) && !isSpace(next)) break;
    } else if (!(next.kind === 'text' && (closing.test(next.text) || isLatin(before, next)))) break;
  }
  return length;
}

function isLatin(before: Glyph | undefined, next: Glyph): boolean {
  const latin = /^[A-Za-z0-9'.]$/;
  return before?.kind === 'text' && next.kind === 'text' && latin.test(before.text) && latin.test(next.text);
}

function trimmed(glyphs: readonly Glyph[]): readonly Glyph[] {
  let [from, to] = [0, glyphs.length];
  while (from < to && isSpace(glyphs[from])) from++;
  while (to > from && isSpace(glyphs[to - 1])) to--;
  return glyphs.slice(from, to);
}
