import type { SaidNumber } from './numbers.ts';

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const HIGH_ORDINALS: Readonly<Record<string, number>> = {
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  hundredth: 100,
  thousandth: 1000,
};
/** English words that multiply the number before them. */
export const englishScale: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  k: 1_000,
  thousand: 1_000,
  million: 1_000_000,
};
const SCALES = 'dozen|hundred|thousand|million';

const NUMBER = new RegExp(
  `\\b(?<ordinal>${[...ORDINALS, ...Object.keys(HIGH_ORDINALS)].join('|')})\\b|` +
    `\\b(?<day>(?:day|week|month) )?(?:(?<tens>${TENS.join('|')})(?:[- ](?<ones>${UNITS.slice(1, 10).join('|')}))?|(?<unit>(?<!high )(?:${UNITS.join('|')})))?` +
    `(?:[\\s-]?(?<scale>${SCALES})s?)?\\b(?:(?<span>[\\s-](?:months?|years?|(?:days?|weeks?|times) (?:in a row|running|straight)))|(?<measure>[\\s-](?:km|kilomet|miles?|hours?|minutes?|seconds?)))?`,
  'gu',
);

/** "a whole week": a span of time without a numeral, which is a claim all the same. */
const SPAN =
  /(?<!\b(?:once|twice|times|what|such|quite) )\b(?:a|one) (?:whole |full |entire |solid |straight )?(?<span>week|fortnight|month|year)\b(?! (?:ago|like|off|of rest))(?=[ ,.!;:]|$)|\bhalf a (?<half>year)\b/gu;
const SPANS: Readonly<Record<string, number>> = { week: 7, fortnight: 14, month: 30, year: 365 };

/** The numbers that an English text writes in words: twelve, twenty-five, a hundred, fifth. */
export function englishNumbers(text: string): SaidNumber[] {
  if (!/[a-z]{3}/u.test(text)) return [];
  const found: SaidNumber[] = [];
  for (const { groups = {} } of text.matchAll(NUMBER)) {
    const { day, tens, ones, unit, scale, ordinal, span, measure } = groups;
    if (ordinal !== undefined) {
      found.push({ value: HIGH_ORDINALS[ordinal] ?? ORDINALS.indexOf(ordinal) + 4, claim: 'count' });
    } else if (tens ?? unit ?? scale) {
      const base =
        tens !== undefined
          ? (TENS.indexOf(tens) + 2) * 10 + (ones === undefined ? 0 : UNITS.indexOf(ones))
          : unit !== undefined
            ? UNITS.indexOf(unit)
            : 1;
      found.push({
        value: base * (scale === undefined ? 1 : englishScale[scale]!),
        claim: (day ?? span) !== undefined ? 'count' : measure ? 'measure' : 'none',
      });
    }
  }
  for (const { groups = {} } of text.matchAll(SPAN)) {
    const value = groups.half ? 180 : SPANS[groups.span!]!;
    found.push({ value, claim: value < 30 ? 'none' : 'count' });
  }
  return found;
}
