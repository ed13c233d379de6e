import type { MeteredEmbedder } from '../../core/budget/budgeted-embedder.ts';
import type { Log } from '../../core/ports.ts';
import { type BreakerNews, createBreaker } from './breaker.ts';
import type { Embed } from './embed.ts';
import { createLimiter } from './limiter.ts';
import { openaiURL } from './options.ts';
import { whatToDo } from './what-to-do.ts';

export interface EmbedderOptions {
  readonly apiKey: string;
  readonly baseURL?: string | undefined;
  readonly model: string;
  readonly log: Log;
  readonly monotonic?: () => number;
}

/** Short vectors tell proofs of one member apart well enough, and a thousand of them are read in no time. */
export const dimensions = 256;
/** Texts of one request. */
const mostAtOnce = 64;

/**
 * Vectors from a model behind OpenAI's API or one like it, of unit length. Null whenever they are not to be had: it never
 * throws, and spares a server that fails, as the language model does.
 */
export function createEmbedder(options: EmbedderOptions): MeteredEmbedder {
  const { log, model } = options;
  const breaker = createBreaker(options.monotonic ?? (() => performance.now()));
  const limiter = createLimiter();
  const endpoint = new URL(options.baseURL ?? openaiURL).host;
  let loading: Promise<Embed> | null = null;
  const load = () => import('./embed.ts').then(({ createEmbed }) => createEmbed(options, dimensions));

  function tell(reason: string, news: BreakerNews): void {
    if (news?.kind === 'closed') log.info('model.back', { endpoint, model });
    if (news?.kind !== 'opened') return;
    log.warn('model.failing', { endpoint, model, reason, restMs: news.forMs, advice: whatToDo(reason) });
  }

  async function batch(texts: readonly string[], signal: AbortSignal) {
    const leave = await limiter.enter(signal);
    if (!leave) return null;
    let end: Parameters<typeof leave>[0] = 'unclear';
    try {
      if (breaker.admit().open) return null;
      loading ??= load();
      const embed = await loading;
      const answer = await embed(texts, signal);
      if (answer.end === 'answered') end = 'answered';
      if (answer.end === 'rateLimited') end = 'busy';
      tell(answer.reason, breaker.report(answer));
      return answer.found;
    } finally {
      leave(end);
    }
  }

  return {
    id: `${model}:${dimensions}`,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      let input: number | null = 0;
      for (let start = 0; start < texts.length; start += mostAtOnce) {
        const found = await batch(texts.slice(start, start + mostAtOnce), signal);
        if (!found) return null;
        vectors.push(...found.vectors);
        input = input === null || found.tokens === null ? null : input + found.tokens;
      }
      return { vectors, usage: input === null ? null : { input, cached: 0, output: 0 } };
    },
  };
}
