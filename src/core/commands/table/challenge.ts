import type { CommandSpec } from '../command.ts';
import { challengeOption, choiceOption, forManagers, memberOption, names, texts } from './words.ts';

/** Setting up challenges and taking part. */
export const challengeCommands: readonly CommandSpec[] = [
  {
    path: ['challenge', 'create'],
    names: { ko: '만들기', ja: '作成' },
    descriptions: texts(
      '이 채널에 챌린지를 만들어요 (관리자)',
      'Make a challenge in this channel (managers)',
      'このチャンネルにチャレンジを作ります（管理者）',
    ),
    kind: 'slash',
    options: [
      choiceOption(
        'template',
        names('틀', 'ひな型'),
        texts('미리 채운 챌린지', 'A challenge filled in for you', '入力済みのひな型'),
        [
          [
            'running',
            texts('8주 달리기 (주 3회)', '8 weeks of running (3 a week)', '8週間ランニング（週3回）'),
          ],
          ['writing', texts('30일 글쓰기', '30 days of writing', '30日間ライティング')],
          ['drawing', texts('100일 그림', '100 days of drawing', '100日お絵描き')],
          ['morning', texts('평일 아침 글', 'Morning pages on weekdays', '平日のモーニングページ')],
          ['reading', texts('매일 20분 읽기', 'Read 20 minutes daily', '毎日20分読書')],
        ],
      ),
    ],
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
    ...forManagers,
    path: ['challenge', 'edit'],
    names: names('고치기', '編集'),
    descriptions: texts(
      '규칙과 설정을 고쳐요 (관리자)',
      'Edit the rule and settings (managers)',
      'ルールや設定を変更します（管理者）',
    ),
    options: [challengeOption],
  },
  {
    ...forManagers,
    path: ['challenge', 'pause'],
    names: names('멈추기', '一時停止'),
    descriptions: texts(
      '모두의 챌린지를 잠시 멈춰요 (관리자)',
      'Pause the challenge for everybody (managers)',
      '全員分を一時停止します（管理者）',
    ),
    options: [challengeOption],
  },
  {
    ...forManagers,
    path: ['challenge', 'resume'],
    names: names('다시시작', '再開'),
    descriptions: texts(
      '멈춘 챌린지를 다시 시작해요 (관리자)',
      'Resume a paused challenge (managers)',
      '一時停止から再開します（管理者）',
    ),
    options: [challengeOption],
  },
  {
    ...forManagers,
    path: ['challenge', 'delete'],
    names: names('지우기', '削除'),
    descriptions: texts(
      '챌린지와 그 기록을 지워요 (관리자)',
      'Delete a challenge and its records (managers)',
      'チャレンジと記録を削除します（管理者）',
    ),
    options: [challengeOption],
  },
  {
    ...forManagers,
    path: ['challenge', 'handover'],
    names: names('넘기기', '引き継ぎ'),
    descriptions: texts(
      '다른 멤버에게 맡겨요 (관리자)',
      'Hand a challenge over to another member (managers)',
      '別のメンバーに引き継ぎます（管理者）',
    ),
    options: [memberOption(texts('맡을 멤버', 'Who takes over', '引き継ぐ人')), challengeOption],
  },
];
