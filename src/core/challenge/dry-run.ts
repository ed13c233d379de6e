import { addDays, type CivilDay, dayOf, daysBetween, type Instant } from '../model/day.ts';
import { MILESTONES, periods } from '../model/streak/index.ts';
import { type DaysOff, noDaysOff } from '../nudge/days-off.ts';
import { type NudgeSchedule, plannedNudges, previewMs } from '../nudge/schedule.ts';
import { noSummaries, plannedSummaries, type Summaries, type SummaryKind } from '../nudge/summary/period.ts';
import type { StreakUnit } from '../pictures/spec.ts';
import type { Challenge } from './challenge.ts';
import { closingAt, noticesOf } from './schedule.ts';

/** One message, or one kind of message, that a challenge would bring. One with a time comes once, at that time. */
export type PlannedMessage =
  | { readonly what: 'welcome' }
  /** Under every proof: the mark of credit, and two lines in its thread. */
  | { readonly what: 'cheers' }
  /** In a proof's thread, when the proof counts for another day, was counted already, or lacks something. */
  | { readonly what: 'notes' }
  /** To a member alone, when their first proof made them join; not sent where the platform cannot show a line to one member. */
  | { readonly what: 'joined' }
  /** The offer of nudges of their own after a member's very first proof: to them alone, or in the proof's thread. */
  | { readonly what: 'offer'; readonly privately: boolean }
  /**
   * A card under the proof that met a week for the first time, or came back after a missed day; goals in blocks of days have no
   * weeks.
   */
  | { readonly what: 'firsts'; readonly week: boolean }
  /** To a member alone, at nine in the morning after a freeze bridged a missed day. */
  | { readonly what: 'freezes' }
  /** A card under the proof that reaches `number`; nobody can reach it before `earliest`. */
  | {
      readonly what: 'milestone';
      readonly number: number;
      readonly unit: StreakUnit;
      readonly earliest: CivilDay;
    }
  /** One line to the channel, when a manager pauses the challenge, resumes it, or changes a setting that members go by. */
  | { readonly what: 'changes' }
  /** One line to the channel at each of these times. */
  | { readonly what: 'nudges'; readonly times: readonly Instant[] }
  | { readonly what: 'summary'; readonly kind: SummaryKind; readonly at: Instant }
  | { readonly what: 'endNotice'; readonly days: number; readonly at: Instant }
  | { readonly what: 'closing'; readonly at: Instant };

/** What a channel is told besides what follows from the rule. */
export interface ToldPlans {
  /** When the channel is nudged; null when it is not. */
  readonly nudges: NudgeSchedule | null;
  readonly off: DaysOff;
  readonly summaries: Summaries;
  /** Whether the platform can show a line to one member alone. */
  readonly privateNotice: boolean;
}

const noPlans: ToldPlans = { nudges: null, off: noDaysOff, summaries: noSummaries, privateNotice: true };

const daysAhead = 30;

/** Every message that the 30 days from `now` on would bring if the challenge were started now, in order. Pure. */
export function dryRun(
  challenge: Challenge,
  now: Instant,
  zones: readonly string[] = [],
  { nudges, off, summaries, privateNotice }: ToldPlans = noPlans,
): readonly PlannedMessage[] {
  const { timezone, graceMinutes, freezeEvery } = challenge;
  const today = dayOf(now, timezone, graceMinutes);
  const until = addDays(today, daysAhead);
  const within = (at: Instant) => dayOf(at, timezone, 0) <= until;
  const closing = closingAt(challenge, zones);
  const timed: (PlannedMessage & { readonly at: Instant })[] = noticesOf(challenge, now)
    .filter(({ at }) => within(at))
    .map((notice) => ({ what: 'endNotice', ...notice }));
  if (closing !== null && within(closing)) timed.push({ what: 'closing', at: Math.max(closing, now) });
  const span = { from: now, to: now + previewMs, zones, off, waiting: [] };
  const told = plannedSummaries(summaries, challenge, span);
  timed.push(...told.map(({ kind, at }) => ({ what: 'summary', kind, at }) as const));
  return [
    { what: 'welcome' },
    ...(challenge.startsOn > until ? [] : whenProofsCome(challenge, privateNotice)),
    ...reachable(challenge, until),
    ...(freezeEvery === null || challenge.startsOn > until ? [] : ([{ what: 'freezes' }] as const)),
    { what: 'changes' },
    ...nudged(challenge, now, nudges, off),
    ...timed.sort((one, other) => one.at - other.at),
  ];
}

function nudged(
  challenge: Challenge,
  now: Instant,
  schedule: NudgeSchedule | null,
  off: DaysOff,
): PlannedMessage[] {
  const planned = schedule ? plannedNudges(schedule, challenge, { from: now, to: now + previewMs, off }) : [];
  return planned.length === 0 ? [] : [{ what: 'nudges', times: planned.map(({ at }) => at) }];
}

function whenProofsCome({ goal }: Challenge, privateNotice: boolean): readonly PlannedMessage[] {
  return [
    { what: 'cheers' },
    { what: 'notes' },
    ...(privateNotice ? [{ what: 'joined' } as const] : []),
    { what: 'offer', privately: privateNotice },
    { what: 'firsts', week: goal.kind !== 'everyNDays' },
  ];
}

/** The milestones that a member who misses nothing reaches by `until`, each with the earliest day for it. */
function reachable(challenge: Challenge, until: CivilDay): PlannedMessage[] {
  const { startsOn, endsOn, timezone, goal } = challenge;
  const last = endsOn !== null && endsOn < until ? endsOn : until;
  if (last < startsOn) return [];
  const days = Array.from({ length: daysBetween(startsOn, last) + 1 }, (_, n) => addDays(startsOn, n));
  // Where the goal counts days, each day done counts; else a period counts, once it has all it asks for.
  const counted = goal.kind === 'daily' || goal.kind === 'weekdays' ? days : metOn(challenge, days, timezone);
  const unit = goal.kind === 'everyNDays' ? 'turn' : goal.kind === 'perWeek' ? 'week' : 'day';
  return MILESTONES.flatMap((number): PlannedMessage[] => {
    const earliest = counted[number - 1];
    return earliest ? [{ what: 'milestone', number, unit, earliest }] : [];
  });
}

/** The days on which a member who does every one of `days` meets each period. */
function metOn(challenge: Challenge, days: readonly CivilDay[], zone: string): readonly CivilDay[] {
  const noon = (day: CivilDay) => Date.parse(`${day}T12:00:00Z`);
  const judged = periods(
    {
      ...challenge,
      zones: [{ from: 0, zone }],
      joinedOn: challenge.startsOn,
      restDays: [],
      grants: [],
      checkIns: days.map((day) => ({ id: day, day, at: noon(challenge.startsOn), zone })),
    },
    noon(days.at(-1)!),
    () => false,
  );
  return judged
    .filter(({ state }) => state === 'met')
    .map(({ from, target }) => addDays(from, target - 1))
    .filter((day) => day <= days.at(-1)!);
}
