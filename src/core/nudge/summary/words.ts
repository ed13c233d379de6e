import { actionId } from '../../actions.ts';
import { nameOf } from '../../challenge/title.ts';
import { heroOf } from '../../characters/index.ts';
import { messagesFor } from '../../messages/index.ts';
import { addDays, dayOf, daysBetween, type Instant } from '../../model/day.ts';
import type { Locale } from '../../model/locale.ts';
import type { SpecOf } from '../../pictures/spec.ts';
import type { ChallengeRow } from '../../store.ts';
import type { CardView, Line } from '../../views.ts';
import { daysAsked, daysWithin, type Period } from './period.ts';
import type { SummaryFacts } from './store.ts';

interface Told {
  readonly period: Period;
  readonly facts: SummaryFacts;
  readonly locale: Locale;
  /** The character on the picture of a month; absent: 담찌. */
  readonly character?: string;
  readonly now: Instant;
}

/** The summary of a week or a month: what all did together, naming only members who are shown on the leaderboard. Pure. */
export function summaryCard(challenge: ChallengeRow, told: Told): CardView {
  const { period, facts, locale, now } = told;
  const { summary, nudge } = messagesFor(locale);
  const name = nameOf(challenge);
  const { days, people, proofs, together, board } = facts;
  const { teamGoal } = challenge;
  const within = daysWithin(period, challenge) ?? period;
  const isLastWeek = daysBetween(period.to, dayOf(now, challenge.timezone, 0)) <= 7;
  const lines: Line[] = [
    summary.together({ days, people, from: within.from, to: within.to }),
    ...(isComparable(challenge, period) ? [summary.beside(days, facts.before)] : []),
    ...(period.kind === 'month' && proofs > days ? [summary.proofs(proofs)] : []),
    ...(teamGoal === null ? [] : [summary.team(together, teamGoal)]),
    ...(board.length === 0 ? [] : [summary.board(board)]),
  ];
  return {
    view: 'card',
    title:
      period.kind === 'week'
        ? summary.weekTitle(name, isLastWeek ? null : period.from)
        : summary.monthTitle(name, period.from),
    lines,
    fields: [],
    picture: period.kind === 'week' ? null : togetherSpec(challenge, told),
    buttons: [
      {
        action: actionId({ do: 'streak', challenge: challenge.id }),
        label: nudge.button,
        style: 'secondary',
      },
    ],
  };
}

/** Whether to compare a week with the one before: only where both asked for the same number of days, since half a week is no measure. */
function isComparable(challenge: ChallengeRow, period: Period): boolean {
  if (period.kind !== 'week') return false;
  const before = { ...period, from: addDays(period.from, -7), to: addDays(period.to, -7) };
  return before.from >= challenge.startsOn && daysAsked(before, challenge) === daysAsked(period, challenge);
}

/** The picture of a month of all members together, day by day. Pure. */
export function togetherSpec(
  challenge: ChallengeRow,
  { period, facts, locale, now, character }: Told,
): SpecOf<'together'> {
  const within = daysWithin(period, challenge) ?? period;
  const counts = new Map(facts.each.map(({ day, count }) => [day, count]));
  const days = Array.from({ length: daysBetween(period.from, period.to) + 1 }, (_, n) =>
    addDays(period.from, n),
  );
  return {
    kind: 'together',
    locale,
    asOf: { day: dayOf(now, challenge.timezone, 0), zone: challenge.timezone },
    challenge: { title: challenge.title, emoji: challenge.emoji },
    year: Number(period.from.slice(0, 4)),
    month: Number(period.from.slice(5, 7)),
    weekStart: challenge.weekStart,
    days: days.map((day) => (day < within.from || day > within.to ? null : (counts.get(day) ?? 0))),
    total: facts.days,
    people: facts.people,
    proofs: facts.proofs,
    team: challenge.teamGoal === null ? null : { value: facts.together, goal: challenge.teamGoal },
    ...heroOf(character),
  };
}
