import type { Instant } from '../model/day.ts';
import { isZone } from '../model/zone.ts';
import type { Clock, Log } from '../ports.ts';
import { dueMinutes, lookBackMs } from './schedule.ts';
import type { NudgeStore } from './store.ts';

const hour = 3_600_000;
/** What was missed longer ago than this is not recorded either. */
const recordedMs = 48 * hour;
/** After a long absence what was missed is recorded piece by piece. */
const pieceMs = 6 * hour;
/**
 * An instance that looked a minute ago looks back this far beyond that: a schedule that was being saved just then is seen, and
 * what the database forgot in a crash is planned again.
 */
const overlapMs = 2 * 60_000;

/**
 * A look at what is due, every minute on every instance. One that starts or was away looks back a quarter of an hour, so that
 * clocks apart, restarts and late looks lose nothing, and the slots' key decides who plans what. After a longer absence the rest is recorded as missed. A
 * look that takes longer than a minute is not joined by another.
 */
export function createNudgeTick({
  nudges,
  clock,
  log,
  name = 'nudge',
}: {
  readonly nudges: NudgeStore;
  readonly clock: Clock;
  readonly log: Log;
  /** What its lines in the log begin with. */
  readonly name?: string;
}) {
  let looking = false;
  let doneUntil: Instant | null = null;
  const unknown = new Set<string>();

  return async function tick(): Promise<void> {
    if (looking) return log.warn(`${name}.tick_still_running`);
    looking = true;
    try {
      await look(clock.now());
    } finally {
      looking = false;
    }
  };

  async function look(now: Instant): Promise<void> {
    const zones = (await nudges.zones()).filter(isKnown);
    let from = await lookFrom(now);
    let [planned, missed] = [0, 0];
    while (from < now) {
      const to = Math.min(from + pieceMs, now);
      const added = await nudges.plan(dueMinutes(zones, { from, to, now }), to);
      planned += added.planned;
      missed += added.missed;
      from = to;
    }
    doneUntil = now;
    if (missed > 0) log.warn(`${name}.missed`, { slots: missed });
    if (planned > 0) log.info(`${name}.planned`, { slots: planned });
  }

  async function lookFrom(now: Instant): Promise<Instant> {
    if (doneUntil !== null && doneUntil <= now && now - doneUntil <= lookBackMs - overlapMs)
      return doneUntil - overlapMs;
    // Just started, stopped for long, or a clock that was set: others may have looked meanwhile.
    const seen = (await nudges.doneUntil()) ?? now;
    return Math.max(Math.min(seen, now - lookBackMs), now - recordedMs);
  }

  /** A zone may vanish from the database of zones; its schedules rest, and the others go on. */
  function isKnown(zone: string): boolean {
    if (isZone(zone)) return true;
    if (!unknown.has(zone)) log.error(`${name}.zone_unknown`, { zone });
    unknown.add(zone);
    return false;
  }
}
