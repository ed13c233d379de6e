import { mostHolidays } from '../../nudge/read-days-off.ts';
import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { shortWeekday, weekdayName } from '../weekday.ts';
import type { DaysOffTexts } from './texts.ts';

export const daysOff: DaysOffTexts = {
  label: { quiet: '静かな時間', daysOff: '休みの曜日', holidays: '休みの日' },
  quiet: (from, to) => `${from}〜${to}（メンバーそれぞれの時計で、個人へのお知らせのみ）`,
  daysOff: (days) => `${days.map((day) => shortWeekday(day, 'ja')).join('・')}（お知らせ・まとめなし）`,
  holidays: (list, more) =>
    [
      ...list.map(({ day, name }) => `${dates.ja.fullDay(day)}（${weekdayName(day, 'ja')}）${name}`),
      ...(more > 0 ? [`ほか${more}日`] : []),
    ].join('、'),
  none: 'なし',
  problem: ({ what, typed }) => {
    switch (what) {
      case 'notHours':
        return [
          bold(typed),
          ' の時間を読み取れませんでした。22:00-08:00 のように書いてください。なくすには - です。',
        ];
      case 'notWeekdays':
        return [
          bold(typed),
          ' の曜日を読み取れませんでした。週末、土日のように書いてください。なくすには - です。',
        ];
      case 'notADate':
        return [
          bold(typed),
          ' に日付が見つかりません。2026-12-25 クリスマス, 2027-01-01 のようにコンマで区切ってください。',
        ];
      case 'past':
        return [bold(typed), ' はもう過ぎた日です。年を確かめてください。'];
      case 'backwards':
        return [bold(typed), ' は終わりの日が始まりの日より前です。'];
      case 'longRun':
        return [bold(typed), ' は一度に書くには長すぎます。31日まで続けて書けます。'];
      case 'tooMany':
        return [`休みの日は${mostHolidays}日まで書けます。書かれたのは`, bold(`${typed}日`), 'です。'];
    }
  },
};
