import { z } from 'zod';
import { once } from './ask-once.ts';
import { createClient } from './client.ts';
import type { AskOnce, Reached } from './spared.ts';
import { count } from './usage.ts';

export interface Found {
  readonly vectors: readonly Float32Array[];
  /** Null: it did not say. */
  readonly tokens: number | null;
}

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()) })),
  usage: z.object({ prompt_tokens: count }).nullish().catch(null),
});

/** Asks over POST /embeddings (OpenAI: api-reference/embeddings/create). */
export function createEmbed(
  { model, ...access }: Reached,
  dimensions: number,
): AskOnce<readonly string[], Found> {
  const client = createClient(access);
  return (texts, signal) =>
    once(
      () =>
        client.embeddings.create(
          // Left to itself the client asks for base64, which compatible servers do not know.
          { model, input: [...texts], dimensions, encoding_format: 'float' },
          { signal },
        ),
      (reply) => readReply(reply, texts.length, dimensions),
      { signal, photoSent: false },
    );
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
