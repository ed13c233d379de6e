import { flat } from '../text.ts';
import type { Check, CheckContext } from './check.ts';
import { sortMaterial } from './orders.ts';

/** From this many equal letters in a row on it is no coincidence; Korean and Japanese words are short, Latin ones longer. */
const RUN = 6;
const LATIN_RUN = 14;

/**
 * The lines do not obey orders in the member's material (prompt injection): they repeat no run of letters of an order, nothing it
 * quotes and none of its code words, unless the rest of the material contains the same. Nor does any evidence quote an order.
 */
export const checkObeyed: Check = (lines, context) => {
  const sorted = sortMaterial(material(context));
  if (sorted.orders.length === 0) return [];
  const orders = sorted.orders.map(flat).join('\n');
  const rest = flat([...sorted.rest, ...context.facts].join('\n'));
  const said = flat(lines.join('\n'));
  const isOrdered = (piece: string) => orders.includes(piece) && !rest.includes(piece);
  const repeats =
    runsOf(said).some(isOrdered) ||
    [...new Set(sorted.orders.flatMap(payloads))].some((piece) => said.includes(piece) && isOrdered(piece));
  const rests = (context.evidence ?? []).some(({ quote }) => isOrdered(flat(quote)));
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

/** Every substring of the length from which an equal one is no coincidence. */
function runsOf(text: string): string[] {
  const runs: string[] = [];
  for (let from = 0; from < text.length; from++) {
    const length = /[a-z]/u.test(text.charAt(from)) ? LATIN_RUN : RUN;
    if (from + length <= text.length) runs.push(text.slice(from, from + length));
  }
  return runs;
}
