const maxTitle = 100;
/** Also in UTF-16 units, since even a hundred characters can be enormous: a family emoji has eleven units. */
const maxUnits = 400;

/** Letters that show nothing: Hangul fillers and the blank Braille pattern. */
const blanks = /[\u115F\u1160\u3164\uFFA0\u2800]/g;
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Cleans a text to one line without invisible characters, direction overrides or piles of accents; empty when nothing visible is
 * left. Emoji made of several characters stay whole.
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

/** A title as it may be stored, cut to a hundred characters as people count them. */
export function cleanTitle(text: string): string {
  return graphemes(cleanLine(text)).slice(0, maxTitle).join('');
}

export type ReadTitle =
  | { readonly kind: 'title'; readonly title: string; readonly emoji: string | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'tooLong'; readonly most: number };

/** Reads a typed title, with the one emoji that may stand in front: '🏃 아침 달리기'. */
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

/** Whether the text is one emoji as people count them: a flag, a skin tone or a family is one. */
export function isOneEmoji(text: string): boolean {
  return (
    graphemes(text).length === 1 &&
    /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text)
  );
}

/** A challenge's name as messages use it: its emoji before its title. */
export function nameOf({ emoji, title }: { readonly emoji: string | null; readonly title: string }): string {
  return emoji === null ? title : `${emoji} ${title}`;
}

/** What was typed, cleaned and short enough (30 characters) to be repeated in an answer. */
export function typed(text: string): string {
  const plain = graphemes(cleanLine(text));
  return plain.length <= 30 ? plain.join('') : `${plain.slice(0, 29).join('')}…`;
}

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
