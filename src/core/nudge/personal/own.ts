import type { Category, ProofKind } from '../../challenge/challenge.ts';
import { type CivilDay, dayOf, deadlineOf, type Instant, type ZoneHistory, zoneAt } from '../../model/day.ts';
import type { ChallengeId, ChannelRef } from '../../model/ids.ts';
import { read, type Streak, type StreakState, type StreakTerms } from '../../model/streak/index.ts';
import { graceOf, type OwnTerms, type RuleTerms, termsOf } from '../../streak/terms.ts';
import { didToday, isOpen, isResting } from '../circle.ts';

/** A challenge that a member takes part in, with what their streak in it is computed from. */
export interface OwnChallenge {
  readonly challenge: {
    readonly id: ChallengeId;
    readonly title: string;
    readonly emoji: string | null;
    readonly category: Category | null;
    readonly proofKind: ProofKind;
    readonly channel: ChannelRef;
    /** Whether its channel may be read by some only. */
    readonly closed: boolean;
  };
  readonly rule: RuleTerms;
  readonly own: OwnTerms;
  /** The day on which the member last rejoined after leaving; null when they never did. */
  readonly backOn: CivilDay | null;
  readonly zones: ZoneHistory;
  readonly state: StreakState;
}

/** Where a member stands in one of their challenges at an instant. */
export interface OwnStanding extends Pick<OwnChallenge, 'challenge' | 'backOn'> {
  readonly streak: Streak;
  readonly terms: StreakTerms;
  readonly is: 'open' | 'done' | 'resting' | 'nothingDue';
  /** When the member's current day ends, while it is open. */
  readonly until: Instant;
  /** Whether a miss would cost a streak (R11) or the week. */
  readonly atRisk: boolean;
}

/**
 * The challenges that may be named where others read along: a closed one only in its own channel. `channel` null: nobody else
 * reads along. Pure.
 */
export function tellableIn(all: readonly OwnStanding[], channel: ChannelRef | null): readonly OwnStanding[] {
  return all.filter(
    ({ challenge }) => channel === null || !challenge.closed || challenge.channel === channel,
  );
}

/** Where the member stands at `now`, or would stand then if nothing more is posted until then. Pure. */
export function standingAt(
  { challenge, rule, own, backOn, zones, state }: OwnChallenge,
  now: Instant,
): OwnStanding {
  const terms = termsOf(rule, own, zones, now);
  const streak = read(state, terms, now);
  const { need, left, risk, asks, today } = streak;
  const is = didToday(streak)
    ? 'done'
    : isResting(streak, terms)
      ? 'resting'
      : isOpen(streak)
        ? 'open'
        : streak.period?.state === 'met'
          ? 'done'
          : 'nothingDue';
  return {
    challenge,
    backOn,
    streak,
    terms,
    is,
    until: deadlineOf(today, zoneAt(zones, now), terms),
    atRisk: is === 'open' && (risk === 'atRisk' || (asks === 'week' && need > 0 && need === left)),
  };
}

/** The day of a challenge that an instant falls on for this member. Pure. */
export function dayAbout({ rule, zones }: Pick<OwnChallenge, 'rule' | 'zones'>, at: Instant): CivilDay {
  return dayOf(at, zoneAt(zones, at), graceOf(rule));
}

/** When a day of a challenge ends for a member who lives in `zone` (R18). Pure. */
export function endOf({ rule }: Pick<OwnChallenge, 'rule'>, day: CivilDay, zone: string): Instant {
  return deadlineOf(day, zone, graceOf(rule));
}
