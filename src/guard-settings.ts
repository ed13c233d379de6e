import { z } from 'zod';
import type { Price } from './core/budget/price.ts';
import { knownPrices, unknownPrice } from './model-prices.ts';
import { onOff, optional } from './setting.ts';

/** Which models check proofs before anything is written about them. */
export const guardSettings = {
  OPENAI_MODERATION: optional(onOff),
  OPENAI_DECISIONS: optional(onOff),
};

const settings = z.object({ ...guardSettings, OPENAI_BASE_URL: z.string().optional() });

/** Which checks are on. */
export interface GuardConfig {
  readonly moderation: boolean;
  /** Null if Decisions is not used. */
  readonly decisions: { readonly model: string; readonly price: Price } | null;
}

/** The only model that answers decisions (OpenAI: api-reference/decisions). */
const decisionsModel = 'gpt-6-luna';

/** Moderation and Decisions are on by default for OpenAI, and off for compatible servers, which usually have neither. */
export function readGuard(s: z.infer<typeof settings>): GuardConfig {
  const usual = s.OPENAI_BASE_URL === undefined;
  return {
    moderation: s.OPENAI_MODERATION ?? usual,
    decisions:
      (s.OPENAI_DECISIONS ?? usual)
        ? { model: decisionsModel, price: knownPrices[decisionsModel] ?? unknownPrice }
        : null,
  };
}
