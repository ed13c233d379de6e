import type { Locale } from '../../model/locale.ts';
import { plain, withoutEmoji } from '../text.ts';
import { perLine } from './check.ts';

/** Each line is written in the member's language; names may be in any script. */
export const checkLanguage = perLine((line, { locale, names }) => {
  const bare = names
    .filter((name) => name !== '')
    .reduce((text, name) => text.replaceAll(plain(name), ' '), plain(line));
  return isWrittenIn(withoutEmoji(bare), locale) ? [] : ['wrongLanguage'];
});

/** Letters of scripts that no cheer uses, including those that only look Latin. */
const FOREIGN =
  /[\p{L}--[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Latin}ー々〆ｰ]]/v;
/** Single Korean letters: those of LAUGHTER (laughing, crying) are allowed, others (ㅇㅇ, ㅅㅂ) are chat slang. */
const LOOSE_JAMO = /[\u3131-\u318E\u1100-\u11FF]/u;
const LAUGHTER = /[\u314B\u314E\u3160\u315C\u110F\u1112\u1172\u116E]/gu;

/** Shares of letters. Korean: 70% Hangul, no kana. Japanese: at least four kana and 25%, no Hangul. English: 95% Latin. */
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

/** Common words of other languages in Latin script: two of them and no common English word mean another language. */
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
