import type { Inline, Line } from '../views.ts';

/** Graphemes shown before the first match (`LEAD`) and in all (`LONGEST`). */
const LEAD = 12;
const LONGEST = 70;

/** The words of a search as typed: split at spaces, each once, at most eight. */
export function searchWords(text: string): readonly string[] {
  const words = text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, 8);
}

/**
 * Whether the words can be searched for: one of them must have two neighbouring characters (Hangul syllables, letters, kanji,
 * emoji parts). After normalisation some signs are a space and an accent; without a pair, every stored proof would have to be
 * scanned.
 */
export function isSearchable(words: readonly string[]): boolean {
  return words.some((word) => /[^\s\p{Cc}]{2}/u.test(word.normalize('NFKC')));
}

/**
 * The text of a proof in one line of at most 70 characters, with every match of a search in bold and the first match visible. It
 * matches as the search does: regardless of case, width and composition.
 */
export function excerpt(text: string, words: readonly string[]): Line {
  const graphemes = segments(text);
  const isMatch = marks(graphemes, words);
  const first = isMatch.indexOf(true);
  const from = first > LEAD && graphemes.length > LONGEST ? first - LEAD : 0;
  const to = Math.min(graphemes.length, from + LONGEST);
  const line: Inline[] = [];
  if (from > 0) line.push('…');
  for (let at = from; at < to; ) {
    let end = at + 1;
    while (end < to && isMatch[end] === isMatch[at]) end++;
    const piece = graphemes.slice(at, end).join('');
    line.push(isMatch[at] ? { kind: 'bold', text: piece } : piece);
    at = end;
  }
  if (to < graphemes.length) line.push('…');
  return line;
}

function segments(text: string): readonly string[] {
  const flat = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(flat)].map(
    ({ segment }) => segment,
  );
}

/** For each grapheme, whether it is part of a match. */
function marks(graphemes: readonly string[], words: readonly string[]): readonly boolean[] {
  const owner: number[] = [];
  const folded = graphemes
    .map((grapheme, index) => {
      const own = fold(grapheme);
      for (let i = 0; i < own.length; i++) owner.push(index);
      return own;
    })
    .join('');
  const found = graphemes.map(() => false);
  for (const word of words.map(fold)) {
    for (let at = folded.indexOf(word); at >= 0 && word !== ''; at = folded.indexOf(word, at + word.length)) {
      for (let i = at; i < at + word.length; i++) found[owner[i]!] = true;
    }
  }
  return found;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
