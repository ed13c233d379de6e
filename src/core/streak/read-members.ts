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

/** A member who takes part, with the numbers at one instant. */
export interface MemberNow extends Pick<BoardMember, 'id' | 'name' | 'onBoard' | 'terms' | 'backOn'> {
  readonly streak: Streak;
}

/**
 * Reads the members who take part in a challenge, all at one instant and in no order, and returns what `of` makes of each; with
 * an `asker`, only those who chose to be shown and the asker. After a change of the rule everybody's streak has to be folded
 * anew: that is one more query and one write, however many members there are.
 */
export function createReadMembers({
  streaks,
}: {
  readonly streaks: Pick<StreakStore, 'board' | 'checkInsOf' | 'keepAll'>;
}) {
  return async function readMembers<T>(
    challenge: ChallengeId,
    now: Instant,
    of: (member: MemberNow) => T,
    asker?: MemberId,
  ): Promise<readonly T[]> {
    const readers = new Map<StreakTerms, ReturnType<typeof createReader>>();
    const take = ({ id, name, onBoard, terms, backOn }: BoardMember, state: StreakState): T => {
      const read = readers.get(terms) ?? createReader(terms, now);
      readers.set(terms, read);
      return of({ id, name, onBoard, terms, backOn, streak: read(state) });
    };
    const taken: T[] = [];
    const stale: BoardMember[] = [];
    for (const member of await streaks.board(challenge, asker)) {
      if (member.state === null) stale.push(member);
      else taken.push(take(member, member.state));
    }
    if (stale.length === 0) return taken;
    const folded = await fold(challenge, stale, now);
    return [...taken, ...stale.map((member) => take(member, folded.get(member.id)!))];
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
    // For members whose facts changed between the two queries, nothing is stored.
    await streaks.keepAll(challenge, folded);
    return new Map(folded.map(({ id, state }) => [id, state]));
  }
}

export type ReadMembers = ReturnType<typeof createReadMembers>;
