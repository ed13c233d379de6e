import type { CommandSpec } from '../command.ts';
import {
  challengeOption,
  characterOption,
  choiceOption,
  dayOption,
  names,
  privately,
  textOption,
  texts,
} from './words.ts';

/** Commands by which members ask about their own records, the leaderboard, and `/pal`. */
export const recordCommands: readonly CommandSpec[] = [
  {
    ...privately,
    path: ['streak'],
    names: names('연속', '連続'),
    descriptions: texts(
      '연속 기록 카드와 하루하루의 장부',
      'My streak as a card, and why it is what it is',
      '連続記録のカードと一日ごとの台帳',
    ),
    options: [
      choiceOption('show', names('보기', '表示'), texts('카드 또는 장부', 'Card or ledger', 'カードか台帳'), [
        ['card', texts('카드', 'card', 'カード')],
        ['why', texts('왜', 'why', 'なぜ')],
      ]),
      challengeOption,
    ],
  },
  {
    ...privately,
    path: ['cost'],
    names: names('비용', '費用'),
    descriptions: texts(
      '내 응원에 든 비용과 오늘 남은 횟수',
      'What my cheers cost, and what is left today',
      '自分の応援の費用と今日の残り',
    ),
    options: [],
  },
  {
    ...privately,
    path: ['calendar'],
    names: names('달력', 'カレンダー'),
    descriptions: texts(
      '한 달이나 한 해의 인증을 그림으로',
      'A month or a year as a picture',
      '一か月・一年の記録を絵で',
    ),
    options: [
      choiceOption('show', names('보기', '表示'), texts('한 달 또는 한 해', 'Month or year', '月か年'), [
        ['month', texts('한 달', 'month', '月')],
        ['year', texts('한 해', 'year', '年')],
      ]),
      textOption(
        'of',
        names('언제', 'いつ'),
        texts('예: 2026-11 또는 2026', 'For example 2026-11 or 2026', '例: 2026-11 または 2026'),
        { maxLength: 10 },
      ),
      challengeOption,
    ],
  },
  {
    ...privately,
    path: ['stats'],
    names: names('통계', '統計'),
    descriptions: texts('지금까지의 나를 숫자로', 'My numbers so far', 'これまでの自分を数字で'),
    options: [challengeOption],
  },
  {
    ...privately,
    path: ['records'],
    names: names('기록', '記録一覧'),
    descriptions: texts('내 인증 글, 새것부터', 'My proofs, newest first', '自分の記録を新しい順に'),
    options: [
      challengeOption,
      textOption('month', names('달', '月'), texts('예: 2026-11', 'For example 2026-11', '例: 2026-11'), {
        maxLength: 7,
      }),
    ],
  },
  {
    ...privately,
    path: ['search'],
    names: names('검색', '検索'),
    descriptions: texts(
      '내 인증 글에서 두 글자부터 찾아요',
      'Search my proofs, from two letters on',
      '自分の記録を2文字から検索',
    ),
    options: [
      textOption('words', names('찾을말', '語句'), texts('찾을 말', 'What to look for', '探す言葉'), {
        required: true,
      }),
      challengeOption,
      dayOption('from', names('부터', '開始'), texts('이날부터', 'From this day', 'この日から')),
      dayOption('to', names('까지', '終了'), texts('이날까지', 'Until this day', 'この日まで')),
    ],
  },
  {
    ...privately,
    path: ['leaderboard'],
    names: names('순위', 'ランキング'),
    descriptions: texts(
      '보이겠다고 한 멤버들의 순위와 함께 이룬 만큼',
      'Members who chose to be shown, and the team goal',
      '公開を選んだメンバーの順位とチーム目標',
    ),
    options: [
      choiceOption('by', names('기준', '基準'), texts('무엇으로', 'By what', '何で'), [
        ['current', texts('지금 연속', 'current streak', '今の連続')],
        ['longest', texts('최장 연속', 'longest streak', '最長の連続')],
        ['days', texts('인증한 날', 'days done', '記録した日')],
        ['completion', texts('달성률', 'completion', '達成率')],
      ]),
      choiceOption(
        'me',
        names('나를', '自分を'),
        texts('순위에 나를', 'Show me on it', '自分をランキングに'),
        [
          ['show', texts('보이기', 'show', '表示する')],
          ['hide', texts('숨기기', 'hide', '隠す')],
        ],
      ),
      challengeOption,
    ],
  },
  {
    ...privately,
    path: ['pal'],
    names: names('친구', 'なかま'),
    descriptions: texts(
      '나를 응원하는 친구, 말투, 언어, 시간대',
      'Who cheers me, how, in which language; my time zone',
      '応援するなかま、話し方、言語、タイムゾーン',
    ),
    options: [
      characterOption(texts('누가 응원할지', 'Who cheers me', '誰が応援するか'), [
        ['workspace', texts('워크스페이스의 친구', 'the workspace’s', 'ワークスペースのなかま')],
      ]),
      choiceOption('tone', names('말투', '話し方'), texts('어떻게 응원할지', 'How', 'どのように'), [
        ['warm', texts('다정하게', 'warm', 'あたたかく')],
        ['short', texts('짧게', 'short', '短く')],
        ['emoji', texts('이모지만', 'emoji', '絵文字だけ')],
        ['silent', texts('말없이', 'silent', '言葉なし')],
      ]),
      choiceOption('language', names('언어', '言語'), texts('어떤 말로', 'Language', '言語'), [
        ['auto', texts('자동', 'automatic', '自動')],
        ['ko', texts('한국어', '한국어', '한국어')],
        ['en', texts('English', 'English', 'English')],
        ['ja', texts('日本語', '日本語', '日本語')],
      ]),
      textOption(
        'timezone',
        names('시간대', 'タイムゾーン'),
        texts('예: Asia/Seoul', 'For example Asia/Seoul', '例: Asia/Tokyo'),
        {
          maxLength: 60,
        },
      ),
    ],
  },
];
