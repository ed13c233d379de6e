import type { Inline } from '../../views.ts';
import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import type { OutageTexts } from './texts.ts';

const { day } = dates.ja;

export const outage: OutageTexts = {
  days: (runs) =>
    runs.map(({ from, to }) => (from === to ? day(from) : `${day(from)}〜${day(to)}`)).join('、'),
  offer: {
    title: '留守にしていた間の日です',
    away: (from, to) => [
      from,
      'から',
      to,
      'まで留守にしていました。その間に投稿された記録は見つけて、その日の分として数えました。それでも、下の日には投稿しにくかったメンバーがいます。',
    ],
    how: () => [
      'お休みにすると全員にとってお休みの日になり、もう記録のある日はそのまま残ります。3日の間に選ばれなければ、そのままにします。ボタンは管理者が押せます。',
    ],
    more: (challenges) => [`ほかにもチャレンジが${challenges}件あります。一緒に決まります。`],
    excuse: 'みんなお休みにする',
    keep: 'そのままにする',
  },
  answer: {
    excused: (days) => [
      days === 1
        ? 'その日を全員のお休みにしました。連続記録も数え直しました。'
        : `${days}日分を全員のお休みにしました。連続記録も数え直しました。`,
    ],
    kept: () => ['そのままにしました。いつもどおり数えます。'],
    already: (by, what) => {
      const who: Inline[] = by === null ? ['ほかの管理者が'] : [bold(`${by}さん`), 'が'];
      return [
        ...who,
        what === 'daysExcused' ? 'もうお休みにしています。' : 'もうそのままにすると決めています。',
      ];
    },
    gone: () => ['いま決める日はありません。そのチャレンジは削除されたようです。'],
  },
};
