import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf } from './core/errors.ts';
import type { Log } from './core/ports.ts';

type End = () => Promise<unknown>;

/** The order in which the parts of the program are stopped. */
export interface Ending {
  /** Adds a part that accepts or begins work. All doors are ended first, at the same time. */
  door(end: End): void;
  /** Adds a part that doors need until they are shut. These are ended after the doors, one by one, the last added first. */
  behind(end: End): void;
  /** Ends everything; later calls return the same promise. Parts that exceed the time limit are abandoned; failures are logged. */
  end(): Promise<void>;
}

/** `withinMs` limits everything except `last`, which is always ended. */
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
