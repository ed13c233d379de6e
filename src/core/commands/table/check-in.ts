import type { CommandSpec } from '../command.ts';
import { challengeOption, choiceOption, dayOption, names, privately, texts } from './words.ts';

/** Commands for checking in, undoing a check-in, and resting. */
export const checkInCommands: readonly CommandSpec[] = [
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
      dayOption(
        'day',
        names('날짜', '日付'),
        texts(
          '지난 날의 인증이면 그날 (예: 어제)',
          'For an earlier day (for example yesterday)',
          '過去の日の記録ならその日（例: 昨日）',
        ),
      ),
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
    ...privately,
    path: ['rest'],
    names: names('쉬기', '休む'),
    descriptions: texts(
      '쉬는 날, 휴가, 잠시 멈춤을 정하고 되돌려요',
      'A rest day, a holiday or a pause, and the way back',
      '休む日・休暇・一時停止を決めて、戻します',
    ),
    options: [
      choiceOption('what', names('무엇을', '内容'), texts('어떻게 쉴지', 'How to rest', '休み方'), [
        ['day', texts('하루 쉬기', 'Rest one day', '一日休む')],
        ['holiday', texts('휴가 예약 (기간)', 'Book a holiday (range)', '休暇を予約（期間）')],
        ['pause', texts('잠시 멈춤', 'Pause', '一時停止')],
        ['back', texts('돌아오기', 'Come back', '戻る')],
        ['list', texts('쉬는 날 보기', 'Show my rest days', '休みを見る')],
      ]),
      dayOption(
        'from',
        names('시작', '開始'),
        texts('첫날 (비우면 오늘)', 'First day (today if left out)', '最初の日（省略で今日）'),
      ),
      dayOption('to', names('끝', '終了'), texts('마지막 날', 'Last day', '最後の日')),
      challengeOption,
    ],
  },
];
