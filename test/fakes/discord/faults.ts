import type { LoggedRequest } from './log.ts';

/** What goes wrong, on the wire. */
export type FaultHow =
  /** Answers this instead of handling the request. A string body is sent as HTML, anything else as JSON. */
  | { kind: 'answer'; status: number; body: unknown; headers?: Record<string, string> }
  /** Hangs up: before handling (nothing happened) or after (it happened, and nobody was told). */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** Handles the request and never answers. */
  | { kind: 'silent' }
  /** Handles the request, then answers this instead: accepted, but reported as failed. */
  | { kind: 'accept-then-answer'; status: number; body: unknown }
  /** Handles the request late, by the real clock. */
  | { kind: 'delay'; ms: number };

export interface FaultMatch {
  method?: string;
  /** A route as in the log, e.g. /channels/:channel_id/messages. */
  route?: string;
  where?: (request: LoggedRequest) => boolean;
}

export interface Fault {
  /** How often it has happened. A test that injects a fault must see that it did. */
  readonly hits: number;
  stop(): void;
}

export interface Faults {
  fail(match: FaultMatch, how: FaultHow, times?: number): Fault;
  /** The fault that hits this request now, if any; counts it. */
  take(request: LoggedRequest): FaultHow | undefined;
}

export function createFaults(): Faults {
  const active: { match: FaultMatch; how: FaultHow; left: number; fault: { hits: number } }[] = [];
  return {
    fail(match, how, times = 1) {
      const fault = { hits: 0 };
      const entry = { match, how, left: times, fault };
      active.push(entry);
      return {
        get hits() {
          return fault.hits;
        },
        stop() {
          entry.left = 0;
        },
      };
    },
    take(request) {
      const entry = active.find((e) => e.left > 0 && matches(e.match, request));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.fault.hits += 1;
      return entry.how;
    },
  };
}

function matches(match: FaultMatch, request: LoggedRequest): boolean {
  if (match.method !== undefined && match.method !== request.method) return false;
  if (match.route !== undefined && match.route !== request.route) return false;
  return match.where?.(request) ?? true;
}

/** An error as Discord words it, e.g. `discordError(403, 50013)`. */
export function discordError(status: number, code: number, message = 'Injected'): FaultHow {
  return { kind: 'answer', status, body: { message, code } };
}

/** A 429; Retry-After in seconds (Discord: topics/rate-limits). */
export function tooManyRequests(
  retryAfter: number,
  scope: 'user' | 'shared' | 'global' = 'user',
  code = 0,
): FaultHow {
  const global = scope === 'global';
  return {
    kind: 'answer',
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: retryAfter, global, code },
    headers: {
      'retry-after': String(Math.ceil(retryAfter)),
      'x-ratelimit-scope': scope,
      'x-ratelimit-reset-after': String(retryAfter),
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  };
}

/** The page Cloudflare puts in front of Discord: HTML, whatever the status. */
export function cloudflarePage(status: 200 | 403 | 429 | 503, retryAfter?: number): FaultHow {
  const body = `<!doctype html><html><head><title>Error ${status}</title></head><body>cloudflare</body></html>`;
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { kind: 'answer', status, body, headers };
}
