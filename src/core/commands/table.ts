import type { CommandGroup, CommandSpec, OptionSpec, Texts } from './command.ts';

const challengeOption: OptionSpec = {
  kind: 'text',
  name: 'challenge',
  names: { ko: '챌린지', ja: 'チャレンジ' },
  descriptions: {
    ko: '챌린지 이름 (하나뿐이면 생략)',
    en: 'Title of the challenge (leave out if there is only one)',
    ja: 'チャレンジ名（一つなら省略可）',
  },
  required: false,
  maxLength: 100,
};

function texts(ko: string, en: string, ja: string): Texts {
  return { ko, en, ja };
}

export const commandGroups: readonly CommandGroup[] = [
  {
    name: 'challenge',
    names: { ko: '챌린지', ja: 'チャレンジ' },
    descriptions: texts(
      '챌린지를 만들고 참여해요',
      'Set up challenges and take part',
      'チャレンジを作り、参加します',
    ),
  },
];

/** Every command, listed by hand. What each does is in the file of the same name. */
export const commandTable: readonly CommandSpec[] = [
  {
    path: ['checkin'],
    names: { ko: '인증', ja: '記録' },
    descriptions: texts(
      '사진이나 글로 오늘을 인증해요',
      'Check in for today with photos or words',
      '写真や文章で今日を記録します',
    ),
    kind: 'slash',
    options: [
      {
        kind: 'text',
        name: 'text',
        names: { ko: '글', ja: '文章' },
        descriptions: texts('오늘 한 일', 'What you did', '今日やったこと'),
        required: false,
        maxLength: 2000,
      },
      {
        kind: 'files',
        name: 'photo',
        names: { ko: '사진', ja: '写真' },
        descriptions: texts('인증 사진', 'A photo as proof', '記録の写真'),
        max: 5,
      },
      challengeOption,
    ],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
  {
    path: ['count'],
    names: { ko: '인증으로 세기', ja: '記録として数える' },
    descriptions: texts('인증으로 세기', 'Count as check-in', '記録として数える'),
    kind: 'messageMenu',
    options: [],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
  {
    path: ['undo'],
    names: { ko: '인증 취소', ja: '記録を取り消す' },
    descriptions: texts('인증 취소', 'Undo check-in', '記録を取り消す'),
    kind: 'messageMenu',
    options: [],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
  {
    path: ['challenge', 'create'],
    names: { ko: '만들기', ja: '作成' },
    descriptions: texts(
      '이 채널에 챌린지를 만들어요 (관리자)',
      'Make a challenge in this channel (managers)',
      'このチャンネルにチャレンジを作ります（管理者）',
    ),
    kind: 'slash',
    options: [],
    visibility: 'private',
    pace: 'form',
    managersOnly: true,
  },
  {
    path: ['challenge', 'list'],
    names: { ko: '목록', ja: '一覧' },
    descriptions: texts(
      '지금 하는 챌린지를 보여 줘요',
      'The challenges running now',
      '進行中のチャレンジを見ます',
    ),
    kind: 'slash',
    options: [],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
  {
    path: ['challenge', 'join'],
    names: { ko: '참여', ja: '参加' },
    descriptions: texts('챌린지에 참여해요', 'Join a challenge', 'チャレンジに参加します'),
    kind: 'slash',
    options: [challengeOption],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
  {
    path: ['challenge', 'leave'],
    names: { ko: '나가기', ja: '退出' },
    descriptions: texts('챌린지에서 나가요', 'Leave a challenge', 'チャレンジから抜けます'),
    kind: 'slash',
    options: [challengeOption],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
  {
    path: ['challenge', 'info'],
    names: { ko: '정보', ja: '情報' },
    descriptions: texts('챌린지의 규칙을 보여 줘요', 'The rule of a challenge', 'チャレンジのルールを見ます'),
    kind: 'slash',
    options: [challengeOption],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
  {
    path: ['challenge', 'end'],
    names: { ko: '끝내기', ja: '終了' },
    descriptions: texts(
      '챌린지를 끝내요 (관리자)',
      'End a challenge (managers)',
      'チャレンジを終えます（管理者）',
    ),
    kind: 'slash',
    options: [challengeOption],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: true,
  },
  {
    path: ['settings'],
    names: { ko: '설정', ja: '設定' },
    descriptions: texts(
      '언어, 시간대, 반응 이모지를 정해요 (관리자)',
      'Language, time zone, reaction (managers)',
      '言語・タイムゾーン・リアクションを決めます（管理者）',
    ),
    kind: 'slash',
    options: [
      {
        kind: 'choice',
        name: 'language',
        names: { ko: '언어', ja: '言語' },
        descriptions: texts('담찌가 쓰는 말', 'The language Damjji speaks', 'ダムチの話す言葉'),
        required: false,
        choices: [
          { value: 'ko', labels: texts('한국어', '한국어', '한국어') },
          { value: 'en', labels: texts('English', 'English', 'English') },
          { value: 'ja', labels: texts('日本語', '日本語', '日本語') },
        ],
      },
      {
        kind: 'text',
        name: 'timezone',
        names: { ko: '시간대', ja: 'タイムゾーン' },
        descriptions: texts('예: Asia/Seoul', 'For example Asia/Seoul', '例: Asia/Tokyo'),
        required: false,
        maxLength: 60,
      },
      {
        kind: 'text',
        name: 'reaction',
        names: { ko: '반응', ja: 'リアクション' },
        descriptions: texts(
          '인증에 달 이모지 하나',
          'The one emoji that marks a check-in',
          '記録に付ける絵文字ひとつ',
        ),
        required: false,
        maxLength: 40,
      },
    ],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: true,
  },
  {
    path: ['help'],
    names: { ko: '도움말', ja: 'ヘルプ' },
    descriptions: texts('여기서 지금 할 수 있는 일', 'What can I do here, now', '今ここでできること'),
    kind: 'slash',
    options: [],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: false,
  },
];
