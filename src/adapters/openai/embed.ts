import { z } from 'zod';
import { once } from './ask-once.ts';
import { createClient } from './client.ts';
import type { AskOnce, Reached } from './spared.ts';
import { count } from './usage.ts';

/** The vectors of one request, in the order of its texts. */
export interface Found {
  readonly vectors: readonly Float32Array[];
  /** Input tokens; null if the server did not report them. */
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
          // By default the client asks for base64, which compatible servers do not know.
          { model, input: [...texts], dimensions, encoding_format: 'float' },
          { signal },
        ),
      (reply) => readReply(reply, texts.length, dimensions),
      { signal, photoSent: false },
    );
}

/** One vector per text, in the order asked; null if any is missing. Servers that ignore `dimensions` send longer vectors. */
function readReply(reply: unknown, wanted: number, dimensions: number): Found | null {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success || parsed.data.data.length !== wanted) return null;
  const { data, usage } = parsed.data;
  const vectors = new Map(data.map(({ index, embedding }) => [index, shortened(embedding, dimensions)]));
  const found = Array.from({ length: wanted }, (_, index) => vectors.get(index) ?? null);
  if (!found.every((vector) => vector !== null)) return null;
  return { vectors: found, tokens: usage?.prompt_tokens ?? null };
}

/** The first `dimensions` numbers, scaled to unit length; null if there are fewer or they have no length. */
function shortened(embedding: readonly number[], dimensions: number): Float32Array | null {
  if (embedding.length < dimensions) return null;
  const vector = Float32Array.from(embedding.slice(0, dimensions));
  const length = Math.hypot(...vector);
  return Number.isFinite(length) && length > 0 ? vector.map((value) => value / length) : null;
}
