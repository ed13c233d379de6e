import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { RecordTexts } from './texts.ts';

const { fullDay: date } = dates.ja;

export const records: RecordTexts = {
  heading: (title, month) => ['自分の記録', title, month].filter((part) => part !== null).join(' · '),
  found: (words) => `「${words}」の記録`,
  none: (narrowed) => [
    narrowed
      ? '当てはまる記録はまだありません。'
      : 'まだ記録がありません。チャレンジのチャンネルに最初の投稿をすると、ここに集まります。',
  ],
  nothingFound: (words) => [
    bold(words),
    ' を含む記録は見つかりませんでした。もう少し短い言葉で探してみてください。',
  ],
  tooShort: () => ['2文字から検索できます。例: ', bold('走る')],
  when: (day, titles) => `${date(day)}（${weekdayName(day, 'ja')}）· ${titles.join('、')}`,
  photos: (count) => `写真${count}枚`,
  onlyPhotos: '写真の記録',
  onlyFiles: 'ファイルの記録',
  see: '見る',
  newer: '← 新しい記録',
  older: '前の記録 →',
  noSuchMonth: (text) => [bold(text), ' という月は見つかりません。2026-11のように書いてください。'],
  noSuchPeriod: (text) => [bold(text), ' は暦にない日付です。2026-11-20のように書いてください。'],
};
