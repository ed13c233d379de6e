import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf } from './core/errors.ts';
import type { Log } from './core/ports.ts';

type End = () => Promise<unknown>;

/** What ends when the program ends, and in which order. */
export interface Ending {
  /** Whatever takes something in or begins something: ended first, and all of it at once. */
  door(end: End): void;
  /** What doors need until they are shut: ended after them one by one, the last added first. */
  behind(end: End): void;
  /** Ends everything, once. What takes longer than all of it may is left behind; a failure is a line in the log. */
  end(): Promise<void>;
}

/** `withinMs`: for everything but the `last`, which is ended in any case. */
export function createEnding({
  withinMs,
  last,
  log,
}: {
  readonly withinMs: number;
  readonly last: End;
  readonly log: Log;
}): Ending {
  const doors: End[] = [];
  const behind: End[] = [];
  const quietly = (end: End) =>
    end().catch((error: unknown) => log.warn('stop.failed', { reason: reasonOf(error) }));
  const all = async () => {
    const over = new AbortController();
    const cut = delay(withinMs, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([Promise.all(doors.map(quietly)), cut]);
    for (const end of behind.toReversed()) await Promise.race([quietly(end), cut]);
    over.abort();
    await quietly(last);
  };
  let ended: Promise<void> | null = null;
  return {
    door: (end) => void doors.push(end),
    behind: (end) => void behind.push(end),
    end() {
      ended ??= all();
      return ended;
    },
  };
}
