import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { RestingTexts, RestSpan } from './texts.ts';

const { day: date } = dates.en;

type DaySpan = Pick<RestSpan, 'from' | 'to'>;

const span = ({ from, to }: DaySpan): string => (from === to ? date(from) : `${date(from)} to ${date(to)}`);
/** "Nov 20 is", "Dec 24 to Dec 26 are" */
const are = (days: readonly DaySpan[]): string => {
  const isOne = days.length === 1 && days.every(({ from, to }) => from === to);
  return `${days.map(span).join(', ')} ${isOne ? 'is' : 'are'}`;
};
const booked = (spans: readonly RestSpan[]): string =>
  spans.map((each) => `${span(each)} (${each.kind === 'pause' ? 'pause' : 'rest'})`).join(', ');

export const resting: RestingTexts = {
  rested: (titles, days) => [
    ...listed(titles),
    days.kind === 'pause' ? `: paused ${span(days)}. ` : `: resting ${span(days)}. `,
    'Rest well. Your streak stays as it is and goes on by itself afterwards. To come back earlier or to cancel, use ',
    command('rest'),
    '.',
  ],
  alreadyResting: (titles, days) => [...listed(titles), `: ${span(days)} is already off.`],
  back: (titles, days) => [
    ...listed(titles),
    `: good to have you back! ${are(days)} no longer off. From today on it goes on as usual.`,
  ],
  cancelled: (titles, days) => [...listed(titles), `: ${are(days)} no longer off.`],
  stays: (titles, spans) => [...listed(titles), `: still booked: ${booked(spans)}`],
  notResting: () => ['Today is not a day off.'],
  notBooked: () => ['Those days off are no longer booked.'],
  nothingToEnd: () => ['No days off are booked from today on.'],
  list: (title, spans) => [
    bold(title),
    spans.length === 0 ? ': no days off are booked.' : `: ${booked(spans)}`,
  ],
  how: () => [
    'Book days off with ',
    command('rest'),
    ': give the first day, and for more than one the last day too.',
  ],
  pastDay: (day) => [`${date(day)} is over and stays as it was. Days off can be booked from today on.`],
  tooFar: (day) => [`${date(day)} is too far away. Please name a day within a year.`],
  holidayNeedsEnd: () => ['Please name the last day of the holiday too, for example from 12-24 to 12-26.'],
  tooLong: (most) => [`Days off can be booked for up to ${most} days at once.`],
  pauseTooLong: (title, most, left) => [
    bold(title),
    left > 0
      ? `: pauses are ${most} days in all. You can book up to ${left} more now.`
      : `: pauses are ${most} days in all, and they are booked. Single rest days are always possible.`,
  ],
  restToday: 'Rest today',
  comeBack: (title) => `Come back${title === null ? '' : ` (${title})`}`,
  cancel: (days, title) => `Cancel ${span(days)}${title === null ? '' : ` (${title})`}`,
  zoneSet: (zone) => ['From now on your days follow ', bold(zone), '. What is recorded stays as it is.'],
  zoneAlready: (zone) => ['Your days follow ', bold(zone), ' already.'],
  zoneTooSoon: (zone, from) => [
    'A time zone can be changed once a day. ',
    bold(zone),
    ` can be set from ${from}.`,
  ],
};
