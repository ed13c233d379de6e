import { addDays, type CivilDay, deadlineOf } from '../model/day.ts';
import type { PlatformName } from '../model/ids.ts';
import type { Clock } from '../ports.ts';
import { graceOf, type RuleTerms } from '../streak/terms.ts';
import { type Away, lookBackMs } from './lost-days.ts';
import type { OutageStore } from './store.ts';

/** The recent absences, held in memory. */
export interface Absences {
  /** Reads the absences anew; before its first call there are none. */
  refresh(): Promise<void>;
  /** When a platform was not heard lately, as of the last `refresh`. */
  of(platform: PlatformName): readonly Away[];
}

/** Keeps the recent absences in memory, for callers that cannot wait for the database. */
export function createAbsences({
  outages,
  clock,
}: {
  readonly outages: Pick<OutageStore, 'absences' | 'restored'>;
  readonly clock: Clock;
}): Absences {
  let known: Awaited<ReturnType<OutageStore['absences']>> = [];
  let restored: readonly Away[] = [];
  return {
    async refresh() {
      const now = clock.now();
      known = await outages.absences(now - lookBackMs, now);
      const last = await outages.restored();
      restored = last && last.to > now - lookBackMs ? [last] : [];
    },
    of: (platform) => [...known.filter((each) => each.platform === platform), ...restored],
  };
}

/** Drops `daysSinceLast` when our own outage explains the gap: nobody is welcomed back because we were away. Pure. */
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
