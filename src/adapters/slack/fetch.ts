/** How many seconds we wait when Slack limits the rate without saying for how long. */
export const UNTOLD_RETRY_S = 3;

/**
 * A `fetch` for Slack's client, which reads the waiting time of a 429 only from the `retry-after` header. If a server puts it in the body
 * or leaves it out, this adds the header. Slack: apis/web-api/rate-limits.
 */
export const fetchForClient: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  const headers = new Headers(response.headers);
  const told = secondsIn(await response.json().catch(() => null));
  headers.set('retry-after', String(Math.ceil(told ?? UNTOLD_RETRY_S)));
  return new Response(null, { status: 429, headers });
};

/** The `retry_after` in the body of a refusal, in seconds; null if there is none. */
export function secondsIn(body: unknown): number | null {
  const { retry_after: told } = (body ?? {}) as { readonly retry_after?: unknown };
  const seconds = Number(told ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
