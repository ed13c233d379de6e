import { type CivilDay, type Weekday, weekday } from '../model/day.ts';
import type { Locale } from '../model/locale.ts';
import { partsOf } from './calendar.ts';
import type { CellMark, Metric, SpecOf, StreakUnit } from './spec.ts';

type StreakState = SpecOf<'streak'>['state'];

/** Every word that stands inside a picture or its description. Numbers come formatted. */
export interface PictureWords {
  /** Between facts of one line. */
  readonly dot: string;
  /** A person, kindly: `지현님`. `someone` where nothing of a name can be shown. */
  person(name: string): string;
  someone: string;
  number(value: number): string;
  date(day: CivilDay): string;
  /** With the weekday. */
  dateLong(day: CivilDay): string;
  year(year: number): string;
  month(month: number): string;
  monthOfYear(year: number, month: number): string;
  weekday(weekday: Weekday): string;
  /** "12일", "3 weeks". */
  amount(value: number, metric: Metric): string;
  /** What stands under a large number: "일 연속", "days in a row". */
  inARow(value: number, unit: StreakUnit): string;
  /** The same for days done in all. */
  inAll(value: number): string;
  /** In place of a number when there is none yet. */
  begin: string;
  longest: string;
  total: string;
  freezes: string;
  state: Readonly<Record<StreakState, string>>;
  mark: Readonly<Record<CellMark, string>>;
  today: string;
  doneOf: string;
  daysOfYear: string;
  less: string;
  more: string;
  starts(day: CivilDay): string;
  ends(day: CivilDay): string;
  startShort: string;
  endShort: string;
  openEnded: string;
  dueDay: string;
  anyDay: string;
  weekTarget(times: number): string;
  milestone(value: number, unit: StreakUnit): string;
  milestoneLine: string;
  finished: string;
  completion: string;
  leaderboard: string;
  rank(rank: number, tied: boolean): string;
  team: string;
  stats: string;
  byWeekday: string;
  byHour: string;
  hour(hour: number): string;
  thisMonth: string;
  lastMonth: string;
  mostKept: string;
  checkIns: string;
  photos(count: number): string;
}

const koUnits: Record<Metric, string> = { day: '일', turn: '번', week: '주', percent: '%' };
const jaUnits: Record<Metric, string> = { day: '日', turn: '回', week: '週', percent: '%' };
const enUnits: Record<StreakUnit, readonly [string, string]> = {
  day: ['day', 'days'],
  turn: ['time', 'times'],
  week: ['week', 'weeks'],
};
const enMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const enMonthsFull = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const enDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const enUnit = (value: number, unit: StreakUnit): string => enUnits[unit][value === 1 ? 0 : 1];
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

const ko: PictureWords = {
  dot: ' · ',
  person: (name) => `${name}님`,
  someone: '멤버',
  number: grouped,
  date: (day) => `${partsOf(day)[1]}월 ${partsOf(day)[2]}일`,
  dateLong: (day) => `${ko.date(day)} (${ko.weekday(weekday(day))})`,
  year: (year) => `${year}년`,
  month: (month) => `${month}월`,
  monthOfYear: (year, month) => `${year}년 ${month}월`,
  weekday: (day) => '월화수목금토일'[day - 1]!,
  amount: (value, metric) => `${grouped(value)}${koUnits[metric]}`,
  inARow: (_value, unit) => `${koUnits[unit]} 연속`,
  inAll: () => '일 기록했어요',
  begin: '오늘부터 같이 시작해요',
  longest: '최장',
  total: '모두',
  freezes: '보호권',
  state: {
    fine: '순조로워요',
    atRisk: '오늘 하면 이어져요',
    lost: '새로 시작해도 좋아요',
    doneToday: '오늘 인증했어요',
    ended: '챌린지를 마쳤어요',
    comeback: '돌아와서 반가워요',
  },
  mark: {
    done: '인증',
    rest: '쉬는 날',
    paused: '잠시 멈춤',
    frozen: '보호권',
    missed: '빈 날',
    open: '아직 열림',
    free: '없는 날',
    future: '다가올 날',
  },
  today: '오늘',
  doneOf: '일 인증',
  daysOfYear: '일 인증',
  less: '적게',
  more: '많이',
  starts: (day) => `${ko.date(day)} 시작`,
  ends: (day) => `${ko.date(day)} 끝`,
  startShort: '시작',
  endShort: '끝',
  openEnded: '끝나는 날 없음',
  dueDay: '인증하는 날',
  anyDay: '아무 날이나',
  weekTarget: (times) => `${times}회`,
  milestone: (value, unit) => `${grouped(value)}${koUnits[unit]} 연속`,
  milestoneLine: '한 걸음씩 여기까지 왔어요',
  finished: '완주했어요',
  completion: '달성',
  leaderboard: '순위',
  rank: (rank, tied) => (tied ? `공동 ${rank}` : String(rank)),
  team: '우리 팀 목표',
  stats: '나의 기록',
  byWeekday: '요일별',
  byHour: '시간별',
  hour: (hour) => `${hour}시`,
  thisMonth: '이번 달',
  lastMonth: '지난달',
  mostKept: '가장 꾸준한 챌린지',
  checkIns: '인증',
  photos: (count) => `사진 ${count}장`,
};

const en: PictureWords = {
  dot: ' · ',
  person: (name) => name,
  someone: 'A member',
  number: grouped,
  date: (day) => `${enMonths[partsOf(day)[1] - 1]} ${partsOf(day)[2]}`,
  dateLong: (day) => `${en.weekday(weekday(day))}, ${en.date(day)}`,
  year: (year) => String(year),
  month: (month) => enMonths[month - 1]!,
  monthOfYear: (year, month) => `${enMonthsFull[month - 1]} ${year}`,
  weekday: (day) => enDays[day - 1]!,
  amount: (value, metric) =>
    metric === 'percent' ? `${grouped(value)}%` : `${grouped(value)} ${enUnit(value, metric)}`,
  inARow: (value, unit) => `${enUnit(value, unit)} in a row`,
  inAll: (value) => `${enUnit(value, 'day')} done`,
  begin: 'Today is a good day to begin',
  longest: 'Longest',
  total: 'In all',
  freezes: 'Freezes',
  state: {
    fine: 'On track',
    atRisk: 'Today keeps it going',
    lost: 'A fresh start is fine',
    doneToday: 'Done today',
    ended: 'Challenge finished',
    comeback: 'Good to see you again',
  },
  mark: {
    done: 'done',
    rest: 'rest day',
    paused: 'paused',
    frozen: 'freeze used',
    missed: 'empty',
    open: 'still open',
    free: 'not due',
    future: 'to come',
  },
  today: 'today',
  doneOf: 'days done',
  daysOfYear: 'days done',
  less: 'less',
  more: 'more',
  starts: (day) => `Starts ${en.date(day)}`,
  ends: (day) => `Ends ${en.date(day)}`,
  startShort: 'Start',
  endShort: 'End',
  openEnded: 'No end date',
  dueDay: 'Due',
  anyDay: 'Any day',
  weekTarget: (times) => `${times}×`,
  milestone: (value, unit) => `${grouped(value)} ${enUnit(value, unit)} in a row`,
  milestoneLine: 'One step at a time, all the way here',
  finished: 'Finished',
  completion: 'Complete',
  leaderboard: 'Leaderboard',
  rank: (rank, tied) => (tied ? `=${rank}` : String(rank)),
  team: 'Team goal',
  stats: 'My records',
  byWeekday: 'By weekday',
  byHour: 'By hour',
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
  thisMonth: 'This month',
  lastMonth: 'Last month',
  mostKept: 'Most kept',
  checkIns: 'Check-ins',
  photos: (count) => (count === 1 ? '1 photo' : `${count} photos`),
};

const ja: PictureWords = {
  dot: '・',
  person: (name) => `${name}さん`,
  someone: 'メンバー',
  number: grouped,
  date: (day) => `${partsOf(day)[1]}月${partsOf(day)[2]}日`,
  dateLong: (day) => `${ja.date(day)}（${ja.weekday(weekday(day))}）`,
  year: (year) => `${year}年`,
  month: (month) => `${month}月`,
  monthOfYear: (year, month) => `${year}年${month}月`,
  weekday: (day) => '月火水木金土日'[day - 1]!,
  amount: (value, metric) => `${grouped(value)}${metric === 'week' ? '週間' : jaUnits[metric]}`,
  inARow: (_value, unit) => `${unit === 'week' ? '週間' : jaUnits[unit]}連続`,
  inAll: () => '日記録しました',
  begin: '今日からいっしょに始めましょう',
  longest: '最長',
  total: '合計',
  freezes: 'お守り',
  state: {
    fine: '順調です',
    atRisk: '今日でつながります',
    lost: 'また始められます',
    doneToday: '今日は記録済みです',
    ended: 'チャレンジ終了です',
    comeback: 'おかえりなさい',
  },
  mark: {
    done: '記録',
    rest: '休む日',
    paused: '一時休み',
    frozen: 'お守り',
    missed: '空いた日',
    open: 'まだ間に合う',
    free: '対象外',
    future: 'これから',
  },
  today: '今日',
  doneOf: '日記録',
  daysOfYear: '日記録',
  less: '少',
  more: '多',
  starts: (day) => `${ja.date(day)}開始`,
  ends: (day) => `${ja.date(day)}終了`,
  startShort: '開始',
  endShort: '終了',
  openEnded: '終了日なし',
  dueDay: '記録する日',
  anyDay: 'いつでも',
  weekTarget: (times) => `${times}回`,
  milestone: (value, unit) => `${grouped(value)}${unit === 'week' ? '週間' : jaUnits[unit]}連続`,
  milestoneLine: '一歩ずつ、ここまで来ました',
  finished: '完走しました',
  completion: '達成',
  leaderboard: 'ランキング',
  rank: (rank, tied) => (tied ? `同${rank}` : String(rank)),
  team: 'チームの目標',
  stats: '私の記録',
  byWeekday: '曜日別',
  byHour: '時間別',
  hour: (hour) => `${hour}時`,
  thisMonth: '今月',
  lastMonth: '先月',
  mostKept: 'いちばん続いたチャレンジ',
  checkIns: '記録',
  photos: (count) => `写真${count}枚`,
};

/** The words of one language; complete in each, or it does not compile. */
export const pictureWords: Readonly<Record<Locale, PictureWords>> = { ko, en, ja };

/** The part of a zone's name people know: `Asia/Seoul` is Seoul. */
export function placeOf(zone: string): string {
  return zone.split('/').at(-1)!.replaceAll('_', ' ');
}
