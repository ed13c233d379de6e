import type { Locale } from './locale.ts';

/** So many syllables or kana are no borrowed word. */
const leastLetters = 4;
const mostlyKorean = 0.6;
const mostlyJapanese = 0.5;
/** English by so many of its small words; by one fewer where there is much of it. */
const leastWords = 3;
const muchLetters = 20;

/** What says whose letters it is written in no way: addresses, names that are called, emoji by name. */
const noWords = /https?:\/\/\S+|<[^>\s]*>|[@#]\S+|:[\w+-]+:/gu;
/** What an English sentence cannot do without, and a borrowed word or the name of an exercise is not. */
const smallWords: ReadonlySet<string> = new Set(
  `a after all am an and are at been before but can did do does for from had has have he her his i in is it its
  just me my not of on our she so than that the their them then there these they this to us was we were what when
  which who will with you your`.split(/\s+/u),
);

/**
 * The language a text is unmistakably written in, by its letters alone; null: too short, mixed, or none of ours. Words of English
 * within a few letters (`run 5km`) are written in every language. Pure.
 */
export function languageOf(text: string): Locale | null {
  // Some keyboards send Korean syllables in parts.
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
 * The language in which is spoken about what a member wrote: their own where it is known, else the one they wrote it in where that is
 * unmistakable, else the house's. Pure.
 */
export function localeAbout(
  text: string,
  known: { readonly own: Locale | null; readonly house: Locale },
): Locale {
  return known.own ?? languageOf(text) ?? known.house;
}
