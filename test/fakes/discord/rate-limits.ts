import { performance } from 'node:perf_hooks';

export interface Bucket {
  limit: number;
  windowMs: number;
}

/** Per route; the major parameter (channel, guild, webhook) is added when counting. Seen values, not documented ones. */
const BUCKETS: Record<string, Bucket> = {
  'PUT /channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me': { limit: 1, windowMs: 250 },
  'DELETE /channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me': { limit: 1, windowMs: 250 },
  'POST /channels/:channel_id/messages': { limit: 5, windowMs: 5_000 },
  'PATCH /channels/:channel_id/messages/:message_id': { limit: 5, windowMs: 5_000 },
  'DELETE /channels/:channel_id/messages/:message_id': { limit: 5, windowMs: 1_000 },
  'GET /channels/:channel_id/messages': { limit: 5, windowMs: 1_000 },
};
const GLOBAL_PER_SECOND = 50;
/** A little less than a second: the client opens its windows before the request arrives here. */
const GLOBAL_WINDOW_MS = 950;

export interface RateLimitAnswer {
  headers: Record<string, string>;
  /** Seconds to wait when the request is refused. */
  retryAfter: number | null;
  global: boolean;
}

export interface RateLimiter {
  count(method: string, route: string, major: string): RateLimitAnswer;
}

/** Counts by the real clock, since the client waits by it. `off` answers without headers and never refuses. */
export function createRateLimiter(mode: 'discord' | 'off'): RateLimiter {
  const windows = new Map<string, { resetAt: number; used: number }>();
  let global = { resetAt: 0, used: 0 };
  if (mode === 'off') return { count: () => ({ headers: {}, retryAfter: null, global: false }) };
  return {
    count(method, route, major): RateLimitAnswer {
      const now = performance.now();
      const interaction = route.startsWith('/interactions/') || route.startsWith('/webhooks/');
      if (!interaction) {
        if (global.resetAt <= now) global = { resetAt: now + GLOBAL_WINDOW_MS, used: 0 };
        global.used += 1;
        if (global.used > GLOBAL_PER_SECOND) {
          return {
            headers: { 'x-ratelimit-global': 'true' },
            retryAfter: seconds(global.resetAt - now),
            global: true,
          };
        }
      }
      const key = `${method} ${route}`;
      const bucket = BUCKETS[key];
      if (bucket === undefined) return { headers: {}, retryAfter: null, global: false };
      const id = `${bucketName(key)} ${major}`;
      let window = windows.get(id);
      if (window === undefined || window.resetAt <= now) {
        window = { resetAt: now + bucket.windowMs, used: 0 };
        windows.set(id, window);
      }
      const refused = window.used >= bucket.limit;
      if (!refused) window.used += 1;
      const wait = seconds(window.resetAt - now);
      return {
        headers: {
          'x-ratelimit-limit': String(bucket.limit),
          'x-ratelimit-remaining': String(bucket.limit - window.used),
          'x-ratelimit-reset-after': String(wait),
          'x-ratelimit-reset': String((Date.now() + wait * 1000) / 1000),
          'x-ratelimit-bucket': bucketName(key),
        },
        retryAfter: refused ? wait : null,
        global: false,
      };
    },
  };
}

const seconds = (ms: number) => Math.max(0.001, Math.round(ms) / 1000);

/** The reaction routes share one bucket on Discord. */
function bucketName(key: string): string {
  const shared = key.includes('/reactions/') ? 'reactions' : key;
  let hash = 0;
  for (const char of shared) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return hash.toString(16).padStart(8, '0').repeat(4);
}
