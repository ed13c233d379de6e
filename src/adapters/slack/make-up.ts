import { setTimeout as delay } from 'node:timers/promises';

/** How long after something could not be stored or read it is tried again. */
export const AGAIN_MS = 10_000;
const mostTimesAgain = 30;
const mostTries = 375;

/**
 * Reads what was missed until it is read as a whole: right after a sleep the network may not be there yet. After a minute more and
 * more seldom, every five minutes at last, and for a day: what cannot be read then is given up. Throws what the signal says.
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
 * Slack sends an event that was not acknowledged again three times within about six minutes, then never. What could not be
 * stored for longer is read from the channels once it can be, although newer messages may have been taken in meanwhile.
 * Answers the function to call with the time of an event that could not be stored; it answers the work begun, if any.
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
