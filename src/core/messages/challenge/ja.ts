import type { FormProblem } from '../../challenge/read-form.ts';
import type { GoalProblem } from '../../model/goal.ts';
import type { Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { planned } from '../dry-run/ja.ts';
import { bold, command, fields } from '../inline.ts';
import { answer } from './answers/ja.ts';
import type { ChallengeTexts } from './texts.ts';

const { day, fullDay } = dates.ja;

const days = '月火水木金土日';

const labels: ChallengeTexts['label'] = {
  title: '名前',
  goal: '頻度',
  weekdays: '曜日',
  startsOn: '始まる日',
  endsOn: '終わる日',
  proof: '何で記録するか',
  minLength: '文章の最低文字数',
  channel: 'チャンネル',
  timezone: 'タイムゾーン',
  grace: '一日の終わり',
  weekStart: '週の始まり',
  backfill: '過ぎた日の記録',
  freezes: 'お守り',
  teamGoal: 'みんなの目標',
  category: '分野',
  emoji: '絵文字',
  endNotices: '終わる前のお知らせ',
};

const units = { day: '日', block: '回', week: '週' } as const;

export const challenge: ChallengeTexts = {
  label: labels,
  hint: {
    title: '例: 🏃 朝ラン',
    weekdays: '「選んだ曜日」のときだけ使います',
    startsOn: '例: 2026-12-01、明日、来週月曜',
    endsOn: '例: 2026-12-31、8週間。空欄ならずっと続きます',
    minLength: '空欄なら何文字でも大丈夫です',
    timezone: '例: Asia/Tokyo',
    weekStart: '週に何回かを数えるときの基準です',
    freezes: '逃した一日を代わりに守ります',
    teamGoal: '全員の記録日数の合計です。空欄ならありません',
    emoji: '名前の前に付く絵文字ひとつ',
    endNotices: '選ばなければお知らせしません',
  },
  createTitle: '新しいチャレンジ',
  editTitle: 'チャレンジを変更',
  submitCreate: 'プレビュー',
  submitEdit: '保存',
  handOverTitle: 'チャレンジを引き継ぐ',
  handOverMember: '引き継ぐ人',
  weekday: (of) => `${days[of - 1]}曜日`,
  goal: (goal) => {
    if (goal.kind === 'perWeek') return `週${goal.n}回`;
    if (goal.kind === 'everyNDays') return `${goal.n}日ごとに1回`;
    return goal.kind === 'daily' ? '毎日' : `毎週${goal.days.map((of) => days[of - 1]).join('・')}`;
  },
  pickedWeekdays: '選んだ曜日',
  dayEnds: (minutes) => (minutes === 0 ? '当日24:00' : `翌日${clock(minutes)}`),
  backfill: (n) => (n === 0 ? '当日だけ' : `${n}日前まで`),
  freezes: (given) => (given ? `${given.every}日ごとに1個、最大${given.cap}個` : 'なし'),
  category: (of) =>
    ({
      running: 'ランニング',
      exercise: '運動',
      reading: '読書',
      writing: 'ライティング',
      drawing: 'お絵描き',
      study: '勉強',
      morning: '朝活',
      health: '健康',
      other: 'その他',
    })[of],
  noticeDays: (n) => `${n}日前`,
  problem,

  value: {
    period: (from, to, n) =>
      to === null ? `${fullDay(from)}からずっと` : `${fullDay(from)}〜${fullDay(to)}（${n}日間）`,
    minLength: (letters) => `${letters}文字以上`,
    teamGoal: (n) => `みんなで${n}日`,
    notices: (each) => each.map((n) => `${n}日前`).join('、'),
    none: 'なし',
    host: '進行役',
    rules: 'ルールの移り変わり',
    ruleFrom: (from, sentence) => `${day(from)}から ${sentence}`,
    pauses: '一時停止した日',
    pause: (from, to) =>
      to === null ? `${day(from)}から` : from === to ? day(from) : `${day(from)}〜${day(to)}`,
    state: '状態',
    draft: '開始前',
    paused: '一時停止中',
    ended: '終了',
    own: 'あなた',
    standing: ({ current, unit, daysDone, freezes }) =>
      [
        daysDone > 0 ? `これまで${daysDone}日` : '最初の記録を待っています',
        ...(current > 0 ? [`${current}${units[unit]}連続`] : []),
        `お守り${freezes}個`,
      ].join(' · '),
    endsIn: (n) => (n === 0 ? '今日が最終日' : `あと${n}日`),
    startsOn: (on) => `${day(on)}開始`,
  },

  preview: {
    intro: (sentence) => [[bold(sentence)]],
    whatComes: () => ['これから30日間にわたしがお話しすることです。'],
    planned,
    notStartedYet: () => [
      'まだ管理者にだけ見えています。開始を押すと、チャンネルにお知らせして記録を数え始めます。',
    ],
  },

  button: {
    start: '開始',
    edit: '変更',
    moreRule: 'ルールを細かく変更',
    moreExtras: 'その他の設定',
    discard: '破棄',
    preview: 'プレビュー',
    save: '保存',
    cancel: 'キャンセル',
    pause: '一時停止',
    resume: '再開',
    end: '終了',
    endNow: '今すぐ終える',
    delete: '削除',
    deleteNow: 'すべて削除',
    handOver: '引き継ぐ',
    again: 'もう一度',
    leaveKeep: '記録を残して抜ける',
    leaveErase: '記録も消して抜ける',
    eraseToo: '記録も消す',
    retry: '書き直す',
  },

  answer,

  told: {
    paused: (name) => [
      bold(name),
      'は今日からしばらくお休みします。再開するまでは、記録しなくてもみんなの連続記録はそのままです。',
    ],
    resumed: (name) => [bold(name), 'を再開します。今日からまた一緒に続けましょう。'],
    rule: (name, sentence, from) => [
      bold(name),
      `は${day(from)}からルールが変わります: ${sentence}。これまでの記録はそのままです。`,
    ],
    edited: (name, changes) => [bold(name), 'はこのように変わりました。', ...fields(changes)],
  },
  endNotice: (name, n, on) => [bold(name), `はあと${n}日です。${day(on)}まで一緒に進みましょう。`],
  channelGone: (name) => [
    'チャンネルが見つからず、',
    bold(name),
    'のお知らせを投稿できませんでした。',
    command('challenge', 'edit'),
    'で別のチャンネルを選んでいただければ、そこに投稿します。',
  ],
  over: (name) => [bold(name), 'は終わりました。一緒に過ごしてくれてありがとうございました。'],
};

const goals: Readonly<Record<GoalProblem, string>> = {
  badCount: '週に1回から7回まで決められます。',
  badInterval: '間隔は2日から365日まで決められます。',
  badWeekdays: '曜日は一覧から選んでください。',
  unknownForm: '一覧から選んでください。',
};

function problem(of: FormProblem): Line {
  switch (of.what) {
    case 'titleMissing':
      return ['チャレンジの名前を書いてください。'];
    case 'titleTooLong':
      return [bold(of.typed), `は名前には長いです。${of.most}文字まで書けます。`];
    case 'notOneEmoji':
      return [bold(of.typed), 'の代わりに絵文字をひとつだけ書いてください。'];
    case 'noSuchDate':
      return [
        `${labels[of.field]}: `,
        bold(of.typed),
        'はカレンダーにありません。2026-12-01のように書いてください。',
      ];
    case 'tooFar':
      return [`${labels[of.field]}: `, bold(of.typed), `は先すぎます。${fullDay(of.latest)}まで選べます。`];
    case 'longPast':
      return [`${labels.startsOn}: `, bold(of.typed), `は前すぎます。${fullDay(of.earliest)}から選べます。`];
    case 'takesNoPosts':
      return [
        { kind: 'channel', ref: of.channel },
        ' には直接投稿できません。フォーラムやメディアチャンネルではなく、テキストチャンネルを使ってください。',
      ];
    case 'endBeforeStart':
      return [`終わる日（${fullDay(of.endsOn)}）が始まる日（${fullDay(of.startsOn)}）より前です。`];
    case 'endIsPast':
      return [`終わる日（${fullDay(of.endsOn)}）はもう過ぎています。今日以降を選んでください。`];
    case 'startIsFixed':
      return [`${day(of.startsOn)}にもう始まったので、最初の日は変えられません。`];
    case 'badGoal':
      return [`${labels.goal}: `, bold(of.typed), `。${goals[of.reason]}`];
    case 'noWeekdays':
      return ['曜日をひとつ以上選んでください。'];
    case 'noSuchZone':
      return [bold(of.typed), 'というタイムゾーンは見つかりません。Asia/Tokyoのように書いてください。'];
    case 'badNumber':
      return [
        `${labels[of.field]}: `,
        bold(of.typed),
        `の代わりに${of.least}から${of.most.toLocaleString('ja')}までの数字を書いてください。`,
      ];
    case 'noSuchChoice':
      return [`${labels[of.field]}: `, bold(of.typed), 'ではなく、一覧から選んでください。'];
  }
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
