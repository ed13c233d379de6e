import type { ChatPlatform, Clock, Log } from '../ports.ts';
import type { OutageStore } from './store.ts';

/**
 * Notes, every minute on every instance, which platforms are heard and caught up with. One that was not heard for longer than an
 * hour had an outage, whether the process was gone or only its connection: it is recorded when all that was posted meanwhile is
 * taken in.
 */
export function createOutageWatch({
  platforms,
  outages,
  clock,
  log,
}: {
  readonly platforms: () => readonly Pick<ChatPlatform, 'name' | 'hears'>[];
  readonly outages: Pick<OutageStore, 'heard'>;
  readonly clock: Clock;
  readonly log: Log;
}) {
  return async function watch(): Promise<void> {
    for (const { name, hears } of platforms()) {
      if ((await hears()) !== 'everything') continue;
      const outage = await outages.heard(name, clock.now());
      if (!outage) continue;
      const minutes = Math.round((outage.to - outage.from) / 60_000);
      log.warn('outage.over', { platform: name, outage: outage.id, minutes });
    }
  };
}
