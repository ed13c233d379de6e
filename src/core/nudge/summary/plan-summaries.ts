import { addDays, dayOf } from '../../model/day.ts';
import { plannedAt } from '../../model/wall-time.ts';
import { isZone } from '../../model/zone.ts';
import type { Clock, Log } from '../../ports.ts';
import { summaryMinute, summaryPatienceMs } from './period.ts';
import type { DueMorning, SummaryStore } from './store.ts';

/** A summary missed longer ago than this is not even recorded. */
const recordedMs = 48 * 60 * 60_000;

/**
 * Plans the summaries of every zone in which it became nine in the morning since the last look. Done by several instances, or
 * again after a kill, it adds nothing twice: the row's key is the challenge, the kind and the period. Whether a summary comes too
 * late is decided by its job.
 */
export function createPlanSummaries({
  summaries,
  clock,
  log,
}: {
  readonly summaries: SummaryStore;
  readonly clock: Clock;
  readonly log: Log;
}) {
  return async function planSummaries(): Promise<void> {
    const now = clock.now();
    const seen = await summaries.doneUntil();
    const from = Math.max(seen ?? now - summaryPatienceMs, now - recordedMs);
    // A zone that vanished from the zone database is reported where somebody asks what is planned (`/nudge list`).
    const zones = (await summaries.zones()).filter(isZone);
    const due = zones.flatMap((zone): DueMorning[] => {
      const first = dayOf(from, zone, 0);
      return [0, 1, 2].flatMap((later) => {
        const day = addDays(first, later);
        const at = plannedAt(day, summaryMinute, zone);
        return at !== null && from < at && at <= now ? [{ zone, day, at }] : [];
      });
    });
    const planned = await summaries.plan(due, now);
    if (planned > 0) log.info('summary.planned', { slots: planned });
  };
}
