import { createBoundedMap } from '../../bounded-map.ts';
import type { Locale } from '../../model/locale.ts';
import { plain, withoutEmoji, words } from '../text.ts';
import type { Check, CheckFailure } from './check.ts';

/** The largest share of n-grams a cheer may have in common with one earlier cheer. */
export const WORST = 0.35;
/** The smallest share of a cheer's n-grams that must be in none of the earlier cheers. */
export const FRESH = 0.5;
/** How many earlier cheers may not open alike. */
const OPENINGS = 5;
/** The first two words end within this many UTF-16 units. */
const OPENING_WITHIN = 40;

/** How much a text repeats earlier ones: `worst`, the largest share of n-grams in one of them; `fresh`, the share in none. */
export function novelty(
  text: string,
  earlier: readonly string[],
  locale: Locale,
): { readonly worst: number; readonly fresh: number } {
  const own = grams(text, locale);
  if (own.size === 0 || earlier.length === 0) return { worst: 0, fresh: 1 };
  const others = earlier.map((other) => grams(other, locale));
  const shared = others.map((other) => [...own].filter((gram) => other.has(gram)).length / own.size);
  const fresh = [...own].filter((gram) => !others.some((other) => other.has(gram))).length / own.size;
  return { worst: Math.max(...shared), fresh };
}

/** A cheer may not repeat any of the member's last 20, nor open with the same two words as any of the last five. */
export const checkNovelty: Check = (lines, { locale, recent }) => {
  const text = lines.join('\n');
  const { worst, fresh } = novelty(text, recent.slice(0, 20), locale);
  const failures: CheckFailure[] = [];
  if (worst > WORST) failures.push({ code: 'tooSimilar', line: null });
  if (fresh < FRESH) failures.push({ code: 'notFresh', line: null });
  const opening = openingOf(text, locale);
  if (recent.slice(0, OPENINGS).some((earlier) => openingOf(earlier, locale) === opening)) {
    failures.push({ code: 'sameOpening', line: 0 });
  }
  return failures;
};

/** The first two words of a cheer, normalised for comparison with another one's. */
export function openingOf(text: string, locale: Locale): string {
  return words(bare(text.slice(0, OPENING_WITHIN)), locale)
    .slice(0, 2)
    .join(' ');
}

/** Cache of the n-grams of recent texts: choosing a template compares many candidates with the same twenty. */
const kept = createBoundedMap<string, ReadonlySet<string>>(100);

function grams(text: string, locale: Locale): ReadonlySet<string> {
  const key = `${locale}:${text}`;
  const found = kept.get(key) ?? gramsOf(text, locale);
  kept.set(key, found);
  return found;
}

/** The character n-grams of a text: three letters each, five in English, whose letters carry less. */
function gramsOf(text: string, locale: Locale): Set<string> {
  const size = locale === 'en' ? 5 : 3;
  const letters = bare(text).replace(/[^\p{L}\p{N}#]/gu, '');
  const found = new Set<string>();
  for (let i = 0; i + size <= letters.length; i++) found.add(letters.slice(i, i + size));
  return found;
}

/** Lower case, no emoji, and '#' for every number, so that '5일째' and '6일째' are equal. */
function bare(text: string): string {
  return withoutEmoji(plain(text).toLowerCase()).replace(/\d+/gu, '#');
}
