import type { CommandGroup, CommandSpec } from './command.ts';
import { challengeCommands } from './table/challenge.ts';
import { checkInCommands } from './table/check-in.ts';
import { managingCommands } from './table/managing.ts';
import { myCommands } from './table/my.ts';
import { nudgeCommands } from './table/nudge.ts';
import { recordCommands } from './table/records.ts';
import { names, texts } from './table/words.ts';

/** The first command words that have sub-commands. */
export const commandGroups: readonly CommandGroup[] = [
  {
    name: 'challenge',
    names: names('챌린지', 'チャレンジ'),
    descriptions: texts(
      '챌린지를 만들고 참여해요',
      'Set up challenges and take part',
      'チャレンジを作り、参加します',
    ),
  },
  {
    name: 'nudge',
    names: names('알림', 'お知らせ'),
    descriptions: texts('채널 알림을 정해요', 'Nudges to the channel', 'チャンネルへのお知らせを決めます'),
  },
  {
    name: 'my',
    names: names('내정보', 'マイデータ'),
    descriptions: texts(
      '나에 대해 간직한 것을 봐요',
      'What is kept about me',
      '自分について残っているものを見ます',
    ),
  },
  {
    name: 'admin',
    names: names('관리', '管理'),
    descriptions: texts('관리자의 일 (관리자)', 'What managers mend (managers)', '管理者の操作（管理者）'),
  },
];

/** Every command. What each does is in `core/commands`; `index.ts` there names the function. */
export const commandTable: readonly CommandSpec[] = [
  ...checkInCommands,
  ...challengeCommands,
  ...nudgeCommands,
  ...recordCommands,
  ...myCommands,
  ...managingCommands,
];
