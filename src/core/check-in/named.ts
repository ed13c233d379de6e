import type { ChallengeId } from '../model/ids.ts';

interface Nameable {
  readonly id: ChallengeId;
  readonly title: string;
  readonly emoji: string | null;
}

interface Found {
  readonly challenge: ChallengeId;
  readonly from: number;
  readonly to: number;
}

/** Titles shorter than this occur in ordinary words too often, so only their hashtag or emoji names them. */
const shortestTitle = 2;

/**
 * The challenges that a text names: by emoji, by title, or by the title as one #hashtag. If one title contains another, the
 * longer one is meant. `sure` is false when the same words name several challenges.
 */
export function namedIn(
  text: string,
  challenges: readonly Nameable[],
): { readonly ids: ReadonlySet<ChallengeId>; readonly sure: boolean } {
  const words = fold(text);
  const found = challenges.flatMap((each) => mentions(words, each));
  const longest = found.filter(
    ({ from, to }) =>
      !found.some((other) => other.from <= from && to <= other.to && to - from < other.to - other.from),
  );
  const shared = longest.some(({ challenge, from, to }) =>
    longest.some((other) => other.challenge !== challenge && other.from === from && other.to === to),
  );
  return { ids: new Set(longest.map(({ challenge }) => challenge)), sure: !shared };
}

function mentions(text: string, { id, title, emoji }: Nameable): Found[] {
  const found: Found[] = [];
  const add = (needle: string, fits: (from: number, to: number) => boolean) => {
    for (let from = text.indexOf(needle); from >= 0; from = text.indexOf(needle, from + 1)) {
      const to = from + needle.length;
      if (fits(from, to)) found.push({ challenge: id, from, to });
    }
  };
  const sign = emoji === null ? '' : fold(emoji);
  if (sign !== '') add(sign, () => true);
  const name = fold(title);
  if ([...name].length >= shortestTitle) add(name, (from, to) => standsAlone(text, from, to));
  const tag = name.replace(/[^\p{L}\p{N}_]/gu, '');
  // A tag ends where its word ends; `<#` begins a channel's mention.
  if (tag !== '')
    add(`#${tag}`, (from, to) => text[from - 1] !== '<' && !/^[\p{L}\p{N}_]/u.test(text.slice(to)));
  return found;
}

/**
 * Whether the title is no part of a longer word. Korean and Japanese endings may follow it; after a title that ends in a Latin letter or
 * digit no further one may.
 */
function standsAlone(text: string, from: number, to: number): boolean {
  if (/[\p{L}\p{N}]$/u.test(text.slice(0, from))) return false;
  const endsInAlphabet = /[\p{Script=Latin}\p{N}]$/u.test(text.slice(from, to));
  return !(endsInAlphabet && /^[\p{Script=Latin}\p{N}]/u.test(text.slice(to)));
}

/** Normalizes differences that people do not see: width, case, spaces, and an emoji's variation selector. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('\ufe0f', '').replace(/\s+/g, ' ').trim();
}
