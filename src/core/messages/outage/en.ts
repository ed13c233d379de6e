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
      'Excused, they are days off for everybody, and days already done stay done. Left for three days without an answer, they stay as they are. Managers can press.',
    ],
    more: (challenges) => [
      challenges === 1
        ? 'One more challenge is decided along with these.'
        : `${challenges} more challenges are decided along with these.`,
    ],
    excuse: 'Excuse them',
    keep: 'Leave them',
  },
  answer: {
    excused: (days) => [
      days === 1
        ? 'That day is a day off for everybody now, and streaks are counted anew.'
        : `Those ${days} days are days off for everybody now, and streaks are counted anew.`,
    ],
    kept: () => ['Left as they are. They count as usual.'],
    already: (by, what) => {
      const who: Inline = by === null ? 'Another manager' : bold(by);
      return [who, what === 'daysExcused' ? ' has excused them already.' : ' has decided to leave them.'];
    },
    gone: () => ['There are no days left to decide. The challenge seems to be deleted.'],
  },
};
