import { z } from 'zod';
import type { Limits } from './core/budget/budget.ts';
import type { Price } from './core/budget/price.ts';
import type { PromptSettings } from './core/cheer/prompts/index.ts';
import { StartError } from './core/errors.ts';
import type { Sharing } from './core/own/sharing.ts';
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

/** The settings of the model and its budget. */
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

/** How to reach one model, and its price. */
export interface ModelAccess {
  readonly apiKey: string;
  readonly baseURL: string | undefined;
  readonly model: string;
  readonly api: 'responses' | 'chat';
  /** True if `api` is only a guess: a server that does not have that API may be asked through the other one. */
  readonly eitherApi?: boolean;
  readonly json: 'strict' | 'loose' | 'none';
  readonly vision: boolean;
  readonly price: Price;
}

/** The first model and everything set for models besides. */
export interface ModelConfig extends ModelAccess {
  /** The model used while the first one is unavailable. */
  readonly alternate: ModelAccess | null;
  /** Null if proofs' vectors are computed in this process. */
  readonly embeddings: { readonly model: string; readonly price: Price } | null;
  readonly guard: GuardConfig;
  readonly prompt: PromptSettings;
  /** Models whose price is neither set nor known, so that an assumed price is used. */
  readonly unpriced: readonly string[];
}

/** Reads the model's settings. Null without OPENAI_API_KEY; cheers then come from templates. Throws StartError. */
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
    // Compatible servers have the older API, OpenAI itself the newer one.
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
    // OPENAI_API applies to the first server only, so for another server the API is always a guess.
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

/** What of members' posts goes to the models: photos too where any of them looks at photos. */
export function sharingOf({ vision, alternate, guard }: ModelConfig): Sharing {
  const safety = guard.moderation || guard.decisions !== null;
  return { photos: vision || alternate?.vision === true || safety, safety };
}

/** Reads how much a workspace may spend on the model. */
export function readLimits(s: z.infer<typeof settings>): Limits {
  return { day: s.BUDGET_DAY, month: s.BUDGET_MONTH, memberCalls: s.BUDGET_MEMBER_CALLS };
}

/** Parses 'model' or 'model@https://host/v1'; null if the text is neither. */
function readAlternate(
  text: string,
): { readonly model: string; readonly baseURL: string | undefined } | null {
  const [, model, baseURL] = /^([^\s@]+)(?:@(https?:\/\/\S+))?$/.exec(text) ?? [];
  if (model === undefined || (baseURL !== undefined && !URL.canParse(baseURL))) return null;
  return { model, baseURL };
}

/** The alternate's API key. One server's key is never sent to another server. Throws StartError if the key is missing. */
function keyOfAlternate(first: ModelAccess, baseURL: string | undefined, key: string | undefined): string {
  if (key) return key;
  const hostOf = (address: string | undefined) => (address === undefined ? 'openai' : new URL(address).host);
  if (baseURL === undefined || hostOf(baseURL) === hostOf(first.baseURL)) return first.apiKey;
  throw new StartError(
    'OPENAI_ALTERNATE names another server, and the key of the first is not for it: set OPENAI_ALTERNATE_KEY.',
  );
}
