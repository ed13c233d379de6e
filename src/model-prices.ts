import type { Price } from './core/budget/price.ts';

/**
 * Tokens of a picture of 512 px, whatever is made of `detail`: patches of 32 px and a fifth more (OpenAI: guides/images-vision;
 * of gpt-6 its multiplier is supposed).
 */
const patches = 308;
/** Charges 5,667 for a tile and 2,833 besides, where others charge 170 and 85. */
const dearTiles = 8_500;

/** What was asked for by OpenAI in November 2026, in US dollars per million tokens. OPENAI_PRICE goes before it. */
export const knownPrices: Readonly<Record<string, Price>> = {
  'gpt-6-luna': { input: 0.1, cached: 0.01, written: 0.125, output: 0.5, picture: patches },
  'gpt-5.6-luna': { input: 0.2, cached: 0.02, written: 0.25, output: 1.2, picture: patches },
  'gpt-6.1-terra': { input: 1, cached: 0.05, written: 1.25, output: 5, picture: patches },
  'text-embedding-3-small': { input: 0.02, cached: 0.02, written: 0.02, output: 0 },
  'text-embedding-3-large': { input: 0.13, cached: 0.13, written: 0.13, output: 0 },
};

/** What is known of a model's pictures where its price is told by the operator; null: nothing. */
export function pictureTokens(model: string): number | null {
  if (model.startsWith('gpt-4o-mini')) return dearTiles;
  return (Object.hasOwn(knownPrices, model) ? knownPrices[model]?.picture : undefined) ?? null;
}

/** Of a model nobody told the price of: the dearest we know, so that caps hold. */
export const unknownPrice: Price = {
  input: Math.max(...Object.values(knownPrices).map(({ input }) => input)),
  cached: Math.max(...Object.values(knownPrices).map(({ cached }) => cached)),
  written: Math.max(...Object.values(knownPrices).map(({ written }) => written)),
  output: Math.max(...Object.values(knownPrices).map(({ output }) => output)),
};

/** Writing to a cache is a quarter dearer where it costs at all. */
const writing = 1.25;

/** Reads 'in/cached/out' or 'in/cached/out/written', in dollars per million tokens; null when it is neither. */
export function readPrice(text: string): Price | null {
  const parts = text.split('/').map((part) => part.trim());
  const [input, cached, output, written] = parts.map(Number);
  const numbers = parts.every((part) => /^\d{1,4}(\.\d{1,6})?$/.test(part));
  if (!numbers || parts.length < 3 || parts.length > 4) return null;
  if (input === undefined || cached === undefined || output === undefined) return null;
  return { input, cached, output, written: written ?? input * writing };
}
