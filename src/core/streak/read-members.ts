import type { Instant } from '../model/day.ts';
import type { ChallengeId, MemberId } from '../model/ids.ts';
import {
  createReader,
  replay,
  type Streak,
  type StreakState,
  type StreakTerms,
} from '../model/streak/index.ts';
import type { BoardMember, StreakStore } from './store.ts';

export interface MemberNow extends BoardMember {
  readonly streak: Streak;
}

/**
 * The numbers of those who take part in a challenge, all at one instant; for an `asker` only of those who chose to be shown, and
 * of themselves. After a change of the rule everybody's streak has to be folded anew: that is one question more and one write,
 * however many they are.
 */
export function createReadMembers({
  streaks,
}: {
  readonly streaks: Pick<StreakStore, 'board' | 'checkInsOf' | 'keepAll'>;
}) {
  return async function readMembers(
    challenge: ChallengeId,
    now: Instant,
    asker?: MemberId,
  ): Promise<readonly MemberNow[]> {
    const members = await streaks.board(challenge, asker);
    const stale = members.filter(({ state }) => state === null);
    const folded = stale.length === 0 ? new Map<MemberId, StreakState>() : await fold(challenge, stale, now);
    const readers = new Map<StreakTerms, ReturnType<typeof createReader>>();
    return members.map((member) => {
      const { terms } = member;
      const read = readers.get(terms) ?? createReader(terms, now);
      readers.set(terms, read);
      const state = member.state ?? folded.get(member.id)!;
      return { ...member, state, streak: read(state) };
    });
  };

  async function fold(challenge: ChallengeId, stale: readonly BoardMember[], now: Instant) {
    const checkIns = await streaks.checkInsOf(
      challenge,
      stale.map(({ id }) => id),
    );
    const folded = stale.map(({ id, version, terms }) => ({
      id,
      version,
      state: replay({ ...terms, checkIns: checkIns.get(id) ?? [] }, now),
    }));
    // Of whom the facts changed between the two questions nothing is kept.
    await streaks.keepAll(challenge, folded);
    return new Map(folded.map(({ id, state }) => [id, state]));
  }
}

export type ReadMembers = ReturnType<typeof createReadMembers>;
