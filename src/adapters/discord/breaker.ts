import { DiscordAPIError } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { BreakerOpen, Code, HtmlAnswer } from './errors.ts';

/**
 * The first refusal of a key stops its requests for a minute; each further one doubles the time, up to five minutes. The instance that
 * reads the gateway hears when permissions change and lifts the stop at once; the others find out when they ask again after this time.
 */
const FIRST_MS = 60_000;
const LONGEST_MS = 300_000;
/** Discord bans an IP address at 10,000 invalid requests in 10 minutes (topics/rate-limits); we stop at a tenth of that. */
const WINDOW_MS = 600_000;
const MOST_INVALID = 1_000;
const MOST_KEYS = 10_000;
/** Codes that refuse the bot itself, whatever it asks in that place. All others are about one person, message or thread. */
const ofThePlace: ReadonlySet<number> = new Set([Code.missingAccess, Code.missingPermissions]);
/** Codes that stop a direct channel (key `dm:<person>`) as a whole, since one person decides about it. */
const ofThePerson: ReadonlySet<number> = new Set([Code.cannotMessage, Code.noServerInCommon]);
/** How long no request at all is made after Cloudflare answered with an HTML page; each further page doubles the time. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 120_000;

export interface Breaker {
  /** Throws `BreakerOpen` or `PlatformError` if a request under this key is known to be useless now. */
  check(key: string | null): void;
  succeeded(key: string | null): void;
  failed(key: string | null, error: unknown): void;
  /** Counts an answer towards the threshold of Discord's ban, if Discord counts it as invalid. */
  counted(status: number, scope: string | null): void;
  /** Forgets the refusals of one channel, or all of them. */
  forget(channelId: string | null): void;
}

/**
 * A circuit breaker that stops loops of 401 and 403 after a handful of requests. After a refusal of the bot itself, requests under the
 * same key fail without being sent for a while; after a Cloudflare page, all requests do.
 */
export function createBreaker(clock: Clock): Breaker {
  const closed = createBoundedMap<string, { until: number; forMs: number; code: number }>(MOST_KEYS);
  let invalid = { since: 0, count: 0 };
  let pause = { until: 0, forMs: 0 };

  return {
    check(key) {
      const now = clock.monotonic();
      if (invalid.count >= MOST_INVALID && now - invalid.since < WINDOW_MS) {
        const retryAfterMs = WINDOW_MS - (now - invalid.since);
        throw new PlatformError('rateLimited', 'too many refused requests', { retryAfterMs });
      }
      if (pause.until > now) {
        const retryAfterMs = pause.until - now;
        throw new PlatformError('unavailable', 'not asked: lately a page came instead of an answer', {
          retryAfterMs,
        });
      }
      const entry = key === null ? undefined : closed.get(key);
      if (entry !== undefined && entry.until > now) throw new BreakerOpen(entry.code);
    },
    succeeded(key) {
      pause = { until: 0, forMs: 0 };
      if (key !== null) closed.delete(key);
    },
    failed(key, error) {
      if (error instanceof HtmlAnswer && error.status !== 200) {
        const now = clock.monotonic();
        if (pause.until > now) return;
        const forMs = Math.min(Math.max(pause.forMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
        pause = { until: now + Math.max(forMs, error.retryAfterMs ?? 0), forMs };
        return;
      }
      if (key === null || !(error instanceof DiscordAPIError) || error.status !== 403) return;
      const code = Number(error.code);
      if (!ofThePlace.has(code) && !(key.startsWith('dm:') && ofThePerson.has(code))) return;
      const forMs = Math.min((closed.get(key)?.forMs ?? FIRST_MS / 2) * 2, LONGEST_MS);
      closed.set(key, { until: clock.monotonic() + forMs, forMs, code });
    },
    counted(status, scope) {
      if (status !== 401 && status !== 403 && !(status === 429 && scope !== 'shared')) return;
      const now = clock.monotonic();
      if (now - invalid.since >= WINDOW_MS) invalid = { since: now, count: 0 };
      invalid.count += 1;
    },
    forget(channelId) {
      for (const key of closed.keys()) {
        if (channelId === null || key.endsWith(`:${channelId}`)) closed.delete(key);
      }
    },
  };
}
