import { heroOf } from '../characters/index.ts';
import { addDays, type CivilDay, weekday } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { Locale } from '../model/locale.ts';
import type { SpecOf } from '../pictures/spec.ts';
import type { Challenge, RuleVersion } from './challenge.ts';

type Planned = Pick<
  Challenge,
  'title' | 'emoji' | 'rules' | 'startsOn' | 'endsOn' | 'pauses' | 'timezone' | 'graceMinutes'
>;
type Due = 'due' | 'any' | 'none';

const weeksShown = 4;

/** A picture of four weeks of a challenge, beginning with the week that contains `from`. `today`: in the challenge's zone. */
export function nextWeeks(
  challenge: Planned,
  {
    from,
    today,
    locale,
    character,
  }: {
    readonly from: CivilDay;
    readonly today: CivilDay;
    readonly locale: Locale;
    /** The character on the picture; absent: 담찌. */
    readonly character?: string;
  },
): SpecOf<'weeks'> {
  const { title, emoji, rules, startsOn, endsOn, timezone } = challenge;
  const newest = rules.at(-1)!;
  const first = addDays(from, -((weekday(from) - newest.weekStart + 7) % 7));
  const weeks = Array.from({ length: weeksShown }, (_, row) => {
    const days = Array.from({ length: 7 }, (_, column) => addDays(first, 7 * row + column));
    return {
      days: days.map((day) => ({ day, due: dueOn(day, challenge) })),
      target: targetOf(days, challenge),
    };
  });
  return {
    kind: 'weeks',
    locale,
    asOf: { day: today, zone: timezone },
    challenge: { title, emoji },
    rule: goalSentence(newest.goal, { ...challenge, weekStart: newest.weekStart }, locale),
    startsOn,
    endsOn,
    weekStart: newest.weekStart,
    weeks,
    ...heroOf(character),
  };
}

/** The rule in force on a day; before the day of the first rule, that first one. */
export function ruleOn(day: CivilDay, rules: Challenge['rules']): RuleVersion {
  return rules.findLast((rule) => rule.from <= day) ?? rules[0];
}

/** Whether a day is asked for (`due`), may be chosen (`any`) or asks for nothing (`none`) (R5, R6). */
export function dueOn(
  day: CivilDay,
  challenge: Pick<Planned, 'startsOn' | 'endsOn' | 'pauses' | 'rules'>,
): Due {
  const { startsOn, endsOn, pauses, rules } = challenge;
  if (day < startsOn || (endsOn !== null && day > endsOn)) return 'none';
  if (pauses.some(({ from, to }) => from <= day && (to === null || day <= to))) return 'none';
  const { goal } = ruleOn(day, rules);
  switch (goal.kind) {
    case 'daily':
      return 'due';
    case 'weekdays':
      return goal.days.includes(weekday(day)) ? 'due' : 'none';
    case 'everyNDays':
    case 'perWeek':
      return 'any';
  }
}

/** How many days a week asks for (R7), fewer at the challenge's ends and in pauses. Null where the rule counts no weeks. */
function targetOf(week: readonly CivilDay[], challenge: Planned): number | null {
  const open = week.filter((day) => dueOn(day, challenge) === 'any');
  const rules = new Set(open.map((day) => ruleOn(day, challenge.rules)));
  const [rule, ...more] = rules;
  if (!rule || more.length > 0 || rule.goal.kind !== 'perWeek') return null;
  return weekday(week[0]!) === rule.weekStart ? Math.ceil((rule.goal.n * open.length) / 7) : null;
}
