import { dueOn } from '../challenge/next-weeks.ts';
import {
  addDays,
  type CivilDay,
  dayOf,
  deadlineOf,
  type Grace,
  type Instant,
  startOf,
} from '../model/day.ts';
import { periods, type StreakFacts, type StreakTerms } from '../model/streak/index.ts';

/** A stretch of time in which a platform was not heard. */
export interface Away {
  readonly from: Instant;
  readonly to: Instant;
  /** The time between a backup and its restore: the bot may have been there and answered, which the database does not know. */
  readonly mayHaveAnswered?: true;
}

/** The part of a challenge that decides which days an absence took. */
export type LostTerms = Pick<
  StreakTerms,
  'startsOn' | 'endsOn' | 'rules' | 'pauses' | 'graceMinutes' | 'pastGraces'
>;

/** An absence longer than this counts as an outage. */
export const outageMs = 60 * 60_000;
/** Members who leave it late post in these last hours of a day. */
const lastPartMs = 2 * 60 * 60_000;
/** Days longer ago than this are not looked at. */
const furthestMs = 31 * 24 * 60 * 60_000;
/** How far back absences are read: all that may have taken a part of such a day, of its week or of its block. */
export const lookBackMs = furthestMs + 4 * 24 * 60 * 60_000;

/**
 * Whether absences took a day of a zone: one reached into the two hours before the day's deadline (R18), or all together left no
 * more than half of the day. A day that the zone skipped cannot be lost. Pure.
 */
export function isTaken(day: CivilDay, zone: string, grace: Grace, absences: readonly Away[]): boolean {
  const from = startOf(day, zone, grace);
  const to = deadlineOf(day, zone, grace);
  if (to <= from) return false;
  const lastPart = { from: Math.max(from, to - lastPartMs), to };
  return within(absences, lastPart) > 0 || within(absences, { from, to }) * 2 >= to - from;
}

/**
 * The days of a challenge that absences took from members who live in `zone`, in order: the challenge was running and asked for
 * the day, and excusing it would ask less of its period. So, under a rule with weeks or blocks (R5), those days are returned that
 * together lower what the week or block asks (R7), and none where the rest of it was enough. Pure.
 */
export function lostDays(challenge: LostTerms, zone: string, absences: readonly Away[]): readonly CivilDay[] {
  const last = Math.max(...absences.map(({ to }) => to));
  const near = absences
    .filter(({ to }) => to > last - furthestMs)
    .map(({ from, to }) => ({ from: Math.max(from, last - furthestMs), to }));
  const days = new Set<CivilDay>();
  for (const { from, to } of near) {
    const end = dayOf(to, zone, challenge);
    for (let day = dayOf(from, zone, challenge); day <= end; day = addDays(day, 1)) {
      if (dueOn(day, challenge) !== 'none' && isTaken(day, zone, challenge, near)) days.add(day);
    }
  }
  return thatMatter(challenge, zone, [...days].sort(), last);
}

/** How many milliseconds of a stretch the absences cover; where they overlap, time counts once. */
function within(absences: readonly Away[], { from, to }: Away): number {
  let covered = 0;
  let until = from;
  for (const each of absences.toSorted((one, other) => one.from - other.from)) {
    const begin = Math.max(each.from, until);
    const end = Math.min(each.to, to);
    if (end <= begin) continue;
    covered += end - begin;
    until = end;
  }
  return covered;
}

/** The days whose period asks for less when they are excused. */
function thatMatter(
  challenge: LostTerms,
  zone: string,
  days: readonly CivilDay[],
  now: Instant,
): readonly CivilDay[] {
  const [first] = days;
  const isDaily = challenge.rules.every(({ goal }) => goal.kind === 'daily' || goal.kind === 'weekdays');
  if (first === undefined || isDaily) return days;
  const before = targets(challenge, zone, now, []);
  const after = targets(challenge, zone, now, days);
  return days.filter((day) => (after.get(day) ?? 0) < (before.get(day) ?? 0));
}

/** What the period of each day asks of a member who is there from the start and misses nothing else. */
function targets(
  { startsOn, endsOn, rules, pauses, graceMinutes, pastGraces = [] }: LostTerms,
  zone: string,
  now: Instant,
  excused: readonly CivilDay[],
): ReadonlyMap<CivilDay, number> {
  const facts: StreakFacts = {
    startsOn,
    endsOn,
    rules,
    graceMinutes,
    pastGraces,
    joinedOn: startsOn,
    pauses: [...pauses, ...excused.map((day) => ({ from: day, to: day }))],
    freezeCap: 0,
    zones: [{ from: 0, zone }],
    restDays: [],
    grants: [],
    checkIns: [],
  };
  const found = new Map<CivilDay, number>();
  for (const { from, to, target } of periods(facts, now))
    for (let day = from; day <= to; day = addDays(day, 1)) found.set(day, target);
  return found;
}
