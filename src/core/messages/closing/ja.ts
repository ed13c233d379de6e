import { bold } from '../inline.ts';
import type { ClosingTexts } from './texts.ts';

const number = (count: number): string => count.toLocaleString('ja');

export const closing: ClosingTexts = {
  post: {
    title: (name) => `${name} · おつかれさまでした`,
    together: (members, days) =>
      members === 1
        ? [bold(`${number(days)}日`), 'を積み上げて終わりました。']
        : [bold(`${number(members)}人`), 'で、合わせて', bold(`${number(days)}日`), 'を積み上げました。'],
    team: (days, goal) =>
      days >= goal
        ? [`みんなの目標${number(goal)}日を達成しました！🎉`]
        : [`みんなの目標${number(goal)}日のうち、${number(days)}日を一緒に積み上げました。`],
    thanks: (pal) => [
      `一日だけの方も毎日の方も、みなさんありがとうございました。参加した方には${pal}が記念カードを個別に送ります。`,
    ],
    quiet: () => ['今回は静かに終わりました。また次でご一緒しましょう。'],
    again: 'もう一度',
    mine: '自分のカード',
  },
  none: {
    partOfIt: (name, days) =>
      days === 0
        ? [`${name}に参加してくださってありがとうございました。また次でお会いしましょう。`]
        : [
            `${name}で`,
            bold(`${number(days)}日`),
            'を一緒に過ごしました。その日々は記録にそのまま残っています。ありがとうございました。',
          ],
    stranger: (name) => [`${name}に参加した方のカードです。次のチャレンジでお会いしましょう。`],
  },
  card: {
    title: (name) => `${name} · 一緒に過ごした記録`,
    together: (member, days) => [
      bold(`${member}さん`),
      '、このチャレンジで',
      bold(`${number(days)}日`),
      'を一緒に過ごしました。',
    ],
    thanks: (pal) => [`一日一日の瞬間を、${pal}はみんな覚えています。本当におつかれさまでした。`],
    days: '記録した日',
    longest: '最長の連続',
    completion: '達成率',
    best: '輝いた瞬間',
    quote: (text) => `「${text}」`,
    see: '見に行く',
  },
};
