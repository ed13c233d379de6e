import type { Log } from '../../core/ports.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A timer that is a little early does not come before the minute it is for. */
const afterMs = 5;

/** What is done again and again; `stop` waits for what is in hand. */
export interface Repeated {
  stop(): Promise<void>;
}

/** Does `work` now and at the start of every minute, and never while it is still at it. What failed is done the next time. */
export function everyMinute(name: string, work: () => Promise<unknown>, log: Log): Repeated {
  // Looked up anew each time and never longer than a minute: a clock that is set, back or forth, costs no more than that.
  const toNextMinute = () => Math.min(minuteMs - (Date.now() % minuteMs) + afterMs, minuteMs);
  const { once, stop } = repeat(`${name}.tick`, toNextMinute, work, log);
  once();
  return { stop };
}

/** Does `work` every hour, first in an hour, and never while it is still at it. What failed is done the next time. */
export function everyHour(name: string, work: () => Promise<unknown>, log: Log): Repeated {
  const { stop } = repeat(`${name}.sweep`, () => hourMs, work, log);
  return { stop };
}

function repeat(event: string, wait: () => number, work: () => Promise<unknown>, log: Log) {
  let inHand: Promise<void> | null = null;
  const once = () => {
    if (inHand) return log.warn(`${event}_still_running`);
    inHand = work()
      .then(
        () => undefined,
        (error: unknown) => log.warn(`${event}_failed`, { reason: (error as Error).message.slice(-200) }),
      )
      .finally(() => {
        inHand = null;
      });
  };
  const arm = (): NodeJS.Timeout =>
    setTimeout(() => {
      timer = arm();
      once();
    }, wait()).unref();
  let timer = arm();
  return {
    once,
    async stop() {
      clearTimeout(timer);
      await inHand;
    },
  };
}
