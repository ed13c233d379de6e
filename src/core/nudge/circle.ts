import { deadlineOf, type Instant, zoneAt } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { read, replay, type Streak, type StreakState, type StreakTerms } from '../model/streak/index.ts';
import type { StreakStore } from '../streak/store.ts';

/** Everybody in a challenge as they stand at one instant, without who they are. */
export interface Circle {
  readonly members: number;
  /** Did their day. */
  readonly done: number;
  /** For each who can still do theirs and is not resting: until when, and whether the week ends with it. */
  readonly open: readonly { readonly until: Instant; readonly endsWeek: boolean }[];
}

/** Reads the streaks as they are kept; those whose facts changed are folded here and kept for the next reader. */
export function createReadCircle({
  streaks,
}: {
  readonly streaks: Pick<StreakStore, 'board' | 'checkInsOf' | 'keepAll'>;
}) {
  return async function readCircle(challenge: ChallengeId, now: Instant): Promise<Circle> {
    const members = await streaks.board(challenge);
    const stale = members.filter(({ state }) => state === null);
    const checkIns =
      stale.length === 0
        ? null
        : await streaks.checkInsOf(
            challenge,
            stale.map(({ id }) => id),
          );
    const folded = stale.map(({ id, version, terms }) => ({
      id,
      version,
      state: replay({ ...terms, checkIns: checkIns?.get(id) ?? [] }, now),
    }));
    if (folded.length > 0) await streaks.keepAll(challenge, folded);
    const states = new Map(folded.map(({ id, state }) => [id, state]));
    return circleOf(
      members.flatMap(({ id, terms, state: kept }) => {
        const state = kept ?? states.get(id);
        return state ? [{ terms, state }] : [];
      }),
      now,
    );
  };
}

export type ReadCircle = ReturnType<typeof createReadCircle>;

/** How everybody stands at `now`. Pure. */
export function circleOf(
  members: readonly { readonly terms: StreakTerms; readonly state: StreakState }[],
  now: Instant,
): Circle {
  const standing = members.map(({ terms, state }) => ({ terms, streak: read(state, terms, now) }));
  return {
    members: members.length,
    done: standing.filter(({ streak }) => didToday(streak)).length,
    open: standing
      .filter(({ streak, terms }) => !didToday(streak) && isOpen(streak) && !isResting(streak, terms))
      .map(({ streak, terms }) => ({
        until: deadlineOf(streak.today, zoneAt(terms.zones, now), terms.graceMinutes),
        endsWeek: streak.asks === 'week' && streak.period?.to === streak.today,
      })),
  };
}

function didToday({ lastDone, today }: Streak): boolean {
  return lastDone !== null && lastDone >= today;
}

function isOpen({ period, left }: Streak): boolean {
  return period?.state === 'open' && left > 0;
}

function isResting({ today }: Streak, { restDays, pauses }: StreakTerms): boolean {
  return (
    restDays.includes(today) || pauses.some(({ from, to }) => from <= today && (to === null || today <= to))
  );
}
