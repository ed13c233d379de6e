import { plain } from '../text.ts';
import { type CheckContext, perLine } from './check.ts';
import { englishNumbers } from './numbers-en.ts';
import { hanNumbers } from './numbers-ja.ts';
import { koreanNumbers } from './numbers-ko.ts';

/**
 * A number said in a text. `count` marks one that counts days or times
 * ('7일째', 'day 7') or spans months: a claim, which needs its like or a fact.
 */
export type SaidNumber = { readonly value: number; readonly count: boolean };

/** Every number in the lines stands in what code or the member gave; one to three are free unless they count. */
export const checkNumbers = perLine((line, context) => {
  const known = grounds(context).flatMap(numbersIn);
  const stated = context.facts.flatMap(numbersIn);
  const isGrounded = ({ value, count }: SaidNumber) =>
    count
      ? stated.some((fact) => fact.value === value) ||
        known.some((said) => said.count && said.value === value)
      : known.some((said) => said.value === value) || [1, 2, 3].includes(value);
  return numbersIn(line).every(isGrounded) ? [] : ['ungroundedNumber'];
});

function grounds(context: CheckContext): readonly string[] {
  const { proofText, title, facts, photoSeen, memories, names } = context;
  return [proofText, title, ...facts, ...memories, ...names, ...(photoSeen === null ? [] : [photoSeen])];
}

/** Every number a text says, in digits or in Korean, Japanese or English words. */
export function numbersIn(text: string): SaidNumber[] {
  const flat = plain(text).toLowerCase();
  return [...digits(flat), ...koreanNumbers(flat), ...hanNumbers(flat), ...englishNumbers(flat)];
}

const COUNTED = [
  '\\s?(?:일|번|회|주|달|개월|년)?\\s?(?:째|연속)',
  '\\s?(?:달|개월|년)',
  '(?:日|回|週|週間|[かヶカヵ]月|年)?(?:目|連続)',
  '[かヶカヵ]月|年',
  '(?:st|nd|rd|th)\\b',
  '\\s(?:months?|years?)\\b',
  '\\s(?:days?|weeks?|times) (?:in a row|running|straight)\\b',
].join('|');

const DIGITS = new RegExp(
  `(?<day>\\bday )?(?<number>\\d+(?:,\\d{3})*(?:\\.\\d+)?)(?<count>${COUNTED})?`,
  'gu',
);

function digits(text: string): SaidNumber[] {
  return Array.from(text.matchAll(DIGITS), ({ groups }) => ({
    value: Number(groups!.number!.replaceAll(',', '')),
    count: groups!.day !== undefined || groups!.count !== undefined,
  }));
}
