import { addDays, type CivilDay, type Instant } from '../model/day.ts';
import type { ChallengeId, PlatformName } from '../model/ids.ts';
import { type LostTerms, lookBackMs, lostDays } from './lost-days.ts';
import type { OfferedDay, OutageStore } from './store.ts';

const day = 24 * 60 * 60_000;
/** An offer nobody answered lapses after this: the days stand as they are. */
export const patienceMs = 3 * day;
/** What came to stand as it is, is told on the next morning, or the one after it. */
const toldWithinMs = 2 * day;
export interface Held {
  /**
   * Whether it is too early to tell of a period: an absence took a day of it, and the managers may still excuse it. Nobody is
   * told of a freeze, or of anything lost, that may never have been needed.
   */
  isHeld(
    of: { readonly platform: PlatformName; readonly challenge: ChallengeId; readonly zone: string },
    terms: LostTerms,
    period: { readonly from: CivilDay; readonly to: CivilDay },
  ): boolean;
  /** Days that stand as they are since lately: now their members are told what became of them. */
  readonly released: readonly OfferedDay[];
}

/** What is held back at `now`. */
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

/** Runs of days after one another, for lists that are read. Pure. */
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
