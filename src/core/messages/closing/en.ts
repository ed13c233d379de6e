import { bold } from '../inline.ts';
import type { ClosingTexts } from './texts.ts';

const number = (count: number): string => count.toLocaleString('en');
const days = (count: number): string => (count === 1 ? '1 day' : `${number(count)} days`);

export const closing: ClosingTexts = {
  post: {
    title: (name) => `${name} · that's a wrap`,
    together: (members, count) =>
      members === 1
        ? ['It ends with ', bold(days(count)), ' done.']
        : [bold(`${number(members)} people`), ' did ', bold(days(count)), ' together.'],
    team: (count, goal) =>
      count >= goal
        ? [`You reached the team goal of ${days(goal)}! 🎉`]
        : [`That is ${number(count)} of the ${days(goal)} you aimed at together.`],
    thanks: (pal) => [
      `Thank you all, whether you posted once or every day. ${pal} sends a card to everybody who took part.`,
    ],
    quiet: () => ['A quiet one this time. See you at the next.'],
    again: 'Go again',
    mine: 'My card',
  },
  none: {
    partOfIt: (name, count) =>
      count === 0
        ? [`Thank you for being part of ${name}. See you at the next.`]
        : ['You spent ', bold(days(count)), ` with us in ${name}, and they stay in your records. Thank you.`],
    stranger: (name) => [`These cards are for those who took part in ${name}. See you at the next.`],
  },
  card: {
    title: (name) => `${name} · your days with us`,
    together: (member, count) => [
      bold(member),
      ', you spent ',
      bold(days(count)),
      ' with us in this challenge.',
    ],
    thanks: (pal) => [`${pal} remembers every moment you shared. Well done, and thank you.`],
    days: 'Days done',
    longest: 'Longest streak',
    completion: 'Completion',
    best: 'A bright moment',
    quote: (text) => `“${text}”`,
    see: 'See it',
  },
};
