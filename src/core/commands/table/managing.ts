import type { CommandSpec } from '../command.ts';
import {
  challengeOption,
  characterOption,
  dayOption,
  forManagers,
  memberOption,
  names,
  textOption,
  texts,
} from './words.ts';

const reasonOption = textOption(
  'reason',
  names('이유', '理由'),
  texts('이유 (멤버에게 전해요)', 'Why (the member is told)', '理由（本人に伝えます）'),
  {
    required: true,
    maxLength: 300,
  },
);

/** Commands by which managers change settings and records, and `/help`. */
export const managingCommands: readonly CommandSpec[] = [
  {
    path: ['settings'],
    names: { ko: '설정', ja: '設定' },
    descriptions: texts(
      '언어, 시간대, 친구, 반응 이모지를 정해요 (관리자)',
      'Language, time zone, pal, reaction (managers)',
      '言語・タイムゾーン・なかま・リアクションを決めます（管理者）',
    ),
    kind: 'slash',
    options: [
      {
        kind: 'choice',
        name: 'language',
        names: { ko: '언어', ja: '言語' },
        descriptions: texts('여기서 쓰는 말', 'The language spoken here', 'ここで使う言葉'),
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
      characterOption(
        texts(
          '따로 고르지 않은 멤버를 응원할 친구',
          'Who cheers members who chose nobody',
          '選んでいないメンバーを応援するなかま',
        ),
      ),
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
      textOption(
        'hosts',
        names('진행자', '進行役'),
        texts(
          '챌린지를 만들 수 있는 역할·그룹 (- 이면 없음)',
          'Role or group that may set up challenges (- for none)',
          'チャレンジを作れるロール・グループ（- でなし）',
        ),
      ),
      textOption(
        'quiet',
        names('조용한시간', '静かな時間'),
        texts(
          '개인 알림을 쉬는 시간, 예: 22:00-08:00 (- 이면 없음)',
          'No personal nudges then: 22:00-08:00 (- for none)',
          '個人へのお知らせを休む時間 例: 22:00-08:00（- でなし）',
        ),
        { maxLength: 60 },
      ),
      textOption(
        'daysoff',
        names('쉬는요일', '休みの曜日'),
        texts(
          '알림을 쉬는 요일, 예: 주말 (- 이면 없음)',
          'No nudges on these weekdays: sat sun (- for none)',
          'お知らせを休む曜日 例: 土日（- でなし）',
        ),
        { maxLength: 60 },
      ),
      textOption(
        'holidays',
        names('쉬는날', '休みの日'),
        texts(
          '알림을 쉬는 날, 예: 2026-12-25 성탄절, 2027-01-01',
          'Days without nudges: 2026-12-25 Christmas, 2027-01-01',
          'お知らせを休む日 例: 2026-12-25 クリスマス, 2027-01-01',
        ),
        { maxLength: 2_000 },
      ),
    ],
    visibility: 'private',
    pace: 'deferred',
    managersOnly: true,
  },
  {
    ...forManagers,
    path: ['admin', 'cost'],
    names: names('비용', '費用'),
    descriptions: texts(
      '응원에 든 비용과 남은 예산, 한도를 정해요',
      'What cheers cost, what is left; sets the caps',
      '応援の費用と残りの予算、上限を決めます',
    ),
    options: [
      textOption(
        'day',
        names('하루', '一日'),
        texts(
          '하루 한도, 예: 0.30 (- 이면 운영자 한도)',
          'Cap a day: 0.30 (- for the operator’s)',
          '一日の上限 例: 0.30（- で運営者の上限）',
        ),
        { maxLength: 20 },
      ),
      textOption(
        'month',
        names('한달', '一か月'),
        texts(
          '한 달 한도, 예: 3 (- 이면 운영자 한도)',
          'Cap a month: 3 (- for the operator’s)',
          '一か月の上限 例: 3（- で運営者の上限）',
        ),
        { maxLength: 20 },
      ),
    ],
  },
  {
    ...forManagers,
    path: ['admin', 'jobs'],
    names: names('전하지못한것', '未達'),
    descriptions: texts(
      '전하지 못한 것을 보고 다시 시도해요',
      'What could not be delivered, to try again',
      '届けられなかったものを見て、もう一度試します',
    ),
    options: [],
  },
  {
    ...forManagers,
    path: ['admin', 'log'],
    names: names('내역', '履歴'),
    descriptions: texts('관리자가 한 일을 보여 줘요', 'What managers did', '管理者の操作履歴'),
    options: [challengeOption],
  },
  {
    ...forManagers,
    path: ['admin', 'nudges'],
    names: names('알림', 'お知らせ'),
    descriptions: texts(
      '알림이 언제 나가고 왜 쉬었는지 보여 줘요',
      'Which nudges were sent, skipped (why) or failed',
      'お知らせの送信と休みの理由',
    ),
    options: [],
  },
  {
    ...forManagers,
    path: ['admin', 'remove'],
    names: names('인증빼기', '記録除外'),
    descriptions: texts(
      '멤버의 인증 하루를 이유와 함께 빼요',
      'Remove a check-in, with a reason',
      '記録を理由とともに外します',
    ),
    options: [
      memberOption(texts('누구의 인증', 'Whose check-in', '誰の記録')),
      dayOption('day', names('날짜', '日付'), texts('어느 날', 'Which day', 'どの日'), true),
      reasonOption,
      challengeOption,
    ],
  },
  {
    ...forManagers,
    path: ['admin', 'add'],
    names: names('인증더하기', '記録追加'),
    descriptions: texts(
      '멤버의 하루를 인증으로 더해요',
      'Add a check-in for a day',
      'メンバーの記録を一日分加えます',
    ),
    options: [
      memberOption(texts('누구의 인증', 'Whose check-in', '誰の記録')),
      dayOption('day', names('날짜', '日付'), texts('어느 날', 'Which day', 'どの日'), true),
      reasonOption,
      challengeOption,
    ],
  },
  {
    ...forManagers,
    path: ['admin', 'freeze'],
    names: names('보호권주기', 'お守り付与'),
    descriptions: texts('멤버에게 보호권을 하나 더 줘요', 'Grant a member a freeze', 'お守りを一つ贈ります'),
    options: [memberOption(texts('누구에게', 'To whom', '誰に')), reasonOption, challengeOption],
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
