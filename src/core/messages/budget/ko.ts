import { bold } from '../inline.ts';
import type { BudgetTexts } from './texts.ts';

const count = (value: number) => value.toLocaleString('en-US');

export const budget: BudgetTexts = {
  today: '오늘',
  month: '이번 달',
  purpose: {
    cheer: '응원',
    guard: '안전 살피기',
    embed: '기억 찾기',
    talk: '대화',
    nudge: '알림 문장',
    judge: '평가',
  },
  left: (amount) => `${amount} 남음`,
  nearlyGone: () => ['예산을 80% 넘게 썼어요. 지금은 사진을 보지 않고 글로만 응원해요.'],
  dayGone: (begins) => ['오늘 예산을 다 써서 미리 써 둔 응원으로 함께해요. ', begins, '에 다시 시작해요.'],
  monthGone: () => ['이번 달 예산을 다 써서 미리 써 둔 응원으로 함께해요. 다음 달에 다시 시작해요.'],
  off: () => ['지금은 모델 없이 미리 써 둔 응원만 해서 비용이 들지 않아요.'],
  managers: {
    title: '💰 응원에 든 비용',
    spent: (day, month) =>
      `오늘 ${day.cost} (${count(day.calls)}번) · 이번 달 ${month.cost} (${count(month.calls)}번, ${count(month.tokens)}토큰)`,
    caps: '우리 한도',
    capsAre: (day, month) => `하루 ${day} · 한 달 ${month}`,
    most: '운영자가 정한 최대',
    mostAre: (day, month, calls) => `하루 ${day} · 한 달 ${month} · 멤버마다 하루 ${count(calls)}번`,
  },
  member: {
    title: '💰 나의 응원 사용량',
    calls: (made, left) => {
      if (made === 0) return `${count(left)}번 모두 남았어요`;
      return left === 0
        ? `${count(made)}번을 모두 썼어요. 내일 다시 채워져요`
        : `${count(made)}번 썼고 ${count(left)}번 남았어요`;
    },
    times: (day, month) => `오늘 ${count(day)}번 · 이번 달 ${count(month)}번`,
    cost: '비용',
    costs: (day, month) => `오늘 ${day} · 이번 달 ${month}`,
    together: '함께 쓰는 예산',
    left: (day, month) => `오늘 ${day}% · 이번 달 ${month}% 남았어요`,
    promise: () => ['횟수나 예산을 다 써도 인증과 기록은 그대로예요. 응원은 미리 써 둔 말로 이어 가요.'],
  },
  notAnAmount: (typed) => [
    '금액으로 읽을 수 없는 값이에요: ',
    bold(typed),
    '. 0.30처럼 달러로 적어 주세요. -를 적으면 운영자의 한도를 따라요.',
  ],
  tooMuch: (most) => [`운영자가 정한 최대는 ${most}예요. 그보다 크지 않게 적어 주세요.`],
};
