import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeRow } from '../store.ts';
import type { Circle } from './circle.ts';
import { type DaysOff, isDayOff } from './days-off.ts';
import { asksAt, isTooLate, type NudgeSchedule } from './schedule.ts';
import type { NudgeSlot } from './store.ts';

/** Why a nudge is not sent. */
export type Silence =
  | 'ended'
  | 'paused'
  | 'nothingDue'
  /** It is the workspace's day off or a holiday. */
  | 'dayOff'
  | 'nobody'
  /** Nobody has done anything for so long that all are left alone until somebody is back. */
  | 'away'
  | 'everybodyDone'
  | 'scheduleChanged'
  | 'tooLate';

/** What a nudge may say. Each situation is true when it is sent, and none is about anybody in particular. */
export type Situation =
  /** Nobody has checked in today. */
  | { readonly is: 'fresh' }
  | { readonly is: 'some'; readonly done: number }
  /** Days done by all members together, and the team goal. */
  | { readonly is: 'team'; readonly days: number; readonly goal: number }
  /** The day ends within the hour, at the same instant for everybody who can still do theirs. */
  | { readonly is: 'lastHour'; readonly until: Instant }
  /** The same for the last day of the week, where weeks are counted. */
  | { readonly is: 'lastHourOfWeek'; readonly until: Instant };

const hour = 3_600_000;

/** Why the nudge would be untrue or unwanted at `now`; null when it may be sent. Pure. */
export function silenceOf(
  { challenge, schedule, slot, off, circle }: NudgeFacts,
  now: Instant,
): Silence | null {
  if (isTooLate(slot.plannedAt, now)) return 'tooLate';
  if (challenge.startedAt === null || challenge.endedAt !== null) return 'ended';
  if (schedule === null || schedule.version !== slot.version || schedule.pausedReason !== null)
    return 'scheduleChanged';
  if (isDayOff(off, slot.day)) return 'dayOff';
  if (!asksAt(challenge, slot.plannedAt))
    return isPausedAt(challenge, slot.plannedAt) ? 'paused' : 'nothingDue';
  if (circle.members === 0) return 'nobody';
  if (circle.here === 0) return 'away';
  return circle.open.length === 0 ? 'everybodyDone' : null;
}

/** All that decides whether a nudge is sent. */
export interface NudgeFacts {
  readonly challenge: ChallengeRow;
  readonly schedule: NudgeSchedule | null;
  readonly slot: Pick<NudgeSlot, 'plannedAt' | 'version'> & { readonly day: CivilDay };
  readonly off: DaysOff;
  readonly circle: Circle;
}

function isPausedAt(challenge: ChallengeRow, at: Instant): boolean {
  return challenge.pauses.length > 0 && asksAt({ ...challenge, pauses: [] }, at);
}

/** All that may be said; within the last hour only that. `together`: days done by all members. Pure. */
export function situationsOf(
  { done, open }: Circle,
  { teamGoal, together }: { readonly teamGoal: number | null; readonly together: number },
  now: Instant,
): readonly [Situation, ...Situation[]] {
  const [first] = open;
  const until = first && open.every((each) => each.until === first.until) ? first.until : null;
  if (until !== null && now < until && until - now <= hour) {
    const endsWeek = open.every((each) => each.endsWeek);
    return [{ is: endsWeek ? 'lastHourOfWeek' : 'lastHour', until }];
  }
  const today: Situation = done > 0 ? { is: 'some', done } : { is: 'fresh' };
  if (teamGoal === null || together === 0 || together >= teamGoal) return [today];
  return [today, { is: 'team', days: together, goal: teamGoal }];
}
