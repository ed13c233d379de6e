import type { Locale } from '../model/locale.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const japaneseWords = new Intl.Segmenter('ja', { granularity: 'word' });

/** Every line break Unicode knows, not only the newline. */
export const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;

/** Every piece an emoji is made of: pictures, flag letters, skin tones, selectors, joiners, keycaps. */
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u{FE0F}\u{200D}\u{20E3}]/gv;

/** What shows nothing but a machine reads: zero width, bidi, tags, variation selectors, fillers. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** The same, with a whole emoji first: the joiners inside one are its own. */
const EMOJI_OR_INVISIBLE = /(?<emoji>\p{RGI_Emoji})|[\p{Default_Ignorable_Code_Point}\p{Cf}]/gv;

const CONTROL = /[\p{Cc}--[\n\t]]/gv;

/** What a reader perceives as characters. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

export function withoutEmoji(text: string): string {
  return text.replace(EMOJI, ' ');
}

/** Drops what nobody can see but a machine reads; a joined emoji stays one. */
export function withoutInvisible(text: string): string {
  return text.replace(EMOJI_OR_INVISIBLE, '$<emoji>').replace(CONTROL, '');
}

/** The text as a filter should see it: compatibility forms unified, every invisible character gone. */
export function plain(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '');
}

/** The letters and figures of a text: case, spacing and punctuation are no difference. */
export function flat(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const QUOTED =
  /"[^"]*"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|(?<![\p{L}\p{N}])'[^']*'(?![a-z])/gu;

/** Replaces quoted words by one neutral word: what a member wrote is not the character's own speech. */
export function withoutQuotes(text: string, stand: string): string {
  return text.replace(QUOTED, stand);
}

/**
 * The sentences of one line, cleaned of emoji, punctuation, ㅋㅋ and the character's sounds (', 짝짝' is one
 * too). A sentence that is nothing but those is left out.
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

/** The words of a text; Japanese, which writes none apart, is split by dictionary. */
export function words(text: string, locale: Locale): string[] {
  if (locale !== 'ja') return text.split(/[^\p{L}\p{N}#]+/u).filter((word) => word !== '');
  return Array.from(japaneseWords.segment(text))
    .filter((part) => part.isWordLike)
    .map((part) => part.segment);
}

/** True when a Hangul syllable closes with the given final consonant (its index: ㅂ is 17, ㄹ is 8). */
export function closesWith(syllable: string | undefined, final: number): boolean {
  const code = (syllable ?? '').codePointAt(0) ?? 0;
  return code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 28 === final;
}
