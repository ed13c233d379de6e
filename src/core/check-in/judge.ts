import type { InboundAttachment } from '../inbound.ts';
import {
  type CivilDay,
  dayOf,
  daysBetween,
  dayUnder,
  type Instant,
  startOf,
  type ZoneHistory,
  zoneAt,
} from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeStanding, ProofContext } from './context.ts';
import { evidenceOf, type Missing, missingFor } from './evidence.ts';

/** A message offered as a proof, whoever offers it. */
export interface Candidate {
  /** The platform's time of the message: decides its day (R2). */
  readonly at: Instant;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  /** Asked for by name (menu, command): days further back than the backfill window are refused (R3). */
  readonly asked: boolean;
}

/** What becomes of a message in one challenge. */
export type Verdict = { readonly challenge: ChallengeId; readonly title: string } & (
  | {
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
    }
  | {
      readonly kind: 'alreadyCounted';
      readonly day: CivilDay;
      readonly zone: string;
      readonly isToday: boolean;
      readonly joins: boolean;
    }
  | { readonly kind: 'missing'; readonly missing: Missing }
  | { readonly kind: 'notStarted'; readonly startsOn: CivilDay }
  | { readonly kind: 'ended'; readonly endsOn: CivilDay }
  | { readonly kind: 'tooOld'; readonly backfillDays: number }
);

/** Judges one message in every challenge of its channel. Pure: R2 and R3 over what was read, and nothing else. */
export function judge(context: ProofContext, candidate: Candidate, now: Instant): readonly Verdict[] {
  const zones = zoneHistory(context);
  const evidence = evidenceOf(candidate.text, candidate.attachments);
  return context.challenges.map((standing) => {
    const head = { challenge: standing.id, title: standing.title };
    const day = dayUnder(zones, candidate.at, standing.graceMinutes);
    if (day < standing.startsOn) return { ...head, kind: 'notStarted', startsOn: standing.startsOn };
    if (standing.endsOn !== null && day > standing.endsOn)
      return { ...head, kind: 'ended', endsOn: standing.endsOn };
    const today = dayUnder(zones, now, standing.graceMinutes);
    if (candidate.asked && daysBetween(day, today) > standing.backfillDays) {
      return { ...head, kind: 'tooOld', backfillDays: standing.backfillDays };
    }
    const missing = missingFor(standing.proofKind, evidence);
    if (missing) return { ...head, kind: 'missing', missing };
    const zone = zoneAt(zones, candidate.at);
    const joins = !standing.enrolled;
    if (standing.near.includes(day))
      return { ...head, kind: 'alreadyCounted', day, zone, isToday: day === today, joins };
    return {
      ...head,
      kind: 'counted',
      day,
      zone,
      joins,
      daysDone: standing.daysDone + 1,
      daysSinceLast: standing.lastDay === null ? null : daysBetween(standing.lastDay, day),
      calendarDayFrom: calendarDay(standing, candidate.at, zone, day),
      past: day < today,
    };
  });
}

/** The member's zones (R14); without any, the workspace's. */
export function zoneHistory(context: Pick<ProofContext, 'member' | 'workspace'>): ZoneHistory {
  const [first, ...rest] = context.member?.zones ?? [];
  return first ? [first, ...rest] : [{ from: 0, zone: context.workspace.timezone }];
}

/** Within the grace the wall calendar already shows the next day: say from when that one can be posted. */
function calendarDay(rule: ChallengeStanding, at: Instant, zone: string, day: CivilDay) {
  const shown = dayOf(at, zone, 0);
  return shown > day ? { day: shown, from: startOf(shown, zone, rule.graceMinutes) } : null;
}
