import type { PlannedMessage } from '../../challenge/dry-run.ts';
import type { Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { nudge } from '../nudge/ja.ts';
import { summary } from '../summary/ja.ts';
import { at, when } from './line.ts';

const { day } = dates.ja;

/** The line for one message of the next thirty days; `time` puts an instant into words. */
export function planned(message: PlannedMessage, time: (at: number) => string): Line {
  switch (message.what) {
    case 'welcome':
      return when('開始を押すと', 'チャンネルにお知らせをひとつ');
    case 'cheers':
      return when('記録の投稿ごとに', 'リアクションひとつと、スレッドに応援を2行');
    case 'notes':
      return when('別の日として数えたときや数えられないとき', 'そのスレッドに理由を一行');
    case 'joined':
      return when('最初の記録で参加すると', 'その人にだけ一行');
    case 'offer':
      return when(
        'ここで初めて記録すると',
        message.privately
          ? '自分だけのお知らせを受け取るか、その人にだけ一行'
          : '自分だけのお知らせを受け取るか、そのスレッドに一行',
      );
    case 'firsts':
      return when(
        message.week ? '初めて週の目標を達成するか、初めて戻ってくると' : '初めて戻ってくると',
        'その投稿の下にカード',
      );
    case 'milestone': {
      const number = `${message.number}${{ day: '日', turn: '回', week: '週' }[message.unit]}目`;
      return when(`${number}になると`, `その投稿の下にお祝いのカード（早ければ${day(message.earliest)}）`);
    }
    case 'freezes':
      return when('お守りを使った翌日の09:00', 'その人にだけ一行');
    case 'changes':
      return when('お休み・再開したり、ルールや期間、記録の仕方を変えると', 'チャンネルに一行');
    case 'nudges':
      return nudges(message.times, time);
    case 'summary':
      return when(at(message.at, time(message.at)), summary.planned[message.kind]);
    case 'endNotice':
      return when(at(message.at, time(message.at)), `チャンネルに「あと${message.days}日」の一行`);
    case 'closing':
      return when(
        at(message.at, time(message.at)),
        'チャンネルに締めくくりの投稿をひとつ、記録した人に個別に記念カード',
      );
  }
}

function nudges(times: readonly number[], time: (at: number) => string): Line {
  const listed = times.flatMap((each, index) => [...(index > 0 ? [', '] : []), at(each, time(each))]);
  return ['· ', ...listed, ` · ${nudge.planned(times.length)}`];
}
