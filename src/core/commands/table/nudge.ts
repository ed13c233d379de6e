import type { CommandSpec } from '../command.ts';
import {
  challengeOption,
  choiceOption,
  dayOption,
  forHosts,
  names,
  privately,
  textOption,
  texts,
} from './words.ts';

/** The choices of an option that is switched on or off. */
const onOff = [
  ['on', texts('켜기', 'on', 'オン')],
  ['off', texts('끄기', 'off', 'オフ')],
] as const;

/** Commands for a channel's nudges and summaries, and for the member's own nudges. */
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
    descriptions: texts(
      '정해 둔 채널 알림과 내 알림을 봐요',
      'Nudges that are set, your own too',
      '決められたお知らせと自分の分を見ます',
    ),
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
      '앞으로 30일 동안의 알림을 보여 줘요',
      'The nudges of the next 30 days',
      'これから30日間のお知らせを見ます',
    ),
    options: [challengeOption],
  },
  {
    ...forHosts,
    path: ['nudge', 'summary'],
    names: names('요약', 'まとめ'),
    descriptions: texts(
      '주간 요약과 월간 그림을 정해요 (관리자)',
      'Weekly summary and monthly picture (managers)',
      '週間まとめと月間まとめの絵を決めます（管理者）',
    ),
    options: [
      choiceOption(
        'weekly',
        names('주간', '週間'),
        texts(
          '한 주가 끝난 아침에 채널에 요약',
          'A summary in the channel after each week',
          '週が終わった朝にまとめ',
        ),
        onOff,
      ),
      choiceOption(
        'monthly',
        names('월간', '月間'),
        texts(
          '한 달이 끝난 아침에 채널에 그림',
          'A picture in the channel after each month',
          '月が終わった朝に絵',
        ),
        onOff,
      ),
      challengeOption,
    ],
  },
  {
    ...privately,
    pace: 'form',
    path: ['nudge', 'me'],
    names: names('나', '自分'),
    descriptions: texts(
      '나에게만 오는 알림을 정해요',
      'Nudges for yourself alone',
      '自分だけへのお知らせを決めます',
    ),
    options: [],
  },
  {
    ...privately,
    path: ['nudge', 'off'],
    names: names('끄기', 'オフ'),
    descriptions: texts(
      '나에게 오는 알림을 꺼요',
      'Turn your own nudges off',
      '自分へのお知らせをオフにします',
    ),
    options: [],
  },
  {
    ...privately,
    path: ['nudge', 'snooze'],
    names: names('미루기', 'スヌーズ'),
    descriptions: texts(
      '정한 날까지 나에게 알리지 않아요',
      'No nudges for you up to a day',
      '決めた日まで自分へのお知らせをスヌーズします',
    ),
    options: [
      dayOption(
        'until',
        names('까지', 'まで'),
        texts(
          '예: 내일, 11-30 (비우면 오늘까지)',
          'For example tomorrow or 11-30 (today if left out)',
          '例: 明日、11-30（省略で今日まで）',
        ),
      ),
    ],
  },
];
