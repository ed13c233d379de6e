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

/** A message offered as a proof, whoever offers it. */
export interface Candidate {
  /** The platform's time of the message: decides its day (R2). */
  readonly at: Instant;
  /** The day it is explicitly for; null: the day it was posted on (R3). */
  readonly forDay: CivilDay | null;
  readonly text: string;
  readonly attachments: readonly PostedFile[];
  /** When its words were edited, for which it is judged anew; left out: never. Nothing is mended after its day was over. */
  readonly editedAt?: Instant;
  /** Asked for by name (menu, command): days further back than the backfill window are refused (R3). */
  readonly asked: boolean;
}

/** What becomes of a message in one challenge. */
export type Verdict = { readonly challenge: ChallengeId; readonly title: string } & (
  | Counted
  | {
      readonly kind: 'alreadyCounted';
      readonly day: CivilDay;
      readonly zone: string;
      readonly isToday: boolean;
      readonly late: boolean;
      readonly joins: boolean;
      /** As of one that counted. */
      readonly calendarDayFrom: CalendarDay | null;
    }
  | {
      readonly kind: 'missing';
      readonly missing: Missing;
      readonly minLength: number;
      /** The day it was offered for is the one it is now: an edit may mend it. */
      readonly isToday: boolean;
    }
  | { readonly kind: 'notStarted'; readonly startsOn: CivilDay }
  | { readonly kind: 'ended'; readonly endsOn: CivilDay }
  | { readonly kind: 'tooOld'; readonly backfillDays: number }
  /** Of a day that was asked for by name: before the member's first one, not yet come, or left out by their zone (R6). */
  | { readonly kind: 'tooEarly'; readonly firstDay: CivilDay }
  | ToCome
  | { readonly kind: 'noSuchDay'; readonly day: CivilDay }
);

/** A day the wall calendar shows while the one before is not over. */
interface CalendarDay {
  readonly day: CivilDay;
  /** When it can be posted for; null: the challenge is over by then. */
  readonly from: Instant | null;
}

interface ToCome {
  readonly kind: 'toCome';
  readonly day: CivilDay;
  readonly zone: string;
  /** Set when the calendar shows that day already. */
  readonly calendarDayFrom: CalendarDay | null;
}

interface Counted {
  readonly kind: 'counted';
  readonly day: CivilDay;
  readonly zone: string;
  readonly joins: boolean;
  /** Days done with this one. */
  readonly daysDone: number;
  readonly daysSinceLast: number | null;
  /** Set when the day is not the one the member's calendar showed: from when the calendar's own can be posted. */
  readonly calendarDayFrom: CalendarDay | null;
  /** Counts for an earlier day than the one it is now. */
  readonly past: boolean;
  /** Posted for an earlier day than its own; display only (R3). */
  readonly late: boolean;
}

export type CountedVerdict = Extract<Verdict, { kind: 'counted' }>;

/** Judges one message in one challenge. Pure: R2 and R3 over what was read, and nothing else. */
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
    // After midnight of the last day it is no longer the today of anybody's calendar.
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

/** A post counts for its own day, inside the challenge. One that comes before its member joined moves their first day. */
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
  /** The day of the post itself, and what the calendar shows instead. */
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
  // Whoever joins by this proof begins on the day it is for.
  const first = enrollment ? firstDay({ startsOn, joinedOn: enrollment.joinedOn }) : startsOn;
  if (endsOn !== null && shown?.day === day && shown.from === null) return { kind: 'ended', endsOn };
  if (day > posted) return { kind: 'toCome', day, zone, calendarDayFrom: shown?.day === day ? shown : null };
  if (endsOn !== null && day > endsOn) return { kind: 'ended', endsOn };
  if (daysBetween(day, posted) > backfillDays) return { kind: 'tooOld', backfillDays };
  if (day < first) return { kind: 'tooEarly', firstDay: first };
  if (isSkipped(day, zones, graceOf(standing))) return { kind: 'noSuchDay', day };
  return null;
}

/** The member's zones (R14); without any, the workspace's. */
export function zoneHistory(context: Pick<ProofContext, 'member' | 'workspace'>): ZoneHistory {
  const [first, ...rest] = context.member?.zones ?? [];
  return first ? [first, ...rest] : [{ from: 0, zone: context.workspace.timezone }];
}

/** Within the grace the wall calendar already shows the next day: say from when that one can be posted. */
function calendarDay(rule: ChallengeStanding, at: Instant, zone: string, day: CivilDay): CalendarDay | null {
  const shown = dayOf(at, zone, 0);
  if (shown <= day) return null;
  const isOver = rule.endsOn !== null && shown > rule.endsOn;
  return { day: shown, from: isOver ? null : startOf(shown, zone, graceOf(rule)) };
}
