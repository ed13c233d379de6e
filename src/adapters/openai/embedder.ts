import type { MeteredEmbedder } from '../../core/budget/budgeted-embedder.ts';
import type { Found } from './embed.ts';
import { createSpared, type Reached } from './spared.ts';

/** Short vectors tell proofs of one member apart well enough, and a thousand of them are read in no time. */
const dimensions = 256;
/** Texts of one request. */
const mostAtOnce = 64;

/**
 * Vectors from a model behind OpenAI's API or one like it, of unit length. It never throws, and spares a server that fails, as
 * the language model does.
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
        // What was answered before was charged for, though it is of no use without the rest.
        if (!found) return { vectors: null, used: used || start > 0 };
        vectors.push(...found.vectors);
        input = input === null || found.tokens === null ? null : input + found.tokens;
      }
      return { vectors, usage: input === null ? null : { input, cached: 0, output: 0 } };
    },
  };
}
