import type { Json } from './types.ts';

/** What goes wrong. `after: true` does the work first: accepted, and the bot cannot know. */
export type How =
  | {
      kind: 'status';
      status: number;
      body?: string;
      headers?: Record<string, string>;
      after?: boolean;
    }
  | { kind: 'error'; error: string; extra?: Json }
  | { kind: 'rateLimited'; retryAfter: number }
  | { kind: 'dropBefore' }
  | { kind: 'dropReply' }
  /** Does the work and never answers. */
  | { kind: 'silent' }
  | { kind: 'delay'; ms: number }
  | { kind: 'html'; status?: number };

/** Which requests: a method name (`chat.postMessage`, `files.download`, `response_url`), or one with a condition. */
type Match = string | RegExp | { method: string | RegExp; where?: (args: Json) => boolean; times?: number };

interface Fault {
  readonly how: How;
  /** How often it really happened. */
  readonly hits: () => number;
  heal(): void;
}

export interface Faults {
  fail(match: Match, how: How): Fault;
  /** The fault for this request, counted as hit, or undefined. */
  take(method: string, args: Json): How | undefined;
  healAll(): void;
}

interface Entry {
  method: string | RegExp;
  where: (args: Json) => boolean;
  left: number;
  hits: number;
  how: How;
}

export function createFaults(): Faults {
  const entries = new Set<Entry>();
  return {
    fail(match, how) {
      const spec = typeof match === 'string' || match instanceof RegExp ? { method: match } : match;
      const entry: Entry = {
        method: spec.method,
        where: ('where' in spec ? spec.where : undefined) ?? (() => true),
        left: ('times' in spec ? spec.times : undefined) ?? Number.POSITIVE_INFINITY,
        hits: 0,
        how,
      };
      entries.add(entry);
      return { how, hits: () => entry.hits, heal: () => void entries.delete(entry) };
    },
    take(method, args) {
      for (const e of entries) {
        const named = typeof e.method === 'string' ? e.method === method : e.method.test(method);
        if (!named || e.left <= 0 || !e.where(args)) continue;
        e.left -= 1;
        e.hits += 1;
        return e.how;
      }
      return undefined;
    },
    healAll: () => entries.clear(),
  };
}
