import type { CheerWire } from '../../../src/core/cheer/prompt.ts';

export type Api = 'responses' | 'chat';
export type Wire = CheerWire;

/** An answer in the form of either API (OpenAI: api-reference/responses/object, api-reference/chat/object). */
export function good(api: Api, model: string, text: string): unknown {
  return api === 'responses'
    ? response(model, 'completed', [{ type: 'output_text', text, annotations: [] }])
    : completion(model, 'stop', { content: text, refusal: null });
}

export function refusal(api: Api, model: string): unknown {
  const words = 'I cannot help with that.';
  return api === 'responses'
    ? response(model, 'completed', [{ type: 'refusal', refusal: words }])
    : completion(model, 'stop', { content: null, refusal: words });
}

export function incomplete(api: Api, model: string, text: string): unknown {
  return api === 'responses'
    ? {
        ...response(model, 'incomplete', [{ type: 'output_text', text, annotations: [] }]),
        incomplete_details: { reason: 'max_output_tokens' },
      }
    : completion(model, 'length', { content: text, refusal: null });
}

/** Under status 200; routers in front of several models do so over chat too. */
export function failed(api: Api, model: string, code: string): unknown {
  const why = { code, message: 'The model failed.' };
  return api === 'responses' ? { ...response(model, 'failed', []), output: [], error: why } : { error: why };
}

export function error(message: string, type: string, code: string | null): unknown {
  return { error: { message, type, param: null, code } };
}

function response(model: string, status: string, content: readonly unknown[]) {
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
    usage: { input_tokens: 10, output_tokens: 10, total_tokens: 20 },
  };
}

function completion(
  model: string,
  finishReason: string,
  message: { readonly content: string | null; readonly refusal: string | null },
) {
  return {
    id: 'chatcmpl_1',
    object: 'chat.completion',
    created: 1_795_000_000,
    model,
    choices: [
      { index: 0, finish_reason: finishReason, logprobs: null, message: { role: 'assistant', ...message } },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  };
}
