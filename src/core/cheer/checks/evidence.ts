import { plain } from '../text.ts';
import type { Check, CheckContext, Evidence } from './check.ts';

/**
 * A model's cheer rests on something: every quote stands where the model says it found it, and at least one of
 * them is heard in the lines. Templates claim nothing and pass.
 */
export const checkEvidence: Check = (lines, context) => {
  const { evidence } = context;
  if (evidence === null) return [];
  if (evidence.length === 0) return [{ code: 'noEvidence', line: null }];
  if (!evidence.every((item) => isFound(item, context))) return [{ code: 'quoteNotFound', line: null }];
  const said = flat(lines.join(' '));
  const heard = evidence.some((item) => stems(item.quote).some((stem) => said.includes(stem)));
  return heard ? [] : [{ code: 'notSpecific', line: null }];
};

function isFound({ source, quote }: Evidence, context: CheckContext): boolean {
  const wanted = flat(quote);
  if (wanted === '') return false;
  return places(source, context).some((place) => flat(place).includes(wanted));
}

function places(source: Evidence['source'], context: CheckContext): readonly string[] {
  switch (source) {
    case 'text':
      return [context.proofText];
    case 'photo':
      return context.photoSeen === null ? [] : [context.photoSeen];
    case 'facts':
      return [...context.facts, context.title];
    case 'memory':
      return context.memories;
  }
}

/** Case, spacing and punctuation are no difference. */
function flat(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const COMMON = new Set('the and for was you not did had but with that this from have my'.split(' '));

/** Two letters of a Korean or Japanese word carry it; a Latin word needs four (or all three of a short one). */
function stems(quote: string): string[] {
  return plain(quote)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => {
      if (/^[\p{Script=Latin}]+$/u.test(word))
        return word.length < 3 || COMMON.has(word) ? [] : [word.slice(0, 4)];
      const letters = [...word];
      return letters.slice(0, -1).map((letter, index) => letter + letters[index + 1]);
    });
}
