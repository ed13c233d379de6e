import { dates } from '../dates.ts';
import { recalledDay } from '../inline.ts';
import type { MemoryTexts } from './texts.ts';

const { day, fullDay } = dates.ja;

export const memory: MemoryTexts = {
  recalled: (on, url, withYear) => ['思い出した記録：', recalledDay(withYear ? fullDay(on) : day(on), url)],
  forget: 'この思い出を使わない',
  forgotten: (on) => [`${day(on)}の記録は、これから応援に出しません。記録はそのまま残ります。`],
  notYours: (name) => [`${name}さんの思い出なので、決められるのは${name}さんだけです。`],
  over: () => ['この思い出は、もう使わないことになっています。'],
};
