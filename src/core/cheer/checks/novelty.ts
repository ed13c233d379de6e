import { createBoundedMap } from '../../bounded-map.ts';
import type { Locale } from '../../model/locale.ts';
import { plain, withoutEmoji, words } from '../text.ts';
import type { Check, CheckFailure } from './check.ts';

/** Above this share of grams in common with one earlier cheer it is the same cheer again. */
export const WORST = 0.35;
/** Below this share of grams unseen in all earlier cheers nothing new is said. */
export const FRESH = 0.5;
const OPENINGS = 5;
/** Two words end before this, in UTF-16 units. */
const OPENING_WITHIN = 40;

/** How alike two texts are said: `worst` the most shared with one earlier text, `fresh` the share seen in none. */
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

/** The first two words, as compared between cheers. */
export function openingOf(text: string, locale: Locale): string {
  return words(bare(text.slice(0, OPENING_WITHIN)), locale)
    .slice(0, 2)
    .join(' ');
}

/** Texts just looked at: choosing a cheer holds many candidates against the same twenty. */
const kept = createBoundedMap<string, ReadonlySet<string>>(100);

function grams(text: string, locale: Locale): ReadonlySet<string> {
  const key = `${locale}:${text}`;
  const found = kept.get(key) ?? gramsOf(text, locale);
  kept.set(key, found);
  return found;
}

/** Character runs, three long (five in English, whose letters say less each). */
function gramsOf(text: string, locale: Locale): Set<string> {
  const size = locale === 'en' ? 5 : 3;
  const letters = bare(text).replace(/[^\p{L}\p{N}#]/gu, '');
  const found = new Set<string>();
  for (let i = 0; i + size <= letters.length; i++) found.add(letters.slice(i, i + size));
  return found;
}

/** One form for all digits, so that '5일째' and '6일째' are the same words. */
function bare(text: string): string {
  return withoutEmoji(plain(text).toLowerCase()).replace(/\d+/gu, '#');
}
