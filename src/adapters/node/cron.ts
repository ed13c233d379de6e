import { schedule } from 'node-cron';
import { reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

const hourMs = 60 * 60_000;
const firstSweepMs = 60_000;
const fewSecondsMs = 5_000;
/** A clock that is set back by less costs no more than that. */
const lookMs = 10_000;
/** A sweep goes through all there is, and goes on where it was cut off. */
const sweepEndsWithinMs = 1_000;

/** What is done again and again. */
export interface Repeated {
  stop(): Promise<void>;
}

/**
 * Does `work` now and at the start of every minute, and never while it is still at it. What failed is done the next time. `stop` waits
 * for what is in hand.
 */
export function everyMinute(name: string, work: () => Promise<unknown>, log: Log): Repeated {
  const { once, idle } = oneAtATime(`${name}.tick`, work, log);
  const say = (level: 'warn' | 'error') => (message: string | Error) =>
    log[level](`${name}.cron`, { message: typeof message === 'string' ? message : reasonOf(message) });
  const logger = { info: () => undefined, debug: () => undefined, warn: say('warn'), error: say('error') };
  const begin = () => schedule('* * * * *', once, { name, unref: true, logger });
  let task = begin();
  let seen = Date.now();
  // It waits for the minute that came next when it looked: of a clock that is set back it must be told.
  const watch = setInterval(() => {
    const now = Date.now();
    if (now < seen) {
      void task.destroy();
      task = begin();
    }
    seen = now;
  }, lookMs).unref();
  once();
  return {
    async stop() {
      clearInterval(watch);
      await task.destroy();
      await idle();
    },
  };
}

/**
 * Does `work` every hour, first a minute after the start, so that a process which never lives for an hour does it too, and never
 * while it is still at it. What failed is done the next time. `stop` waits for it for a second at most.
 */
export function everyHour(name: string, work: () => Promise<unknown>, log: Log): Repeated {
  return every(hourMs, firstSweepMs, oneAtATime(`${name}.sweep`, work, log));
}

/** The same every few seconds. */
export function everyFewSeconds(name: string, work: () => Promise<unknown>, log: Log): Repeated {
  return every(fewSecondsMs, null, oneAtATime(`${name}.save`, work, log));
}

function every(ms: number, firstMs: number | null, { once, idle }: ReturnType<typeof oneAtATime>): Repeated {
  const first = firstMs === null ? undefined : setTimeout(once, firstMs).unref();
  const timer = setInterval(once, ms).unref();
  return {
    async stop() {
      clearTimeout(first);
      clearInterval(timer);
      const late = new Promise((resolve) => setTimeout(resolve, sweepEndsWithinMs).unref());
      await Promise.race([idle(), late]);
    },
  };
}

function oneAtATime(event: string, work: () => Promise<unknown>, log: Log) {
  let inHand: Promise<void> | null = null;
  return {
    once() {
      if (inHand) return log.warn(`${event}_still_running`);
      inHand = work()
        .then(
          () => undefined,
          (error: unknown) => log.warn(`${event}_failed`, { reason: reasonOf(error) }),
        )
        .finally(() => {
          inHand = null;
        });
    },
    idle: async () => void (await inHand),
  };
}
