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

/** Letters of any other script are not ours to write, be it one that only looks like a Latin letter. */
const FOREIGN =
  /[\p{L}--[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Latin}ー々〆ｰ]]/v;
/** Single Korean letters are laughter and tears; any others (ㅇㅇ, ㅅㅂ) are chat that a cheer does not write. */
const LOOSE_JAMO = /[\u3131-\u318E\u1100-\u11FF]/u;
const LAUGHTER = /[\u314B\u314E\u3160\u315C\u110F\u1112\u1172\u116E]/gu;

/** Korean: 70% Hangul, no kana. Japanese: four kana at least, no Hangul. English: 95% Latin. Counted over letters. */
function isWrittenIn(text: string, locale: Locale): boolean {
  if (FOREIGN.test(text)) return false;
  const letters = count(text, /\p{L}/gu);
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(text, /\p{Script=Hangul}/gu);
  switch (locale) {
    case 'ko':
      return (
        letters > 0 && hangul / letters >= 0.7 && kana === 0 && !LOOSE_JAMO.test(text.replace(LAUGHTER, ''))
      );
    case 'ja':
      return kana >= 4 && hangul === 0 && kana / letters >= 0.25;
    case 'en':
      return letters > 0 && count(text, /\p{Script=Latin}/gu) / letters >= 0.95 && isEnglish(text);
  }
}

/** The commonest words of Latin-script languages that English does not have; two of them are another language. */
const OTHER_LATIN =
  /\b(?:el|los|las|una|que|por|para|muy|est[aáeé]|hoy|usted|gracias|bien|der|die|das|und|ist|nicht|ein|eine|du|dein|heute|le|les|des|une|est|vous|votre|avec|pour|tr[eè]s|bravo|dans|hari|ini|kamu|anda|dan|yang|oggi|molto|sei|questo|hoje|voc[eê]|muito|obrigad[oa])\b/gu;
const ENGLISH = /\b(?:the|a|an|of|to|in|on|and|is|it|you|your|my|i|with|for|at|that|this|was|are)\b/u;

function isEnglish(text: string): boolean {
  const low = text.toLowerCase();
  return count(low, OTHER_LATIN) < 2 || ENGLISH.test(low.replace(OTHER_LATIN, ' '));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
