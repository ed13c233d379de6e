import { Buffer } from 'node:buffer';
import type { ModerationMultiModalInput } from 'openai/resources/moderations';
import { z } from 'zod';
import { type Moderated, type Moderation, moderated, type Words } from '../../core/care/models.ts';
import { once } from './ask-once.ts';
import { createClient } from './client.ts';
import type { AskOnce, Reached } from './spared.ts';

const replySchema = z.object({
  results: z
    .array(
      z.object({
        categories: z.record(z.string(), z.boolean().nullable()),
        category_scores: z.record(z.string(), z.number().nullable()),
      }),
    )
    .min(1),
});

/** Asks over POST /moderations (OpenAI: api-reference/moderations/create). */
export function createModerate(options: Reached): AskOnce<Words, Moderation> {
  const client = createClient(options);
  return (words, signal) =>
    once(
      () => client.moderations.create({ model: options.model, input: inputOf(words) }, { signal }),
      readReply,
      { signal, photoSent: words.photo !== null },
    );
}

function inputOf({ text, photo }: Words): ModerationMultiModalInput[] {
  const parts: ModerationMultiModalInput[] = text.trim() === '' ? [] : [{ type: 'text', text }];
  if (photo !== null) {
    const url = `data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}`;
    parts.push({ type: 'image_url', image_url: { url } });
  }
  return parts;
}

/** If there are several results, the highest score of each category. */
function readReply(reply: unknown): Moderation | null {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success) return null;
  const { results } = parsed.data;
  const scoreOf = (kind: Moderated) =>
    Math.max(...results.map(({ category_scores: scores }) => scores[kind] ?? 0));
  return {
    kind: 'scores',
    scores: Object.fromEntries(moderated.map((kind) => [kind, scoreOf(kind)])),
    flagged: moderated.filter((kind) => results.some(({ categories }) => categories[kind] === true)),
  };
}
