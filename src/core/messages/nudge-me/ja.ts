import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { Speaker } from '../talk/texts.ts';
import type { PersonalTexts } from './texts.ts';

const { day: date } = dates.ja;
const units: Record<Unit, string> = { day: '日', block: '回', week: '週' };
const named = (names: readonly string[]) => listed(names, '、');

/** Openings that fit only 담찌. */
const ownOpenings: readonly string[] = [
  'トントン、ちょっと寄りました。',
  'そっと通りかかりました。',
  '小さな足でとことこ来ました。',
  'ほっぺにごあいさつを詰めてきました。',
  '種を転がしていたら、ふと思い出しました。',
  '回し車から降りてきたところです。',
  'ひげを整えて来ました。',
  '温かい席をひとつ用意しておきました。',
  '小さな旗を振ってみます。',
  'ぴょん、ごあいさつに来ました。',
  'おがくずの布団から顔を出しました。',
  '静かに隣に座りますね。',
  '種をひとつ窓辺に置いていきます。',
];

/** Openings of every other character. */
const openingsOf = ({ name, sound }: Pick<Speaker, 'name' | 'sound'>): readonly string[] => [
  'トントン、ちょっと寄りました。',
  'そっと通りかかりました。',
  `${sound}、来ました。`,
  'ごあいさつをいっぱい抱えてきました。',
  '窓の外を見ていたら、ふと思い出しました。',
  '散歩から戻ったところです。',
  '身だしなみを整えて来ました。',
  '温かい席をひとつ用意しておきました。',
  '小さな旗を振ってみます。',
  `${name}がごあいさつに来ました。`,
  '布団から顔を出しました。',
  '静かに隣に座りますね。',
  '小さなごあいさつを窓辺に置いていきます。',
];

export const personal: PersonalTexts = {
  openings: (who) => (who === null ? ownOpenings : openingsOf(who)),
  quiet: (names) => ['今日は', ...named(names), 'の席が空いています。'],
  open: (name, until) => [bold(name), ' · ', until, 'まで受け付けています'],
  stands: ({ current, unit, weekNeeds }) =>
    [
      current > 0 ? `いま${current}${units[unit]}続いています` : '始めるのによい日です',
      weekNeeds === null ? null : `今週の目標まであと${weekNeeds}回です`,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  step: ({ category, proofKind }) => {
    switch (category) {
      case 'running':
      case 'exercise':
        return 'まずは靴ひもだけ結んでみませんか。';
      case 'reading':
        return 'まずは本を開いて一行だけ読んでみませんか。';
      case 'writing':
        return 'まずは一語だけ書いてみませんか。';
      case 'drawing':
        return 'まずは線を一本だけ引いてみませんか。';
      case 'study':
        return 'まずは机に向かって、本を一分だけ開いてみませんか。';
      case 'morning':
        return 'まずは窓を開けて深呼吸をひとつ、いかがですか。';
      case 'health':
        return 'まずは水をひと口いかがですか。';
      case 'other':
      case null:
        return proofKind === 'photo'
          ? 'まずは写真を一枚だけ撮ってみませんか。'
          : 'まずは一分だけやってみませんか。';
    }
  },
  newsOnly: () => ['前の日のお知らせをひとつお届けします。'],
  resting: (names) => [
    ...listed(names, '、'),
    'のお知らせは、しばらくお休みしますね。また投稿してくださったら、その日からお知らせします。いつでも歓迎です。',
  ],
  button: {
    later: 'あとで',
    rest: '今日は休む',
    off: 'オフにする',
    in: (minutes) => (minutes < 60 ? `${minutes}分後` : `${minutes / 60}時間後`),
  },
  offer: {
    line: (name) => [
      name === null ? '' : `${name}さん、`,
      'はじめての記録、うれしいです！お好きな時刻に、そっとお知らせしましょうか。一日一回までで、終えた日は静かにしています。',
    ],
    yes: 'お知らせをオン',
    no: '大丈夫です',
    pal: 'なかまと話し方を選ぶ',
    rest: '休む日を決める',
    declined: () => [
      'わかりました、もうお聞きしません。いつでも',
      command('nudge', 'me'),
      'でオンにできます。',
    ],
  },
  form: {
    title: '自分へのお知らせ',
    submit: '保存',
    time: '何時にお知らせしますか',
    timeHint: (zone) => `例: 20:00 または 午後8時（${zone}の時間）`,
    weekdays: 'どの曜日にお知らせしますか',
    when: 'どんな日にお知らせしますか',
    always: 'まだ終えていない日はいつでも',
    onlyAtRisk: '逃すと連続が途切れるか、今週の目標に届かない日だけ',
    style: 'どんなふうにお知らせしますか',
    styles: {
      light: 'ひかえめ: 静かな一行',
      standard: 'ふつう: 何がいつまでか',
      active: 'にぎやか: 連続と今週、小さな一歩も',
    },
    via: 'どこにお知らせしますか',
    viaHint: (privately) =>
      privately
        ? 'ダイレクトメッセージが閉じている場合は、チャンネルで自分だけに見える形でお知らせします。ほかの人には見えません。'
        : 'ダイレクトメッセージが閉じている場合は、自分の記録のスレッドで呼びかけます。スレッドを開く人にも見えます。',
    vias: (privately) => ({
      direct: 'ダイレクトメッセージで',
      mention: privately ? 'チャンネルで自分だけに見える形で' : '自分の記録のスレッドでメンション',
    }),
    again: '書き直す',
  },
  problem: ({ what, typed }) => {
    switch (what) {
      case 'empty':
        return ['何時にお知らせするかを書いてください。20:00、午後8時、午前8時半のように書けます。'];
      case 'notATime':
        return [bold(typed), 'の代わりに、00:00から23:59までの時刻を20:00や午後8時のように書いてください。'];
      case 'halfSaid':
        return [bold(typed), 'は朝か夜かわかりません。午前9時半、午後9時半、21:30のように書いてください。'];
      case 'hasZone':
        return [
          bold(typed),
          'にはタイムゾーンが入っています。時刻だけを書いてください。タイムゾーンは',
          command('pal'),
          'で決めたものに従います。',
        ];
      case 'repeats':
        return [
          bold(typed),
          'のように繰り返すお知らせはありません。一日一回までです。時刻をひとつ書いてください。',
        ];
      case 'tooMany':
        return ['お知らせは一日一回までです。時刻をひとつだけ書いてください。'];
    }
  },
  noWeekdays: () => ['お知らせする曜日をひとつ以上選んでください。'],
  quietHours: (typed, from, to) => [
    bold(typed),
    `にはお知らせしません。ここでは${from}から${to}までが静かな時間です。ほかの時刻を書いてください。`,
  ],
  answer: {
    set: (days, time, zone, next) => [
      `${days} ${time}にお知らせします（${zone}）。`,
      next === null ? 'いまのままなら、これから30日間にお知らせする日はありません。' : `次は${next}です。`,
      '終えた日とお休みの日は静かにしています。',
    ],
    fallback: (via, privately) => [
      via === 'direct'
        ? privately
          ? 'ダイレクトメッセージが閉じている場合は、チャンネルで自分だけに見える形でお知らせします。'
          : 'ダイレクトメッセージが閉じている場合は、自分の記録のスレッドで呼びかけます。スレッドを開くほかの人にも見えます。'
        : privately
          ? 'チャンネルで自分だけに見える形でお知らせします。ほかの人には見えません。'
          : '自分の記録のスレッドで呼びかけます。スレッドを開くほかの人にも見えます。',
    ],
    off: () => ['お知らせをオフにしました。', command('nudge', 'me'), 'でまたオンにできます。'],
    offAlready: () => ['お知らせはすでにオフです。', command('nudge', 'me'), 'でオンにできます。'],
    none: () => ['自分へのお知らせはありません。', command('nudge', 'me'), 'でオンにできます。'],
    muted: (until) => [`${date(until)}まで静かにしています。次の日からまたお知らせします。`],
    mutePast: (day) => [`${date(day)}は過ぎた日です。今日以降の日を書いてください。`],
    muteTooLong: (most) => [
      `スヌーズは一度に${most}日までです。もっと長くなら`,
      command('nudge', 'off'),
      'でオフにしてください。',
    ],
    which: () => ['いつまたお知らせしましょうか。'],
    later: (at) => [`はい、${at}にまた来ます。それまでに終えたら来ません。`],
    laterAlready: (at) => [`すでに${at}にまた来ることになっています。`],
    laterQuiet: (at, from, to) => [
      `${at}は静かな時間（${from}〜${to}）なので、お知らせしません。もっと早い時を選ぶか、次のお知らせでお会いしましょう。`,
    ],
    laterTooLate: (at, until) => [
      `今日の分は${until}までで、${at}にはもう閉じています。もっと早い時を選ぶか、次のお知らせでお会いしましょう。`,
    ],
    nothingOpen: () => ['その日の分は終えたか、お休みの日です。もうお知らせしません。'],
    notYours: (name) => [
      `これは${name}さんへのお知らせです。自分の分は`,
      command('nudge', 'me'),
      'で決められます。',
    ],
    gone: () => ['これは前のお知らせです。いまの設定は', command('nudge', 'list'), 'で見られます。'],
  },
  list: {
    heading: '自分へのお知らせ',
    line: (days, time, zone) => [`${days} ${time}（${zone}）`],
    details: (onlyAtRisk, style, via) =>
      ` · ${onlyAtRisk ? '逃すと途切れる日だけ' : '終えていない日はいつでも'} · ${style.split(':')[0]} · ${via}`,
    off: () => ['オフです。', command('nudge', 'me'), 'でオンにできます。'],
    closed: () => [
      'ダイレクトメッセージを受け取らず、ほかに呼びかける場所もないため、オフになりました。開いたあと',
      command('nudge', 'me'),
      'でまたオンにできます。',
    ],
    muted: (until) => ` · ${date(until)}まで静か`,
    change: '変更',
  },
  preview: {
    heading: (count, zone) => [`これから30日間に自分へ届くお知らせは${count}件です（${zone}）。`],
    nothing: () => ['これから30日間に自分へ届くお知らせはありません。'],
    rule: () => [
      'それまでに記録がない場合の一覧です。終えた日は静かにしています。2週間記録がないときは、一度お伝えしてからお休みします。',
    ],
  },
  silence: {
    tooLate: '時間を過ぎました',
    off: 'オフでした',
    scheduleChanged: '決め直されました',
    snoozed: 'スヌーズ中でした',
    quietHours: '静かな時間でした',
    dayOff: 'みんなのお休みの日でした',
    nowhere: '参加しているチャレンジがありません',
    done: 'すべて終えていました',
    resting: 'お休みの日でした',
    nothingDue: '何もない日でした',
    notAtRisk: '余裕のある日でした',
    away: '次の記録までお休みしています',
  },
};
