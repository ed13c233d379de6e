import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { RecordTexts } from './texts.ts';

const { fullDay: date } = dates.en;

export const records: RecordTexts = {
  heading: (title, month) => ['My records', title, month].filter((part) => part !== null).join(' · '),
  found: (words) => `Records with “${words}”`,
  none: (narrowed) => [
    narrowed
      ? 'Nothing here matches yet.'
      : 'No proof yet. Post your first one in a challenge’s channel and it will be kept here.',
  ],
  nothingFound: (words) => ['No record of yours says ', bold(words), '. Try fewer letters.'],
  tooShort: () => ['Search works from two characters on, for example ', bold('ru')],
  when: (day, titles) => `${weekdayName(day, 'en')}, ${date(day)} · ${titles.join(', ')}`,
  photos: (count) => (count === 1 ? '1 photo' : `${count} photos`),
  onlyPhotos: 'A photo',
  onlyFiles: 'A file',
  see: 'open',
  newer: '← Newer',
  older: 'Older →',
  noSuchMonth: (text) => ['There is no month ', bold(text), '. Write it like 2026-11.'],
  noSuchPeriod: (text) => [bold(text), ' is not on the calendar. Write it like 2026-11-20.'],
};
