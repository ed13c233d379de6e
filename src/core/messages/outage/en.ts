import type { Inline } from '../../views.ts';
import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import type { OutageTexts } from './texts.ts';

const { day } = dates.en;

export const outage: OutageTexts = {
  days: (runs) =>
    runs.map(({ from, to }) => (from === to ? day(from) : `${day(from)} to ${day(to)}`)).join(', '),
  offer: {
    title: 'Days while I was away',
    away: (from, to) => [
      'I was away from ',
      from,
      ' to ',
      to,
      '. What was posted meanwhile is found and counted for its own day. Still, some members could hardly post on these days.',
    ],
    how: () => [
      'As days off they are held against nobody, and days already done stay done. Left for three days without an answer, they count as usual. Managers can press.',
    ],
    more: (challenges) => [
      challenges === 1
        ? 'One more challenge is decided along with these.'
        : `${challenges} more challenges are decided along with these.`,
    ],
    excuse: 'Days off for everybody',
    keep: 'Count as usual',
  },
  answer: {
    excused: (days) => [
      days === 1
        ? 'That day is a day off for everybody now, and streaks are counted anew.'
        : `Those ${days} days are days off for everybody now, and streaks are counted anew.`,
    ],
    kept: () => ['Nothing changes. These days count as usual.'],
    already: (by, what) => {
      const who: Inline = by === null ? 'Another manager' : bold(by);
      return [
        who,
        what === 'daysExcused' ? ' has made them days off already.' : ' has decided to count them as usual.',
      ];
    },
    gone: () => ['There are no days left to decide. The challenge seems to be deleted.'],
  },
};
