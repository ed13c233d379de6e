import type { Instant } from '../model/day.ts';
import type { PlatformName } from '../model/ids.ts';
import type { ChatPlatform, Clock, Log } from '../ports.ts';
import { outageMs } from './lost-days.ts';
import type { OutageStore } from './store.ts';

/** Smaller jumps are clock drift; nobody set the clock. */
const setMs = 60_000;
/** A dead connection is noticed within this many looks, a minute apart. */
const looksAfterGap = 3;

/** What this process remembers of a platform from one look to the next. */
interface Look {
  readonly wall: Instant;
  readonly uptime: number;
  /** Milliseconds by which the wall clock was set forward since the platform was last heard. */
  readonly ahead: number;
  /** For this many more looks, the claim that everything is heard is not believed. */
  readonly doubted: number;
}

/**
 * Notes, every minute on every instance, which platforms are heard and caught up with. A platform that was not heard for more
 * than an hour had an outage, whether the process was gone or only its connection: it is recorded once everything posted
 * meanwhile has been taken in.
 *
 * A wall clock that was set forward is no outage: the machine's uptime does not show such a gap. Right after a start there is
 * only the wall clock to compare. A process that stood still (on a laptop that slept) may believe that it hears everything until
 * it notices its dead connection: it is believed once it has caught up, or after a few more looks.
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
  /** Milliseconds since the machine was started, including its sleep. Setting the clock does not change it. */
  readonly uptime: () => number;
  readonly log: Log;
}) {
  const looks = new Map<PlatformName, Look>();

  return async function watch(): Promise<void> {
    for (const { name, hears } of platforms()) {
      const look = next(looks.get(name), { wall: clock.now(), uptime: uptime() });
      looks.set(name, look);
      if ((await hears()) !== 'everything') {
        // The break was noticed: once everything is heard again, the platform has been caught up with.
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

/** The state a look starts from, by how much time has passed on both clocks since the last look. Pure. */
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
