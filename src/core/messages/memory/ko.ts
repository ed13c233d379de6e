import { dates } from '../dates.ts';
import { recalledDay } from '../inline.ts';
import type { MemoryTexts } from './texts.ts';

const { day, fullDay } = dates.ko;

export const memory: MemoryTexts = {
  recalled: (on, url, withYear) => ['떠올린 기록: ', recalledDay(withYear ? fullDay(on) : day(on), url)],
  forget: '이 기억 쓰지 않기',
  forgotten: (on) => [`${day(on)}의 기록은 앞으로 응원에서 꺼내지 않을게요. 기록은 그대로 남아 있어요.`],
  notYours: (name) => [`${name}님의 기억이라 ${name}님만 정할 수 있어요.`],
  over: () => ['이미 꺼내지 않기로 한 기억이에요.'],
};
