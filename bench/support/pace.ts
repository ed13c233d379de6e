import { setTimeout as delay } from 'node:timers/promises';

/**
 * Calls `act` `rate` times a second for `seconds`, whatever becomes of the earlier ones: people do not wait for one another.
 * When the timer is late, those that are due are made up for. Answers how late each call was, in milliseconds.
 */
export async function atPace(rate: number, seconds: number, act: () => void): Promise<readonly number[]> {
  const begun = performance.now();
  const late: number[] = [];
  for (let done = 0; done < rate * seconds; ) {
    const now = performance.now();
    const due = begun + (done * 1000) / rate;
    if (due > now) {
      await delay(due - now);
      continue;
    }
    late.push(now - due);
    act();
    done += 1;
  }
  return late;
}
