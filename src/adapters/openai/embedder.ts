import type { MeteredEmbedder } from '../../core/budget/budgeted-embedder.ts';
import type { Found } from './embed.ts';
import { createSpared, type Reached } from './spared.ts';

/** Numbers per vector: enough to distinguish one member's proofs, and small enough to read thousands of them quickly. */
const dimensions = 256;
/** The most texts in one request. */
const mostAtOnce = 64;

/**
 * An embedder over OpenAI's API or a compatible one, with vectors of unit length. Never throws; a breaker and a limiter protect
 * the server, as for language models.
 */
export function createEmbedder(reached: Reached): MeteredEmbedder {
  const ask = createSpared<readonly string[], Found>(reached, async () => {
    const { createEmbed } = await import('./embed.ts');
    return createEmbed(reached, dimensions);
  });
  return {
    id: `${reached.model}:${dimensions}`,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      let input: number | null = 0;
      for (let start = 0; start < texts.length; start += mostAtOnce) {
        const { found, used } = await ask(texts.slice(start, start + mostAtOnce), signal);
        // Earlier requests of this call were charged for, though their vectors are useless without the rest.
        if (!found) return { vectors: null, used: used || start > 0 };
        vectors.push(...found.vectors);
        input = input === null || found.tokens === null ? null : input + found.tokens;
      }
      return { vectors, usage: input === null ? null : { input, cached: 0, output: 0 } };
    },
  };
}
