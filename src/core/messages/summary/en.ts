import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { SummaryTexts } from './texts.ts';

const { day } = dates.en;
const number = (count: number): string => count.toLocaleString('en');
const date = (on: Parameters<typeof weekdayName>[0]): string => `${weekdayName(on, 'en')}, ${day(on)}`;
const days = (count: number): string => (count === 1 ? '1 day' : `${number(count)} days`);
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays: Readonly<Record<string, string>> = {
  Mon: 'Monday',
  Tue: 'Tuesday',
  Wed: 'Wednesday',
  Thu: 'Thursday',
  Fri: 'Friday',
  Sat: 'Saturday',
  Sun: 'Sunday',
};

export const summary: SummaryTexts = {
  weekTitle: (name, from) => `${name} · ${from === null ? 'last week' : `the week from ${day(from)}`}`,
  monthTitle: (name, month) => `${name} · ${months[Number(month.slice(5, 7)) - 1]}`,
  together: ({ days: count, people, from, to }) => [
    `From ${date(from)} to ${date(to)}: `,
    bold(days(count)),
    people > 1 ? ` done by ${number(people)} people together.` : ' done.',
  ],
  beside: (count, before) => {
    if (count > before) return ['That is ', bold(`${days(count - before)}`), ' more than the week before.'];
    if (count === before) return ['Just as many as the week before.'];
    return [`The week before it was ${days(before)}. Every week has its own pace.`];
  },
  proofs: (count) => [bold(`${number(count)} proofs`), ' in all.'],
  team: (count, goal) =>
    count >= goal
      ? [`The team goal of ${days(goal)} is reached: `, bold(days(count)), ' by now.']
      : ['Towards the team goal: ', bold(number(count)), ` of ${days(goal)}.`],
  board: (people) => [
    'On the leaderboard: ',
    ...people.flatMap(({ ref, name, days: count }, index) => [
      ...(index > 0 ? [', '] : []),
      { kind: 'member', ref, name } as const,
      ` ${days(count)}`,
    ]),
  ],
  silence: {
    ended: 'the challenge is over',
    switchedOff: 'switched off',
    notBegun: 'not begun yet',
    paused: 'paused all along',
    nobody: 'nobody takes part',
    nothing: 'nothing to tell',
    dayOff: 'days off for too long',
    tooLate: 'its time was over',
  },

  kind: { week: 'Weekly summary', month: 'Monthly picture' },
  when: (kind, weekday, time) =>
    kind === 'week' ? `every ${weekdays[weekday] ?? weekday} ${time}` : `the 1st of each month ${time}`,
  answer: {
    heading: (name) => ['What I tell the channel of ', bold(name), '.'],
    state: (kind, next) => [
      '· ',
      bold(summary.kind[kind]),
      next === null
        ? ': off'
        : next === 'none'
          ? ': on (none in the next 30 days)'
          : `: on (the next comes on ${next})`,
    ],
    hint: () => [
      'Only after weeks and months with something to tell, and naming only who is on the leaderboard. On a day off it waits for the next day that is not.',
    ],
    ended: (name) => [bold(name), ' is over, so there is nothing to sum up any more.'],
    unchanged: () => ['It is set like that already.'],
  },
  button: {
    on: (kind) => `Turn on: ${summary.kind[kind]}`,
    off: (kind) => `Turn off: ${summary.kind[kind]}`,
  },
  planned: { week: 'the week in the channel', month: 'the month as a picture in the channel' },
  label: 'Summaries',
};
