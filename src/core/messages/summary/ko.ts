import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { SummaryTexts } from './texts.ts';

const { day } = dates.ko;
const number = (count: number): string => count.toLocaleString('ko');
const date = (on: Parameters<typeof weekdayName>[0]): string => `${day(on)}(${weekdayName(on, 'ko')})`;

export const summary: SummaryTexts = {
  weekTitle: (name, from) =>
    from === null ? `${name} · 지난주 이야기` : `${name} · ${day(from)}부터 한 주 이야기`,
  monthTitle: (name, month) => `${name} · ${Number(month.slice(5, 7))}월 이야기`,
  together: ({ days, people, from, to }) => [
    `${date(from)}부터 ${date(to)}까지 `,
    ...(people > 1 ? [`${number(people)}명이 함께 `] : []),
    bold(`${number(days)}일`),
    people > 1 ? '을 기록했어요.' : '의 기록이 쌓였어요.',
  ],
  beside: (days, before) => {
    if (days > before) return ['그 앞 주보다 ', bold(`${number(days - before)}일`), ' 더 모였어요.'];
    if (days === before) return ['그 앞 주와 꼭 같은 걸음이었어요.'];
    return [`그 앞 주에는 ${number(before)}일이었어요. 주마다 걸음이 달라도 좋아요.`];
  },
  proofs: (count) => [`인증 글은 모두 `, bold(`${number(count)}개`), '예요.'],
  team: (days, goal) =>
    days >= goal
      ? [`함께 이룰 목표 ${number(goal)}일을 이뤄 지금까지 `, bold(`${number(days)}일`), '을 쌓았어요.']
      : [`함께 이룰 목표 ${number(goal)}일 가운데 `, bold(`${number(days)}일`), '을 쌓았어요.'],
  board: (people) => [
    '순위에 함께하는 멤버: ',
    ...people.flatMap(({ ref, name, days }, index) => [
      ...(index > 0 ? [', '] : []),
      { kind: 'member', ref, name } as const,
      `님 ${number(days)}일`,
    ]),
  ],
  silence: {
    ended: '챌린지가 끝났어요',
    switchedOff: '요약을 껐어요',
    notBegun: '아직 시작하지 않았어요',
    paused: '내내 멈춰 있었어요',
    nobody: '참여하는 멤버가 없어요',
    nothing: '기록이 없었어요',
    dayOff: '쉬는 날이 길었어요',
    tooLate: '때를 지났어요',
  },

  kind: { week: '주간 요약', month: '월간 그림' },
  when: (kind, weekday, time) => (kind === 'week' ? `매주 ${weekday}요일 ${time}` : `매달 1일 ${time}`),
  answer: {
    heading: (name) => [bold(name), ' 채널에 올리는 요약이에요.'],
    state: (kind, next) => [
      '· ',
      bold(summary.kind[kind]),
      next === null
        ? ': 꺼져 있어요'
        : next === 'none'
          ? ': 켜져 있어요 (앞으로 30일 동안은 없어요)'
          : `: 켜져 있어요 (다음은 ${next})`,
    ],
    hint: () => [
      '기록이 있었던 주와 달에만 올리고, 순위에 함께하기로 한 멤버만 이름을 적어요. 쉬는 날이면 그다음 쉬지 않는 날에 올려요.',
    ],
    ended: (name) => [bold(name), ' 챌린지는 끝나서 요약을 정할 수 없어요.'],
    unchanged: () => ['이미 그렇게 정해져 있어요.'],
  },
  button: {
    on: (kind) => `${summary.kind[kind]} 켜기`,
    off: (kind) => `${summary.kind[kind]} 끄기`,
  },
  planned: { week: '채널에 지난주 요약', month: '채널에 지난달을 그린 그림' },
  label: '요약',
};
