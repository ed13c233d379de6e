import { z } from 'zod';
import type { CallEnd } from './breaker.ts';
import { createClient } from './client.ts';
import type { EmbedderOptions } from './embedder.ts';
import { failureOf } from './errors.ts';

interface Found {
  readonly vectors: readonly Float32Array[];
  /** Null: it did not say. */
  readonly tokens: number | null;
}

/** Vectors or why not, and what that says about the server. */
export type Embed = (
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<CallEnd & { readonly found: Found | null; readonly reason: string }>;

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()) })),
  usage: z
    .object({ prompt_tokens: z.number().int().min(0) })
    .nullish()
    .catch(null),
});

/** Asks over POST /embeddings (OpenAI: api-reference/embeddings/create). */
export function createEmbed(options: EmbedderOptions, dimensions: number): Embed {
  const client = createClient(options);
  return async (texts, signal) => {
    try {
      const reply: unknown = await client.embeddings.create(
        // Left to itself the client asks for base64, which compatible servers do not know.
        { model: options.model, input: [...texts], dimensions, encoding_format: 'float' },
        { signal },
      );
      const found = readReply(reply, texts.length, dimensions);
      return found
        ? { end: 'answered', reason: '', found }
        : { end: 'failed', reason: 'garbled', found: null };
    } catch (error) {
      const failure = failureOf(error, signal, false);
      const { reason } = failure;
      if (failure.kind === 'unusable') return { end: 'answered', reason, found: null };
      if (failure.fatal) return { end: 'fatal', reason, found: null };
      if (reason === 'aborted') return { end: 'unclear', reason, found: null };
      if (reason !== 'rateLimited') return { end: 'failed', reason, found: null };
      return { end: 'rateLimited', retryAfterMs: failure.retryAfterMs ?? 0, reason, found: null };
    }
  };
}

/** A vector for each text, in the order asked, or null. A server that ignores `dimensions` sends longer ones. */
function readReply(reply: unknown, wanted: number, dimensions: number): Found | null {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success || parsed.data.data.length !== wanted) return null;
  const { data, usage } = parsed.data;
  const vectors = new Map(data.map(({ index, embedding }) => [index, shortened(embedding, dimensions)]));
  const found = Array.from({ length: wanted }, (_, index) => vectors.get(index) ?? null);
  if (!found.every((vector) => vector !== null)) return null;
  return { vectors: found, tokens: usage?.prompt_tokens ?? null };
}

/** Its first dimensions, at unit length again; null for one that is too short or says nothing. */
function shortened(embedding: readonly number[], dimensions: number): Float32Array | null {
  if (embedding.length < dimensions) return null;
  const vector = Float32Array.from(embedding.slice(0, dimensions));
  const length = Math.hypot(...vector);
  return Number.isFinite(length) && length > 0 ? vector.map((value) => value / length) : null;
}
