import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { RestingTexts, RestSpan } from './texts.ts';

const { day: date } = dates.en;

const span = ({ from, to }: RestSpan): string => (from === to ? date(from) : `${date(from)} to ${date(to)}`);

export const resting: RestingTexts = {
  rested: (titles, days) => [
    ...listed(titles),
    days.kind === 'pause' ? `: paused ${span(days)}. ` : `: resting ${span(days)}. `,
    'Rest well. Your streak stays as it is and goes on by itself afterwards. To come back earlier, pick "Come back" in ',
    command('rest'),
    '.',
  ],
  alreadyResting: (titles, days) => [...listed(titles), `: ${span(days)} is already off.`],
  back: (titles) => [...listed(titles), ': good to have you back! From today on it goes on as usual.'],
  nothingToEnd: () => ['No days off are booked from today on.'],
  list: (title, spans) => [
    bold(title),
    spans.length === 0
      ? ': no days off are booked.'
      : `: ${spans.map((each) => `${span(each)} (${each.kind === 'pause' ? 'pause' : 'rest'})`).join(', ')}`,
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
  comeBack: 'Come back',
  zoneSet: (zone) => ['From now on your days follow ', bold(zone), '. What is recorded stays as it is.'],
  zoneAlready: (zone) => ['Your days follow ', bold(zone), ' already.'],
  zoneTooSoon: (zone, from) => [
    'A time zone can be changed once a day. ',
    bold(zone),
    ` can be set from ${from}.`,
  ],
};
