import { bold } from '../inline.ts';
import type { BudgetTexts } from './texts.ts';

const count = (value: number) => value.toLocaleString('en-US');
const times = (calls: number) => `${count(calls)} ${calls === 1 ? 'time' : 'times'}`;

export const budget: BudgetTexts = {
  today: 'Today',
  month: 'This month',
  purpose: {
    cheer: 'Cheers',
    guard: 'Safety checks',
    embed: 'Finding memories',
    talk: 'Talks',
    nudge: 'Nudge lines',
    judge: 'Evaluation',
  },
  left: (amount) => `${amount} left`,
  nearlyGone: () => [
    'More than 80% of the budget is spent. For now cheers are about the words, not the photos.',
  ],
  dayGone: (begins) => [
    'Today’s budget is spent, so ready-written cheers keep you company. It begins anew at ',
    begins,
    '.',
  ],
  monthGone: () => [
    'This month’s budget is spent, so ready-written cheers keep you company. It begins anew next month.',
  ],
  off: () => ['No model is set up: cheers are ready-written and cost nothing.'],
  managers: {
    title: '💰 What cheers cost',
    spent: (day, month) =>
      `today ${day.cost} (${times(day.calls)}) · this month ${month.cost} (${times(month.calls)}, ${count(month.tokens)} tokens)`,
    caps: 'Our caps',
    capsAre: (day, month) => `${day} a day · ${month} a month`,
    most: 'The operator’s limits',
    mostAre: (day, month, calls) => `${day} a day · ${month} a month · ${times(calls)} a day for each member`,
  },
  member: {
    title: '💰 My share of the cheers',
    calls: (made, left) => {
      if (made === 0) return `all ${count(left)} left`;
      return left === 0 ? `all ${count(made)} used, more tomorrow` : `${times(made)}, ${count(left)} left`;
    },
    times: (day, month) => `today ${times(day)} · this month ${times(month)}`,
    cost: 'Cost',
    costs: (day, month) => `today ${day} · this month ${month}`,
    together: 'Everybody’s budget',
    left: (day, month) => `today ${day}% · this month ${month}% left`,
    promise: () => [
      'When it is used up, check-ins and records go on as ever, and cheers come ready-written.',
    ],
  },
  notAnAmount: (typed) => [
    bold(typed),
    ' is no amount. Write dollars, such as 0.30, or - for the operator’s limit.',
  ],
  tooMuch: (most) => [`The operator’s limit is ${most}. Please write no more than that.`],
};
