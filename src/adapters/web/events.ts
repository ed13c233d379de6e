import { reasonOf } from '../../core/errors.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Log } from '../../core/ports.ts';
import type { WebStore } from './store.ts';
import type { ToWire } from './to-wire.ts';
import type { WireEvent } from './wire.ts';

/** The event streams of all open pages. */
export interface Feed {
  /** Opens a member's stream of server-sent events that come after `after`; it ends when `signal` aborts. */
  open(query: FeedQuery): ReadableStream<Uint8Array>;
  /** Ends every stream; pages connect again by themselves. */
  close(): void;
  size(): number;
}

export interface FeedQuery {
  readonly channels: readonly string[];
  readonly viewer: string;
  readonly locale: Locale;
  /** The newest event the page has. */
  readonly after: string;
  readonly signal: AbortSignal;
}

/** How often we look for other instances' events, and how often an idle connection gets a sign of life, in ms. */
const POLL = 1_000;
const BEAT = 15_000;
const BATCH = 100;

/**
 * Sends the events of the event table as server-sent events. Each carries its number, so that a page that lost the connection can name the
 * last one it has (`Last-Event-ID`) and is sent the rest. A stream reads new events whenever this process commits, and once a second for
 * those of other instances.
 */
export function createFeed({
  store,
  toWire,
  log,
}: {
  readonly store: WebStore;
  readonly toWire: ToWire;
  readonly log: Log;
}): Feed {
  const closing = new AbortController();
  let open = 0;

  async function* changes(query: FeedQuery, signal: AbortSignal): AsyncGenerator<string> {
    const wake = createBell();
    const stop = store.onChange(wake.ring);
    const poll = setInterval(wake.ring, POLL);
    signal.addEventListener('abort', wake.ring);
    try {
      yield 'retry: 1000\n\n';
      const { oldest, newest } = await store.bounds(query.channels);
      let after = query.after;
      // A number beyond the newest event or before the oldest comes from another database or from before a clean-up.
      if (BigInt(after) > BigInt(newest) || (after !== '0' && BigInt(after) < BigInt(oldest))) {
        yield frame(newest, { type: 'reset' });
        after = newest;
      }
      let quiet = Date.now();
      while (!signal.aborted) {
        const batch = await store.events({ ...query, after, limit: BATCH });
        for (const [id, messageId] of newestOfEach(batch)) {
          const stored = await store.message(messageId);
          const message = stored && (await toWire.shown(stored, query.locale));
          if (message) yield frame(id, { type: 'message', message });
        }
        after = batch.at(-1)?.id ?? after;
        if (batch.length > 0) quiet = Date.now();
        else if (Date.now() - quiet >= BEAT) {
          quiet = Date.now();
          yield ': here\n\n';
        }
        if (batch.length < BATCH && !signal.aborted) await wake.wait();
      }
    } finally {
      stop();
      clearInterval(poll);
    }
  }

  return {
    open(query) {
      const left = new AbortController();
      const signal = AbortSignal.any([query.signal, closing.signal, left.signal]);
      const source = changes(query, signal);
      const encoder = new TextEncoder();
      let counted = true;
      const done = () => {
        if (counted) open -= 1;
        counted = false;
      };
      open += 1;
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          try {
            const next = await source.next();
            if (!next.done) return controller.enqueue(encoder.encode(next.value));
            done();
            controller.close();
          } catch (error) {
            // The database is probably away. The page connects again and continues where it was.
            if (!signal.aborted) log.warn('web.stream_failed', { reason: reasonOf(error) });
            done();
            controller.close();
          }
        },
        async cancel() {
          left.abort();
          done();
          await source.return(undefined);
        },
      });
    },
    close: () => closing.abort(),
    size: () => open,
  };
}

const frame = (id: string, event: WireEvent): string => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;

/** The newest event for each message. Events carry a message's state, so earlier ones about the same message can be skipped. */
function newestOfEach(
  batch: readonly { readonly id: string; readonly message: string }[],
): [string, string][] {
  const last = new Map(batch.map((event) => [event.message, event.id]));
  return [...last]
    .map(([message, id]): [string, string] => [id, message])
    .sort(([a], [b]) => Number(BigInt(a) - BigInt(b)));
}

/** A wake-up signal. A ring between two waits is remembered, so that none is lost. */
function createBell() {
  let rung = false;
  let answer: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      answer?.();
    },
    async wait() {
      if (!rung) await new Promise<void>((resolve) => (answer = resolve));
      rung = false;
      answer = null;
    },
  };
}
