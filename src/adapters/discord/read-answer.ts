import type { RESTOptions } from 'discord.js';
import { HtmlAnswer } from './errors.ts';

type Answer = Awaited<ReturnType<RESTOptions['makeRequest']>>;

/** How many seconds we wait when a 429 answer does not say how long. */
const PATIENCE_S = 1;

/**
 * Brings the answer of a compatible server into the form that Discord uses: success without a body becomes a 204, a refusal whose body is
 * missing or no object gets code 0, and a waiting time that is only in the body is copied to the header. Throws `HtmlAnswer` for an HTML
 * page.
 */
export async function readAnswer(answer: Answer): Promise<Answer> {
  const { status } = answer;
  // The client retries a 5xx whatever its body says, and a 204 has none.
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
  // The client reads a code from the body of every refusal.
  const hasCode = status < 400 || isObject(bytes);
  const body = hasCode ? bytes : JSON.stringify({ code: 0, message: 'no body' });
  headers.set('content-type', 'application/json');
  if (status === 429 && !headers.has('retry-after')) headers.set('retry-after', String(waitIn(body)));
  return new Response(body, { status, statusText: answer.statusText, headers });
}

function isObject(json: Uint8Array): boolean {
  try {
    const told = JSON.parse(new TextDecoder().decode(json)) as unknown;
    return typeof told === 'object' && told !== null;
  } catch {
    return false;
  }
}

/** The waiting time that the body of a 429 names, in seconds. */
function waitIn(body: string | Uint8Array): number {
  try {
    const told = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as unknown;
    const seconds = Number((told as { readonly retry_after?: unknown } | null)?.retry_after);
    return seconds > 0 ? seconds : PATIENCE_S;
  } catch {
    return PATIENCE_S;
  }
}
