import {
  type CivilDay,
  dayOf,
  daysBetween,
  dayUnder,
  type Instant,
  isSkipped,
  startOf,
  type ZoneHistory,
  zoneAt,
} from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { firstDay } from '../model/streak/index.ts';
import { graceOf } from '../streak/terms.ts';
import type { ChallengeStanding, ProofContext } from './context.ts';
import { type Evidence, evidenceOf, type Missing, missingFor, type PostedFile } from './evidence.ts';

/** A message to be judged as a proof. */
export interface Candidate {
  /** The platform's time of the message, which decides its day (R2). */
  readonly at: Instant;
  /** The day that was named for it; null: the day it was posted on (R3). */
  readonly forDay: CivilDay | null;
  readonly text: string;
  readonly attachments: readonly PostedFile[];
  /** The time of the edit for which it is judged again; absent for no edit. An edit after the day is over does not make it count. */
  readonly editedAt?: Instant;
  /** Somebody asked for this message to be counted (menu, command): days before the backfill window are refused (R3). */
  readonly asked: boolean;
}

/** How a message was judged in one challenge. */
export type Verdict = { readonly challenge: ChallengeId; readonly title: string } & (
  | Counted
  | {
      readonly kind: 'alreadyCounted';
      readonly day: CivilDay;
      readonly zone: string;
      readonly isToday: boolean;
      readonly late: boolean;
      readonly joins: boolean;
      /** As for `counted`. */
      readonly calendarDayFrom: CalendarDay | null;
    }
  | {
      readonly kind: 'missing';
      readonly missing: Missing;
      readonly minLength: number;
      /** The day it would count for is today, so an edit can still supply what is missing. */
      readonly isToday: boolean;
    }
  | { readonly kind: 'notStarted'; readonly startsOn: CivilDay }
  | { readonly kind: 'ended'; readonly endsOn: CivilDay }
  | { readonly kind: 'tooOld'; readonly backfillDays: number }
  /** The last three are about a named day: before the member's first day, still to come, or skipped by their zone (R6). */
  | { readonly kind: 'tooEarly'; readonly firstDay: CivilDay }
  | ToCome
  | { readonly kind: 'noSuchDay'; readonly day: CivilDay }
);

/** The day that the calendar shows within the grace, while the day before is not over yet. */
interface CalendarDay {
  readonly day: CivilDay;
  /** From when on a post counts for it; null when the challenge is over by then. */
  readonly from: Instant | null;
}

interface ToCome {
  readonly kind: 'toCome';
  readonly day: CivilDay;
  readonly zone: string;
  /** Set when the calendar already shows that day. */
  readonly calendarDayFrom: CalendarDay | null;
}

interface Counted {
  readonly kind: 'counted';
  readonly day: CivilDay;
  readonly zone: string;
  readonly joins: boolean;
  /** Days done, including this one. */
  readonly daysDone: number;
  readonly daysSinceLast: number | null;
  /** Set when the member's calendar already showed the next day: that day, and from when on a post counts for it. */
  readonly calendarDayFrom: CalendarDay | null;
  /** It counts for a day before today. */
  readonly past: boolean;
  /** It counts for a day before the day of its post; for display only (R3). */
  readonly late: boolean;
}

export type CountedVerdict = Extract<Verdict, { kind: 'counted' }>;

/** Judges one message in one challenge, by R2 and R3. Pure. */
export function judge(
  standing: ChallengeStanding,
  zones: ZoneHistory,
  candidate: Candidate,
  now: Instant,
): Verdict {
  const head = { challenge: standing.id, title: standing.title };
  const grace = graceOf(standing);
  const posted = dayUnder(zones, candidate.at, grace);
  const today = dayUnder(zones, now, grace);
  const day = candidate.forDay ?? posted;
  const zone = zoneAt(zones, candidate.at);
  const shown = calendarDay(standing, candidate.at, zone, posted);
  if (candidate.editedAt !== undefined && dayUnder(zones, candidate.editedAt, grace) > posted)
    return { ...head, kind: 'tooOld', backfillDays: 0 };
  const refused =
    candidate.forDay === null
      ? postedOutside(standing, candidate, posted, today)
      : namedOutside(standing, zones, { day: candidate.forDay, posted, zone, shown });
  if (refused) return { ...head, ...refused };
  const evidence: Evidence = evidenceOf(candidate.text, candidate.attachments);
  const missing = missingFor(standing, evidence);
  if (missing)
    return { ...head, kind: 'missing', missing, minLength: standing.minLength, isToday: day === today };
  const joins = !standing.enrolled;
  const late = day < posted;
  const calendarDayFrom = late ? null : shown;
  if (standing.near.includes(day)) {
    // Within the grace after midnight nobody would call that day "today".
    const isToday = day === today && calendarDayFrom === null;
    return { ...head, kind: 'alreadyCounted', day, zone, isToday, late, joins, calendarDayFrom };
  }
  return {
    ...head,
    kind: 'counted',
    day,
    zone,
    joins,
    daysDone: standing.daysDone + 1,
    daysSinceLast: standing.lastDay === null ? null : daysBetween(standing.lastDay, day),
    calendarDayFrom,
    past: day < today,
    late,
  };
}

type Refused = Pick<Extract<Verdict, { kind: 'notStarted' }>, 'kind' | 'startsOn'> | OtherRefusal;
type OtherRefusal =
  | { readonly kind: 'ended'; readonly endsOn: CivilDay }
  | { readonly kind: 'tooOld'; readonly backfillDays: number }
  | { readonly kind: 'tooEarly'; readonly firstDay: CivilDay }
  | ToCome
  | { readonly kind: 'noSuchDay'; readonly day: CivilDay };

/**
 * Why a post for which no day was named is refused; null if it is not. It counts for its own day, inside the challenge; if its member
 * joined later, it moves their first day back.
 */
function postedOutside(
  { startsOn, endsOn, backfillDays }: ChallengeStanding,
  { asked }: Candidate,
  posted: CivilDay,
  today: CivilDay,
): Refused | null {
  if (posted < startsOn) return { kind: 'notStarted', startsOn };
  if (endsOn !== null && posted > endsOn) return { kind: 'ended', endsOn };
  if (asked && daysBetween(posted, today) > backfillDays) return { kind: 'tooOld', backfillDays };
  return null;
}

interface NamedDay {
  readonly day: CivilDay;
  /** The day of the post itself; `shown` is what the calendar showed instead, if it differed. */
  readonly posted: CivilDay;
  readonly zone: string;
  readonly shown: CalendarDay | null;
}

/** R3: "for D" is accepted iff S <= D <= min(E, day(at)), day(at) - D <= B and D is not skipped. */
function namedOutside(
  standing: ChallengeStanding,
  zones: ZoneHistory,
  { day, posted, zone, shown }: NamedDay,
): Refused | null {
  const { startsOn, endsOn, backfillDays, enrollment } = standing;
  if (posted < startsOn) return { kind: 'notStarted', startsOn };
  // A member who joins by this proof begins on the day it is for.
  const first = enrollment ? firstDay({ startsOn, joinedOn: enrollment.joinedOn }) : startsOn;
  if (endsOn !== null && shown?.day === day && shown.from === null) return { kind: 'ended', endsOn };
  if (day > posted) return { kind: 'toCome', day, zone, calendarDayFrom: shown?.day === day ? shown : null };
  if (endsOn !== null && day > endsOn) return { kind: 'ended', endsOn };
  if (daysBetween(day, posted) > backfillDays) return { kind: 'tooOld', backfillDays };
  if (day < first) return { kind: 'tooEarly', firstDay: first };
  if (isSkipped(day, zones, graceOf(standing))) return { kind: 'noSuchDay', day };
  return null;
}

/** The member's zones (R14), or the workspace's zone if the member has none. */
export function zoneHistory(context: Pick<ProofContext, 'member' | 'workspace'>): ZoneHistory {
  const [first, ...rest] = context.member?.zones ?? [];
  return first ? [first, ...rest] : [{ from: 0, zone: context.workspace.timezone }];
}

/** The day that the calendar shows at the instant `at`, if it is already the day after `day` (within the grace); else null. */
function calendarDay(rule: ChallengeStanding, at: Instant, zone: string, day: CivilDay): CalendarDay | null {
  const shown = dayOf(at, zone, 0);
  if (shown <= day) return null;
  const isOver = rule.endsOn !== null && shown > rule.endsOn;
  return { day: shown, from: isOver ? null : startOf(shown, zone, graceOf(rule)) };
}
