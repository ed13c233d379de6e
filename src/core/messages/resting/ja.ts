import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { RestingTexts, RestSpan } from './texts.ts';

const { day: date } = dates.ja;

type DaySpan = Pick<RestSpan, 'from' | 'to'>;

const span = ({ from, to }: DaySpan): string =>
  from === to ? date(from) : `${date(from)}から${date(to)}まで`;
const spans = (days: readonly DaySpan[]): string => days.map(span).join('、');
const booked = (all: readonly RestSpan[]): string =>
  all.map((each) => `${span(each)}（${each.kind === 'pause' ? '一時停止' : '休み'}）`).join('、');
const named = (names: readonly string[]) => listed(names, '、');

export const resting: RestingTexts = {
  rested: (titles, days) => [
    ...named(titles),
    `：${span(days)}${days.from === days.to ? 'は' : ''}${days.kind === 'pause' ? '一時停止します' : '休みます'}。`,
    'ゆっくり休んでくださいね。連続はそのままで、休みが終われば自動で続きます。早めに戻るときや取り消すときは ',
    command('rest'),
    ' を使ってください。',
  ],
  alreadyResting: (titles, days) => [...named(titles), `：${span(days)}はもう休みになっています。`],
  back: (titles, days) => [
    ...named(titles),
    `：おかえりなさい！${spans(days)}の休みを取り消しました。今日からいつも通り続きます。`,
  ],
  cancelled: (titles, days) => [...named(titles), `：${spans(days)}の休みを取り消しました。`],
  stays: (titles, all) => [...named(titles), `：決めてある休みはそのままです：${booked(all)}`],
  notResting: () => ['今日は休みの日ではありません。'],
  notBooked: () => ['その休みは、もう取り消されたか変更されています。'],
  nothingToEnd: () => ['今日から先に決めた休みはありません。'],
  list: (title, all) => [bold(title), all.length === 0 ? '：決めた休みはありません。' : `：${booked(all)}`],
  how: () => [
    '休む日・休暇・一時停止は ',
    command('rest'),
    ' で決められます。一日なら最初の日だけ、続けて休むなら最後の日も書いてください。',
  ],
  pastDay: (day) => [`${date(day)}は過ぎた日なので変えられません。今日以降の日を選べます。`],
  tooFar: (day) => [`${date(day)}は先すぎます。一年以内の日を書いてください。`],
  holidayNeedsEnd: () => ['休暇は最後の日も書いてください。例: 開始 12-24、終了 12-26'],
  tooLong: (most) => [`一度に${most}日まで休めます。少し短くしてください。`],
  pauseTooLong: (title, most, left) => [
    bold(title),
    left > 0
      ? `：一時停止は合わせて${most}日までです。今はあと${left}日まで決められます。`
      : `：一時停止は合わせて${most}日までなので、これ以上は決められません。一日の休みはいつでも取れます。`,
  ],
  restToday: '今日は休む',
  comeBack: (title) => `戻る${title === null ? '' : `（${title}）`}`,
  cancel: ({ from, to }, title) =>
    `${from === to ? date(from) : `${date(from)}〜${date(to)}`}の休みを取り消す${title === null ? '' : `（${title}）`}`,
  zoneSet: (zone) => ['これからは ', bold(zone), ' の時間で一日を数えます。これまでの記録はそのままです。'],
  zoneAlready: (zone) => ['もう ', bold(zone), ' の時間で数えています。'],
  zoneTooSoon: (zone, from) => [
    'タイムゾーンは一日に一度変えられます。',
    bold(zone),
    ` には${from}から変えられます。`,
  ],
};
