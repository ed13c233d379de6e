import type { Goal } from '../../../model/goal.ts';
import { dates } from '../../dates.ts';
import { bold, command } from '../../inline.ts';
import type { ChallengeAnswers } from './texts.ts';

const { day } = dates.ja;

const perPeriod = (goal: Goal): string => {
  switch (goal.kind) {
    case 'daily':
    case 'weekdays':
      return '1日達成するごとに';
    case 'perWeek':
      return '1週達成するごとに';
    case 'everyNDays':
      return `${goal.n}日に1回を達成するごとに`;
  }
};

export const answer: ChallengeAnswers = {
  hostsOnly: () => ['このチャレンジの進行役か管理者ができます。'],
  isDraft: (name) => [bold(name), 'はまだ準備中です。始まったらチャンネルでお知らせします。'],
  started: (name, sentence) => [bold(name), `を始めました。${sentence}。チャンネルにお知らせしました。`],
  pinWelcome: () => ['そのお知らせをピン留めしておくと、あとから来た人もすぐに参加できます。'],
  zoneAdopted: (zone) => [
    'メンバーの一日も',
    bold(zone),
    'の時刻で数えます。',
    command('settings'),
    ' で変えられます。',
  ],
  alreadyStarted: (name) => [bold(name), 'はもう始まっています。'],
  discarded: (name) => [bold(name), 'の下書きを破棄しました。'],
  saved: (name) => [bold(name), 'を変更しました。'],
  nothingChanged: (name) => [bold(name), 'はそのままです。変わったところはありません。'],
  changedMeanwhile: (name) => [
    'ほかの管理者が先に変更しました。',
    bold(name),
    'の今の内容から、もう一度変更してください。',
  ],
  editWhat: (name) => [bold(name), 'の何を変更しますか？'],
  ruleWould: (name) => `${name} · ルールを変えると`,
  ruleBefore: '今',
  ruleAfter: '変更後',
  ruleFrom: (from) => [
    `${day(from)}から新しいルールで数えます。その前日までは、今のルールで数えたままです。`,
  ],
  ruleTouches: (members, counted, all) => [
    members === 0
      ? all === 0
        ? 'まだ参加している人はいません。'
        : `${lookedAt(counted, all)}の連続記録はそのままです。`
      : `${lookedAt(counted, all)}のうち${members}人は、今の期間の残り回数や連続記録が変わります。`,
  ],
  ruleCounts: (goal) => [
    `新しいルールからは、${perPeriod(goal)}連続が1つ増えます。今までの連続に続けて「回」で数えます。`,
  ],
  ruleSaved: (name, sentence, from) => [bold(name), `は${day(from)}から、${sentence}です。`],
  alreadySaved: (name) => [bold(name), 'にはもう保存してあります。'],
  paused: (name) => [
    bold(name),
    'を一時停止しました。再開するまで、記録しなくても全員の連続記録はそのままです。',
  ],
  alreadyPaused: (name) => [bold(name), 'はもう一時停止中です。'],
  resumed: (name) => [bold(name), 'を再開しました。今日からまた数えます。'],
  notPaused: (name) => [bold(name), 'は一時停止中ではありません。'],
  endWould: (name, members) => [
    bold(name),
    `を今終えますか？参加している${members}人の記録は残り、新しい記録は数えなくなります。`,
  ],
  ended: (name) => [bold(name), 'を終えました。記録は残ります。'],
  alreadyEnded: (name) => [bold(name), 'はもう終わっています。'],
  deleteWould: (name, members, checkIns, ended) => [
    bold(name),
    members + checkIns === 0
      ? 'を削除しますか？元に戻せません。'
      : `を削除すると、${members}人の参加と記録${checkIns}件も消えて、元に戻せません。`,
    members + checkIns === 0 || ended ? '' : '記録を残すには「終了」を押してください。',
  ],
  deleted: (name, checkIns) => [
    bold(name),
    checkIns === 0 ? 'を削除しました。' : `と記録${checkIns}件を削除しました。`,
  ],
  handedOver: (name, to) => [bold(name), 'を', bold(`${to}さん`), 'に引き継ぎました。'],
  unknownMember: () => ['まだ会ったことのないメンバーです。一度参加するか記録してもらってから引き継げます。'],
  notToBots: () => ['ボットには引き継げません。メンバーを選んでください。'],
  hostsAlready: (name, to) => [bold(name), 'はもう', bold(`${to}さん`), 'が担当しています。'],
  joined: (name, sentence) => [
    bold(name),
    `へようこそ！${sentence}。チャレンジのチャンネルに投稿すれば、すぐに数えます。`,
  ],
  joinedEarly: (name, sentence, on) => [
    bold(name),
    `へようこそ！${sentence}。${day(on)}に始まるので、その日にチャンネルで会いましょう。`,
  ],
  joinedAgain: (name) => [bold(name), 'におかえりなさい。これまでの記録の続きから数えます。'],
  alreadyJoined: (name) => [bold(name), 'にはもう参加しています。'],
  leaveHow: (name) => [
    bold(name),
    'から抜けますか？記録を残せばいつでも続きから始められます。消すと、このチャレンジの記録と写真はなくなり、元に戻せません。',
  ],
  left: (name) => [bold(name), 'から抜けました。これまでの記録は残っていて、また投稿すれば続きます。'],
  leftErased: (name, checkIns) => [
    bold(name),
    checkIns === 0
      ? 'から抜けました。残っている記録はありません。'
      : `から抜けました。記録${checkIns}件と写真を消して、その投稿に付けたわたしの言葉も取り下げます。`,
  ],
  notJoined: (name) => [bold(name), 'には参加していません。'],
  which: () => ['どのチャレンジですか？'],
  gone: () => ['そのチャレンジはもうありません。'],
};

/** For how many members a change's effect was computed: all of them, or some. */
function lookedAt(counted: number, all: number): string {
  return counted < all ? `調べた${counted}人（参加は${all}人）` : `参加している${all}人`;
}
