import type { ModelQuestion, TokenUsage } from '../language-model.ts';

/** What a model costs: US dollars per million tokens, which is millionths of a dollar per token. */
export interface Price {
  readonly input: number;
  /** Input read from the server's cache. */
  readonly cached: number;
  /** Input written to it. */
  readonly written: number;
  readonly output: number;
}

/** Millionths of a US dollar, rounded up: many small calls never cost more than is counted. */
export function costOf(usage: TokenUsage, price: Price): number {
  const written = usage.written ?? 0;
  const plain = Math.max(0, usage.input - usage.cached - written);
  return Math.ceil(
    plain * price.input + usage.cached * price.cached + written * price.written + usage.output * price.output,
  );
}

/** What surrounds the texts: roles, the schema. */
const frameTokens = 600;
/** A picture of 512 px in low detail takes 308; other servers count in other ways. */
const photoTokens = 1_000;
/** An answer that had no room is asked for again with twice the room. */
const tries = 2;
const outputs = 1 + 2;

/**
 * The most a question can cost, in millionths of a US dollar. A tokenizer makes at most one token of each byte; of text of
 * our own, which no member chose, about one of five.
 */
export function mostItCosts(
  question: Pick<ModelQuestion<unknown>, 'system' | 'user' | 'photo' | 'maxTokens'>,
  price: Price,
): number {
  const { system, user, photo, maxTokens } = question;
  const text = Math.ceil(bytesOf(system) / 3) + bytesOf(user);
  const input = text + frameTokens + (photo ? photoTokens : 0);
  return Math.ceil(tries * input * Math.max(price.input, price.written) + outputs * maxTokens * price.output);
}

/** The most it can cost to make vectors of texts. */
export function mostVectorsCost(texts: readonly string[], price: Price): number {
  return Math.ceil(texts.reduce((sum, text) => sum + bytesOf(text), 0) * price.input);
}

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
