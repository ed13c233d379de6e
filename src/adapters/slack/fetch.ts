/** How long to stay away when Slack says "too much" without saying how long. */
export const UNTOLD_RETRY_S = 3;

/**
 * As fetch, for Slack's client, which reads how long to stay away in a header alone: where a server says it in the body of its
 * answer 429, or nowhere, the header says it. Slack: apis/web-api/rate-limits.
 */
export const fetchForClient: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  const headers = new Headers(response.headers);
  const told = secondsIn(await response.json().catch(() => null));
  headers.set('retry-after', String(Math.ceil(told ?? UNTOLD_RETRY_S)));
  return new Response(null, { status: 429, headers });
};

/** The `retry_after` of a refusal, in seconds; null: it does not say. */
export function secondsIn(body: unknown): number | null {
  const { retry_after: told } = (body ?? {}) as { readonly retry_after?: unknown };
  const seconds = Number(told ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
