import type { Locale } from '../../model/locale.ts';
import { plain, withoutEmoji } from '../text.ts';
import { perLine } from './check.ts';

/** Each line is written in the member's language; names may stand in any script. */
export const checkLanguage = perLine((line, { locale, names }) => {
  const bare = names
    .filter((name) => name !== '')
    .reduce((text, name) => text.replaceAll(plain(name), ' '), plain(line));
  return isWrittenIn(withoutEmoji(bare), locale) ? [] : ['wrongLanguage'];
});

/** Korean: 70% Hangul, no kana. Japanese: four kana at least, no Hangul. English: 95% Latin. Counted over letters. */
function isWrittenIn(text: string, locale: Locale): boolean {
  const letters = count(text, /\p{L}/gu);
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(text, /\p{Script=Hangul}/gu);
  switch (locale) {
    case 'ko':
      return letters > 0 && hangul / letters >= 0.7 && kana === 0;
    case 'ja':
      return kana >= 4 && hangul === 0;
    case 'en':
      return letters > 0 && count(text, /\p{Script=Latin}/gu) / letters >= 0.95;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
