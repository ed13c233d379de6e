import { setTimeout as delay } from 'node:timers/promises';

const againMs = 10_000;
const mostTries = 30;

/**
 * Reads what was missed until it is read as a whole, for five minutes: right after a sleep the network may not be there yet. Throws
 * what the signal says.
 */
export async function untilWhole(
  read: () => Promise<boolean>,
  signal: AbortSignal,
  everyMs = againMs,
): Promise<void> {
  for (let tries = 1; !(await read().catch(() => false)) && tries < mostTries; tries++)
    await delay(everyMs, undefined, { signal });
}

/**
 * Slack sends an event that was not acknowledged again three times within about six minutes, then never. What could not be
 * stored for longer is read from the channels once it can be, although newer messages may have been taken in meanwhile.
 * Answers the function to call with the time of an event that could not be stored; it answers the work begun, if any.
 */
export function createMakeUp(
  catchUp: (signal: AbortSignal, missedSince: number) => Promise<boolean>,
  signal: AbortSignal,
): (eventAt: number) => Promise<void> | null {
  let since = Number.POSITIVE_INFINITY;
  let missed = 0;
  let working = false;

  async function work(): Promise<void> {
    try {
      for (let known = -1; known !== missed; ) {
        await delay(againMs, undefined, { signal });
        const before = missed;
        if (await catchUp(signal, since).catch(() => false)) known = before;
      }
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
