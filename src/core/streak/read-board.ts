import type { Instant } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { read, replay, type Streak } from '../model/streak/index.ts';
import type { BoardMember, StreakStore } from './store.ts';

export interface BoardNow extends BoardMember {
  readonly streak: Streak;
}

/**
 * The numbers of those who chose to be shown on a challenge's board, all at one instant (R16), and of whom the board is. After a
 * change of the rule everybody's streak has to be folded anew: that is one question more and one write, however many they are.
 */
export function createReadBoard({ streaks }: { readonly streaks: StreakStore }) {
  return async function readBoard(
    challenge: ChallengeId,
    now: Instant,
  ): Promise<{ readonly members: readonly BoardMember[]; readonly shown: readonly BoardNow[] }> {
    const members = await streaks.board(challenge);
    const onBoard = members.filter((member) => member.onBoard);
    const stale = onBoard.filter(({ state }) => state === null);
    const folded = stale.length === 0 ? new Map() : await fold(challenge, stale, now);
    const shown = onBoard.map((member) => {
      const state = member.state ?? folded.get(member.id)!;
      return { ...member, state, streak: read(state, member.terms, now) };
    });
    return { members, shown };
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
    await streaks.keepAll(challenge, folded);
    return new Map(folded.map(({ id, state }) => [id, state]));
  }
}

export type ReadBoard = ReturnType<typeof createReadBoard>;
