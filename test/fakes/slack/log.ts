import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Json, LoggedRequest, Ping } from './types.ts';

/** Everything the bot did to the server, in order, with times. */
export interface Log {
  readonly requests: LoggedRequest[];
  readonly pings: Ping[];
  /** Things Slack lets pass but a good bot does not do, such as blocks without `text`. */
  readonly violations: string[];
  /** Words of pings and violations that the test provokes: of all others the fake complains when it closes. */
  readonly provoked: string[];
  /** Emits `request` with the LoggedRequest as soon as one has arrived. */
  readonly events: EventEmitter;
  request(method: string, args: Json): LoggedRequest;
  calls(method: string): LoggedRequest[];
}

export function createLog(): Log {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  const requests: LoggedRequest[] = [];
  return {
    requests,
    pings: [],
    violations: [],
    provoked: [],
    events,
    request(method, args) {
      const entry: LoggedRequest = { method, args, at: performance.now(), status: 0, outcome: 'open' };
      requests.push(entry);
      events.emit('request', entry);
      return entry;
    },
    calls: (method) => requests.filter((r) => r.method === method),
  };
}

/** Waits until `check` answers something other than undefined, null or false; fails after `timeoutMs`. */
export async function waitFor<T>(
  check: () => T | undefined | null | false,
  what = 'condition',
  timeoutMs = 30_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = check();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > end) throw new Error(`fake Slack: waited ${timeoutMs} ms in vain for ${what}`);
    await delay(5);
  }
}

const PING =
  /<!(channel|here|everyone)(?:\|[^>]*)?>|<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^(\w+)(?:\|[^>]*)?>/g;

/** Finds what would notify people in one piece of text that Slack parses. */
export function pingsIn(method: string, text: string): Ping[] {
  const found: Ping[] = [];
  for (const m of text.matchAll(PING)) {
    if (m[1] !== undefined) found.push({ kind: m[1] as Ping['kind'], target: m[1], method, text });
    else if (m[2] !== undefined) found.push({ kind: 'user', target: m[2], method, text });
    else found.push({ kind: 'usergroup', target: m[3] ?? '', method, text });
  }
  return found;
}

/** Every text of a block tree that is parsed for mentions: mrkdwn objects, markdown blocks, image alt texts are not. */
export function parsedTexts(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(parsedTexts);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const node = blocks as Json;
  if ((node.type === 'mrkdwn' || node.type === 'markdown') && typeof node.text === 'string')
    return [node.text];
  if (node.type === 'user' && typeof node.user_id === 'string') return [`<@${node.user_id}>`];
  if (node.type === 'broadcast') return [`<!${String(node.range)}>`];
  return Object.values(node).flatMap(parsedTexts);
}
