import type { CommandSpec } from '../command.ts';
import { challengeOption, forHosts, names, privately, textOption, texts } from './words.ts';

/** When a challenge's channel is nudged. */
export const nudgeCommands: readonly CommandSpec[] = [
  {
    ...forHosts,
    path: ['nudge', 'set'],
    names: names('정하기', '設定'),
    descriptions: texts(
      '채널에 알릴 때를 정해요 (관리자)',
      'When to nudge the channel (managers)',
      'チャンネルへのお知らせを決めます（管理者）',
    ),
    options: [
      textOption(
        'time',
        names('시각', '時刻'),
        texts('예: 21:00 또는 오후 9시', 'For example 21:00 or 9pm', '例: 21:00 または 午後9時'),
        { required: true },
      ),
      textOption(
        'days',
        names('요일', '曜日'),
        texts(
          '예: 평일, 월수금 (비우면 매일)',
          'For example weekdays or mon wed fri (every day if left out)',
          '例: 平日、月水金（省略で毎日）',
        ),
      ),
      textOption(
        'timezone',
        names('시간대', 'タイムゾーン'),
        texts(
          '예: Asia/Seoul (비우면 챌린지의 시간대)',
          "For example Europe/London (the challenge's if left out)",
          '例: Asia/Tokyo（省略でチャレンジのもの）',
        ),
        { maxLength: 60 },
      ),
      challengeOption,
    ],
  },
  {
    ...privately,
    path: ['nudge', 'list'],
    names: names('목록', '一覧'),
    descriptions: texts('정해 둔 채널 알림을 봐요', 'Nudges that are set', '決められたお知らせを見ます'),
    options: [],
  },
  {
    ...forHosts,
    path: ['nudge', 'remove'],
    names: names('지우기', '削除'),
    descriptions: texts(
      '채널 알림을 지워요 (관리자)',
      'Remove the nudges of a challenge (managers)',
      'チャンネルへのお知らせを消します（管理者）',
    ),
    options: [challengeOption],
  },
  {
    ...privately,
    path: ['nudge', 'preview'],
    names: names('미리보기', 'プレビュー'),
    descriptions: texts(
      '앞으로 30일 동안의 알림을 모두 보여 줘요',
      'Every nudge of the next 30 days',
      'これから30日間のお知らせをすべて見ます',
    ),
    options: [challengeOption],
  },
];
