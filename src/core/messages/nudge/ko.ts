import { bold, command } from '../inline.ts';
import { withParticle } from '../particle.ts';
import { permissionName } from '../permissions.ts';
import type { Speaker } from '../talk/texts.ts';
import { shortWeekday, weekdayName } from '../weekday.ts';
import type { NudgeTexts } from './texts.ts';

const number = (count: number): string => count.toLocaleString('ko');

/** Openings that fit only 담찌. */
const ownOpenings: readonly string[] = [
  '담찌가 해바라기씨를 한 줌 들고 왔어요.',
  '볼주머니에 응원을 가득 담아 왔어요.',
  '쳇바퀴를 한 바퀴 돌고 왔더니 기분이 좋아요.',
  '담찌가 살금살금 다가와 인사해요.',
  '톱밥 이불을 개고 나와 봤어요.',
  '똑똑, 담찌예요.',
  '작은 발로 종종 달려왔어요.',
  '담찌가 여기 자리를 데워 놨어요.',
  '오늘도 여기서 만나서 반가워요.',
  '담찌가 수염을 다듬고 왔어요.',
  '씨앗을 세다가 문득 여러분이 떠올랐어요.',
  '담찌가 작은 깃발을 들고 서 있어요.',
  '따뜻한 물 한 잔을 곁에 놓아 둘게요.',
  '담찌가 폴짝 뛰어 손을 흔들어요.',
];

/** Openings of every other character. */
const openingsOf = ({ name, sound }: Pick<Speaker, 'name' | 'sound'>): readonly string[] => [
  `${withParticle(name, '이', '가')} 반가운 얼굴로 왔어요.`,
  '응원을 한가득 안고 왔어요.',
  '한 바퀴 돌고 왔더니 기분이 좋아요.',
  `${withParticle(name, '이', '가')} 살금살금 다가와 인사해요.`,
  '이불을 개고 나와 봤어요.',
  `똑똑, ${withParticle(name, '이에요', '예요')}.`,
  `${sound}, 여기 왔어요.`,
  `${withParticle(name, '이', '가')} 여기 자리를 데워 놨어요.`,
  '오늘도 여기서 만나서 반가워요.',
  `${withParticle(name, '이', '가')} 매무새를 다듬고 왔어요.`,
  '창밖을 보다가 문득 여러분이 떠올랐어요.',
  `${withParticle(name, '이', '가')} 작은 깃발을 들고 서 있어요.`,
  '따뜻한 물 한 잔을 곁에 놓아 둘게요.',
  `${withParticle(name, '이', '가')} 반갑게 고개를 끄덕여요.`,
];

export const nudge: NudgeTexts = {
  openings: (who) => (who === null ? ownOpenings : openingsOf(who)),
  body: {
    fresh: [
      () => ['오늘의 첫 기록 자리가 비어 있어요. 누가 먼저 와도 반가워요.'],
      () => ['오늘 이야기는 아직 하얀 종이예요. 첫 장을 함께 채워 봐요.'],
      () => ['오늘의 문을 함께 열어 봐요. 짧은 한 걸음도 좋아요.'],
      () => ['아직 조용해서 골라 앉을 자리가 많아요. 천천히 들러 주세요.'],
    ],
    some: [
      (done) => [bold(`${number(done)}명`), '이 오늘 다녀갔어요. 함께할 자리가 넉넉해요.'],
      (done) => ['오늘 기록이 ', bold(`${number(done)}명`), '의 이야기로 채워지고 있어요. 이어서 함께해요.'],
      (done) => ['오늘은 ', bold(`${number(done)}명`), '이 먼저 걸었어요. 나란히 걸을 친구를 기다려요.'],
      (done) => [bold(`${number(done)}명`), '의 오늘이 쌓였어요. 여기에 하나 더 얹어 볼까요?'],
    ],
    team: [
      (days, goal) => [`함께 이룰 목표 ${number(goal)}일 가운데 `, bold(`${number(days)}일`), '을 쌓았어요.'],
      (days, goal) => [
        '다 함께 ',
        bold(`${number(days)}일`),
        `을 모았어요. 목표 ${number(goal)}일로 가는 길이에요.`,
      ],
      (days, goal) => [
        `목표까지 ${number(goal - days)}일, 지금까지 `,
        bold(`${number(days)}일`),
        '이에요. 하루씩 같이 쌓아요.',
      ],
    ],
    lastHour: [
      (until) => ['오늘 기록은 ', until, '까지 올릴 수 있어요. 할 수 있는 만큼이면 돼요.'],
      (until) => ['오늘의 문은 ', until, '까지 열려 있어요. 들를 틈이 있다면 반가워요.'],
      (until) => [until, '까지는 오늘이에요. 지금 들러도 반가워요.'],
    ],
    lastHourOfWeek: [
      (until) => ['이번 주 기록은 ', until, '까지 올릴 수 있어요. 한 주를 같이 마무리해요.'],
      (until) => ['이번 주의 문은 ', until, '까지 열려 있어요. 작은 한 걸음도 좋아요.'],
      (until) => [until, '까지가 이번 주예요. 남기고 싶은 순간이 있다면 들려주세요.'],
    ],
  },
  button: '내 기록 보기',

  weekdays: (days) => {
    const key = days.join('');
    if (key === '1234567') return '매일';
    if (key === '12345') return '평일';
    return key === '67' ? '주말' : days.map((day) => shortWeekday(day, 'ko')).join('·');
  },
  silence: {
    ended: '챌린지가 끝났어요',
    paused: '챌린지가 멈춰 있어요',
    nothingDue: '인증하지 않아도 되는 날이에요',
    dayOff: '설정에서 쉬기로 한 날이에요',
    nobody: '참여하는 멤버가 없어요',
    away: '모두 2주 넘게 인증이 없어서 쉬고 있어요',
    everybodyDone: '모두 마쳤어요',
    scheduleChanged: '알림을 새로 정했어요',
    tooLate: '때를 지났어요',
  },
  problem: ({ what, typed }) => {
    switch (what) {
      case 'empty':
        return ['몇 시에 알릴지 적어 주세요. 21:00, 오후 9시, 오후 9시 반처럼 적을 수 있어요.'];
      case 'notATime':
        return [bold(typed), ' 대신 00:00부터 23:59까지의 시각을 적어 주세요. 21:00, 오후 9시처럼요.'];
      case 'halfSaid':
        return [
          bold(typed),
          '만으로는 아침인지 저녁인지 알기 어려워요. 오전 9시 반, 오후 9시 반, 21:30처럼 적어 주세요.',
        ];
      case 'hasZone':
        return [
          bold(typed),
          '에는 시간대가 함께 있어요. 시각만 적고, 시간대는 시간대 칸에 Asia/Seoul처럼 적어 주세요.',
        ];
      case 'repeats':
        return [
          bold(typed),
          '처럼 되풀이되는 알림은 없어요. 채널에는 하루에 한 번만 알려요. 시각을 적어 주세요.',
        ];
      case 'tooMany':
        return ['시각은 하루에 네 개까지 적을 수 있어요.'];
    }
  },
  weekdaysProblem: ({ typed }) => [
    bold(typed),
    ' 요일을 읽지 못했어요. 매일, 평일, 월수금, 월-금처럼 적어 주세요.',
  ],
  answer: {
    set: (name, times, days, zone, next) => [
      bold(name),
      ` 채널에 ${days} ${times}에 알릴게요 (${zone}). `,
      next === null ? '앞으로 30일 동안은 알릴 날이 없어요.' : `다음 알림은 ${next}에 보낼게요.`,
      ' 모두 마친 날에는 조용히 있을게요.',
    ],
    unchanged: (name) => [bold(name), ' 알림은 이미 그렇게 정해져 있어요.'],
    removed: (name) => [bold(name), ' 알림을 지웠어요. 더는 채널에 알리지 않을게요.'],
    none: (name) => [bold(name), ' 챌린지에는 정해 둔 알림이 없어요.'],
    noneAnywhere: () => ['정해 둔 알림이 없어요. ', command('nudge', 'set'), ' 명령으로 정할 수 있어요.'],
    ended: (name) => [bold(name), ' 챌린지는 끝나서 알림을 정할 수 없어요.'],
  },
  list: {
    heading: '알림',
    line: (times, days, zone) => [`${days} ${times} (${zone})`],
    paused: () => [' · 채널에 글을 올리지 못해 멈춰 있어요. 다시 정하면 이어져요.'],
    zoneGone: (zone) => [` · ${zone} 시간대가 없어져서 멈춰 있어요. 다시 정해 주세요.`],
  },
  preview: {
    title: (name) => `${name} · 앞으로의 알림`,
    intro: (count, zone) => [`앞으로 30일 동안 채널에 올릴 알림은 ${count}개예요 (${zone}).`],
    nothing: () => ['앞으로 30일 동안 올릴 알림이 없어요.'],
    more: (count) => [`그 뒤로 ${count}개가 더 있어요.`],
    rule: () => [
      '알림은 하루에 한 번까지이고 요약은 따로 올려요. 그때그때 상황에 맞는 말만 해요. 모두 마친 날에는 조용히 있어요. 2주 넘게 인증이 없는 멤버는 돌아올 때까지 기다리지 않아요.',
    ],
    day: (day) => `${Number(day.slice(5, 7))}월 ${Number(day.slice(8))}일(${weekdayName(day, 'ko')})`,
  },
  planned: (count) => `채널에 알림 한 줄 (${count}번, 모두 마친 날은 조용히)`,
  paused: (name, missing) => [
    bold(name),
    missing === null
      ? ' 채널이 보이지 않아서 알림을 멈췄어요. '
      : ` 채널에 글을 올릴 수 없어서 (${permissionName(missing, 'ko')}) 알림을 멈췄어요. `,
    '고친 뒤에 ',
    command('nudge', 'set'),
    ' 명령으로 다시 정하면 이어져요.',
  ],
};
