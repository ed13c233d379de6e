import fc from 'fast-check';
import { figures } from '../chaos/figures.ts';
import { seed } from '../setup/seed.ts';

/** So many cases are run in one go; between two the test runner hears from us. */
const inOneGo = 20_000;

/**
 * Holds the properties of one target against its cases (test/chaos/figures.ts), each against its share of them. Each go has a
 * seed of its own, counted up from BOOST_CHAOS_SEED: the failing one's, given as that, fails at once.
 */
export function fuzzer(properties: number) {
  const cases = Math.ceil(figures.fuzzCases / properties);
  return async <T>(inputs: fc.Arbitrary<T>, holds: (input: T) => void | Promise<void>): Promise<void> => {
    for (let done = 0; done < cases; done += inOneGo) {
      const numRuns = Math.min(inOneGo, cases - done);
      const property = fc.asyncProperty(inputs, async (input) => holds(input));
      await fc.assert(property, { seed: seed + done / inOneGo, numRuns });
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}

const digits = fc.nat({ max: 9_999 }).map((number) => String(number).padStart(number % 7, '0'));

/** What nobody means to send: any characters, halves of characters, names every object has, and what parsers split at. */
export const junk = fc.oneof(
  digits,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '-',
    ':',
    '::',
    '/',
    '//',
    'constructor',
    '__proto__',
    'tostring',
    'null',
    'NaN',
  ),
);

/** A text with one place cut out, doubled or replaced: nearly what it was. */
export function bent(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.nat({ max: 1_000 }), fc.integer({ min: 0, max: 3 }), junk)
    .map(([whole, place, length, other]) => {
      const at = place % (whole.length + 1);
      const piece = whole.slice(at, at + length);
      return (
        whole.slice(0, at) +
        (length === 0 ? other : length === 1 ? piece + piece : '') +
        whole.slice(at + length)
      );
    });
}

/** Every test of this folder may take as long as its figures ask for. */
export const timeout = 120_000 + figures.fuzzCases * 5;
