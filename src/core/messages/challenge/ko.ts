import type { FormProblem } from '../../challenge/read-form.ts';
import type { GoalProblem } from '../../model/goal.ts';
import type { Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { planned } from '../dry-run/ko.ts';
import { bold, command, fields } from '../inline.ts';
import { answer } from './answers/ko.ts';
import type { ChallengeTexts } from './texts.ts';

const { day, fullDay } = dates.ko;

const days = '월화수목금토일';

const labels: ChallengeTexts['label'] = {
  title: '이름',
  goal: '얼마나 자주',
  weekdays: '요일',
  startsOn: '시작하는 날',
  endsOn: '끝나는 날',
  proof: '무엇으로 인증',
  minLength: '글의 최소 글자 수',
  channel: '채널',
  timezone: '시간대',
  grace: '하루가 끝나는 시각',
  weekStart: '한 주의 시작',
  backfill: '지난 날 인증',
  freezes: '보호권',
  teamGoal: '함께 이룰 목표',
  category: '분야',
  emoji: '이모지',
  endNotices: '끝나기 전 알림',
};

const units = { day: '일', block: '번', week: '주' } as const;

export const challenge: ChallengeTexts = {
  label: labels,
  hint: {
    title: '예: 🏃 아침 달리기',
    weekdays: "'내가 고른 요일'을 골랐을 때만 쓰여요",
    startsOn: '예: 2026-12-01, 내일, 다음 주 월요일',
    endsOn: '예: 2026-12-31, 8주. 비워 두면 계속해요',
    minLength: '비워 두면 몇 글자든 괜찮아요',
    timezone: '예: Asia/Seoul',
    weekStart: '주 몇 회일 때 한 주를 세는 기준이에요',
    freezes: '놓친 날 하루를 대신 지켜 줘요',
    teamGoal: '모두의 인증 일수를 더한 수예요. 비워 두면 없어요',
    emoji: '이름 앞에 붙는 이모지 하나',
    endNotices: '고르지 않으면 알리지 않아요',
  },
  createTitle: '새 챌린지',
  editTitle: '챌린지 고치기',
  submitCreate: '미리 보기',
  submitEdit: '저장하기',
  handOverTitle: '챌린지 넘기기',
  handOverMember: '맡을 멤버',
  weekday: (of) => `${days[of - 1]}요일`,
  goal: (goal) => {
    if (goal.kind === 'perWeek') return `주 ${goal.n}회`;
    if (goal.kind === 'everyNDays') return `${goal.n}일마다 한 번`;
    return goal.kind === 'daily' ? '매일' : `매주 ${goal.days.map((of) => days[of - 1]).join('·')}`;
  },
  pickedWeekdays: '내가 고른 요일',
  dayEnds: (minutes) => (minutes === 0 ? '자정' : `다음 날 ${clock(minutes)}`),
  backfill: (count) => (count === 0 ? '그날만' : `${count}일 전까지`),
  freezes: (given) => (given ? `${given.every}일마다 하나, 최대 ${given.cap}개` : '없음'),
  category: (of) =>
    ({
      running: '달리기',
      exercise: '운동',
      reading: '읽기',
      writing: '글쓰기',
      drawing: '그림',
      study: '공부',
      morning: '아침',
      health: '건강',
      other: '그 밖',
    })[of],
  noticeDays: (count) => `${count}일 전`,
  problem,

  value: {
    period: (from, to, count) =>
      to === null ? `${fullDay(from)}부터 계속` : `${fullDay(from)}~${fullDay(to)} (${count}일)`,
    minLength: (letters) => `${letters}자 이상`,
    teamGoal: (count) => `모두 합쳐 ${count}일`,
    notices: (counts) => counts.map((count) => `${count}일 전`).join(', '),
    none: '없음',
    host: '진행자',
    rules: '규칙 내역',
    ruleFrom: (from, sentence) => `${day(from)}부터 ${sentence}`,
    pauses: '멈춘 날',
    pause: (from, to) =>
      to === null ? `${day(from)}부터` : from === to ? day(from) : `${day(from)}~${day(to)}`,
    state: '상태',
    draft: '시작 전',
    paused: '잠시 멈춤',
    ended: '끝남',
    own: '나',
    standing: ({ current, unit, daysDone, freezes }) =>
      [
        daysDone > 0 ? `지금까지 ${daysDone}일` : '첫 인증을 기다리고 있어요',
        ...(current > 0 ? [`연속 ${current}${units[unit]}`] : []),
        `보호권 ${freezes}개`,
      ].join(' · '),
    endsIn: (count) => (count === 0 ? '오늘이 마지막 날' : `${count}일 남음`),
    startsOn: (on) => `${day(on)} 시작`,
  },

  preview: {
    intro: (sentence) => [[bold(sentence)]],
    whatComes: () => ['앞으로 30일 동안 제가 할 말이에요.'],
    planned,
    notStartedYet: () => [
      '아직 저와 관리자만 보고 있어요. 시작을 누르면 채널에 알리고 인증을 세기 시작해요.',
    ],
  },

  button: {
    start: '시작',
    edit: '고치기',
    moreRule: '규칙 더 고치기',
    moreExtras: '그 밖의 설정',
    discard: '버리기',
    preview: '미리 보기',
    save: '저장',
    cancel: '취소',
    pause: '잠시 멈추기',
    resume: '다시 시작',
    end: '끝내기',
    endNow: '지금 끝내기',
    delete: '지우기',
    deleteNow: '모두 지우기',
    handOver: '넘기기',
    again: '한 번 더',
    leaveKeep: '기록은 남기고 나가기',
    leaveErase: '기록도 지우고 나가기',
    eraseToo: '기록도 지우기',
    retry: '다시 적기',
  },

  answer,

  told: {
    paused: (name) => [
      bold(name),
      ' 챌린지는 오늘부터 잠시 쉬어 가요. 다시 시작할 때까지는 인증하지 않아도 모두의 연속 기록이 그대로예요.',
    ],
    resumed: (name) => [bold(name), ' 챌린지를 다시 시작해요. 오늘부터 또 함께해요.'],
    rule: (name, sentence, from) => [
      bold(name),
      ` 챌린지의 규칙이 ${day(from)}부터 바뀌어요: ${sentence}. 지금까지의 기록은 그대로예요.`,
    ],
    edited: (name, changes) => [bold(name), ' 챌린지가 이렇게 바뀌었어요. ', ...fields(changes)],
  },
  endNotice: (name, count, on) => [bold(name), ` 챌린지가 ${count}일 남았어요. ${day(on)}까지 함께 가요.`],
  channelGone: (name) => [
    '채널이 보이지 않아서 ',
    bold(name),
    ' 안내를 올리지 못했어요. ',
    command('challenge', 'edit'),
    ' 명령에서 다른 채널을 골라 주시면 거기에 다시 올릴게요.',
  ],
  over: (name) => [bold(name), ' 챌린지가 끝났어요. 함께해서 고마웠어요.'],
};

const goals: Readonly<Record<GoalProblem, string>> = {
  badCount: '한 주에 1번부터 7번까지 정할 수 있어요.',
  badInterval: '간격은 2일에서 365일까지 정할 수 있어요.',
  badWeekdays: '요일은 목록에서 골라 주세요.',
  unknownForm: '목록에서 골라 주세요.',
};

function problem(of: FormProblem): Line {
  switch (of.what) {
    case 'titleMissing':
      return ['챌린지 이름을 적어 주세요.'];
    case 'titleTooLong':
      return [bold(of.typed), ` 이름이 길어요. ${of.most}자까지 적을 수 있어요.`];
    case 'notOneEmoji':
      return [bold(of.typed), ' 대신 이모지 하나만 적어 주세요.'];
    case 'noSuchDate':
      return [`${labels[of.field]}: `, bold(of.typed), ' 날짜는 달력에 없어요. 2026-12-01처럼 적어 주세요.'];
    case 'tooFar':
      return [
        `${labels[of.field]}: `,
        bold(of.typed),
        ` 날짜는 너무 멀어요. ${fullDay(of.latest)}까지 고를 수 있어요.`,
      ];
    case 'longPast':
      return [
        `${labels.startsOn}: `,
        bold(of.typed),
        ` 날짜는 너무 오래전이에요. ${fullDay(of.earliest)}부터 고를 수 있어요.`,
      ];
    case 'takesNoPosts':
      return [
        { kind: 'channel', ref: of.channel },
        '에는 글을 바로 올릴 수 없어요. 포럼이나 미디어 채널 대신 일반 텍스트 채널을 골라 주세요.',
      ];
    case 'endBeforeStart':
      return [`끝나는 날(${fullDay(of.endsOn)})이 시작하는 날(${fullDay(of.startsOn)})보다 빨라요.`];
    case 'endIsPast':
      return [`끝나는 날(${fullDay(of.endsOn)})이 이미 지났어요. 오늘이나 그 뒤로 골라 주세요.`];
    case 'startIsFixed':
      return [`${day(of.startsOn)}에 이미 시작해서 첫날은 바꿀 수 없어요.`];
    case 'badGoal':
      return [`${labels.goal}: `, bold(of.typed), `. ${goals[of.reason]}`];
    case 'noWeekdays':
      return ['요일을 하나 이상 골라 주세요.'];
    case 'noSuchZone':
      return [bold(of.typed), ' 시간대를 찾지 못했어요. Asia/Seoul처럼 적어 주세요.'];
    case 'badNumber':
      return [
        `${labels[of.field]}: `,
        bold(of.typed),
        ` 대신 ${of.least}부터 ${of.most.toLocaleString('ko')}까지의 숫자를 적어 주세요.`,
      ];
    case 'noSuchChoice':
      return [`${labels[of.field]}: `, bold(of.typed), ' 말고 목록에서 골라 주세요.'];
  }
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
