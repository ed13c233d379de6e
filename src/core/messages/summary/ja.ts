import { dates } from '../dates.ts';
import { bold } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { SummaryTexts } from './texts.ts';

const { day } = dates.ja;
const number = (count: number): string => count.toLocaleString('ja');
const date = (on: Parameters<typeof weekdayName>[0]): string => `${day(on)}（${weekdayName(on, 'ja')}）`;

export const summary: SummaryTexts = {
  weekTitle: (name, from) =>
    from === null ? `${name} · 先週のようす` : `${name} · ${day(from)}からの一週間`,
  monthTitle: (name, month) => `${name} · ${Number(month.slice(5, 7))}月のようす`,
  together: ({ days, people, from, to }) => [
    `${date(from)}から${date(to)}まで、`,
    ...(people > 1 ? [`${number(people)}人で`] : []),
    bold(`${number(days)}日`),
    'を記録しました。',
  ],
  beside: (days, before) => {
    if (days > before) return ['前の週より', bold(`${number(days - before)}日`), '多く集まりました。'];
    if (days === before) return ['前の週とちょうど同じ歩みでした。'];
    return [`前の週は${number(before)}日でした。歩みは週ごとにちがって大丈夫です。`];
  },
  proofs: (count) => ['記録の投稿は全部で', bold(`${number(count)}件`), 'です。'],
  team: (days, goal) =>
    days >= goal
      ? [`みんなの目標${number(goal)}日を達成して、`, bold(`${number(days)}日`), 'になりました。']
      : [`みんなの目標${number(goal)}日のうち、`, bold(`${number(days)}日`), 'まで来ました。'],
  board: (people) => [
    'ランキングに参加中: ',
    ...people.flatMap(({ ref, name, days }, index) => [
      ...(index > 0 ? ['、'] : []),
      { kind: 'member', ref, name } as const,
      `さん ${number(days)}日`,
    ]),
  ],
  silence: {
    ended: 'チャレンジが終わりました',
    switchedOff: 'まとめはオフでした',
    notBegun: 'まだ始まっていません',
    paused: 'ずっと一時停止中でした',
    nobody: '参加しているメンバーがいません',
    nothing: '記録がありませんでした',
    dayOff: 'お休みの日が続きました',
    tooLate: '時間を過ぎました',
  },

  kind: { week: '週間まとめ', month: '月間まとめの絵' },
  when: (kind, weekday, time) => (kind === 'week' ? `毎週${weekday}曜 ${time}` : `毎月1日 ${time}`),
  answer: {
    heading: (name) => [bold(name), ' のチャンネルに載せるまとめです。'],
    state: (kind, next) => [
      '· ',
      bold(summary.kind[kind]),
      next === null
        ? ': オフ'
        : next === 'none'
          ? ': オン（これから30日間はありません）'
          : `: オン（次は${next}）`,
    ],
    hint: () => [
      '記録のあった週と月にだけ載せます。名前が出るのはランキングに参加中の人だけです。休みの日なら、休みでない次の日に載せます。',
    ],
    ended: (name) => [bold(name), ' は終わったので、まとめは決められません。'],
    unchanged: () => ['すでにそうなっています。'],
  },
  button: {
    on: (kind) => `${summary.kind[kind]}をオン`,
    off: (kind) => `${summary.kind[kind]}をオフ`,
  },
  planned: { week: 'チャンネルに先週のまとめ', month: 'チャンネルに先月をまとめた絵' },
  label: 'まとめ',
};
