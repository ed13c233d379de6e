import type { Inline } from '../../views.ts';
import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import type { OutageTexts } from './texts.ts';

const { day } = dates.ko;

export const outage: OutageTexts = {
  days: (runs) =>
    runs.map(({ from, to }) => (from === to ? day(from) : `${day(from)}~${day(to)}`)).join(', '),
  offer: {
    title: '자리를 비운 동안의 날들이에요',
    away: (from, to) => [
      from,
      '부터 ',
      to,
      '까지 제가 자리를 비웠어요. 그사이 올라온 인증은 찾아서 그날로 세었어요. 그래도 아래 날에는 올리기 어려웠던 멤버가 있어요.',
    ],
    how: () => [
      '쉬어 간 날로 하면 모두에게 쉬는 날이 되고, 이미 인증한 날은 그대로 남아요. 사흘 동안 고르지 않으면 그대로 둘게요. 관리자가 누를 수 있어요.',
    ],
    more: (challenges) => [`이 밖에도 챌린지가 ${challenges}개 더 있어요. 함께 정해져요.`],
    excuse: '모두 쉬어 간 날로 하기',
    keep: '그대로 두기',
  },
  answer: {
    excused: (days) => [
      days === 1
        ? '그날을 모두에게 쉬어 간 날로 했어요. 연속 기록도 다시 세었어요.'
        : `${days}일을 모두에게 쉬어 간 날로 했어요. 연속 기록도 다시 세었어요.`,
    ],
    kept: () => ['그대로 두었어요. 평소처럼 셀게요.'],
    already: (by, what) => {
      const who: Inline[] = by === null ? ['다른 관리자가'] : [bold(`${by}님`), '이'];
      return [
        ...who,
        what === 'daysExcused' ? ' 이미 모두 쉬어 간 날로 했어요.' : ' 이미 그대로 두기로 했어요.',
      ];
    },
    gone: () => ['지금은 정할 날이 없어요. 그 챌린지가 지워진 것 같아요.'],
  },
};
