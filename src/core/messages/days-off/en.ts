import { mostHolidays } from '../../nudge/read-days-off.ts';
import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { shortWeekday, weekdayName } from '../weekday.ts';
import type { DaysOffTexts } from './texts.ts';

export const daysOff: DaysOffTexts = {
  label: { quiet: 'Quiet hours', daysOff: 'Weekdays off', holidays: 'Days off' },
  quiet: (from, to) => `${from}–${to} (by each member's own clock, for their own nudges)`,
  daysOff: (days) => `${days.map((day) => shortWeekday(day, 'en')).join(', ')} (no nudges, no summaries)`,
  holidays: (list, more) =>
    [
      ...list.map(({ day, name }) => `${weekdayName(day, 'en')}, ${dates.en.fullDay(day)} ${name}`.trimEnd()),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join('; '),
  none: 'none',
  problem: ({ what, typed }) => {
    switch (what) {
      case 'notHours':
        return ['I cannot read the hours ', bold(typed), '. Write them like 22:00-08:00, or - for none.'];
      case 'notWeekdays':
        return [
          'I cannot read the weekdays ',
          bold(typed),
          '. Write them like weekends or sat sun, or - for none.',
        ];
      case 'notADate':
        return [
          'I find no date in ',
          bold(typed),
          '. Write days with commas between them: 2026-12-25 Christmas, 2027-01-01.',
        ];
      case 'past':
        return [bold(typed), ' is over already. Is the year as you meant it?'];
      case 'backwards':
        return ['In ', bold(typed), ' the last day comes before the first.'];
      case 'longRun':
        return [bold(typed), ' is too long for one entry, which holds up to 31 days.'];
      case 'tooMany':
        return [`There is room for ${mostHolidays} days off; you gave `, bold(typed), '.'];
    }
  },
};
