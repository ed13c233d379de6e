import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { CountingTexts } from './texts.ts';

const { day: date } = dates.ja;

const units: Record<Unit, string> = { day: '日', block: '回', week: '週' };
const inARow: Record<Unit, string> = { day: '日連続', block: '回連続', week: '週連続' };

export const counting: CountingTexts = {
  whichOne: (name) => [
    `${name === null ? '' : `${name}さん、`}どのチャレンジの記録ですか？一度選んでくだされば、次からは自動で数えます。`,
  ],
  whichOther: (name, done) => [
    ...(name === null ? [] : [`${name}さん、`]),
    bold(done),
    'は記録済みです。この投稿はどのチャレンジの記録ですか？同じ日にはもうお聞きしません。',
  ],
  whichThisTime: (name) => [`${name === null ? '' : `${name}さん、`}この投稿はどのチャレンジの記録ですか？`],
  forYesterday: () => '昨日の分に移す',
  movedAway: () => [
    'もう移したか、取り消したか、消した投稿です。一日ごとの記録は ',
    command('streak', 'why'),
    ' で見られます。',
  ],
  nameIt: (challenges) => [
    ...listed(challenges, 'か'),
    'の記録でしたら、投稿を編集してチャレンジの名前か絵文字を入れてください。すぐ数えます。',
  ],
  authorIsAsked: (name) => [
    `${name}さんにどのチャレンジの記録か聞きました。${name}さんが選んだらすぐ数えます。ご存じなら、ここで代わりに選べます。`,
  ],
  inNone: () => [
    'まだ参加しているチャレンジがないので、数えられません。',
    command('challenge', 'list'),
    ' で参加してからもう一度試すか、チャレンジのチャンネルに投稿してください。',
  ],
  authorInNone: (name) => [
    `まだ${name}さんが参加しているチャレンジがないので、数えられません。チャレンジのチャンネルの投稿なら、参加前でも数えます。`,
  ],
  nothingInIt: () => ['チャレンジで数える写真や文章がないメッセージなので、そのままにしました。'],
  notYourQuestion: (name) => [`これは${name}さんへの質問です。${name}さんが選んだらすぐ数えます。`],
  alreadyChosen: (titles) => ['もう ', ...listed(titles, '、'), ' の記録として数えました。'],
  questionOver: () => ['消されたか取り消された投稿です。新しく投稿してくだされば、すぐ数えます。'],
  withdrawn: () => [
    'この投稿は数えず、どのチャレンジかの質問も取り下げました。「記録として数える」であらためて数えられます。',
  ],
  remembered: (photos) => [
    photos
      ? '次からこのチャンネルの写真の投稿は、このチャレンジの記録として数えます。'
      : '次からこのチャンネルの投稿は、このチャレンジの記録として数えます。',
  ],
  credit: ({ daysDone, forDay, weekNeeds, current, unit }) => [
    [
      forDay === null ? null : `${date(forDay)}の記録`,
      daysDone === 1 ? '初めての記録、1日目' : `${daysDone}日目`,
      weekNeeds === null
        ? current > 1
          ? `${current}${inARow[unit]}`
          : null
        : weekNeeds > 0
          ? `今週あと${weekNeeds}回です`
          : '今週の目標を達成しました',
    ]
      .filter((part) => part !== null)
      .join('・'),
  ],
  milestone: {
    title: (count, unit) => (unit === 'day' ? `${count}日の記録` : `${count}${units[unit]}達成`),
    line: (name, title, count, unit) => [
      `${name}さんが`,
      bold(title),
      unit === 'day'
        ? `で記録した日は、全部で${count}日になりました。`
        : unit === 'week'
          ? `で目標を満たした週は、全部で${count}週になりました。`
          : `で続けた回数は、全部で${count}回になりました。`,
    ],
    firstWeek: {
      title: '初めての週目標達成',
      line: (name, title) => [`${name}さんが`, bold(title), 'で初めて週の目標を達成しました。'],
    },
    firstComeback: {
      title: 'おかえりなさい',
      line: (name, title, daysDone) => [
        `${name}さんが`,
        bold(title),
        `に戻ってきました。これまでの${daysDone}日はそのままです。`,
      ],
    },
  },
  freezeUsed: ({ title, from, to, run, unit, left, next }) => [
    bold(title),
    from === to
      ? `：${date(from)}の一日をお守りが守りました。`
      : `：${date(from)}から${date(to)}までをお守りが守りました。`,
    `${run}${inARow[unit]}はそのままです。`,
    left > 0
      ? `お守りはあと${left}個です。`
      : next
        ? `今は残っていませんが、${date(next)}に一つ届きます。`
        : 'お守りの残りはありません。',
  ],
};
