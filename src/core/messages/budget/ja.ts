import { bold } from '../inline.ts';
import type { BudgetTexts } from './texts.ts';

const count = (value: number) => value.toLocaleString('en-US');

export const budget: BudgetTexts = {
  today: '今日',
  month: '今月',
  purpose: {
    cheer: '応援',
    guard: '安全の確認',
    embed: '思い出さがし',
    talk: '会話',
    nudge: 'お知らせの文',
    judge: '評価',
  },
  left: (amount) => `残り ${amount}`,
  nearlyGone: () => ['予算の80%を超えました。いまは写真を見ずに、言葉だけで応援します。'],
  dayGone: (begins) => [
    '今日の予算を使い切ったので、用意してある言葉で応援します。',
    begins,
    'にまた始まります。',
  ],
  monthGone: () => ['今月の予算を使い切ったので、用意してある言葉で応援します。来月また始まります。'],
  off: () => ['いまはモデルを使わず、用意してある応援だけなので、費用はかかりません。'],
  managers: {
    title: '💰 応援にかかった費用',
    spent: (day, month) =>
      `今日 ${day.cost}（${count(day.calls)}回）・今月 ${month.cost}（${count(month.calls)}回、${count(month.tokens)}トークン）`,
    caps: 'ここの上限',
    capsAre: (day, month) => `一日 ${day}・一か月 ${month}`,
    most: '運営者の上限',
    mostAre: (day, month, calls) => `一日 ${day}・一か月 ${month}・メンバーごとに一日 ${count(calls)}回`,
  },
  member: {
    title: '💰 わたしの応援の使用量',
    calls: (made, left) => {
      if (made === 0) return `${count(left)}回すべて残っています`;
      return left === 0
        ? `${count(made)}回すべて使いました。明日また使えます`
        : `${count(made)}回使い、残りは${count(left)}回です`;
    },
    times: (day, month) => `今日 ${count(day)}回・今月 ${count(month)}回`,
    cost: '費用',
    costs: (day, month) => `今日 ${day}・今月 ${month}`,
    together: 'みんなの予算',
    left: (day, month) => `今日は${day}%、今月は${month}%残っています`,
    promise: () => ['使い切っても、記録はいつもどおりです。応援は用意してある言葉で続けます。'],
  },
  notAnAmount: (typed) => [
    bold(typed),
    'は金額として読めません。0.30のようにドルで書いてください。-は運営者の上限に従います。',
  ],
  tooMuch: (most) => [`運営者の上限は ${most} です。それを超えない額を書いてください。`],
};
