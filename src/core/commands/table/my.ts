import type { CommandSpec } from '../command.ts';
import { names, privately, texts } from './words.ts';

/** Commands about what is kept of oneself. */
export const myCommands: readonly CommandSpec[] = [
  {
    ...privately,
    path: ['my', 'info'],
    names: names('보기', '確認'),
    descriptions: texts(
      '나에 대해 무엇을 간직하는지, 누가 보는지',
      'What is kept about me, and who sees it',
      '自分について何が残り、誰が見るか',
    ),
    options: [],
  },
  {
    ...privately,
    path: ['my', 'export'],
    names: names('내보내기', '書き出し'),
    descriptions: texts(
      '나에 대한 모든 기록을 파일 하나로 받아요',
      'Everything about me, as one file',
      '自分についての記録をすべて一つのファイルで受け取ります',
    ),
    options: [],
  },
  {
    ...privately,
    path: ['my', 'delete'],
    names: names('삭제', '削除'),
    descriptions: texts(
      '여기에 간직한 나에 대한 모든 것을 지워요',
      'Erase everything I keep about you here',
      'ここに保存している自分のデータをすべて消します',
    ),
    options: [],
  },
];
