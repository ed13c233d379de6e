import { addDays, type CivilDay, type Instant } from '../model/day.ts';
import type { ChallengeId, PlatformName } from '../model/ids.ts';
import { type LostTerms, lookBackMs, lostDays } from './lost-days.ts';
import type { OfferedDay, OutageStore } from './store.ts';

const day = 24 * 60 * 60_000;
/** An offer that nobody answered lapses after this long: the days stay as they are. */
export const patienceMs = 3 * day;
/** Days that came to stay as they are are told of on the next morning, or the one after it. */
const toldWithinMs = 2 * day;
/** What is not told yet because of an outage, and what may be told since lately. */
export interface Held {
  /**
   * Whether it is too early to tell of a period because an absence took a day of it and the managers may still excuse it. Nobody
   * is told of a freeze, or of anything lost, that may turn out not to be needed.
   */
  isHeld(
    of: { readonly platform: PlatformName; readonly challenge: ChallengeId; readonly zone: string },
    terms: LostTerms,
    period: { readonly from: CivilDay; readonly to: CivilDay },
  ): boolean;
  /** Days that came to stay as they are lately: now their members are told what became of them. */
  readonly released: readonly OfferedDay[];
}

/** Reads what is held back at `now`. */
export async function readHeld(outages: OutageStore, now: Instant): Promise<Held> {
  const absences = await outages.absences(now - lookBackMs, now);
  const standing = absences.length === 0 ? [] : await outages.standing(now, patienceMs);
  const settled = new Set(standing.map(keyOf));
  return {
    isHeld({ platform, challenge, zone }, terms, { from, to }) {
      const here = absences.filter((each) => each.platform === platform);
      if (here.length === 0) return false;
      return lostDays(terms, zone, here)
        .filter((lost) => from <= lost && lost <= to)
        .some((lost) => !settled.has(keyOf({ challenge, day: lost })));
    },
    released: standing.filter(({ since }) => since > now - toldWithinMs),
  };
}

const keyOf = ({ challenge, day }: OfferedDay) => `${challenge}:${day}`;

/** Groups days into runs of consecutive days, for lists that people read. Pure. */
export function runsOf(
  days: readonly CivilDay[],
): readonly { readonly from: CivilDay; readonly to: CivilDay }[] {
  const runs: { from: CivilDay; to: CivilDay }[] = [];
  for (const next of days.toSorted()) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === next) last.to = next;
    else runs.push({ from: next, to: next });
  }
  return runs;
}
