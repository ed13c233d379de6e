import { weekday } from '../../model/day.ts';
import type { Mood } from '../../views.ts';
import { partsOf } from '../calendar.ts';
import type { StreakUnit } from '../spec.ts';
import { grouped, type PictureWords } from './words.ts';

const enUnits: Record<StreakUnit, readonly [string, string]> = {
  day: ['day', 'days'],
  turn: ['time', 'times'],
  week: ['week', 'weeks'],
};
const enMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const enMonthsFull = [
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
const enDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const enUnit = (value: number, unit: StreakUnit): string => enUnits[unit][value === 1 ? 0 : 1];

const faces: Record<Mood, string> = {
  happy: 'smiling',
  cheering: 'cheering',
  proud: 'beaming with pride',
  worried: 'feeling for you',
  sleepy: 'sleepy',
  waving: 'waving',
};

export const en: PictureWords = {
  breaks: 'words',
  dot: ' · ',
  person: (name) => name,
  someone: 'A member',
  number: grouped,
  date: (day) => `${enMonths[partsOf(day)[1] - 1]} ${partsOf(day)[2]}`,
  dateLong: (day) => `${en.weekday(weekday(day))}, ${en.date(day)}`,
  year: (year) => String(year),
  month: (month) => enMonths[month - 1]!,
  monthOfYear: (year, month) => `${enMonthsFull[month - 1]} ${year}`,
  weekday: (day) => enDays[day - 1]!,
  amount: (value, metric) =>
    metric === 'percent' ? `${grouped(value)}%` : `${grouped(value)} ${enUnit(value, metric)}`,
  inARow: (value, unit) => `${enUnit(value, unit)} in a row`,
  inAll: (value, unit = 'day') => `${enUnit(value, unit)} ${unit === 'day' ? 'done' : 'met'}`,
  begin: 'Today is a good day to begin',
  none: { month: 'No check-ins in this month', year: 'No check-ins in this year' },
  longest: 'Longest',
  total: 'Total',
  freezes: 'Freezes',
  state: {
    fine: 'On track',
    atRisk: 'Today keeps it going',
    lost: 'A fresh start is fine',
    doneToday: 'Done today',
    ended: 'Challenge finished',
    comeback: 'Good to see you again',
  },
  mark: {
    done: 'done',
    rest: 'rest day',
    paused: 'paused',
    frozen: 'freeze used',
    missed: 'empty',
    open: 'still open',
    free: 'not due',
    future: 'to come',
  },
  today: 'today',
  doneOf: (due) => `of ${due} days done`,
  daysOfYear: 'days done',
  perDay: 'challenges a day',
  starts: (day) => `Starts ${en.date(day)}`,
  ends: (day) => `Ends ${en.date(day)}`,
  openEnded: 'No end date',
  dueDay: 'Due',
  anyDay: 'Any day',
  weekTarget: (times) => `${times}×`,
  reached: (value, unit) => `${grouped(value)} ${en.inAll(value, unit)}`,
  milestone: (value, unit) => `${grouped(value)} ${enUnit(value, unit)} in a row`,
  milestoneLine: 'One step at a time, all the way here',
  finished: 'Finished',
  completion: 'Complete',
  leaderboard: 'Leaderboard',
  rank: (rank, tied) => (tied ? `=${rank}` : String(rank)),
  team: 'Team goal',
  stats: 'My records',
  byWeekday: 'By weekday',
  byHour: 'By hour',
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
  thisMonth: 'This month',
  lastMonth: 'Last month by now',
  mostKept: 'Most kept',
  checkIns: 'Check-ins',
  together: 'Together',
  togetherUnit: (value) => (value === 1 ? 'day together' : 'days together'),
  people: (count) => (count === 1 ? '1 member' : `${grouped(count)} members`),
  proofs: (count) => (count === 1 ? '1 proof' : `${grouped(count)} proofs`),
  busiest: 'Most on',
  membersADay: 'members a day',
  photos: (count) => (count === 1 ? '1 photo' : `${count} photos`),
  quoted: (text) => `“${text}”`,
  face: (name, mood) => `${name}, ${faces[mood]}`,
};
