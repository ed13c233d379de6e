import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { Mark, StreakTexts } from './texts.ts';

const { day, fullDay } = dates.en;

const units: Record<Unit, readonly [one: string, many: string]> = {
  day: ['day', 'days'],
  block: ['turn', 'turns'],
  week: ['week', 'weeks'],
};
const amount = (count: number, unit: Unit) => `${count} ${units[unit][count === 1 ? 0 : 1]}`;
const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

const marks: Record<Mark, string> = {
  done: '✓ done',
  rest: 'rest',
  paused: 'paused',
  frozen: '❄ freeze',
  missed: 'empty',
  open: '○ today',
  free: '–',
  skipped: 'no such day',
  future: 'to come',
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const streak: StreakTexts = {
  amount,
  moment: (ahead, on, time) => `${ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : day(on)} at ${time}`,
  notJoinedAnywhere: () => [
    'You are not in a challenge yet. See them with ',
    command('challenge', 'list'),
    '.',
  ],
  whichOf: () => ['Which challenge?'],
  card: {
    current: (current, unit) => `A streak of ${amount(current, unit)}.`,
    soFar: (daysDone) => `${amount(daysDone, 'day')} done so far.`,
    nothingYet: 'Waiting for your first proof.',
    longest: 'Longest streak',
    total: 'Days done',
    freezes: 'Freezes',
    freezesLeft: (left, cap) => `${left} (at most ${cap})`,
    restToday: 'Today is a day off. Your record stays as it is.',
    paused: 'Paused for now. Your record stays as it is.',
    doneToday: 'Today is done.',
    doneOn: (on, from) => `${day(on)} is done.${from === null ? '' : ` Today's can be posted from ${from}.`}`,
    openToday: (until) => `Today is open until ${until}.`,
    atRisk: (need, until) =>
      `${need > 1 ? `${need} more proofs keep` : 'A proof today keeps'} the streak, until ${until}.`,
    lost: (freezes) =>
      freezes > 0
        ? 'This goal is out of reach now. A freeze will keep your streak.'
        : 'This goal is out of reach now. A new streak can begin with the next.',
    comeback: 'Good to have you back. One proof today and it goes on.',
    ended: 'This challenge is over. This is how far you came.',
    notStarted: (on) => `It starts on ${day(on)}.`,
    needs: (need, unit) => (unit === 'week' ? `${need} more this week` : `${need} more`),
  },
  button: {
    why: 'Why this number?',
    card: 'Show the card',
    restToday: 'Rest today',
    newer: '← Newer',
    older: 'Older →',
    show: 'Show me on it',
    hide: 'Hide me from it',
  },
  why: {
    title: (title) => `Ledger of ${title}`,
    head: (rule, zone) => [bold(rule), ` · time zone ${zone}`],
    day: (on) => `${day(on)} (${weekdayName(on, 'en')})`,
    mark: (mark) => marks[mark],
    done: (at, zone) => `proof at ${at.join(', ')} (${zone})`,
    added: (at, zone) => `added by a manager at ${at} (${zone})`,
    cutOff: (at, zone) => `cut-off ${at} (${zone})`,
    progress: (done, target, from, to) =>
      from === to ? '' : `${day(from)}–${day(to)}: ${done} done, target ${target}`,
    streakAfter: (run, unit) => `streak ${amount(run, unit)}`,
    frozen: (left) => `a freeze kept the streak (${left} left)`,
    missed: (at) => `no proof until ${at}`,
    rest: 'a rest day, not counted',
    paused: 'paused, not counted',
    skipped: 'left out of your calendar by a change of time zone',
    open: (until) => `open until ${until}`,
    future: 'still to come',
    notAsked: 'nothing was asked',
  },
  calendar: {
    month: (year, month) => `${months[month - 1]} ${year}`,
    year: (year) => String(year),
    daysOf: (done, of) => `${done} of ${of} days done.`,
    days: (total) => `${amount(total, 'day')} done in all.`,
    none: 'No check-ins in this time.',
    before: '← Before',
    after: 'After →',
  },
  stats: {
    title: 'Me, so far',
    total: 'In all',
    checkIns: (count) => (count === 1 ? '1 check-in' : `${count} check-ins`),
    mostKept: 'Most kept',
    completion: 'Completion',
    adherence: 'Kept',
    favourite: 'Most often',
    daysAndHours: (days, hours) =>
      [
        days.length > 0 && days.join(' and '),
        hours.length > 0 && `around ${hours.map((hour) => `${hour}:00`).join(' and ')}`,
      ]
        .filter((part) => part !== false)
        .join(', '),
    thisMonth: 'This month',
    besideLast: (now, lastSoFar, last) =>
      [
        ...(now > 0 ? [times(now)] : []),
        ...(last > 0
          ? [`last month ${lastSoFar > 0 ? `${times(lastSoFar)} by this day, ` : ''}${times(last)} in all`]
          : []),
      ].join('; '),
    firstProof: 'First proof',
    latestProof: 'Latest proof',
    on: fullDay,
    none: () => ['No check-in yet. After your first proof your numbers are here.'],
  },
  board: {
    title: (title) => `Leaderboard of ${title}`,
    by: (order) =>
      ({ current: 'current streak', longest: 'longest streak', days: 'days done', completion: 'completion' })[
        order
      ],
    rank: (rank, isTied) => (isTied ? `=${rank}` : `${rank}`),
    percent: (value) => `${value}%`,
    comebacks: 'Back again',
    team: 'Together',
    teamOf: (done, goal) => `${done} of ${goal} days`,
    yours: 'You',
    hidden: 'Only members who chose to be shown are here.',
    empty: () => [
      'Nobody has chosen to be shown yet. Members of the challenge appear here when they choose to.',
    ],
    shown: () => ['You are shown from now on. You can hide at any time.'],
    hiddenNow: () => ['You are hidden: in no message and in no picture.'],
    notJoined: () => ['You can be shown only in a challenge you take part in.'],
    days: (count) => amount(count, 'day'),
  },
};
