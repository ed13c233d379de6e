import { z } from 'zod';
import type { Weekday } from './day.ts';
import type { Locale } from './locale.ts';

const weekdaySchema = z.literal([1, 2, 3, 4, 5, 6, 7]);

/** The stored form of a goal. */
export const goalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily') }),
  z.strictObject({
    kind: z.literal('weekdays'),
    days: z.array(weekdaySchema).min(1).max(7).refine(isAscending),
  }),
  z.strictObject({ kind: z.literal('everyNDays'), n: z.int().min(2).max(365) }),
  z.strictObject({ kind: z.literal('perWeek'), n: z.int().min(1).max(7) }),
]);

/**
 * How often a challenge asks for a proof (R5): every day; on certain weekdays; once in each block of `n` days,
 * counted from the challenge's start; on `n` days of each calendar week.
 */
export type Goal = z.infer<typeof goalSchema>;

/** What is wrong with a goal's text; the caller says it in the reader's language. */
export type GoalProblem = 'unknownForm' | 'badWeekdays' | 'badInterval' | 'badCount';

export type ParsedGoal =
  | { readonly kind: 'goal'; readonly goal: Goal }
  | { readonly kind: 'invalid'; readonly reason: GoalProblem };

/** Reads 'daily', 'weekdays:1,2,3' (Monday is 1), 'every:3' (2-365) or 'week:3' (1-7); case and spaces are forgiven. */
export function parseGoal(text: string): ParsedGoal {
  const [form, value = '', ...rest] = text.toLowerCase().replace(/\s/g, '').split(':');
  if (rest.length > 0) return invalid('unknownForm');
  switch (form) {
    case 'daily':
      return text.includes(':') ? invalid('unknownForm') : { kind: 'goal', goal: { kind: 'daily' } };
    case 'weekdays': {
      if (!/^[1-7](,[1-7])*$/.test(value)) return invalid('badWeekdays');
      const days = [...new Set(value.split(',').map(Number))].sort() as Weekday[];
      return { kind: 'goal', goal: { kind: 'weekdays', days } };
    }
    case 'every': {
      const n = wholeNumber(value);
      return n >= 2 && n <= 365 ? { kind: 'goal', goal: { kind: 'everyNDays', n } } : invalid('badInterval');
    }
    case 'week': {
      const n = wholeNumber(value);
      return n >= 1 && n <= 7 ? { kind: 'goal', goal: { kind: 'perWeek', n } } : invalid('badCount');
    }
    default:
      return invalid('unknownForm');
  }
}

/** The goal as text that `parseGoal` reads back. */
export function formatGoal(goal: Goal): string {
  switch (goal.kind) {
    case 'daily':
      return 'daily';
    case 'weekdays':
      return `weekdays:${goal.days.join(',')}`;
    case 'everyNDays':
      return `every:${goal.n}`;
    case 'perWeek':
      return `week:${goal.n}`;
  }
}

/** The terms of a challenge that, besides its goal, decide when a period ends. */
export type GoalTerms = { readonly weekStart: Weekday; readonly graceMinutes: number };

/** The rule in one sentence, said before a challenge starts: '월-일 기준 주 3회, 다음 날 03:00까지'. */
export function goalSentence(goal: Goal, terms: GoalTerms, locale: Locale): string {
  const until = clock(terms.graceMinutes);
  switch (locale) {
    case 'ko':
      return `${koreanGoal(goal, terms.weekStart)}, ${until ? `다음 날 ${until}까지` : '자정까지'}`;
    case 'en':
      return `${englishGoal(goal, terms.weekStart)}, until ${until ? `${until} the next day` : 'midnight'}`;
    case 'ja':
      return `${japaneseGoal(goal, terms.weekStart)}、${until ? `翌日${until}まで` : '当日24:00まで'}`;
  }
}

const KO_DAYS = '월화수목금토일';
const JA_DAYS = '月火水木金土日';
const EN_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function koreanGoal(goal: Goal, weekStart: Weekday): string {
  switch (goal.kind) {
    case 'daily':
      return '매일';
    case 'weekdays':
      return `매주 ${goal.days.map((day) => KO_DAYS[day - 1]).join('·')}`;
    case 'everyNDays':
      return `시작일부터 ${goal.n}일마다 한 번`;
    case 'perWeek':
      return `${KO_DAYS[weekStart - 1]}-${KO_DAYS[weekEnd(weekStart) - 1]} 기준 주 ${goal.n}회`;
  }
}

function englishGoal(goal: Goal, weekStart: Weekday): string {
  switch (goal.kind) {
    case 'daily':
      return 'Every day';
    case 'weekdays':
      return `Every ${listed(goal.days.map((day) => EN_DAYS[day - 1]!))}`;
    case 'everyNDays':
      return `Once every ${goal.n} days from the start`;
    case 'perWeek': {
      const times = goal.n === 1 ? 'Once' : `${goal.n} times`;
      return `${times} a week (${EN_DAYS[weekStart - 1]} to ${EN_DAYS[weekEnd(weekStart) - 1]})`;
    }
  }
}

function japaneseGoal(goal: Goal, weekStart: Weekday): string {
  switch (goal.kind) {
    case 'daily':
      return '毎日';
    case 'weekdays':
      return `毎週${goal.days.map((day) => JA_DAYS[day - 1]).join('・')}`;
    case 'everyNDays':
      return `開始日から${goal.n}日ごとに1回`;
    case 'perWeek':
      return `${JA_DAYS[weekStart - 1]}〜${JA_DAYS[weekEnd(weekStart) - 1]}で週${goal.n}回`;
  }
}

function weekEnd(weekStart: Weekday): number {
  return weekStart === 1 ? 7 : weekStart - 1;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** '03:00' for 180 minutes after midnight; null at midnight itself. */
function clock(minutes: number): string | null {
  if (minutes === 0) return null;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function wholeNumber(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
}

function isAscending(days: readonly number[]): boolean {
  return days.every((day, index) => index === 0 || day > days[index - 1]!);
}

function invalid(reason: GoalProblem): ParsedGoal {
  return { kind: 'invalid', reason };
}
