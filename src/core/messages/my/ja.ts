import { command } from '../inline.ts';
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
    yours: () => [
      command('my', 'export'),
      ' ですべてを一つのファイルで受け取り、',
      command('my', 'delete'),
      ' ですべてを消せます。',
    ],
  },
  export: {
    here: () => ['ここに保存している情報を、すべてこのファイルに入れました。ほかの人には見えません。'],
    direct: () => ['ここに保存している情報を、すべてファイルに入れて、ダイレクトメッセージで送りました。'],
    withoutPhotos: () => [
      '写真はファイルに入っていません。名前とサイズだけを書きました。写真は投稿に残っています。',
    ],
    tooLarge: () => [
      '記録が多く、ファイルがここで送れる大きさを超えました。このボットの運営者に頼めば、別に受け取れます。',
    ],
  },
};
