import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf } from '../../../core/errors.ts';
import type { Log } from '../../../core/ports.ts';
import type { Server } from './server.ts';

/** The first and the longest pause before a relaunch, each twice as long as the one before, and for how long we keep trying. */
const usual = { firstMs: 300, longestMs: 5_000, lostAfterMs: 60_000 };

/**
 * Keeps a server running: whenever it ends by itself, it is launched again. `lost` resolves when relaunching has failed for a minute
 * (because of a full disk, or memory that a killed server still holds); after that nothing is tried any more. `stop` ends the server for
 * good, even one that is just being launched.
 */
export function supervise(
  first: Server,
  launch: (stopping: AbortSignal) => Promise<Server>,
  log: Log,
  timing = usual,
) {
  const stopping = new AbortController();
  const lost = Promise.withResolvers<void>();
  let server = first;
  let launching: Promise<Server | null> = Promise.resolve(null);

  /** Null if we are stopping, or the server could not be started. */
  const launchAgain = async (): Promise<Server | null> => {
    const since = performance.now();
    for (let pauseMs = timing.firstMs; ; pauseMs = Math.min(pauseMs * 2, timing.longestMs)) {
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return null;
      try {
        const next = await launch(stopping.signal);
        if (!stopping.signal.aborted) return next;
        await next.stop();
        return null;
      } catch (error) {
        if (stopping.signal.aborted) return null;
        log.error('database.restart_failed', { reason: reasonOf(error) });
      }
      if (performance.now() - since > timing.lostAfterMs) {
        lost.resolve();
        return null;
      }
    }
  };
  const watch = async () => {
    for (;;) {
      const { code, signal } = await server.ended;
      if (stopping.signal.aborted) return;
      log.error('database.died', { code, signal });
      launching = launchAgain();
      const next = await launching;
      if (!next) return;
      log.info('database.restarted');
      server = next;
    }
  };
  void watch();
  return {
    lost: lost.promise,
    signal: () => server.signal(),
    async stop() {
      stopping.abort();
      await server.stop();
      await launching;
    },
  };
}
