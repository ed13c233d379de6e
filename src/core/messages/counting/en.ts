import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { CountingTexts } from './texts.ts';

const { day: date } = dates.en;

const units: Record<Unit, readonly [string, string]> = {
  day: ['day', 'days'],
  block: ['turn', 'turns'],
  week: ['week', 'weeks'],
};

const amount = (count: number, unit: Unit): string => `${count} ${units[unit][count === 1 ? 0 : 1]}`;

export const counting: CountingTexts = {
  whichOne: (name) => [
    `${name === null ? 'Which' : `${name}, which`} challenge is this for? Choose once, and next time I know by myself.`,
  ],
  whichOther: (name, done) => [
    ...(name === null ? [] : [`${name}, `]),
    bold(done),
    ' is already checked in. Which challenge is this one for? I will not ask again that day.',
  ],
  whichThisTime: (name) => [`${name === null ? 'Which' : `${name}, which`} challenge is this post for?`],
  forYesterday: () => 'Move to yesterday',
  movedAway: () => [
    'That post was already moved, undone or deleted. ',
    command('streak', 'why'),
    ' shows each day.',
  ],
  nameIt: (challenges) => [
    'If it is for ',
    ...listed(challenges, ' or '),
    ', edit its name or emoji into the post and I will count it at once.',
  ],
  authorIsAsked: (name) => [
    `I asked ${name} which challenge it is for. It counts as soon as they choose; if you know, choose for them here.`,
  ],
  inNone: () => [
    'You are not in a challenge yet, so I cannot count it. Join one with ',
    command('challenge', 'list'),
    " and try again, or post it in a challenge's channel.",
  ],
  authorInNone: (name) => [
    `${name} is not in a challenge yet, so I cannot count it. Posts in a challenge's own channel count without joining first.`,
  ],
  nothingInIt: () => ['This message holds nothing a challenge here counts, so I left it as it is.'],
  notYourQuestion: (name) => [`I asked ${name} this. It counts as soon as they choose.`],
  alreadyChosen: (titles) => ['It already counts for ', ...listed(titles), '.'],
  questionOver: () => ['That post was deleted or taken back. Post it anew and I will count it at once.'],
  withdrawn: () => [
    'I am not counting that post and will not ask again which challenge it is for. "Count as check-in" counts it after all.',
  ],
  remembered: (photos) => [
    photos
      ? 'From now on your photo posts in this channel count for it.'
      : 'From now on your posts in this channel count for it.',
  ],
  credit: ({ daysDone, forDay, weekNeeds, current, unit }) => [
    [
      forDay === null ? null : `For ${date(forDay)}`,
      daysDone === 1 ? 'First check-in, day 1' : `Day ${daysDone}`,
      weekNeeds === null
        ? current > 1
          ? `${amount(current, unit)} in a row`
          : null
        : weekNeeds > 0
          ? `${weekNeeds} to go this week`
          : 'This week is complete',
    ]
      .filter((part) => part !== null)
      .join(' · '),
  ],
  milestone: {
    title: (count, unit) => (unit === 'day' ? `${amount(count, unit)} done` : `${amount(count, unit)} met`),
    line: (name, title, count, unit) => [
      `${name} has ${unit === 'day' ? 'checked in on' : 'met'} ${amount(count, unit)} in `,
      bold(title),
      '.',
    ],
    firstWeek: {
      title: 'The first full week',
      line: (name, title) => [`${name} has completed a full week for the first time in `, bold(title), '.'],
    },
    firstComeback: {
      title: 'Good to have you back',
      line: (name, title, daysDone) => [
        `${name} is back in `,
        bold(title),
        `. All ${amount(daysDone, 'day')} so far are still there.`,
      ],
    },
  },
  freezeUsed: ({ title, from, to, run, unit, left, next }) => [
    bold(title),
    from === to
      ? `: a freeze stood in for ${date(from)}. `
      : `: a freeze stood in for ${date(from)} to ${date(to)}. `,
    `Your streak of ${amount(run, unit)} goes on. `,
    left > 0
      ? `${left} ${left === 1 ? 'freeze is' : 'freezes are'} left.`
      : next
        ? `None is left for now; the next one comes on ${date(next)}.`
        : 'None is left.',
  ],
};
