import { deadlineOf, type Instant, zoneAt } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Streak, StreakTerms } from '../model/streak/index.ts';
import { createReadMembers, type MemberNow } from '../streak/read-members.ts';
import { absenceOf, isOff } from './absence.ts';

/** Everybody in a challenge as they stand at one instant, without who they are. */
export interface Circle {
  readonly members: number;
  /** Those who are not away: the others are waited for by nobody. */
  readonly here: number;
  /** Did their day. */
  readonly done: number;
  /** For each who can still do theirs and is not resting: until when, and whether the week ends with it. */
  readonly open: readonly { readonly until: Instant; readonly endsWeek: boolean }[];
}

export function createReadCircle(deps: Parameters<typeof createReadMembers>[0]) {
  const readMembers = createReadMembers(deps);
  return async function readCircle(challenge: ChallengeId, now: Instant): Promise<Circle> {
    return circleOf(await readMembers(challenge, now, (member) => member), now);
  };
}

export type ReadCircle = ReturnType<typeof createReadCircle>;

/** How everybody stands at `now`, of whom these are the numbers then. Pure. */
function circleOf(all: readonly Pick<MemberNow, 'terms' | 'streak' | 'backOn'>[], now: Instant): Circle {
  const standing = all.filter(({ streak, terms, backOn }) => !absenceOf(streak, terms, [backOn]).isAway);
  return {
    members: all.length,
    here: standing.length,
    done: standing.filter(({ streak }) => didToday(streak)).length,
    open: standing
      .filter(({ streak, terms }) => !didToday(streak) && isOpen(streak) && !isResting(streak, terms))
      .map(({ streak, terms }) => ({
        until: deadlineOf(streak.today, zoneAt(terms.zones, now), terms),
        endsWeek: streak.asks === 'week' && streak.period?.to === streak.today,
      })),
  };
}

/** Posted for the member's own today, or for a later day (R14). */
export function didToday({ lastDone, today }: Streak): boolean {
  return lastDone !== null && lastDone >= today;
}

/** Something is asked that can still be done. */
export function isOpen({ period, left }: Streak): boolean {
  return period?.state === 'open' && left > 0;
}

export function isResting({ today }: Streak, terms: StreakTerms): boolean {
  return isOff(today, terms);
}
