import { bold } from '../inline.ts';
import { withParticle } from '../particle.ts';
import type { ClosingTexts } from './texts.ts';

const number = (count: number): string => count.toLocaleString('ko');

export const closing: ClosingTexts = {
  post: {
    title: (name) => `${name} · 함께 마무리해요`,
    together: (members, days) =>
      members === 1
        ? [bold(`${number(days)}일`), '을 채우고 마무리했어요.']
        : [bold(`${number(members)}명`), '이 함께해서 모두 합쳐 ', bold(`${number(days)}일`), '을 채웠어요.'],
    team: (days, goal) =>
      days >= goal
        ? [`함께 이룰 목표 ${number(goal)}일을 이뤘어요! 🎉`]
        : [`함께 이룰 목표 ${number(goal)}일 가운데 ${number(days)}일을 함께 쌓았어요.`],
    thanks: (pal) => [
      `하루를 올린 분도 매일 올린 분도 모두 고마워요. 함께한 분들께는 ${withParticle(pal, '이', '가')} 기념 카드를 따로 보내 드릴게요.`,
    ],
    quiet: () => ['이번에는 조용히 지나갔어요. 다음에 또 함께해요.'],
    again: '다시 하기',
    mine: '내 카드 보기',
  },
  none: {
    partOfIt: (name, days) =>
      days === 0
        ? [`${name} 챌린지에 함께해 줘서 고마워요. 다음에 또 만나요.`]
        : [
            `${name} 챌린지에서 `,
            bold(`${number(days)}일`),
            '을 함께했어요. 그날들은 기록에 그대로 있어요. 고마워요.',
          ],
    stranger: (name) => [`${name} 챌린지를 함께한 분들의 카드예요. 다음 챌린지에서 만나요.`],
  },
  card: {
    title: (name) => `${name} · 함께한 기록`,
    together: (member, days) => [
      bold(`${member}님`),
      ', 이번 챌린지에서 ',
      bold(`${number(days)}일`),
      '을 함께했어요.',
    ],
    thanks: (pal) => [
      `하루하루 올려 준 순간들, ${withParticle(pal, '이', '가')} 모두 기억해요. 정말 수고 많았어요.`,
    ],
    days: '인증한 날',
    longest: '가장 긴 연속',
    completion: '달성률',
    best: '빛났던 순간',
    quote: (text) => `“${text}”`,
    see: '보러 가기',
  },
};
