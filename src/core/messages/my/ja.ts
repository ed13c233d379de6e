import { erasing } from './erasing/ja.ts';
import type { MyTexts } from './texts.ts';

const count = (value: number) => value.toLocaleString('en-US');

export const my: MyTexts = {
  erasing,
  info: {
    title: '🔐 マイデータ',
    kept: ({ checkIns, photos }) => [
      checkIns > 0 ? `記録${count(checkIns)}回とその言葉、` : '',
      photos > 0 ? `写真${count(photos)}枚（小さなコピーを二つずつ、撮影場所は除いて）、` : '',
      '名前と選んだ設定を保存しています。',
    ],
    until: () => ['会話は30日間、ほかは消すまで保存します。'],
    seenBy: () => [
      'チャンネルに投稿したものは、そこにいる人が見られます。集めた記録を呼び出せるのは本人だけで、このボットの運営者はデータベースを見ることができます。',
    ],
    nothingSent: () => ['いまはAIモデルを使っていないので、言葉や写真をよそに送ることはありません。'],
    sent: ({ photos, safety }) => [
      `応援や返事のために、運営者が選んだAIモデルに${photos ? '言葉と写真' : '言葉'}を送ります。`,
      safety ? 'その前に、安全を確かめるモデルにも送ります。' : '',
    ],
  },
};
