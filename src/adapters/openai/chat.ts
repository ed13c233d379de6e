import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsNonStreaming,
} from 'openai/resources/chat/completions';
import { z } from 'zod';
import { type Ask, detail, type Question, type Reply, type Terms } from './question.ts';
import { GarbledError } from './reply-errors.ts';
import { usageSchema } from './usage.ts';

/** Asks over POST /chat/completions (OpenAI: api-reference/chat/create), the form compatible servers speak. */
export function askChat(client: OpenAI, model: string): Ask {
  return async (question, terms, signal) => {
    const completion: unknown = await client.chat.completions.create(params(question, terms, model), {
      signal,
    });
    return readReply(completion);
  };
}

function params(question: Question, terms: Terms, model: string): ChatCompletionCreateParamsNonStreaming {
  const { json } = terms;
  const content: ChatCompletionContentPart[] = [{ type: 'text', text: question.user }];
  if (question.photo !== null)
    content.push({ type: 'image_url', image_url: { url: question.photo, detail } });
  return {
    model,
    messages: [
      // `system`, the older name of the developer role, is the one that every compatible server knows.
      { role: 'system', content: question.system },
      { role: 'user', content: question.photo === null ? question.user : content },
    ],
    ...(json === 'none' ? {} : { response_format: responseFormat(json, question) }),
    ...(terms.plain
      ? { max_tokens: terms.maxTokens }
      : {
          max_completion_tokens: terms.maxTokens,
          store: false,
          prompt_cache_key: question.cacheKey,
          reasoning_effort: 'none',
        }),
  };
}

function responseFormat(json: 'strict' | 'loose', { schema, shape }: Question) {
  return json === 'strict' ? zodResponseFormat(schema, shape) : ({ type: 'json_object' } as const);
}

/** One part of a message's content: text, a refusal, or something else (such as reasoning) that is ignored. */
const partSchema = z.object({
  type: z.string().nullish(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
});

/** Only the fields we use, and as lenient as compatible servers need. */
const completionSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.union([z.string(), z.array(partSchema)]).nullish(),
          refusal: z.string().nullish(),
        }),
      }),
    )
    .min(1),
  usage: usageSchema,
});

function readReply(completion: unknown): Reply {
  const parsed = completionSchema.safeParse(completion);
  if (!parsed.success) throw new GarbledError('no Chat Completions object');
  const { model = null, choices, usage } = parsed.data;
  const { finish_reason: reason, message } = choices[0]!;
  const { content } = message;
  const parts = typeof content === 'string' ? [{ text: content }] : (content ?? []);
  const text = parts.map(textOf).join('');
  if (message.refusal || parts.some(isRefusal) || reason === 'content_filter')
    return { end: 'refusal', text: '', model, usage };
  if (reason === 'length') return { end: 'incomplete', text, model, usage };
  // Any other finish_reason is a normal end: compatible servers name it in their own ways.
  return { end: 'complete', text, model, usage };
}

type Part = z.infer<typeof partSchema>;

const textOf = ({ type, text }: Part): string =>
  ['text', 'output_text'].includes(type ?? 'text') ? (text ?? '') : '';

const isRefusal = ({ type, refusal }: Part): boolean => type === 'refusal' || !!refusal;
