import type { Instant } from '../model/day.ts';
import type { ChallengeId, MemberId } from '../model/ids.ts';
import { read, replay, type Streak } from '../model/streak/index.ts';
import type { Standing, StreakStore } from './store.ts';

/** Where a member stands in a challenge, with the numbers at one instant. */
export interface StreakNow extends Standing {
  readonly streak: Streak;
}

/**
 * Reads a member's numbers in a challenge at `now`: from the streak stored with the enrollment or, where facts changed since,
 * folded from the facts and then stored. Null for a member who never joined.
 */
export function createReadStreak({ streaks }: { readonly streaks: StreakStore }) {
  return async function readStreak(
    challenge: ChallengeId,
    member: MemberId,
    now: Instant,
  ): Promise<StreakNow | null> {
    const standing = await streaks.standing(challenge, member);
    if (!standing) return null;
    const { terms, state, version } = standing;
    if (state) return { ...standing, streak: read(state, terms, now) };
    const facts = await streaks.facts(challenge, member);
    if (!facts) return null;
    const folded = replay(facts, now);
    // Facts that changed between the two queries have a later version: then nothing is stored.
    await streaks.keep(challenge, member, version, folded);
    return { ...standing, terms: facts, state: folded, streak: read(folded, facts, now) };
  };
}

export type ReadStreak = ReturnType<typeof createReadStreak>;
