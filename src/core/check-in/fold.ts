import type { Instant, ZoneHistory } from '../model/day.ts';
import {
  append,
  type CheckInFact,
  emptyState,
  read,
  replay,
  type Streak,
  type StreakState,
  type StreakTerms,
  unpackState,
} from '../model/streak/index.ts';
import { type OwnTerms, termsOf } from '../streak/terms.ts';
import type { ChallengeStanding } from './context.ts';
import type { CountedVerdict } from './judge.ts';

/** A member's streak before and after one more check-in. */
export interface Folded {
  readonly own: OwnTerms;
  readonly state: StreakState;
  readonly before: Streak;
  readonly after: Streak;
}

/**
 * Adds a check-in to the streak kept with the enrollment. Returns 'replay' if that needs all the member's check-ins; the caller then
 * calls it again with them as `known`. `moved`: the member's zone changed with this proof. Pure.
 */
export function fold(
  standing: ChallengeStanding,
  zones: ZoneHistory,
  { day, zone }: Pick<CountedVerdict, 'day' | 'zone'>,
  { at, now, moved }: { readonly at: Instant; readonly now: Instant; readonly moved: boolean },
  known: readonly CheckInFact[] | null,
): Folded | 'replay' {
  const { enrollment } = standing;
  const joinedOn = enrollment && enrollment.joinedOn < day ? enrollment.joinedOn : day;
  const own = { joinedOn, rests: enrollment?.rests ?? [], grants: enrollment?.grants ?? [] };
  // A platform's clock may be a little ahead of ours.
  const instant = Math.max(at, now);
  const terms = termsOf(standing, own, zones, instant);
  if (known) {
    const before = replay({ ...terms, checkIns: known }, instant);
    const state = replay({ ...terms, checkIns: [...known, { id: '', at, zone, day }] }, instant);
    return { own, state, before: read(before, terms, instant), after: read(state, terms, instant) };
  }
  const before = stateBefore(standing, terms, moved || (enrollment?.joinedOn ?? joinedOn) !== joinedOn);
  const state = before && append(before, terms, day, instant);
  if (state === null || before === null || state === 'replay') return 'replay';
  return { own, state, before: read(before, terms, instant), after: read(state, terms, instant) };
}

/** The kept streak; null when it can be computed only from all the check-ins. */
function stateBefore(
  { enrollment, daysDone }: ChallengeStanding,
  terms: StreakTerms,
  termsChanged: boolean,
): StreakState | null {
  // Without any check-in the state is empty, whatever changed.
  if (daysDone === 0) return emptyState(terms);
  return termsChanged || !enrollment ? null : unpackState(enrollment.streak);
}
