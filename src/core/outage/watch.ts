import type { Instant } from '../model/day.ts';
import type { PlatformName } from '../model/ids.ts';
import type { ChatPlatform, Clock, Log } from '../ports.ts';
import { outageMs } from './lost-days.ts';
import type { OutageStore } from './store.ts';

/** Smaller jumps are clock drift, not somebody setting the clock. */
const setMs = 60_000;
/** A dead connection is noticed within so many looks, a minute apart. */
const looksAfterGap = 3;

/** What is remembered of a platform from one look of this process to the next. */
interface Look {
  readonly wall: Instant;
  readonly uptime: number;
  /** How far the wall clock was set forward since the platform was heard. */
  readonly ahead: number;
  /** So many looks more are not believed that all is heard. */
  readonly doubted: number;
}

/**
 * Notes, every minute on every instance, which platforms are heard and caught up with. One that was not heard for longer than an
 * hour had an outage, whether the process was gone or only its connection: it is recorded when all that was posted meanwhile is
 * taken in.
 *
 * A wall clock that was set forward is no outage: the uptime of the machine does not show such a gap. After a start only the wall
 * is there to compare. A process that stood still (a laptop that slept) may believe that it hears everything until it notices its
 * dead connection: it is believed once it has caught up, or after some looks more.
 */
export function createOutageWatch({
  platforms,
  outages,
  clock,
  uptime,
  log,
}: {
  readonly platforms: () => readonly Pick<ChatPlatform, 'name' | 'hears'>[];
  readonly outages: Pick<OutageStore, 'heard'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds since the machine was started, its sleep included. Setting the clock does not move it. */
  readonly uptime: () => number;
  readonly log: Log;
}) {
  const looks = new Map<PlatformName, Look>();

  return async function watch(): Promise<void> {
    for (const { name, hears } of platforms()) {
      const look = next(looks.get(name), { wall: clock.now(), uptime: uptime() });
      looks.set(name, look);
      if ((await hears()) !== 'everything') {
        // Noticed: when everything is heard again, it is caught up with.
        looks.set(name, { ...look, doubted: 0 });
        continue;
      }
      if (look.doubted > 0) {
        looks.set(name, { ...look, doubted: look.doubted - 1 });
        continue;
      }
      const outage = await outages.heard(name, clock.now(), look.ahead);
      looks.set(name, { ...look, ahead: 0 });
      if (look.ahead > 0)
        log.warn('outage.clock_set', { platform: name, minutes: Math.round(look.ahead / 60_000) });
      if (!outage) continue;
      const minutes = Math.round((outage.to - outage.from) / 60_000);
      log.warn('outage.over', { platform: name, outage: outage.id, minutes });
    }
  };
}

/** What a look starts from, by what has passed on both clocks since the one before it. Pure. */
function next(last: Look | undefined, now: Pick<Look, 'wall' | 'uptime'>): Look {
  if (!last) return { ...now, ahead: 0, doubted: 0 };
  const passed = now.uptime - last.uptime;
  const set = now.wall - last.wall - passed;
  return {
    ...now,
    ahead: last.ahead + (set > setMs ? set : 0),
    doubted: passed > outageMs ? looksAfterGap : last.doubted,
  };
}
