/** Turns what follows it around, or hides: in a name they would reorder the words of a whole card. */
const unseen = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u00AD]/g;

/**
 * A member's or a challenge's name as it can stand in a line of ours: composed (NFC), without direction controls,
 * line breaks, piles of accents or half characters. May be empty.
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

/** What a reader takes for one character: a syllable, a flag, a family. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The text itself, or its first `length - 1` characters, as a reader counts them, and an ellipsis. */
export function clipText(text: string, length: number): string {
  const parts = graphemes(text);
  return parts.length <= length
    ? text
    : `${parts
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
