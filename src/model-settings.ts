import { z } from 'zod';
import type { Limits } from './core/budget/budget.ts';
import type { Price } from './core/budget/price.ts';
import type { PromptSettings } from './core/cheer/prompts/index.ts';
import { StartError } from './core/errors.ts';
import { type GuardConfig, guardSettings, readGuard } from './guard-settings.ts';
import { knownPrices, pictureTokens, readPrice, unknownPrice } from './model-prices.ts';
import { promptSettings, readPrompt } from './prompt-settings.ts';
import { onOff, optional, url, withDefault } from './setting.ts';

const price = z
  .string()
  .transform((text) => readPrice(text))
  .refine((read) => read !== null, {
    error: 'must be dollars per million tokens as in/cached/out, such as 0.10/0.01/0.50',
  });
const dollars = z
  .string()
  .trim()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, { error: 'must be dollars, such as 0.50' })
  .transform((text) => Math.round(Number(text) * 1_000_000));

/** Settings of the model and of what it may cost. */
export const modelSettings = {
  OPENAI_API_KEY: optional(z.string().trim()),
  OPENAI_BASE_URL: optional(url('https://api.openai.com/v1', 'http:', 'https:')),
  OPENAI_MODEL: withDefault(z.string(), 'gpt-6-luna'),
  OPENAI_API: optional(z.enum(['responses', 'chat'], { error: 'must be responses or chat' })),
  OPENAI_JSON: withDefault(
    z.enum(['strict', 'loose', 'none'], { error: 'must be strict, loose or none' }),
    'strict',
  ),
  OPENAI_VISION: withDefault(onOff, 'on'),
  ...guardSettings,
  ...promptSettings,
  OPENAI_PRICE: optional(price),
  OPENAI_ALTERNATE: optional(
    z
      .string()
      .trim()
      .refine((text) => readAlternate(text) !== null, {
        error: 'must be a model, or model@address such as small@https://host/v1',
      }),
  ),
  OPENAI_ALTERNATE_KEY: optional(z.string().trim()),
  OPENAI_ALTERNATE_PRICE: optional(price),
  OPENAI_EMBEDDINGS: optional(z.string().trim()),
  BUDGET_DAY: withDefault(dollars, '0.50'),
  BUDGET_MONTH: withDefault(dollars, '5'),
  BUDGET_MEMBER_CALLS: withDefault(
    z.coerce.number({ error: 'must be a number of calls, such as 20' }).int().min(0).max(10_000),
    '20',
  ),
};

const settings = z.object(modelSettings);

/** How one model is reached, and its price. */
export interface ModelAccess {
  readonly apiKey: string;
  readonly baseURL: string | undefined;
  readonly model: string;
  readonly api: 'responses' | 'chat';
  /** True: it is a guess, and a server without it may be asked in the other. */
  readonly eitherApi?: boolean;
  readonly json: 'strict' | 'loose' | 'none';
  readonly vision: boolean;
  readonly price: Price;
}

export interface ModelConfig extends ModelAccess {
  /** Asked while the first one cannot be. */
  readonly alternate: ModelAccess | null;
  /** Null: the proofs' vectors are made here. */
  readonly embeddings: { readonly model: string; readonly price: Price } | null;
  readonly guard: GuardConfig;
  readonly prompt: PromptSettings;
  /** Somebody's guess stands in for a price nobody told: of these models. */
  readonly unpriced: readonly string[];
}

/** Null without a key: templates cheer. Throws StartError. */
export function readModel(s: z.infer<typeof settings>): ModelConfig | null {
  if (!s.OPENAI_API_KEY) return null;
  const unpriced: string[] = [];
  const priceOf = (model: string, told: Price | null | undefined): Price => {
    const known = told ?? (Object.hasOwn(knownPrices, model) ? knownPrices[model] : undefined);
    if (!known) unpriced.push(model);
    const picture = pictureTokens(model);
    return { ...(known ?? unknownPrice), ...(picture === null ? {} : { picture }) };
  };
  const first: ModelAccess = {
    apiKey: s.OPENAI_API_KEY,
    baseURL: s.OPENAI_BASE_URL,
    model: s.OPENAI_MODEL,
    // Compatible servers speak the older form; OpenAI itself the newer.
    api: s.OPENAI_API ?? (s.OPENAI_BASE_URL ? 'chat' : 'responses'),
    eitherApi: s.OPENAI_API === undefined,
    json: s.OPENAI_JSON,
    vision: s.OPENAI_VISION,
    price: priceOf(s.OPENAI_MODEL, s.OPENAI_PRICE),
  };
  const other = s.OPENAI_ALTERNATE === undefined ? null : readAlternate(s.OPENAI_ALTERNATE);
  const alternate = other && {
    ...first,
    ...other,
    apiKey: keyOfAlternate(first, other.baseURL, s.OPENAI_ALTERNATE_KEY),
    api: other.baseURL === undefined ? first.api : ('chat' as const),
    // The setting is about the first server.
    eitherApi: other.baseURL !== undefined || s.OPENAI_API === undefined,
    baseURL: other.baseURL ?? first.baseURL,
    price: priceOf(other.model, s.OPENAI_ALTERNATE_PRICE),
  };
  const embeddings = s.OPENAI_EMBEDDINGS ?? (s.OPENAI_BASE_URL ? 'off' : 'text-embedding-3-small');
  return {
    ...first,
    alternate,
    guard: readGuard(s),
    prompt: readPrompt(s),
    embeddings:
      embeddings === 'off'
        ? null
        : { model: embeddings, price: priceOf(embeddings, s.OPENAI_BASE_URL ? s.OPENAI_PRICE : undefined) },
    unpriced,
  };
}

/** What a workspace may spend. */
export function readLimits(s: z.infer<typeof settings>): Limits {
  return { day: s.BUDGET_DAY, month: s.BUDGET_MONTH, memberCalls: s.BUDGET_MEMBER_CALLS };
}

/** 'model' or 'model@https://host/v1'. */
function readAlternate(
  text: string,
): { readonly model: string; readonly baseURL: string | undefined } | null {
  const [, model, baseURL] = /^([^\s@]+)(?:@(https?:\/\/\S+))?$/.exec(text) ?? [];
  if (model === undefined || (baseURL !== undefined && !URL.canParse(baseURL))) return null;
  return { model, baseURL };
}

/** One server's key is never shown to another. */
function keyOfAlternate(first: ModelAccess, baseURL: string | undefined, key: string | undefined): string {
  if (key) return key;
  const hostOf = (address: string | undefined) => (address === undefined ? 'openai' : new URL(address).host);
  if (baseURL === undefined || hostOf(baseURL) === hostOf(first.baseURL)) return first.apiKey;
  throw new StartError(
    'OPENAI_ALTERNATE names another server, and the key of the first is not for it: set OPENAI_ALTERNATE_KEY.',
  );
}
