import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsNonStreaming,
} from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { LanguageModelOptions } from './options.ts';
import { type Ask, detail, type Question, type Reply, type Terms } from './question.ts';
import { GarbledError } from './reply-errors.ts';
import { usageSchema } from './usage.ts';

type Form = Pick<LanguageModelOptions, 'model' | 'json'>;

/** Asks over POST /chat/completions (OpenAI: api-reference/chat/create), the form compatible servers speak. */
export function askChat(client: OpenAI, form: Form): Ask {
  return async (question, terms, signal) => {
    const completion: unknown = await client.chat.completions.create(params(question, terms, form), {
      signal,
    });
    return readReply(completion);
  };
}

function params(
  question: Question,
  terms: Terms,
  { model, json }: Form,
): ChatCompletionCreateParamsNonStreaming {
  const content: ChatCompletionContentPart[] = [{ type: 'text', text: question.user }];
  if (question.photo !== null)
    content.push({ type: 'image_url', image_url: { url: question.photo, detail } });
  return {
    model,
    messages: [
      // The older name of the developer role: the one every compatible server knows.
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

/** Only what we use, and as loosely as compatible servers answer it. */
const completionSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
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
  const text = message.content ?? '';
  if (message.refusal || reason === 'content_filter') return { end: 'refusal', text: '', model, usage };
  if (reason === 'length') return { end: 'incomplete', text, model, usage };
  // Compatible servers name a normal end in their own ways.
  return { end: 'complete', text, model, usage };
}
