import type { Remembered } from '../memory/store.ts';
import { messagesFor } from '../messages/index.ts';
import type { Locale } from '../model/locale.ts';
import type { Evidence } from './checks/index.ts';
import { normaliseProof } from './normalise.ts';
import { substance } from './substance.ts';
import { graphemes } from './text.ts';

/** The most graphemes of an earlier proof that are shown to the model. */
const longest = 300;

/** Memories as the model may quote them: the day and the member's text, masked like today's. */
export function memoryTexts(memories: readonly Remembered[], locale: Locale): readonly string[] {
  const { day } = messagesFor(locale);
  return memories.map((memory) => `${day(memory.day)}: ${short(normaliseProof(memory.text))}`);
}

/** The memory that a cheer recalls: the one its evidence quotes, else the one whose day it names, else null. */
export function recalledBy(
  { lines, evidence }: { readonly lines: readonly string[]; readonly evidence: readonly Evidence[] },
  memories: readonly Remembered[],
  locale: Locale,
): Remembered | null {
  const texts = memoryTexts(memories, locale).map(substance);
  const quotes = evidence.filter(({ source }) => source === 'memory').map(({ quote }) => substance(quote));
  const quoted = texts.findIndex((text) => quotes.some((quote) => quote !== '' && text.includes(quote)));
  if (quoted >= 0) return memories[quoted]!;
  const { day } = messagesFor(locale);
  const said = lines.join(' ');
  return memories.find((memory) => said.includes(day(memory.day))) ?? null;
}

function short(text: string): string {
  const letters = graphemes(text);
  return letters.length <= longest ? text : `${letters.slice(0, longest).join('')}…`;
}
