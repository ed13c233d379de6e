import { z } from 'zod';
import type { TokenUsage } from '../../core/language-model.ts';

/** Higher numbers are nonsense: no call comes near it, and the ledger's column holds no more. */
const mostTokens = 1_000_000_000;
/** A number of tokens in a server's reply. */
export const count = z.number().int().min(0).max(mostTokens);
const details = z.object({ cached_tokens: count.nullish(), cache_write_tokens: count.nullish() }).nullish();

/** The usage as either API reports it; null if it is missing or nonsense. */
export const usageSchema = z
  .union([
    z.object({ input_tokens: count, input_tokens_details: details, output_tokens: count }),
    z.object({ prompt_tokens: count, prompt_tokens_details: details, completion_tokens: count }),
  ])
  .nullish()
  .catch(null)
  .transform((told): TokenUsage | null => {
    if (!told) return null;
    const [input, part, output] =
      'input_tokens' in told
        ? [told.input_tokens, told.input_tokens_details, told.output_tokens]
        : [told.prompt_tokens, told.prompt_tokens_details, told.completion_tokens];
    const cached = Math.min(input, part?.cached_tokens ?? 0);
    const written = Math.min(input - cached, part?.cache_write_tokens ?? 0);
    return { input, cached, output, ...(written > 0 ? { written } : {}) };
  });
