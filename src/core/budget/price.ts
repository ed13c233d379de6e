import type { ModelQuestion, TokenUsage } from '../language-model.ts';
import { aboutTokens } from './tokens.ts';

/** What a model costs: US dollars per million tokens, which is millionths of a dollar per token. */
export interface Price {
  readonly input: number;
  /** Input read from the server's cache. */
  readonly cached: number;
  /** Input written to the server's cache. */
  readonly written: number;
  readonly output: number;
  /** Tokens that a picture of 512 px takes; absent if not known. */
  readonly picture?: number;
}

/** The cost of a call in millionths of a US dollar, rounded up, so that many small calls are never undercounted. */
export function costOf(usage: TokenUsage, price: Price): number {
  const written = usage.written ?? 0;
  const plain = Math.max(0, usage.input - usage.cached - written);
  return Math.ceil(
    plain * price.input + usage.cached * price.cached + written * price.written + usage.output * price.output,
  );
}

/** Tokens around the texts: roles, the schema. Those of a cheer take 180. */
const frameTokens = 250;
/** Tokens assumed for a picture if the price does not say: most models take a few hundred. */
const anyPicture = 1_000;
/** Factor by which the worst tokenizer we measured (cl100k, Korean) exceeds our estimate for our own text. */
const spare = 1.31;

/**
 * The most that one question can cost, in millionths of a US dollar: nothing is cached, and the answer takes all of `maxTokens`.
 * Our own text is estimated by its letters; for members' text every byte is assumed to be a token, so that nobody can write
 * something that costs more than is reserved.
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

/** The most that embedding texts can cost, in millionths of a US dollar. */
export function mostVectorsCost(texts: readonly string[], price: Price): number {
  return Math.ceil(texts.reduce((sum, text) => sum + bytesOf(text), 0) * price.input);
}

/** The length of a text in UTF-8 bytes. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
