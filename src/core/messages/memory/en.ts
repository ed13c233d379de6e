import { dates } from '../dates.ts';
import { recalledDay } from '../inline.ts';
import type { MemoryTexts } from './texts.ts';

const { day, fullDay } = dates.en;

export const memory: MemoryTexts = {
  recalled: (on, url, withYear) => ['Remembered: ', recalledDay(withYear ? fullDay(on) : day(on), url)],
  forget: 'Leave this memory out',
  forgotten: (on) => [`The proof of ${day(on)} will not come up in cheers again. It stays in your records.`],
  notYours: (name) => [`This is a memory of ${name}, so only ${name} can decide about it.`],
  over: () => ['This memory is not used any more.'],
};
