import type { Instant } from '../model/day.ts';
import { isZone } from '../model/zone.ts';
import type { Clock, Log } from '../ports.ts';
import { dueMinutes, lookBackMs } from './schedule.ts';
import type { NudgeStore } from './store.ts';

const hour = 3_600_000;
/** A nudge missed longer ago than this is not recorded either. */
const recordedMs = 48 * hour;
/** After a long absence, missed nudges are recorded in pieces of this length. */
const pieceMs = 6 * hour;
/**
 * An instance that looked a minute ago looks this much further back, so that it sees a schedule that was being saved at that
 * moment, and plans again what the database lost in a crash.
 */
const overlapMs = 2 * 60_000;

/**
 * Looks for nudges that are due, every minute on every instance. An instance that starts or was away looks back a quarter of an
 * hour, so that clocks that differ, restarts and late looks lose nothing; the slots' unique key decides which instance plans
 * what. After a longer absence the rest is recorded as missed. While one look takes longer than a minute, no other is started.
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
  /** What the names of its log events begin with. */
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
    // This instance just started, was stopped for long, or its clock was set: others may have looked meanwhile.
    const seen = (await nudges.doneUntil()) ?? now;
    return Math.max(Math.min(seen, now - lookBackMs), now - recordedMs);
  }

  /** A zone may vanish from the zone database: its schedules then rest, and the others go on. */
  function isKnown(zone: string): boolean {
    if (isZone(zone)) return true;
    if (!unknown.has(zone)) log.error(`${name}.zone_unknown`, { zone });
    unknown.add(zone);
    return false;
  }
}
