import type { Locale } from '../model/locale.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const japaneseWords = new Intl.Segmenter('ja', { granularity: 'word' });

/** Every line break Unicode knows, not only the newline. */
export const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;

/** Every piece an emoji is made of: pictures, flag letters, skin tones, selectors, joiners, keycaps. */
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u{FE0F}\u{200D}\u{20E3}]/gv;

/** Characters that display nothing but that a machine reads: zero width, bidi, tags, variation selectors, fillers. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** As INVISIBLE, but matches a whole emoji first, so that the joiners inside it are kept. */
const EMOJI_OR_INVISIBLE = /(?<emoji>\p{RGI_Emoji})|[\p{Default_Ignorable_Code_Point}\p{Cf}]/gv;

const CONTROL = /[\p{Cc}--[\n\t]]/gv;

/** The user-perceived characters (grapheme clusters) of a text. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** Replaces every part of every emoji by a space. */
export function withoutEmoji(text: string): string {
  return text.replace(EMOJI, ' ');
}

/** Removes invisible and control characters (not newline and tab); emoji made of several code points stay whole. */
export function withoutInvisible(text: string): string {
  return text.replace(EMOJI_OR_INVISIBLE, '$<emoji>').replace(CONTROL, '');
}

/** The text as filters read it: NFKC-normalised and without any invisible character. */
export function plain(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '');
}

/** Only the letters and digits of a text, in lower case: for comparing texts whatever their case, spacing and punctuation. */
export function flat(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const QUOTED =
  /"[^"]*"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|(?<![\p{L}\p{N}])'[^']*'(?![a-z])/gu;

/** Replaces quoted words by the neutral word `stand`: they are the member's, so the rules for the character's speech do not apply. */
export function withoutQuotes(text: string, stand: string): string {
  return text.replace(QUOTED, stand);
}

/**
 * The sentences of one line, without emoji, final punctuation, trailing ㅋㅋ and the character's sounds (', 짝짝' counts as one).
 * Sentences that consist of nothing else are left out.
 */
export function sentences(line: string, locale: Locale, sounds: readonly string[]): string[] {
  const stand = locale === 'ja' ? '語' : locale === 'ko' ? '글' : 'it';
  const marked = withoutQuotes(plain(line), stand).replace(EMOJI, '♡');
  const end = locale === 'ja' ? /[.!?。~♡♥]+/u : /[.!?。~♡♥]+(?=[\s"'”’)]|$)/u;
  return marked
    .split(end)
    .map((part) => withoutTail(part, sounds))
    .filter((part) => part !== '');
}

function withoutTail(part: string, sounds: readonly string[]): string {
  let text = part.trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/[^\p{L}\p{N}]+$/u, '').replace(/[\u3131-\u318E\u1100-\u11FF]+$/u, '');
    for (const sound of sounds) {
      if (text === sound) return '';
      const head = text.slice(0, -sound.length);
      if (text.endsWith(sound) && /[\s,、]$/u.test(head)) text = head;
    }
    text = text.replace(/[,、] ?([가-힣])\1+$/u, '');
  }
  return text.replace(/^[^\p{L}\p{N}]+/u, '');
}

/** The words of a text. Japanese has no spaces between words and is split by the dictionary of `Intl.Segmenter`. */
export function words(text: string, locale: Locale): string[] {
  if (locale !== 'ja') return text.split(/[^\p{L}\p{N}#]+/u).filter((word) => word !== '');
  return Array.from(japaneseWords.segment(text))
    .filter((part) => part.isWordLike)
    .map((part) => part.segment);
}

/** Whether a Hangul syllable ends in the given final consonant, by its Unicode index (ㅂ is 17, ㄹ is 8). */
export function closesWith(syllable: string | undefined, final: number): boolean {
  const code = (syllable ?? '').codePointAt(0) ?? 0;
  return code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 28 === final;
}
