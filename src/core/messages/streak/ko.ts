import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command } from '../inline.ts';
import { weekdayName } from '../weekday.ts';
import type { Mark, StreakTexts } from './texts.ts';

const { day, fullDay } = dates.ko;

const units: Record<Unit, string> = { day: '일', block: '번', week: '주' };
const amount = (count: number, unit: Unit) => `${count}${units[unit]}`;

const marks: Record<Mark, string> = {
  done: '✓ 인증',
  rest: '쉼',
  paused: '멈춤',
  frozen: '❄ 보호권',
  missed: '비었음',
  open: '○ 오늘',
  free: '–',
  skipped: '건너뛴 날',
  future: '아직',
};

function short(date: string): string {
  const [, month, number] = date.split('-');
  return `${Number(month)}/${Number(number)}`;
}

export const streak: StreakTexts = {
  amount,
  moment: (ahead, on, time) => `${ahead === 0 ? '오늘' : ahead === 1 ? '내일' : day(on)} ${time}`,
  notJoinedAnywhere: () => [
    '아직 참여하는 챌린지가 없어요. ',
    command('challenge', 'list'),
    ' 명령으로 골라 보세요.',
  ],
  whichOf: () => ['어느 챌린지를 볼까요?'],
  card: {
    current: (current, unit) => `지금 ${amount(current, unit)} 연속이에요.`,
    soFar: (daysDone) => `지금까지 ${daysDone}일 해냈어요.`,
    nothingYet: '첫 인증을 기다리고 있어요.',
    longest: '가장 길었던 연속',
    total: '인증한 날',
    freezes: '보호권',
    freezesLeft: (left, cap) => `${left}개 (최대 ${cap}개)`,
    restToday: '오늘은 쉬는 날이에요. 기록은 그대로 있어요.',
    paused: '지금은 멈춘 기간이에요. 기록은 그대로 있어요.',
    doneToday: '오늘 인증은 끝났어요.',
    doneOn: (on, from) =>
      `${day(on)} 인증은 끝났어요.${from === null ? '' : ` 오늘 인증은 ${from}부터 올릴 수 있어요.`}`,
    openToday: (until) => `오늘 인증은 ${until}까지 열려 있어요.`,
    atRisk: (need, until) =>
      `${need > 1 ? `오늘부터 ${need}번 더 하면` : '오늘 인증하면'} 연속이 이어져요. ${until}까지예요.`,
    lost: (freezes) =>
      freezes > 0
        ? '이번 목표는 채우기 어려워요. 보호권이 연속을 지켜 줄 거예요.'
        : '이번 목표는 채우기 어려워요. 다음번부터 새로 이어 가면 돼요.',
    comeback: '돌아와서 반가워요. 오늘 한 번이면 다시 이어져요.',
    ended: '끝난 챌린지예요. 여기까지 온 기록이에요.',
    notStarted: (on) => `${day(on)}에 시작해요.`,
    needs: (need, unit) => (unit === 'week' ? `이번 주 ${need}번 더` : `${need}번 더`),
  },
  button: {
    why: '왜 이 숫자예요?',
    card: '카드로 보기',
    restToday: '오늘 쉬기',
    newer: '← 최근',
    older: '이전 →',
    show: '순위에 나를 보이기',
    hide: '순위에서 나를 숨기기',
  },
  why: {
    title: (title) => `${title} 장부`,
    head: (rule, zone) => [bold(rule), ` · 시간대 ${zone}`],
    day: (on) => `${day(on)}(${weekdayName(on, 'ko')})`,
    mark: (mark) => marks[mark],
    done: (times, zone) => `${times.join(', ')} 인증 (${zone})`,
    added: (at, zone) => `${at} 관리자가 더함 (${zone})`,
    cutOff: (at, zone) => `${at}에 닫힘 (${zone})`,
    progress: (done, target, from, to) =>
      from === to ? '' : `${short(from)}~${short(to)} ${done}번 (목표 ${target}번)`,
    streakAfter: (run, unit) => `연속 ${amount(run, unit)}`,
    frozen: (left) => `보호권 1개로 연속을 지켰어요 (남은 보호권 ${left}개)`,
    missed: (at) => `${at}까지 인증이 없었어요`,
    rest: '쉬는 날이라 세지 않아요',
    paused: '멈춘 기간이라 세지 않아요',
    skipped: '시간대가 바뀌면서 건너뛴 날이에요',
    open: (until) => `${until}까지 열려 있어요`,
    future: '아직 오지 않은 날이에요',
    notAsked: '인증을 하지 않아도 되는 날이에요',
  },
  calendar: {
    month: (year, month) => `${year}년 ${month}월`,
    year: (year) => `${year}년`,
    daysOf: (done, of) => `${of}일 중 ${done}일 인증했어요.`,
    days: (total) => `모두 ${total}일 인증했어요.`,
    none: '이 기간에는 기록이 없어요.',
    before: '← 이전',
    after: '다음 →',
  },
  stats: {
    title: '지금까지의 나',
    total: '모두',
    checkIns: (count) => `인증 ${count}번`,
    mostKept: '가장 꾸준한 분야',
    completion: '달성률',
    adherence: '지킨 비율',
    favourite: '자주 한 때',
    daysAndHours: (days, hours) =>
      [
        days.length > 0 && `${days.join('·')}요일`,
        hours.length > 0 && `${hours.map((hour) => `${hour}시`).join('·')}쯤`,
      ]
        .filter((part) => part !== false)
        .join(' · '),
    thisMonth: '이번 달',
    besideLast: (now, lastSoFar, last) =>
      [
        ...(now > 0 ? [`${now}번`] : []),
        ...(last > 0 ? [`지난달 ${lastSoFar > 0 ? `이맘때 ${lastSoFar}번, ` : ''}모두 ${last}번`] : []),
      ].join(' · '),
    firstProof: '첫 인증',
    latestProof: '최근 인증',
    on: fullDay,
    none: () => ['아직 인증이 없어요. 첫 글을 올리면 여기서 숫자로 볼 수 있어요.'],
  },
  board: {
    title: (title) => `${title} 순위`,
    by: (order) =>
      ({ current: '지금 연속', longest: '최장 연속', days: '인증한 날', completion: '달성률' })[order],
    rank: (rank, isTied) => (isTied ? `공동 ${rank}위` : `${rank}위`),
    percent: (value) => `${value}%`,
    comebacks: '다시 시작한 멤버',
    team: '함께 이룬 만큼',
    teamOf: (done, goal) => `${goal}일 중 ${done}일`,
    yours: '나',
    hidden: '순위에는 스스로 보이겠다고 한 멤버만 나와요.',
    empty: () => ['아직 순위에 나온 멤버가 없어요. 참여하는 멤버가 스스로 보이기를 고르면 나와요.'],
    shown: () => ['이제 순위에 나와요. 언제든 숨길 수 있어요.'],
    hiddenNow: () => ['순위에서 숨겼어요. 어떤 글이나 그림에도 나오지 않아요.'],
    notJoined: () => ['참여하는 챌린지의 순위에만 나올 수 있어요.'],
    days: (count) => `${count}일`,
  },
};
