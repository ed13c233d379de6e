/** Invisible and direction-control characters: in a name they could reorder the text of a whole card. */
const unseen = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u00AD]/g;

/**
 * A member's or challenge's name made safe for a line of ours: composed (NFC), without direction controls, line breaks, more than
 * two accents on a letter, or halves of characters. May be empty.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
}

const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** The user-perceived characters of a text: a syllable, a flag, a family emoji. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The text, or if it is longer than `length` graphemes, its first `length - 1` and an ellipsis. */
export function clipText(text: string, length: number): string {
  const parts = graphemes(text);
  return parts.length <= length
    ? text
    : `${parts
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
