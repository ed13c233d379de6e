import type { RESTOptions } from 'discord.js';
import { HtmlAnswer } from './errors.ts';

type Answer = Awaited<ReturnType<RESTOptions['makeRequest']>>;

/** Where an answer asks for patience and does not say how long. */
const PATIENCE_S = 1;

/**
 * An answer as Discord gives it, where a compatible server says the same otherwise: without a body it is an empty success, or a
 * refusal without a code (0), and how long to wait may stand in the body alone. Throws `HtmlAnswer` for a page.
 */
export async function readAnswer(answer: Answer): Promise<Answer> {
  const { status } = answer;
  // The client tries these again, whatever they say.
  if (status === 204 || status >= 500) return answer;
  const headers = new Headers([...answer.headers]);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const isJson = (headers.get('content-type') ?? '').startsWith('application/json');
  const isEmpty = bytes.byteLength === 0;
  if ((!isEmpty && !isJson) || (status >= 300 && status < 400)) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    throw new HtmlAnswer(status, Number.isFinite(seconds) ? seconds * 1000 : null);
  }
  if (isEmpty && status < 300) return new Response(null, { status: 204, headers });
  const body = isEmpty ? JSON.stringify({ code: 0, message: 'no body' }) : bytes;
  headers.set('content-type', 'application/json');
  if (status === 429 && !headers.has('retry-after')) headers.set('retry-after', String(waitIn(body)));
  return new Response(body, { status, statusText: answer.statusText, headers });
}

/** In seconds. */
function waitIn(body: string | Uint8Array): number {
  try {
    const told = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as unknown;
    const seconds = Number((told as { readonly retry_after?: unknown } | null)?.retry_after);
    return seconds > 0 ? seconds : PATIENCE_S;
  } catch {
    return PATIENCE_S;
  }
}
