import type { CheerWire } from '../../../src/core/cheer/prompts/index.ts';

export type Api = 'responses' | 'chat';
export type Wire = CheerWire;

/** What an answer says that it used. */
export interface Used {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** An answer in the form of either API (OpenAI: api-reference/responses/object, api-reference/chat/object). */
export function good(api: Api, model: string, text: string, used: Used = little): unknown {
  return api === 'responses'
    ? response(model, 'completed', [{ type: 'output_text', text, annotations: [] }], used)
    : completion(model, 'stop', { content: text, refusal: null }, used);
}

/** As `good`, the text in two parts behind a thought, as some compatible servers answer over chat. */
export function inParts(api: Api, model: string, text: string, used: Used = little): unknown {
  const half = Math.floor(text.length / 2);
  const halves = [text.slice(0, half), text.slice(half)];
  return api === 'responses'
    ? response(
        model,
        'completed',
        halves.map((part) => ({ type: 'output_text', text: part, annotations: [] })),
        used,
      )
    : completion(
        model,
        'stop',
        {
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
            ...halves.map((part) => ({ type: 'text', text: part })),
          ],
        },
        used,
      );
}

export function refusal(api: Api, model: string, used: Used = little): unknown {
  const words = 'I cannot help with that.';
  return api === 'responses'
    ? response(model, 'completed', [{ type: 'refusal', refusal: words }], used)
    : completion(model, 'stop', { content: null, refusal: words }, used);
}

export function incomplete(api: Api, model: string, text: string, used: Used = little): unknown {
  return api === 'responses'
    ? {
        ...response(model, 'incomplete', [{ type: 'output_text', text, annotations: [] }], used),
        incomplete_details: { reason: 'max_output_tokens' },
      }
    : completion(model, 'length', { content: text, refusal: null }, used);
}

/** Under status 200; routers in front of several models do so over chat too. */
export function failed(api: Api, model: string, code: string): unknown {
  const why = { code, message: 'The model failed.' };
  return api === 'responses' ? { ...response(model, 'failed', []), output: [], error: why } : { error: why };
}

export function error(message: string, type: string, code: string | null): unknown {
  return { error: { message, type, param: null, code } };
}

const little: Used = { input: 10, cached: 0, output: 10 };

function response(model: string, status: string, content: readonly unknown[], used: Used = little) {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_795_000_000,
    status,
    error: null,
    incomplete_details: null,
    model,
    output: [
      { type: 'reasoning', id: 'rs_1', summary: [] },
      { type: 'message', id: 'msg_1', role: 'assistant', status, content },
    ],
    usage: {
      input_tokens: used.input,
      input_tokens_details: { cached_tokens: used.cached },
      output_tokens: used.output,
      total_tokens: used.input + used.output,
    },
  };
}

function completion(
  model: string,
  finishReason: string,
  message: { readonly content: string | readonly unknown[] | null; readonly refusal?: string | null },
  used: Used,
) {
  return {
    id: 'chatcmpl_1',
    object: 'chat.completion',
    created: 1_795_000_000,
    model,
    choices: [
      { index: 0, finish_reason: finishReason, logprobs: null, message: { role: 'assistant', ...message } },
    ],
    usage: {
      prompt_tokens: used.input,
      prompt_tokens_details: { cached_tokens: used.cached },
      completion_tokens: used.output,
      total_tokens: used.input + used.output,
    },
  };
}

/** Vectors in the form of POST /embeddings, in no particular order, as the API allows. */
export function vectors(model: string, of: readonly (readonly number[])[]): unknown {
  const data = of.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  return {
    object: 'list',
    model,
    data: data.toReversed(),
    usage: { prompt_tokens: of.length * 7, total_tokens: 7 },
  };
}
