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
const SCALES: Readonly<Record<string, number>> = { dozen: 12, hundred: 100, thousand: 1000 };

const NUMBER = new RegExp(
  `\\b(?<ordinal>${ORDINALS.join('|')})\\b|` +
    `\\b(?<day>day )?(?:(?<tens>${TENS.join('|')})(?:[- ](?<ones>${UNITS.slice(1, 10).join('|')}))?|(?<unit>${UNITS.join('|')}))?` +
    `(?:\\s?(?<scale>${Object.keys(SCALES).join('|')})s?)?\\b(?<span>\\s(?:months?|years?|(?:days?|weeks?|times) (?:in a row|running|straight)))?`,
  'gu',
);

/** Twelve, twenty-five, a hundred, fifth: numbers an English text spells out. */
export function englishNumbers(text: string): SaidNumber[] {
  const found: SaidNumber[] = [];
  for (const { groups = {} } of text.matchAll(NUMBER)) {
    const { day, tens, ones, unit, scale, ordinal, span } = groups;
    if (ordinal !== undefined) found.push({ value: ORDINALS.indexOf(ordinal) + 4, count: true });
    else if (tens ?? unit ?? scale) {
      const base =
        tens !== undefined
          ? (TENS.indexOf(tens) + 2) * 10 + (ones === undefined ? 0 : UNITS.indexOf(ones))
          : unit !== undefined
            ? UNITS.indexOf(unit)
            : 1;
      found.push({
        value: base * (scale === undefined ? 1 : SCALES[scale]!),
        count: (day ?? span) !== undefined,
      });
    }
  }
  return found;
}
