import { graphemes, plain } from '../text.ts';
import { type Check, type CheckCode, perLine } from './check.ts';

/** What platforms would show as formatting, and remains of the model's own format ("line 1:", list marks). */
const MARKUP = [
  /[*_~`|]{2}|`|\*[^\s*][^*]*\*|(?<![\p{L}\p{N}])_[^\s_][^_]*_/u,
  /^\s*(?:#{1,6}\s|[-*•▪‣]\s|\d{1,2}[.)]\s|>)/u,
  /^\s*(?:line|줄|行)\s?[12]\s?[:：]|^(?:첫째|둘째|첫|두) ?(?:번째 )?줄\s?[:：]|^[12一二]行目\s?[:：]/iu,
  // Combining marks piled on a letter ("zalgo").
  /\p{M}{3,}/u,
  /[{}[\]<>\\]|:[a-z0-9_+-]{2,30}:/iu,
];

/** No line contains markup. */
export const checkMarkup = perLine((line): readonly CheckCode[] =>
  MARKUP.some((pattern) => pattern.test(plain(line))) ? ['markup'] : [],
);

/** The prompt allows one exclamation mark and one emoji; two are tolerated. */
const MOST = 2;

/** At most two exclamation marks and two emoji in the whole text. */
export const checkLoudness: Check = (lines) => {
  const text = lines.join('\n');
  const emoji = graphemes(text).filter((part) =>
    /\p{RGI_Emoji}|\p{Extended_Pictographic}/v.test(part),
  ).length;
  const shouts = plain(text).match(/!/gu)?.length ?? 0;
  return emoji > MOST || shouts > MOST ? [{ code: 'tooLoud', line: null }] : [];
};
