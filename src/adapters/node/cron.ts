import { schedule } from 'node-cron';
import type { Log } from '../../core/ports.ts';

/** Does `work` now and at the start of every minute, and never while it is still at it. */
export function everyMinute(name: string, work: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  let inHand: Promise<void> = Promise.resolve();
  const once = () => {
    inHand = work().catch((error: unknown) =>
      log.warn(`${name}.tick_failed`, { reason: (error as Error).message.slice(-200) }),
    );
    return inHand;
  };
  const say = (level: 'warn' | 'error') => (message: string | Error) =>
    log[level](`${name}.cron`, { message: String(message).slice(0, 200) });
  const task = schedule('* * * * *', once, {
    name,
    noOverlap: true,
    unref: true,
    logger: { info: () => undefined, debug: () => undefined, warn: say('warn'), error: say('error') },
  });
  void once();
  return {
    async stop() {
      await task.destroy();
      await inHand;
    },
  };
}

const hourMs = 60 * 60_000;

/** Does `work` every hour, first in an hour. What failed is done the next time. */
export function everyHour(name: string, work: () => Promise<unknown>, log: Log): { stop(): Promise<void> } {
  const timer = setInterval(() => {
    work().catch((error: unknown) =>
      log.warn(`${name}.sweep_failed`, { reason: (error as Error).message.slice(-200) }),
    );
  }, hourMs);
  return { stop: async () => clearInterval(timer) };
}
