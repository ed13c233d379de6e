import { plain } from '../cheer/text.ts';

/** Only this many UTF-16 units of a text are searched; platforms allow about as much. */
const longest = 4_000;

/**
 * The forms of a text that the lexicon searches: as written, and with tricks undone that hide words (spaced letters, signs or digits
 * between them, split jamo, digits for letters, repeated letters). Both in lower case.
 */
export function readings(text: string): readonly string[] {
  const cut = text.slice(0, longest).replace(/[’‘`´]/gu, "'");
  const asIs = tidy(plain(cut));
  const undone = tidy(plain(undo(widthOnly(cut))));
  return asIs === undone ? [asIs] : [asIs, undone];
}

function tidy(text: string): string {
  return text.toLowerCase().replace(/[^\S\n]+/gu, ' ');
}

/** Normalises only full-width and half-width forms: full NFKC would join jamo before `composed` sees them. */
function widthOnly(text: string): string {
  return text
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .replace(/[\uFF01-\uFF5E\uFF66-\uFF9F]+/gu, (wide) => wide.normalize('NFKC'))
    .toLowerCase();
}

const HANGUL = '[가-힣ㄱ-ㅎㅏ-ㅣ]';
const KANA_KANJI = '[ぁ-んァ-ヶー\\p{Script=Han}]';

/** Signs and digits inside Korean words (죽.고, 자1살). */
const insideHangul = new RegExp(`(?<=${HANGUL})[^\\p{L}\\s]{1,3}(?=${HANGUL})`, 'gu');
/** Spaced-out Korean syllables (죽 고 싶 다). */
const hangulApart = new RegExp(`(?<!${HANGUL})(?:${HANGUL} ){1,12}${HANGUL}(?!${HANGUL})`, 'gu');
const insideJapanese = new RegExp(`(?<=${KANA_KANJI})[ .,_*/~+・|-]{1,2}(?=${KANA_KANJI})`, 'gu');
/** Spaced-out Latin letters (k i l l, s.u.i). */
const latinApart = /(?<![a-z])(?:[a-z][ ._*|-]{1,2}){2,20}[a-z](?![a-z])/gu;
/** Words with digits or signs in place of letters (su1cide, d!e). */
const leet = /(?<![a-z0-9])(?=[a-z0-9@$!]*[a-z])(?=[a-z]*[0-9@$!])[a-z0-9@$!]{3,20}(?![a-z0-9])/gu;
const letterOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function undo(text: string): string {
  const joined = text
    .replace(insideHangul, '')
    .replace(hangulApart, (run) => run.replaceAll(' ', ''))
    .replace(insideJapanese, '')
    .replace(latinApart, (run) => run.replace(/[^a-z]/gu, ''))
    .replace(leet, (word) => word.replace(/[0-9@$!]/gu, (sign) => letterOf[sign] ?? sign))
    .replace(/([a-z])\1{2,}/gu, '$1');
  return composed(joined);
}

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const FINALS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
const firstSyllable = 0xac00;

/** Joins jamo written one by one into syllables (ㅈㅏ살, 주ㄱ고). Letters for laughing and crying stay as they are. */
function composed(text: string): string {
  const syllables = text.replace(
    /([ㄱ-ㅎ])([ㅏ-ㅣ])(?:([ㄱ-ㅎ])(?![ㅏ-ㅣ]))?/gu,
    (all, initial: string, vowel: string, final?: string) => {
      const i = INITIALS.indexOf(initial);
      const v = VOWELS.indexOf(vowel);
      const f = final ? FINALS.indexOf(final) : 0;
      return i < 0 || v < 0 || f < 0 ? all : String.fromCharCode(firstSyllable + (i * 21 + v) * 28 + f);
    },
  );
  return syllables.replace(/([가-힣])([ㄱ-ㅌㅍ])(?![ㅏ-ㅣㅋㅎ])/gu, (all, open: string, final: string) => {
    const code = open.charCodeAt(0) - firstSyllable;
    const f = FINALS.indexOf(final);
    if (code % 28 !== 0 || f < 1 || final === 'ㅋ') return all;
    return String.fromCharCode(firstSyllable + code + f);
  });
}
