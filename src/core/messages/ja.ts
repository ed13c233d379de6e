import type { Challenge, ProofKind } from '../challenge/challenge.ts';
import type { PhotoRefusal } from '../photo.ts';
import type { Inline, Line } from '../views.ts';
import { admin } from './admin/ja.ts';
import { budget } from './budget/ja.ts';
import { challenge } from './challenge/ja.ts';
import { closing } from './closing/ja.ts';
import { counting } from './counting/ja.ts';
import { dates } from './dates.ts';
import { daysOff } from './days-off/ja.ts';
import { deadLetters } from './dead-letters/ja.ts';
import { bold, channels, command, listed } from './inline.ts';
import { memory } from './memory/ja.ts';
import type { Messages } from './messages.ts';
import { my } from './my/ja.ts';
import { nudge } from './nudge/ja.ts';
import { nudgeLog } from './nudge-log/ja.ts';
import { personal } from './nudge-me/ja.ts';
import { outage } from './outage/ja.ts';
import { pal } from './pal/ja.ts';
import { permissionName } from './permissions.ts';
import { records } from './records/ja.ts';
import { resting } from './resting/ja.ts';
import { streak } from './streak/ja.ts';
import { summary } from './summary/ja.ts';
import { talk } from './talk/ja.ts';

const { day } = dates.ja;

const of = (title: string | null): Inline[] => (title === null ? [] : [bold(title), '：']);

const kinds: Record<ProofKind, string> = {
  photo: '写真',
  text: '文章',
  either: '写真か文章',
  any: '文章かファイル（写真・動画・PDF）',
};

/** What counts as a proof in a challenge and, if text alone does, from how many letters on. */
function askedFor({ proofKind, minLength }: Pick<Challenge, 'proofKind' | 'minLength'>): string {
  if (proofKind === 'photo' || minLength === 0) return kinds[proofKind];
  return `${kinds[proofKind]}（${proofKind === 'text' ? '' : '文章は'}${minLength}文字から）`;
}

const refusals: Record<PhotoRefusal, string> = {
  notAnImage: '写真ではないので保管しませんでした',
  html: '写真ではなくウェブページなので保管しませんでした',
  encrypted: '鍵がかかっていて開けませんでした',
  unreadable: '開けなかったので保管できませんでした',
  tooLarge: '25MBを超えているので保管できませんでした',
  tooManyPixels: '大きすぎる画像かアニメーションなので保管できませんでした',
  typeNotAllowed: '扱えない形式なので保管できませんでした',
  expired: 'リンクが切れていて受け取れませんでした',
  tooMany: '一度に十枚までなので保管しませんでした',
  quota: '今日お預かりできる枚数を超えたので保管しませんでした',
};

export const ja: Messages = {
  day,
  admin,
  challenge,
  closing,
  memory,
  my,
  budget,
  deadLetters,
  counting,
  daysOff,
  nudge,
  nudgeLog,
  personal,
  summary,
  talk,
  outage,
  pal,
  resting,
  records,
  streak,
  proofKind: (kind) => kinds[kind],
  note: {
    countedForEarlier: (title, on, from) => [
      ...of(title),
      `${day(on)}の記録として数えました。今日の分は${from}から投稿できます。`,
    ],
    countedForDay: (title, on) => [...of(title), `${day(on)}の記録として数えました。`],
    alreadyCounted: (title, on, isToday, from) => [
      ...of(title),
      from !== null
        ? `${day(on)}はもう記録済みです。今日の分は${from}から投稿できます。この投稿も一緒に残しておきますね。`
        : isToday
          ? '今日はもう記録済みです。この投稿も一緒に残しておきますね。'
          : `${day(on)}はもう記録済みです。この投稿も一緒に残しておきますね。`,
    ],
    missing: (title, missing, letters, mendable) => [
      ...of(title),
      {
        photo: 'このチャレンジは写真の付いた投稿を数えます。',
        text: 'このチャレンジは文章のある投稿を数えます。',
        photoOrText: '写真か文章があれば記録として数えます。',
        anything: '文章かファイルがあれば記録として数えます。',
        longerText: `文章は${letters}文字から記録になります。`,
      }[missing],
      ...(mendable
        ? [
            {
              photo: '写真と一緒に投稿してくだされば、すぐ数えます。',
              text: '編集して書き足すか投稿し直してくだされば、すぐ数えます。',
              photoOrText: '編集して書き足すか写真と一緒に投稿してくだされば、すぐ数えます。',
              anything: '編集して書き足すか投稿し直してくだされば、すぐ数えます。',
              longerText: '編集してもう少し書き足すか投稿し直してくだされば、すぐ数えます。',
            }[missing],
          ]
        : []),
    ],
    notStarted: (title, on) => [...of(title), `${day(on)}に始まります。その日から数えますね。`],
    ended: (title, on) => [
      ...of(title),
      `${day(on)}に終わりました。それでも投稿してくれてありがとうございます。`,
    ],
    tooOld: (title, days) => [
      ...of(title),
      days === 0 ? 'その日のうちの投稿だけ数えられます。' : `${days}日前までの投稿を数えられます。`,
    ],
    tooEarly: (title, on) => [...of(title), `${day(on)}以降の分だけ数えられます。`],
    toCome: (title, on, from) => [
      ...of(title),
      from !== null
        ? `${day(on)}の分は${from}から投稿できます。`
        : `${day(on)}はまだ来ていない日です。その日に投稿してくだされば数えます。`,
    ],
    noSuchDay: (title, on) => [
      ...of(title),
      `${day(on)}はタイムゾーンの変更で存在しなかった日なので、空いていても大丈夫です。`,
    ],
    photoRefused: (name, refusal) => [bold(name), ` は${refusals[refusal]}。記録はそのままです。`],
  },
  joinedByProof: (title, sentence) => [
    bold(title),
    ` に参加しました（${sentence}）。やめるときは `,
    command('challenge', 'leave'),
    ' を使ってください。',
  ],
  introduction: () => [
    'このチャンネルにはまだチャレンジがありません。管理者が ',
    command('challenge', 'create'),
    ' すると、私が記録を数えて応援します。',
  ],
  threadTitle: (name, on) => `${name}さんの${day(on)}`,
  proofCard: (name, photos) => [bold(`${name}さん`), photos > 0 ? `の記録・写真${photos}枚` : 'の記録'],
  cheerFooter: 'AIの応援',
  answer: {
    checkedIn: (title, credit) => [bold(title), ' を記録しました！ ', ...credit],
    emptyCheckIn: () => [
      '写真はチャレンジのチャンネルに投稿してください。昨日の写真なら、投稿したあとメニューの「記録として数える」で昨日の分に移せます。文章ならこのように: ',
      command('checkin'),
      ' 朝5km走りました',
    ],
    noChallengeHere: () => [
      'このチャンネルで進行中のチャレンジはありません。',
      command('challenge', 'list'),
      ' で場所が分かります。',
    ],
    noChallengeAnywhere: () => [
      'まだチャレンジがありません。管理者が ',
      command('challenge', 'create'),
      ' すると始まります。',
    ],
    whichChallenge: (titles) => ['どのチャレンジか書いてください: ', ...listed(titles, '、')],
    unknownChallenge: (name) => [
      bold(name),
      ' は見つかりませんでした。',
      command('challenge', 'list'),
      ' で名前を見られます。',
    ],
    botMessage: () => ['ボットの投稿は記録として数えられません。'],
    notYourMessage: () => ['自分の投稿にだけ使えます。ほかのメンバーの投稿は管理者にお願いしてください。'],
    messageDeleted: () => ['もう消された投稿です。'],
    noMessageGiven: () => ['数えたい投稿のメニューから「記録として数える」を選んでください。'],
    messageAlreadyCounted: (titles) => [
      'この投稿はもう ',
      ...listed(titles, '、'),
      ' の記録になっています。',
    ],
    undone: (titles) => [
      ...listed(titles, '、'),
      ' の記録を取り消しました。「記録として数える」でもう一度数えられます。',
    ],
    nothingToUndo: () => ['この投稿から数えた記録はありません。'],
    managersOnly: () => ['管理者だけが使えます。'],
    joinFirst: (name) => [
      bold(name),
      'に参加すると、ほかのチャンネルからも記録できます。まず ',
      command('challenge', 'join'),
      ' で参加してください。',
    ],
    notJoined: (title) => [bold(title), ' には参加していません。'],
    noSuchDate: (text) => [bold(text), ' という日付はありません。2026-12-01のように書いてください。'],
    endBeforeStart: () => ['終了日が開始日より前になっています。'],
    noSuchZone: (text) => [
      bold(text),
      ' というタイムゾーンが分かりません。Asia/Tokyoのように書いてください。',
    ],
    notOneEmoji: (text) => [bold(text), ' の代わりに絵文字をひとつ書いてください。'],
    cannotMark: (emoji) => [
      'ここでは ',
      bold(emoji),
      ' のリアクションを付けられません。別の絵文字を選んでください。',
    ],
    settingsSaved: () => ['設定を変更しました。'],
    notOffered: (text, offered) => [
      bold(text),
      ` の代わりに、この中から選んでください: ${offered.join('、')}`,
    ],
    unknownButton: () => ['もう使われていないボタンです。コマンドでお願いします: ', command('help')],
    failed: () => ['今は保存できませんでした。少ししてからもう一度お願いします。'],
  },
  form: {
    weekdays: '平日（月〜金）',
    weekends: '週末（土・日）',
  },
  button: { join: '参加', leave: '退出', info: '詳細' },
  list: {
    heading: '進行中のチャレンジ',
    empty: () => ['まだありません。管理者が ', command('challenge', 'create'), ' すると始まります。'],
    line: (sentence, members) => [`${sentence} · ${members}人`],
  },
  info: {
    period: '期間',
    members: '参加',
    people: (count) => `${count}人`,
  },
  settings: {
    heading: 'ワークスペースの設定',
    language: '言語',
    zone: 'タイムゾーン',
    reaction: '記録のリアクション',
    hint: () => ['変えるには ', command('settings'), ' に値を添えてください。'],
  },
  help: {
    heading: (pal) => `${pal}とできること`,
    unknown: (typed) => `「${typed}」というコマンドはありません。`,
    intro: (where): Line[] => {
      switch (where.at) {
        case 'challenge':
          return [
            [
              `このチャンネルに投稿すると記録になります: ${[...new Set(where.challenges.map(askedFor))].join(' · ')}。すぐに数えて、スレッドで応援します。`,
            ],
            ['投稿を消すと記録も取り消されます。スレッドはお話の場所です。'],
          ];
        case 'elsewhere':
          return [['チャレンジのあるチャンネルに投稿すると記録になります: ', ...channels(where.channels)]];
        case 'nowhere':
          return [
            [
              'まだチャレンジがありません。管理者が ',
              command('challenge', 'create'),
              ' で作ると、記録を数えて応援します。',
            ],
          ];
      }
    },
    menus: (names) => ['メッセージのメニューにもあります: ', ...listed(names)],
    byMark: (mark) => [
      `チャレンジのチャンネルの自分の投稿に${mark}がないときは、自分で${mark}のリアクションを付けても数えます。`,
    ],
  },
  welcome: (sentence, challenge, pal) => [
    [`${sentence}。${day(challenge.startsOn)}からです。`],
    [
      `このチャンネルに投稿してください: ${askedFor(challenge)}。${pal}がすぐに数えて、スレッドで応援します。`,
    ],
    ['下の「参加」を押すか、最初の投稿をすれば参加になります。'],
  ],
  missingPermission: (permission) => [
    '権限が足りず、投稿やリアクションができません。必要な権限: ',
    bold(permissionName(permission, 'ja')),
  ],
  inviteMe: () => [
    'まだこのチャンネルに参加していないため、記録を数えたり応援を投稿したりできません。チャンネルに招待していただければ、すぐにご一緒します。投稿できなかったお知らせは、管理者が ',
    command('admin', 'jobs'),
    ' でもう一度投稿できます。もうないチャンネルでしたら、',
    command('challenge', 'edit'),
    ' で別のチャンネルを選んでください。',
  ],
  noThreadsLeft: () => [
    'このサーバーで同時に開いておけるスレッドがいっぱいです。空きができるまで、応援は投稿への返信でお届けします。使っていないスレッドを閉じていただけると、またスレッドで応援できます。',
  ],
};
