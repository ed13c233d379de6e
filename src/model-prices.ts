import type { Price } from './core/budget/price.ts';

/**
 * Tokens charged for a picture of 512 px, whatever `detail` is set to: patches of 32 px plus a fifth (OpenAI: guides/images-vision; for
 * gpt-6 this multiplier is assumed).
 */
const patches = 308;
/** gpt-4o-mini charges 5,667 tokens per tile and 2,833 on top, where other models charge 170 and 85. */
const dearTiles = 8_500;

/** OpenAI's prices in November 2026, in US dollars per million tokens. OPENAI_PRICE takes precedence. */
export const knownPrices: Readonly<Record<string, Price>> = {
  'gpt-6-luna': { input: 0.1, cached: 0.01, written: 0.125, output: 0.5, picture: patches },
  'gpt-5.6-luna': { input: 0.2, cached: 0.02, written: 0.25, output: 1.2, picture: patches },
  'gpt-6.1-terra': { input: 1, cached: 0.05, written: 1.25, output: 5, picture: patches },
  'text-embedding-3-small': { input: 0.02, cached: 0.02, written: 0.02, output: 0 },
  'text-embedding-3-large': { input: 0.13, cached: 0.13, written: 0.13, output: 0 },
};

/** The tokens a model charges per picture, also when the operator has set its price; null if unknown. */
export function pictureTokens(model: string): number | null {
  if (model.startsWith('gpt-4o-mini')) return dearTiles;
  return (Object.hasOwn(knownPrices, model) ? knownPrices[model]?.picture : undefined) ?? null;
}

/** The price assumed for a model whose price is unknown: the highest price we know for each kind of token, so that budgets hold. */
export const unknownPrice: Price = {
  input: Math.max(...Object.values(knownPrices).map(({ input }) => input)),
  cached: Math.max(...Object.values(knownPrices).map(({ cached }) => cached)),
  written: Math.max(...Object.values(knownPrices).map(({ written }) => written)),
  output: Math.max(...Object.values(knownPrices).map(({ output }) => output)),
};

/** Where writing to the cache is charged, it costs a quarter more than input. */
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
