import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { Mark, StreakTexts } from './texts.ts';

const { day, fullDay } = dates.ja;

const units: Record<Unit, string> = { day: '日', block: '回', week: '週' };
const amount = (count: number, unit: Unit) => `${count}${units[unit]}`;

const marks: Record<Mark, string> = {
  done: '✓ 記録',
  rest: '休み',
  paused: '一時停止',
  frozen: '❄ お守り',
  missed: 'なし',
  open: '○ 今日',
  free: '–',
  skipped: 'なかった日',
  future: 'これから',
};

function short(date: string): string {
  const [, month, number] = date.split('-');
  return `${Number(month)}/${Number(number)}`;
}

export const streak: StreakTexts = {
  amount,
  moment: (ahead, on, time) => `${ahead === 0 ? '今日の' : ahead === 1 ? '明日の' : `${day(on)}の`}${time}`,
  notJoinedAnywhere: () => [
    'まだ参加しているチャレンジがありません。',
    command('challenge', 'list'),
    ' から選んでみてください。',
  ],
  whichOf: () => ['どのチャレンジを見ますか？'],
  card: {
    current: (current, unit) => `いま${amount(current, unit)}連続です。`,
    soFar: (daysDone) => `これまでに${daysDone}日できました。`,
    nothingYet: '最初の記録を待っています。',
    longest: '最長の連続',
    total: '記録した日',
    freezes: 'お守り',
    freezesLeft: (left, cap) => `${left}個（最大${cap}個）`,
    restToday: '今日は休む日です。記録はそのままです。',
    paused: 'いまは一時停止中です。記録はそのままです。',
    doneToday: '今日の分は済んでいます。',
    doneOn: (on, from) =>
      `${day(on)}の分は済んでいます。${from === null ? '' : `今日の分は${from}から投稿できます。`}`,
    openToday: (until) => `今日の分は${until}まで受け付けています。`,
    atRisk: (need, until) =>
      `${need > 1 ? `あと${need}回で` : '今日の記録で'}連続がつながります。${until}までです。`,
    lost: (freezes) =>
      freezes > 0
        ? '今回の目標に届くのは難しいですが、お守りが連続を守ります。'
        : '今回の目標に届くのは難しいですが、次からまたつなげられます。',
    comeback: 'おかえりなさい。今日の一回でまたつながります。',
    ended: '終わったチャレンジです。ここまでの記録です。',
    notStarted: (on) => `${day(on)}に始まります。`,
    needs: (need, unit) => (unit === 'week' ? `今週あと${need}回` : `あと${need}回`),
  },
  button: {
    why: 'なぜこの数字？',
    card: 'カードで見る',
    restToday: '今日は休む',
    newer: '← 新しい日',
    older: '前の日 →',
    show: 'ランキングに自分を表示',
    hide: 'ランキングから自分を隠す',
  },
  why: {
    title: (title) => `${title}の台帳`,
    head: (rule, zone) => [bold(rule), ` · タイムゾーン ${zone}`],
    day: (on) => `${day(on)}（${weekdayName(on, 'ja')}）`,
    mark: (mark) => marks[mark],
    done: (times, zone) => `${times.join('、')}に記録（${zone}）`,
    added: (at, zone) => `${at}に管理者が追加（${zone}）`,
    cutOff: (at, zone) => `${at}に締め切り（${zone}）`,
    progress: (done, target, from, to) =>
      from === to ? '' : `${short(from)}〜${short(to)} ${done}回（目標${target}回）`,
    streakAfter: (run, unit) => `連続${amount(run, unit)}`,
    frozen: (left) => `お守り1個で連続を守りました（残り${left}個）`,
    missed: (at) => `${at}までに記録がありませんでした`,
    rest: '休む日なので数えません',
    paused: '一時停止中なので数えません',
    skipped: 'タイムゾーンの変更で飛ばされた日です',
    open: (until) => `${until}まで受け付けています`,
    future: 'これからの日です',
    notAsked: '記録がなくてもよい日です',
  },
  calendar: {
    month: (year, month) => `${year}年${month}月`,
    year: (year) => `${year}年`,
    daysOf: (done, of) => `${of}日のうち${done}日記録しました。`,
    days: (total) => `全部で${total}日記録しました。`,
    none: 'この期間の記録はありません。',
    before: '← 前',
    after: '次 →',
  },
  stats: {
    title: 'これまでの自分',
    total: '全部で',
    checkIns: (count) => `記録${count}回`,
    mostKept: 'いちばん続いた分野',
    completion: '達成率',
    adherence: '守れた割合',
    favourite: 'よく記録する時',
    daysAndHours: (days, hours) =>
      [
        days.length > 0 && days.map((day) => `${day}曜日`).join('と'),
        hours.length > 0 && `${hours.map((hour) => `${hour}時`).join('と')}ごろ`,
      ]
        .filter((part) => part !== false)
        .join(' · '),
    thisMonth: '今月',
    besideLast: (now, lastSoFar, last) =>
      [
        ...(now > 0 ? [`${now}回`] : []),
        ...(last > 0 ? [`先月${lastSoFar > 0 ? `の同じ頃${lastSoFar}回、` : 'は'}全部で${last}回`] : []),
      ].join(' · '),
    firstProof: '最初の記録',
    latestProof: '最近の記録',
    on: fullDay,
    none: () => ['まだ記録がありません。最初の投稿をすると、ここに数字が出ます。'],
  },
  board: {
    title: (title) => `${title}のランキング`,
    by: (order) =>
      ({ current: '今の連続', longest: '最長の連続', days: '記録した日', completion: '達成率' })[order],
    rank: (rank, isTied) => (isTied ? `同率${rank}位` : `${rank}位`),
    percent: (value) => `${value}%`,
    comebacks: 'また始めたメンバー',
    team: 'みんなで',
    teamOf: (done, goal) => `${goal}日のうち${done}日`,
    yours: '自分',
    hidden: '表示を選んだメンバーだけが出ます。',
    empty: () => ['まだ表示を選んだメンバーがいません。参加しているメンバーが自分で表示を選ぶと出ます。'],
    shown: () => ['これからランキングに出ます。いつでも隠せます。'],
    hiddenNow: () => ['ランキングから隠しました。どの文にも絵にも出ません。'],
    notJoined: () => ['参加しているチャレンジのランキングにだけ出られます。'],
    days: (count) => `${count}日`,
  },
};
