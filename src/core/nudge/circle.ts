import { deadlineOf, type Instant, zoneAt } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Streak, StreakTerms } from '../model/streak/index.ts';
import { createReadMembers, type MemberNow } from '../streak/read-members.ts';
import { absenceOf, isOff } from './absence.ts';

/** Where the members of a challenge stand at one instant, without saying who they are. */
export interface Circle {
  readonly members: number;
  /** Number of members who are not away; nobody waits for the others. */
  readonly here: number;
  /** Number of members, of those not away, who did their day. */
  readonly done: number;
  /** One entry for each member who can still do their day and is not resting: until when, and whether their week ends with it. */
  readonly open: readonly { readonly until: Instant; readonly endsWeek: boolean }[];
}

/** Returns a function that reads where the members of a challenge stand at an instant. */
export function createReadCircle(deps: Parameters<typeof createReadMembers>[0]) {
  const readMembers = createReadMembers(deps);
  return async function readCircle(challenge: ChallengeId, now: Instant): Promise<Circle> {
    return circleOf(await readMembers(challenge, now, (member) => member), now);
  };
}

export type ReadCircle = ReturnType<typeof createReadCircle>;

/** Counts where the members stand; `all` must have been read for `now`. Pure. */
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

/** Whether the member posted for their own today, or for a later day (R14). */
export function didToday({ lastDone, today }: Streak): boolean {
  return lastDone !== null && lastDone >= today;
}

/** Whether the current period asks for something that can still be done. */
export function isOpen({ period, left }: Streak): boolean {
  return period?.state === 'open' && left > 0;
}

/** Whether today is a day off for the member. Pure. */
export function isResting({ today }: Streak, terms: StreakTerms): boolean {
  return isOff(today, terms);
}
