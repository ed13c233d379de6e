import type { ModelQuestion, TokenUsage } from '../language-model.ts';
import { aboutTokens } from './tokens.ts';

/** What a model costs: US dollars per million tokens, which is millionths of a dollar per token. */
export interface Price {
  readonly input: number;
  /** Input read from the server's cache. */
  readonly cached: number;
  /** Input written to it. */
  readonly written: number;
  readonly output: number;
  /** Tokens that a picture of 512 px takes; left out: nobody knows. */
  readonly picture?: number;
}

/** Millionths of a US dollar, rounded up: many small calls never cost more than is counted. */
export function costOf(usage: TokenUsage, price: Price): number {
  const written = usage.written ?? 0;
  const plain = Math.max(0, usage.input - usage.cached - written);
  return Math.ceil(
    plain * price.input + usage.cached * price.cached + written * price.written + usage.output * price.output,
  );
}

/** What surrounds the texts: roles, the schema. A cheer's take 180. */
const frameTokens = 250;
/** Where nobody knows what a model takes a picture for: most take a few hundred. */
const anyPicture = 1_000;
/** So much more than it is counted as our own text takes with the dearest tokenizer we measured (cl100k, Korean). */
const spare = 1.31;

/**
 * The most one call for an answer can cost, in millionths of a US dollar: nothing of it in the server's cache, all the room
 * for the answer used. Text of our own is counted by its letters; of what members wrote, every byte may be a token, so
 * nobody can write more than is held back.
 */
export function mostItCosts(
  question: Pick<ModelQuestion<unknown>, 'system' | 'user' | 'photo' | 'maxTokens'>,
  price: Price,
): number {
  const { system, user, photo, maxTokens } = question;
  const text = Math.ceil(aboutTokens(system) * spare) + bytesOf(user);
  const input = text + frameTokens + (photo ? (price.picture ?? anyPicture) : 0);
  return Math.ceil(input * Math.max(price.input, price.written) + maxTokens * price.output);
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
