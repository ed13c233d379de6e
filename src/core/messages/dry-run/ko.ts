import type { PlannedMessage } from '../../challenge/dry-run.ts';
import type { Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { nudge } from '../nudge/ko.ts';
import { summary } from '../summary/ko.ts';
import { at, when } from './line.ts';

const { day } = dates.ko;

/** The line for one message of the next thirty days; `time` puts an instant into words. */
export function planned(message: PlannedMessage, time: (at: number) => string): Line {
  switch (message.what) {
    case 'welcome':
      return when('시작을 누르면', '채널에 안내 글 하나');
    case 'cheers':
      return when('인증 글마다', '반응 하나와 스레드에 응원 두 줄');
    case 'notes':
      return when('다른 날로 셌거나 셀 수 없으면', '그 스레드에 까닭 한 줄');
    case 'joined':
      return when('첫 인증으로 참여하면', '그 멤버에게만 한 줄');
    case 'offer':
      return when(
        '여기서 처음으로 인증하면',
        message.privately ? '개인 알림을 받을지 그 멤버에게만 한 줄' : '개인 알림을 받을지 그 스레드에 한 줄',
      );
    case 'firsts':
      return when(
        message.week ? '처음으로 한 주를 채우거나 쉬었다 돌아오면' : '쉬었다 처음 돌아오면',
        '그 인증 글 아래 카드',
      );
    case 'milestone': {
      const number = `${message.number}${{ day: '일', turn: '번', week: '주' }[message.unit]}째`;
      return when(`${number}가 되면`, `그 인증 글 아래 축하 카드 (빠르면 ${day(message.earliest)})`);
    }
    case 'freezes':
      return when('보호권을 쓴 다음 날 09:00', '그 멤버에게만 한 줄');
    case 'changes':
      return when('쉬어 가거나 다시 시작하거나 규칙·기간·인증 방식을 바꾸면', '채널에 한 줄');
    case 'nudges':
      return nudges(message.times, time);
    case 'summary':
      return when(at(message.at, time(message.at)), summary.planned[message.kind]);
    case 'endNotice':
      return when(at(message.at, time(message.at)), `채널에 ${message.days}일 남았다는 한 줄`);
    case 'closing':
      return when(at(message.at, time(message.at)), '채널에 마무리 글 하나, 인증한 멤버에게 따로 기념 카드');
  }
}

function nudges(times: readonly number[], time: (at: number) => string): Line {
  const listed = times.flatMap((each, index) => [...(index > 0 ? [', '] : []), at(each, time(each))]);
  return ['· ', ...listed, ` · ${nudge.planned(times.length)}`];
}
