import type OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type {
  ResponseCreateParamsNonStreaming,
  ResponseFormatTextConfig,
  ResponseInputContent,
} from 'openai/resources/responses/responses';
import { z } from 'zod';
import { type Ask, detail, type Question, type Reply, type Terms } from './question.ts';
import { FailedError, GarbledError } from './reply-errors.ts';
import { usageSchema } from './usage.ts';

/** Asks over POST /responses (OpenAI: api-reference/responses/create). */
export function askResponses(client: OpenAI, model: string): Ask {
  return async (question, terms, signal) => {
    const response: unknown = await client.responses.create(params(question, terms, model), { signal });
    return readReply(response);
  };
}

function params(question: Question, terms: Terms, model: string): ResponseCreateParamsNonStreaming {
  const { json } = terms;
  const content: ResponseInputContent[] = [{ type: 'input_text', text: question.user }];
  if (question.photo !== null) content.push({ type: 'input_image', image_url: question.photo, detail });
  return {
    model,
    instructions: question.system,
    input: [{ role: 'user', content }],
    max_output_tokens: terms.maxTokens,
    ...(json === 'none' ? {} : { text: { format: textFormat(json, question) } }),
    // Without this the server stores answers for 30 days.
    store: false,
    ...(terms.plain ? {} : { prompt_cache_key: question.cacheKey, reasoning: { effort: 'none' } }),
  };
}

function textFormat(json: 'strict' | 'loose', { schema, shape }: Question): ResponseFormatTextConfig {
  return json === 'strict' ? zodTextFormat(schema, shape) : { type: 'json_object' };
}

/** Only the fields we use, and as lenient as compatible servers need. */
const responseSchema = z.object({
  status: z.string(),
  model: z.string().nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      content: z.array(z.object({ type: z.string(), text: z.string().nullish() })).nullish(),
    }),
  ),
  usage: usageSchema,
});

function readReply(response: unknown): Reply {
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success) throw new GarbledError('no Responses API object');
  const { status, model = null, error, incomplete_details: details, output, usage } = parsed.data;
  if (status === 'failed') throw new FailedError(error?.code ?? 'unknown');
  const parts = output.filter(({ type }) => type === 'message').flatMap(({ content }) => content ?? []);
  const text = parts.map((part) => (part.type === 'output_text' ? (part.text ?? '') : '')).join('');
  if (parts.some(({ type }) => type === 'refusal') || details?.reason === 'content_filter') {
    return { end: 'refusal', text: '', model, usage };
  }
  if (status === 'completed') return { end: 'complete', text, model, usage };
  if (status === 'incomplete') return { end: 'incomplete', text, model, usage };
  throw new GarbledError('the response is neither complete nor incomplete');
}
