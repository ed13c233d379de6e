const withinMs = 8_000;

/** The response to a check's request. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; null if it is not JSON. */
  readonly body: unknown;
}

/**
 * Sends one request of a check. Null if nothing answers within eight seconds. Redirects are not followed, since they would take the token
 * along.
 */
export async function ask(
  url: string | URL,
  init: {
    readonly method?: 'GET' | 'POST';
    readonly headers?: Record<string, string>;
    readonly body?: string;
  } = {},
): Promise<Answer | null> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(withinMs) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
