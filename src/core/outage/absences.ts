import { addDays, type CivilDay, deadlineOf } from '../model/day.ts';
import type { PlatformName } from '../model/ids.ts';
import type { Clock } from '../ports.ts';
import { graceOf, type RuleTerms } from '../streak/terms.ts';
import { type Away, lookBackMs } from './lost-days.ts';
import type { OutageStore } from './store.ts';

export interface Absences {
  /** Reads them anew; before it was called once there are none. */
  refresh(): Promise<void>;
  /** When a platform was not heard lately, as last read. */
  of(platform: PlatformName): readonly Away[];
}

/** Lately's absences at hand, for whoever cannot wait for a look at the database. */
export function createAbsences({
  outages,
  clock,
}: {
  readonly outages: Pick<OutageStore, 'absences'>;
  readonly clock: Clock;
}): Absences {
  let known: Awaited<ReturnType<OutageStore['absences']>> = [];
  return {
    async refresh() {
      const now = clock.now();
      known = await outages.absences(now - lookBackMs, now);
    },
    of: (platform) => known.filter((each) => each.platform === platform),
  };
}

/** Drops `daysSinceLast` when our own outage explains the gap: nobody is welcomed back from our own absence. Pure. */
export function seenBefore<
  V extends { readonly day: CivilDay; readonly zone: string; readonly daysSinceLast: number | null },
>(
  verdict: V,
  rule: Pick<RuleTerms, 'graceMinutes' | 'earlierRules'>,
  absences: readonly Away[],
): V | (V & { readonly daysSinceLast: null }) {
  const { day, zone, daysSinceLast } = verdict;
  if (daysSinceLast === null || absences.length === 0) return verdict;
  const since = deadlineOf(addDays(day, -daysSinceLast), zone, graceOf(rule));
  return absences.some(({ to }) => to > since) ? { ...verdict, daysSinceLast: null } : verdict;
}
