import { plain } from '../text.ts';
import { type CheckContext, perLine } from './check.ts';
import { englishNumbers, englishScale } from './numbers-en.ts';
import { japaneseNumbers } from './numbers-ja.ts';
import { koreanNumbers } from './numbers-ko.ts';

/**
 * A number in a text, and what it claims. `count`: a number of days, times or months ('7일째', 'day 7'), which must be among the
 * facts or be a count in the material too. `measure`: a duration or distance, which must occur in the material. `none`: any other.
 */
export interface SaidNumber {
  readonly value: number;
  readonly claim: 'count' | 'measure' | 'none';
}

/** Numbers said so often without meaning an amount that they need no source. */
const FREE: readonly number[] = [0, 1, 2, 3];

/** Every number in the lines occurs in what code or the member gave; 0 to 3 need no source unless they claim something. */
export const checkNumbers = perLine((line, context) => {
  const said = numbersIn(line);
  if (said.length === 0) return hasForeignDigits(line) ? ['ungroundedNumber'] : [];
  const known = grounds(context).flatMap(numbersIn);
  const stated = context.facts.flatMap(numbersIn);
  const isGrounded = ({ value, claim }: SaidNumber) => {
    const has = (number: SaidNumber) => number.value === value;
    switch (claim) {
      case 'count':
        return stated.some(has) || known.some((number) => number.claim === 'count' && has(number));
      case 'measure':
        return known.some(has);
      case 'none':
        return known.some(has) || FREE.includes(value);
    }
  };
  return said.every(isGrounded) && !hasForeignDigits(line) ? [] : ['ungroundedNumber'];
});

function grounds(context: CheckContext): readonly string[] {
  const { proofText, title, facts, photoSeen, memories, names } = context;
  return [proofText, title, ...facts, ...memories, ...names, ...(photoSeen === null ? [] : [photoSeen])];
}

/** Every number in a text, in digits or in Korean, Japanese or English words. */
export function numbersIn(text: string): SaidNumber[] {
  const flat = plain(text).toLowerCase();
  return [...digits(flat), ...koreanNumbers(flat), ...japaneseNumbers(flat), ...englishNumbers(flat)];
}

/** Digits of other scripts (٧), which never occur in the facts; Ⅶ as one letter was already normalised. */
function hasForeignDigits(line: string): boolean {
  return /[\p{Nd}\p{Nl}]/u.test(plain(line).replace(/[\d〇]/gu, ''));
}

const COUNTED = [
  '\\s?(?:일|번|회|주|달|개월|년)?\\s?(?:째|연속|내내|만에)',
  '(?:일|회|주|개월|년)차',
  '\\s?(?:달|개월|년)',
  '(?:日|回|週|週間|[かヶカヵ]月|年)?(?:目|連続|ぶり)',
  '[かヶカヵ]月|年',
  '(?:st|nd|rd|th)\\b',
  '[\\s-](?:months?|years?)\\b',
  '[\\s-](?:days?|weeks?|times)[\\s-](?:in a row|running|straight|streak)\\b',
].join('|');
const MEASURED = [
  '\\s?(?:시간|분(?!의|야)|초|킬로|키로|미터)',
  '(?:時間|分(?!の)|秒|キロ|メートル)',
  '\\s?(?:km|kilomet|k\\b|m\\b|mi\\b|miles?|hours?|hrs?\\b|minutes?|mins?\\b|seconds?|secs?\\b|kg|lbs?\\b)',
].join('|');
const SCALED = '\\s?(?<scale>십|백|천|만|억|千|百|万|億|k\\b|(?:hundred|thousand|million|dozen)\\b)?';

const DIGITS = new RegExp(
  `(?<day>\\b(?:day|week|month) )?(?<number>\\d+(?:,\\d{3})*(?:\\.\\d+)?)${SCALED}(?<more>\\d{3})?(?:(?<count>${COUNTED})|(?<measure>${MEASURED}))?`,
  'gu',
);

const SCALES: Readonly<Record<string, number>> = {
  십: 10,
  백: 100,
  百: 100,
  천: 1_000,
  千: 1_000,
  만: 10_000,
  万: 10_000,
  억: 100_000_000,
  億: 100_000_000,
  ...englishScale,
};

function digits(text: string): SaidNumber[] {
  return Array.from(text.matchAll(DIGITS), ({ groups }) => {
    const { day, number = '', scale, more, count, measure } = groups!;
    const value = Number(number.replaceAll(',', '')) * (SCALES[scale ?? ''] ?? 1) + Number(more ?? 0);
    return { value, claim: (day ?? count) ? 'count' : measure || scale === 'k' ? 'measure' : 'none' };
  });
}
