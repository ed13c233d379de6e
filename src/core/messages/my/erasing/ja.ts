import { bold, command } from '../../inline.ts';
import type { ErasableCounts, ErasingTexts } from './texts.ts';

const number = (value: number) => value.toLocaleString('ja');
const listed = ({ checkIns, photos, challenges }: ErasableCounts): readonly string[] => [
  ...(checkIns > 0 ? [`記録${number(checkIns)}回`] : []),
  ...(photos > 0 ? [`写真${number(photos)}枚`] : []),
  ...(challenges > 0 ? [`チャレンジ${number(challenges)}件での歩み`] : []),
];

export const erasing: ErasingTexts = {
  ask: () => [bold('ここに保存しているあなたのデータを、すべて消しますか？')],
  goes: (counts) => [
    `消えるもの：${[...listed(counts), '会話', 'お知らせ', '名前と設定'].join('、')}。お送りした応援としるしも取り下げます。`,
  ],
  stays: (postsGo) => [
    '残るもの：だれのものかわからない控えが一つだけです。',
    postsGo
      ? 'ここに投稿した文章と写真もいっしょに消えます。'
      : 'チャンネルにご自分で投稿したものはそのまま残るので、ご自分で消してください。',
  ],
  hosted: (challenges) => [
    `ホストをしているチャレンジ${number(challenges)}件は、ホストなしで続きます。先にほかのメンバーへ引き継ぐこともできます。`,
  ],
  forGood: (goesToo) => [
    '一度消すと、元には戻せません。先に ',
    command('my', 'export'),
    goesToo
      ? ' で受け取っておけます。わたしが送ったファイルもいっしょに消えるので、お手元に保存しておいてください。'
      : ' で受け取っておけます。',
  ],
  button: { erase: 'すべて消す', keep: 'このままにする' },
  kept: () => ['そのままにしました。何も消していません。'],
  notYours: () => ['このボタンは、たずねたご本人だけが押せます。'],
  erased: () => [bold('すべて消しました。'), 'これまでいっしょに過ごせてうれしかったです。'],
  what: (counts) => [`消したもの：${[...listed(counts), 'そのほか保存していたものすべて'].join('、')}。`],
  receipt: (id, at) => ['控えの番号：', bold(id), ' · 消した時刻：', at],
  after: () => [
    'まだ見えているわたしの言葉も、まもなく消えます。また投稿してくれたら、はじめましてから始めましょう。',
  ],
  since: () => ['そのあとの新しい記録はそのまま残っています。', command('my', 'delete'), ' で消せます。'],
  nothing: () => ['いま保存しているデータはありません。'],
};
