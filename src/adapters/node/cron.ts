import { schedule } from 'node-cron';
import { reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

const hourMs = 60 * 60_000;
const firstSweepMs = 60_000;
const fewSecondsMs = 5_000;
/** How often we look whether the clock was set back. If it was, ticks are late by no more than this. */
const lookMs = 10_000;
/** How long a stop waits for a sweep. Sweeps go through everything, so the next one continues where this one was cut off. */
const sweepEndsWithinMs = 1_000;

/** Work that is repeated until it is stopped. */
export interface Repeated {
  stop(): Promise<void>;
}

/**
 * Runs `work` now and at the start of every minute, but never while it is still running. Work that failed is done the next time. `stop`
 * waits for work under way.
 */
export function everyMinute(name: string, work: () => Promise<unknown>, log: Log): Repeated {
  const { once, idle } = oneAtATime(`${name}.tick`, work, log);
  const say = (level: 'warn' | 'error') => (message: string | Error) =>
    log[level](`${name}.cron`, { message: typeof message === 'string' ? message : reasonOf(message) });
  const logger = { info: () => undefined, debug: () => undefined, warn: say('warn'), error: say('error') };
  const begin = () => schedule('* * * * *', once, { name, unref: true, logger });
  let task = begin();
  let seen = Date.now();
  // The scheduler waits for a fixed minute, so it has to be started anew when the clock is set back.
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
 * Runs `work` every hour, the first time a minute after the start, so that a process that never lives for an hour runs it too, but never
 * while it is still running. Work that failed is done the next time. `stop` waits a second for it at most.
 */
export function everyHour(name: string, work: () => Promise<unknown>, log: Log): Repeated {
  return every(hourMs, firstSweepMs, oneAtATime(`${name}.sweep`, work, log));
}

/** Runs `work` every five seconds in the same way, the first time after five seconds. */
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
