import type { Json } from './types.ts';

/** `count` requests per `windowMs`, for each channel apart when `perChannel`. */
export interface RateLimit {
  readonly count: number;
  readonly windowMs: number;
  readonly perChannel?: boolean;
}

export interface RateLimiter {
  /** Seconds to wait (for Retry-After) when the request is one too many; undefined when it may pass. */
  take(method: string, args: Json): number | undefined;
}

/** Sliding windows by method, in real time. */
export function createRateLimiter(limits: Readonly<Record<string, RateLimit>>): RateLimiter {
  const taken = new Map<string, number[]>();
  return {
    take(method, args) {
      const limit = limits[method];
      if (limit === undefined) return undefined;
      const key = limit.perChannel === true ? `${method}:${String(args.channel)}` : method;
      const now = performance.now();
      const recent = (taken.get(key) ?? []).filter((t) => now - t < limit.windowMs);
      taken.set(key, recent);
      const oldest = recent[0];
      if (recent.length < limit.count || oldest === undefined) {
        recent.push(now);
        return undefined;
      }
      return Math.max(1, Math.ceil((limit.windowMs - (now - oldest)) / 1000));
    },
  };
}
