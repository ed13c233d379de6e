import { plain } from '../text.ts';
import type { Check, CheckContext } from './check.ts';
import { sortMaterial } from './orders.ts';

/** So many letters in a row are no chance: words of Korean and Japanese are short. */
const RUN = 6;
const LATIN_RUN = 14;

/**
 * Nothing of what the material orders the writer to say is said: no run of its words, nothing it puts in quotes, no code word
 * of it, unless the rest of the material has the same; and no evidence rests on an order.
 */
export const checkObeyed: Check = (lines, context) => {
  const sorted = sortMaterial(material(context));
  if (sorted.orders.length === 0) return [];
  const rest = flat([...sorted.rest, ...context.facts].join('\n'));
  const said = flat(lines.join('\n'));
  const repeats =
    sorted.orders.some((order) => sharesRun(said, flat(order), rest)) ||
    sorted.orders
      .flatMap(payloads)
      .some((payload) => payload !== '' && said.includes(payload) && !rest.includes(payload));
  const orders = flat(sorted.orders.join('\n'));
  const rests = (context.evidence ?? []).some(({ quote }) => {
    const wanted = flat(quote);
    return orders.includes(wanted) && !rest.includes(wanted);
  });
  return repeats || rests ? [{ code: 'obeyed', line: null }] : [];
};

function material({ proofText, title, memories, names, photoSeen }: CheckContext): readonly string[] {
  return [proofText, title, ...memories, ...names, ...(photoSeen === null ? [] : [photoSeen])];
}

/** What an order puts in quotes, and its words that look like codes (PWNED, X7-alpha, secret_word). */
function payloads(order: string): string[] {
  const quoted = Array.from(
    order.matchAll(/["'“”‘’「」『』《》`]([^"'“”‘’「」『』《》`]{2,80})["'“”‘’「」『』《》`]/gu),
    ([, inside]) => flat(inside!),
  );
  const named = Array.from(order.matchAll(/(\S{2,20}?)(?:이?라고|と(?=言|いっ|答|返|だけ))/gu), ([, word]) =>
    flat(word!),
  );
  const codes = order.match(/\b(?=[\w-]{4,})(?:[A-Z]{4,}|(?=[\w-]*\d)[A-Za-z][\w-]+|\w+_\w+)[\w-]*/gu) ?? [];
  return [...quoted, ...named, ...codes.map(flat)].filter((payload) => payload.length >= 2);
}

/** Whether two texts share a run of letters that a third does not have. */
function sharesRun(said: string, order: string, rest: string): boolean {
  for (let from = 0; from < order.length; from++) {
    const length = /[a-z]/u.test(order.charAt(from)) ? LATIN_RUN : RUN;
    if (from + length > order.length) continue;
    const run = order.slice(from, from + length);
    if (said.includes(run) && !rest.includes(run)) return true;
  }
  return false;
}

function flat(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
