import { bold, command } from '../inline.ts';
import { permissionName } from '../permissions.ts';
import type { Speaker } from '../talk/texts.ts';
import { shortWeekday, weekdayName } from '../weekday.ts';
import type { NudgeTexts } from './texts.ts';

const number = (count: number): string => count.toLocaleString('ja');

/** Openings that fit only 담찌. */
const ownOpenings: readonly string[] = [
  'ダムチがひまわりの種をひとにぎり持ってきました。',
  'ほっぺに応援をいっぱい詰めてきました。',
  '回し車をひと回りして、ごきげんです。',
  'ダムチがそっと近づいてごあいさつします。',
  'おがくずの布団をたたんで出てきました。',
  'トントン、ダムチです。',
  '小さな足でとことこ走ってきました。',
  'ダムチがこの席を温めておきました。',
  '今日もここで会えてうれしいです。',
  'ダムチがひげを整えてきました。',
  '種を数えていたら、みなさんのことを思い出しました。',
  'ダムチが小さな旗を持って立っています。',
  '温かいお茶をそばに置いておきますね。',
  'ダムチがぴょんと跳ねて手を振ります。',
];

/** Openings of every other character. */
const openingsOf = ({ name, sound }: Pick<Speaker, 'name' | 'sound'>): readonly string[] => [
  `${name}がにこにこしながら来ました。`,
  '応援をいっぱい抱えてきました。',
  'ひと回りして、ごきげんです。',
  `${name}がそっと近づいてごあいさつします。`,
  '布団をたたんで出てきました。',
  `トントン、${name}です。`,
  `${sound}、ここにいます。`,
  `${name}がこの席を温めておきました。`,
  '今日もここで会えてうれしいです。',
  `${name}が身だしなみを整えてきました。`,
  '窓の外を見ていたら、みなさんのことを思い出しました。',
  `${name}が小さな旗を持って立っています。`,
  '温かいお茶をそばに置いておきますね。',
  `${name}がうれしそうにうなずいています。`,
];

export const nudge: NudgeTexts = {
  openings: (who) => (who === null ? ownOpenings : openingsOf(who)),
  body: {
    fresh: [
      () => ['今日の最初の席が空いています。どなたでもお気軽にどうぞ。'],
      () => ['今日のページはまだ真っ白です。最初の記録をお待ちしています。'],
      () => ['今日の扉を一緒に開けましょう。短い一歩でも十分です。'],
      () => ['まだ静かなので、席は選び放題です。お好きなときにどうぞ。'],
    ],
    some: [
      (done) => ['今日は', bold(`${number(done)}人`), 'が立ち寄りました。席はまだたくさんあります。'],
      (done) => ['今日のページに', bold(`${number(done)}人`), 'の記録が並んでいます。ご一緒にどうぞ。'],
      (done) => ['今日は', bold(`${number(done)}人`), 'が先に歩きました。並んで歩く仲間を待っています。'],
      (done) => [bold(`${number(done)}人`), 'の今日が積み重なりました。もうひとつ重ねてみませんか。'],
    ],
    team: [
      (days, goal) => [
        `みんなの目標${number(goal)}日のうち、`,
        bold(`${number(days)}日`),
        'を積み上げました。',
      ],
      (days, goal) => [
        'みんなで',
        bold(`${number(days)}日`),
        `を集めました。目標の${number(goal)}日へ向かう途中です。`,
      ],
      (days, goal) => [
        `目標まで${number(goal - days)}日、ここまで`,
        bold(`${number(days)}日`),
        'です。一日ずつ一緒に重ねましょう。',
      ],
    ],
    lastHour: [
      (until) => ['今日の記録は', until, 'まで受け付けています。できる分だけで大丈夫です。'],
      (until) => ['今日の扉は', until, 'まで開いています。お時間があればお立ち寄りください。'],
      (until) => [until, 'までは今日です。今からでも歓迎です。'],
    ],
    lastHourOfWeek: [
      (until) => ['今週の記録は', until, 'まで受け付けています。一緒に一週間を締めくくりましょう。'],
      (until) => ['今週の扉は', until, 'まで開いています。小さな一歩でも歓迎です。'],
      (until) => [until, 'までが今週です。残したい瞬間があれば聞かせてください。'],
    ],
  },
  button: '自分の記録を見る',

  weekdays: (days) => {
    const key = days.join('');
    if (key === '1234567') return '毎日';
    if (key === '12345') return '平日';
    return key === '67' ? '週末' : days.map((day) => shortWeekday(day, 'ja')).join('・');
  },
  silence: {
    ended: 'チャレンジが終わりました',
    paused: 'チャレンジが一時停止中です',
    nothingDue: '記録の対象外の日です',
    dayOff: '設定した休みの日です',
    nobody: '参加しているメンバーがいません',
    away: '2週間だれの記録もないためお休みしています',
    everybodyDone: '全員が終えました',
    scheduleChanged: 'お知らせが決め直されました',
    tooLate: '時間を過ぎました',
  },
  problem: ({ what, typed }) => {
    switch (what) {
      case 'empty':
        return ['何時にお知らせするかを書いてください。21:00、午後9時、午後9時半のように書けます。'];
      case 'notATime':
        return [bold(typed), 'の代わりに、00:00から23:59までの時刻を21:00や午後9時のように書いてください。'];
      case 'halfSaid':
        return [bold(typed), 'は朝か夜かわかりません。午前9時半、午後9時半、21:30のように書いてください。'];
      case 'hasZone':
        return [
          bold(typed),
          'にはタイムゾーンが入っています。時刻だけを書き、タイムゾーンは専用の欄にAsia/Tokyoのように書いてください。',
        ];
      case 'repeats':
        return [
          bold(typed),
          'のように繰り返すお知らせはありません。チャンネルへは一日一回までです。時刻を書いてください。',
        ];
      case 'tooMany':
        return ['時刻は一日に四つまで書けます。'];
    }
  },
  weekdaysProblem: ({ typed }) => [
    bold(typed),
    'を曜日として読めませんでした。毎日、平日、月水金、月-金のように書いてください。',
  ],
  answer: {
    set: (name, times, days, zone, next) => [
      bold(name),
      `のチャンネルに${days} ${times}にお知らせします（${zone}）。`,
      next === null ? 'これから30日間にお知らせする日はありません。' : `次は${next}です。`,
      '全員が終えた日は静かにしています。',
    ],
    unchanged: (name) => [bold(name), 'のお知らせは、すでにその通りです。'],
    removed: (name) => [bold(name), 'のお知らせを消しました。チャンネルは静かになります。'],
    none: (name) => [bold(name), 'には決められたお知らせがありません。'],
    noneAnywhere: () => ['決められたお知らせはありません。', command('nudge', 'set'), 'で決められます。'],
    ended: (name) => [bold(name), 'は終わったので、お知らせは決められません。'],
  },
  list: {
    heading: 'お知らせ',
    line: (times, days, zone) => [`${days} ${times}（${zone}）`],
    paused: () => [' · チャンネルに投稿できないため止まっています。決め直すと再開します。'],
    zoneGone: (zone) => [` · タイムゾーン${zone}がなくなったため止まっています。決め直してください。`],
  },
  preview: {
    title: (name) => `${name} · これからのお知らせ`,
    intro: (count, zone) => [`これから30日間にチャンネルへ届くお知らせは${count}件です（${zone}）。`],
    nothing: () => ['これから30日間に届くお知らせはありません。'],
    more: (count) => [`このあとにも、さらに${count}件あります。`],
    rule: () => [
      'お知らせは一日一回までで、まとめは別に届きます。そのときの状況に合わせてお伝えします。全員が終えた日は静かにしています。2週間以上記録のないメンバーは、戻ってくるまで待たずにお知らせします。',
    ],
    day: (day) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（${weekdayName(day, 'ja')}）`,
  },
  planned: (count) => `チャンネルへお知らせ一行（${count}回、全員が終えた日はお休み）`,
  paused: (name, missing) => [
    bold(name),
    missing === null
      ? 'のチャンネルが見つからないため、お知らせを止めました。'
      : `のチャンネルに投稿できないため（${permissionName(missing, 'ja')}）、お知らせを止めました。`,
    '直したあと、',
    command('nudge', 'set'),
    'で決め直すと再開します。',
  ],
};
