const maxTitle = 100;
/** Even a hundred characters can be enormous: a family emoji is eleven units long. */
const maxUnits = 400;

/** Letters that are drawn as nothing: Hangul fillers and the blank Braille pattern. */
const blanks = /[\u115F\u1160\u3164\uFFA0\u2800]/g;
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * One line, nothing invisible, no direction tricks, no piles of accents; empty when nothing can be seen. Emoji made of
 * several stay whole.
 */
export function cleanLine(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(blanks, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, (run) => (run.includes('\u200d') ? '\u200d' : ' '))
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(plain) ? plain : '';
}

/** A title as it may be kept, cut to a hundred characters as people count them. */
export function cleanTitle(text: string): string {
  return graphemes(cleanLine(text)).slice(0, maxTitle).join('');
}

export type ReadTitle =
  | { readonly kind: 'title'; readonly title: string; readonly emoji: string | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'tooLong'; readonly most: number };

/** A title as typed, with the one emoji that may stand in front: '🏃 아침 달리기'. */
export function readTitle(text: string): ReadTitle {
  const plain = cleanLine(text);
  const [first = '', ...rest] = graphemes(plain);
  if (first === '') return { kind: 'missing' };
  if (rest.length >= maxTitle || plain.length > maxUnits) return { kind: 'tooLong', most: maxTitle };
  const behind = rest.join('').trim();
  return isOneEmoji(first) && behind !== ''
    ? { kind: 'title', title: behind, emoji: first }
    : { kind: 'title', title: plain, emoji: null };
}

/** One emoji as people count them: flags, skin tones and families are one. */
export function isOneEmoji(text: string): boolean {
  return (
    graphemes(text).length === 1 &&
    /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text)
  );
}

/** A challenge's name as it is said: its emoji before its title. */
export function nameOf({ emoji, title }: { readonly emoji: string | null; readonly title: string }): string {
  return emoji === null ? title : `${emoji} ${title}`;
}

/** What was typed, short enough to be said back. */
export function typed(text: string): string {
  const plain = graphemes(cleanLine(text));
  return plain.length <= 30 ? plain.join('') : `${plain.slice(0, 29).join('')}…`;
}

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
