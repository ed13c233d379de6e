import type { Locale } from './locale.ts';

/** The fewest Hangul syllables or kana that show a language: fewer may be one borrowed word. */
const leastLetters = 4;
/** The share of all letters that must be Hangul syllables, or kana and Han. */
const mostlyKorean = 0.6;
const mostlyJapanese = 0.5;
/** The fewest small words that show English; one fewer is enough in a text of at least `muchLetters` letters. */
const leastWords = 3;
const muchLetters = 20;

/** Parts of a text that say nothing about its language: addresses, mentions, emoji by name. */
const noWords = /https?:\/\/\S+|<[^>\s]*>|[@#]\S+|:[\w+-]+:/gu;
/** Words that English sentences cannot do without, none of which is a borrowed word or the name of an exercise. */
const smallWords: ReadonlySet<string> = new Set(
  `a after all am an and are at been before but can did do does for from had has have he her his i in is it its
  just me my not of on our she so than that the their them then there these they this to us was we were what when
  which who will with you your`.split(/\s+/u),
);

/**
 * The language a text is unmistakably written in, judged by its letters and, for English, its small words; null when it is too short,
 * mixed or in no language of ours. A few English words (`run 5km`) do not make it English: people write those in every language. Pure.
 */
export function languageOf(text: string): Locale | null {
  // Some keyboards send Korean syllables decomposed.
  const words = text.normalize('NFC').replace(noWords, ' ');
  const count = (letter: RegExp) => words.match(letter)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  if (kana >= leastLetters && kana + count(/\p{Script=Han}/gu) > letters * mostlyJapanese) return 'ja';
  const syllables = count(/[가-힣]/gu);
  if (syllables >= leastLetters && syllables >= letters * mostlyKorean) return 'ko';
  if (letters > count(/[a-z]/giu)) return null;
  const small = (words.toLowerCase().match(/[a-z]+/gu) ?? []).filter((word) => smallWords.has(word)).length;
  return small >= leastWords || (small === leastWords - 1 && letters >= muchLetters) ? 'en' : null;
}

/**
 * The language in which we answer what a member wrote: the member's own where it is known, else the language of the text where that is
 * unmistakable, else the workspace's (`house`). Pure.
 */
export function localeAbout(
  text: string,
  known: { readonly own: Locale | null; readonly house: Locale },
): Locale {
  return known.own ?? languageOf(text) ?? known.house;
}
