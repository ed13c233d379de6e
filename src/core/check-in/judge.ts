import type { InboundAttachment } from '../inbound.ts';
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
import { type Evidence, evidenceOf, type Missing, missingFor } from './evidence.ts';

/** A message offered as a proof, whoever offers it. */
export interface Candidate {
  /** The platform's time of the message: decides its day (R2). */
  readonly at: Instant;
  /** The day it is explicitly for; null: the day it was posted on (R3). */
  readonly forDay: CivilDay | null;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
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
    }
  | { readonly kind: 'missing'; readonly missing: Missing; readonly minLength: number }
  | { readonly kind: 'notStarted'; readonly startsOn: CivilDay }
  | { readonly kind: 'ended'; readonly endsOn: CivilDay }
  | { readonly kind: 'tooOld'; readonly backfillDays: number }
  /** Of a day that was asked for by name: before the member's first one, not yet come, or left out by their zone (R6). */
  | { readonly kind: 'tooEarly'; readonly firstDay: CivilDay }
  | { readonly kind: 'toCome'; readonly day: CivilDay }
  | { readonly kind: 'noSuchDay'; readonly day: CivilDay }
);

interface Counted {
  readonly kind: 'counted';
  readonly day: CivilDay;
  readonly zone: string;
  readonly joins: boolean;
  /** Days done with this one. */
  readonly daysDone: number;
  readonly daysSinceLast: number | null;
  /** Set when the day is not the one the member's calendar showed: from when the calendar's own can be posted. */
  readonly calendarDayFrom: { readonly day: CivilDay; readonly from: Instant } | null;
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
  const refused =
    candidate.forDay === null
      ? postedOutside(standing, candidate, posted, today)
      : namedOutside(standing, zones, candidate.forDay, posted);
  if (refused) return { ...head, ...refused };
  const evidence: Evidence = evidenceOf(candidate.text, candidate.attachments);
  const missing = missingFor(standing, evidence);
  if (missing) return { ...head, kind: 'missing', missing, minLength: standing.minLength };
  const zone = zoneAt(zones, candidate.at);
  const joins = !standing.enrolled;
  const late = day < posted;
  if (standing.near.includes(day))
    return { ...head, kind: 'alreadyCounted', day, zone, isToday: day === today, late, joins };
  return {
    ...head,
    kind: 'counted',
    day,
    zone,
    joins,
    daysDone: standing.daysDone + 1,
    daysSinceLast: standing.lastDay === null ? null : daysBetween(standing.lastDay, day),
    calendarDayFrom: late ? null : calendarDay(standing, candidate.at, zone, day),
    past: day < today,
    late,
  };
}

type Refused = Pick<Extract<Verdict, { kind: 'notStarted' }>, 'kind' | 'startsOn'> | OtherRefusal;
type OtherRefusal =
  | { readonly kind: 'ended'; readonly endsOn: CivilDay }
  | { readonly kind: 'tooOld'; readonly backfillDays: number }
  | { readonly kind: 'tooEarly'; readonly firstDay: CivilDay }
  | { readonly kind: 'toCome' | 'noSuchDay'; readonly day: CivilDay };

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

/** R3: "for D" is accepted iff S <= D <= min(E, day(at)), day(at) - D <= B and D is not skipped. */
function namedOutside(
  standing: ChallengeStanding,
  zones: ZoneHistory,
  day: CivilDay,
  posted: CivilDay,
): Refused | null {
  const { startsOn, endsOn, backfillDays, enrollment } = standing;
  if (posted < startsOn) return { kind: 'notStarted', startsOn };
  // Whoever joins by this proof begins on the day it is for.
  const first = enrollment ? firstDay({ startsOn, joinedOn: enrollment.joinedOn }) : startsOn;
  if (day > posted) return { kind: 'toCome', day };
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
function calendarDay(rule: ChallengeStanding, at: Instant, zone: string, day: CivilDay) {
  const shown = dayOf(at, zone, 0);
  return shown > day ? { day: shown, from: startOf(shown, zone, graceOf(rule)) } : null;
}
