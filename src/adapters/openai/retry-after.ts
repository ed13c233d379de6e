const day = 24 * 60 * 60_000;

/**
 * How long a server asks callers to wait, in milliseconds (0 to a day), or null when it does not say. `retry-after-ms`
 * is OpenAI's own; Retry-After holds seconds or a date (RFC 9110, 10.2.3). `now`: milliseconds since 1970.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const own = headers.get('retry-after-ms');
  const standard = headers.get('retry-after');
  const ms = own !== null && own.trim() !== '' ? Number(own) : fromStandard(standard, now);
  return ms === null || Number.isNaN(ms) ? null : Math.min(Math.max(0, Math.ceil(ms)), day);
}

function fromStandard(value: string | null, now: number): number | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  return Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
}
