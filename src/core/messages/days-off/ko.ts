import { mostHolidays } from '../../nudge/read-days-off.ts';
import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { shortWeekday, weekdayName } from '../weekday.ts';
import type { DaysOffTexts } from './texts.ts';

export const daysOff: DaysOffTexts = {
  label: { quiet: '조용한 시간', daysOff: '쉬는 요일', holidays: '쉬는 날' },
  quiet: (from, to) => `${from}~${to} (멤버마다 자기 시간대로, 개인 알림만)`,
  daysOff: (days) => `${days.map((day) => shortWeekday(day, 'ko')).join('·')} (알림·요약 없음)`,
  holidays: (list, more) =>
    [
      ...list.map(({ day, name }) => `${dates.ko.fullDay(day)}(${weekdayName(day, 'ko')}) ${name}`.trimEnd()),
      ...(more > 0 ? [`외 ${more}일`] : []),
    ].join(', '),
  none: '없음',
  problem: ({ what, typed }) => {
    switch (what) {
      case 'notHours':
        return [bold(typed), ' 시간을 읽지 못했어요. 22:00-08:00처럼 적어 주세요. 없애려면 -를 적어 주세요.'];
      case 'notWeekdays':
        return [bold(typed), ' 요일을 읽지 못했어요. 주말, 토일처럼 적어 주세요. 없애려면 -를 적어 주세요.'];
      case 'notADate':
        return [
          bold(typed),
          '에서 날짜를 찾지 못했어요. 2026-12-25 성탄절, 2027-01-01처럼 쉼표로 이어 적어 주세요.',
        ];
      case 'past':
        return ['이미 지난 날이에요: ', bold(typed), '. 연도를 함께 살펴봐 주세요.'];
      case 'backwards':
        return ['끝나는 날이 시작하는 날보다 빨라요: ', bold(typed)];
      case 'longRun':
        return ['한 번에 31일까지 이어 적을 수 있어요: ', bold(typed)];
      case 'tooMany':
        return [
          `쉬는 날은 ${mostHolidays}일까지 적을 수 있어요. 적어 주신 날은 `,
          bold(`${typed}일`),
          '이에요.',
        ];
    }
  },
};
