import { setTimeout as delay } from 'node:timers/promises';

/** How long after something could not be stored or read it is tried again, in milliseconds. */
export const AGAIN_MS = 10_000;
const mostTimesAgain = 30;
const mostTries = 375;

/**
 * Calls `read` until it returns true, that is, until everything missed was read. It may fail at first: right after the machine slept
 * the network may be down. After a minute the tries become less frequent, down to one every five minutes; after a day we give up.
 * Throws the signal's reason when it is aborted.
 */
export async function untilWhole(
  read: () => Promise<boolean>,
  signal: AbortSignal,
  everyMs: number,
): Promise<void> {
  for (let tries = 1; !(await read().catch(() => false)) && tries < mostTries; tries++)
    await delay(everyMs * Math.min(Math.ceil(tries / 6), mostTimesAgain), undefined, { signal });
}

/**
 * Slack redelivers an unacknowledged event three times within about six minutes, then never. An event that could not be stored
 * for longer is therefore read from the channels' histories later, even if newer messages have been received meanwhile. Returns the
 * function to call with the time of an event that could not be stored; that returns the work it began, or null if work is under way.
 */
export function createMakeUp(
  catchUp: (signal: AbortSignal, missedSince: number) => Promise<boolean>,
  signal: AbortSignal,
  againMs: number,
): (eventAt: number) => Promise<void> | null {
  let since = Number.POSITIVE_INFINITY;
  let missed = 0;
  let working = false;

  async function work(): Promise<void> {
    try {
      await delay(againMs, undefined, { signal });
      await untilWhole(
        async () => {
          const before = missed;
          return (await catchUp(signal, since)) && before === missed;
        },
        signal,
        againMs,
      );
      since = Number.POSITIVE_INFINITY;
    } finally {
      working = false;
    }
  }

  return (eventAt) => {
    since = Math.min(since, eventAt);
    missed++;
    if (working) return null;
    working = true;
    return work();
  };
}
