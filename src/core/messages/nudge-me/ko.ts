import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import { withParticle } from '../particle.ts';
import type { Speaker } from '../talk/texts.ts';
import type { PersonalTexts } from './texts.ts';

const { day: date } = dates.ko;
const units: Record<Unit, string> = { day: '일', block: '번', week: '주' };

/** Openings that fit only 담찌. */
const ownOpenings: readonly string[] = [
  '똑똑, 잠깐 들렀어요.',
  '살금살금 다녀가요.',
  '작은 발로 콩콩 왔어요.',
  '볼주머니에 인사를 담아 왔어요.',
  '해바라기씨를 굴리다가 생각나서 왔어요.',
  '쳇바퀴에서 막 내려왔어요.',
  '수염을 쓱 다듬고 왔어요.',
  '따뜻한 자리 하나 데워 놨어요.',
  '작은 깃발을 흔들며 왔어요.',
  '폴짝, 인사하러 왔어요.',
  '톱밥 이불에서 고개를 내밀었어요.',
  '조용히 옆에 앉아 볼게요.',
  '씨앗 하나를 창가에 두고 가요.',
];

/** Openings of every other character. */
const openingsOf = ({ name, sound }: Pick<Speaker, 'name' | 'sound'>): readonly string[] => [
  '똑똑, 잠깐 들렀어요.',
  '살금살금 다녀가요.',
  `${sound}, 저 왔어요.`,
  '인사를 한 아름 안고 왔어요.',
  '창밖을 보다가 생각나서 왔어요.',
  '산책에서 막 돌아왔어요.',
  '매무새를 쓱 다듬고 왔어요.',
  '따뜻한 자리 하나 데워 놨어요.',
  '작은 깃발을 흔들며 왔어요.',
  `${withParticle(name, '이', '가')} 인사하러 왔어요.`,
  '이불에서 고개를 내밀었어요.',
  '조용히 옆에 앉아 볼게요.',
  '작은 인사를 창가에 두고 가요.',
];

export const personal: PersonalTexts = {
  openings: (who) => (who === null ? ownOpenings : openingsOf(who)),
  quiet: (names) => ['오늘은 ', ...listed(names), ' 자리가 열려 있어요.'],
  open: (name, until) => [bold(name), ' · ', until, '까지 열려 있어요'],
  stands: ({ current, unit, weekNeeds }) =>
    [
      current > 0 ? `지금 ${current}${units[unit]}째 이어 오고 있어요` : '새로 시작하기 좋은 날이에요',
      weekNeeds === null ? null : `${weekNeeds}번 더 하면 이번 주를 다 채워요`,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  step: ({ category, proofKind }) => {
    switch (category) {
      case 'running':
      case 'exercise':
        return '먼저 운동화 끈만 묶어 볼까요?';
      case 'reading':
        return '먼저 책을 펴고 한 줄만 읽어 볼까요?';
      case 'writing':
        return '먼저 빈 화면에 한 낱말만 적어 볼까요?';
      case 'drawing':
        return '먼저 종이에 선 하나만 그어 볼까요?';
      case 'study':
        return '먼저 책상에 앉아 책을 1분만 펼쳐 볼까요?';
      case 'morning':
        return '먼저 창문을 열고 숨을 한 번 쉬어 볼까요?';
      case 'health':
        return '먼저 물 한 모금부터 마셔 볼까요?';
      case 'other':
      case null:
        return proofKind === 'photo' ? '먼저 사진 한 장만 찍어 볼까요?' : '먼저 1분만 해 볼까요?';
    }
  },
  newsOnly: () => ['지난 날의 소식을 하나 전해요.'],
  resting: (names) => [
    ...listed(names),
    ' 알림은 이제 잠시 쉬어 갈게요. 다시 인증하시면 그날부터 또 알려 드릴게요. 언제 오셔도 반가워요.',
  ],
  button: {
    later: '나중에',
    rest: '오늘 쉬기',
    off: '끄기',
    in: (minutes) => (minutes < 60 ? `${minutes}분 뒤` : `${minutes / 60}시간 뒤`),
  },
  offer: {
    line: (name) => [
      name === null ? '' : `${name}님, `,
      '첫 인증 반가워요! 원하는 시각에 개인 알림으로 살짝 알려 드릴까요? 하루에 한 번까지고, 마친 날에는 조용히 있어요.',
    ],
    yes: '알림 켜기',
    no: '괜찮아요',
    pal: '친구와 말투 고르기',
    rest: '쉬는 날 정하기',
    declined: () => [
      '네, 다시 여쭤보지 않을게요. 생각나면 ',
      command('nudge', 'me'),
      ' 명령으로 켤 수 있어요.',
    ],
  },
  form: {
    title: '나에게 알림',
    submit: '저장',
    time: '몇 시에 알릴까요?',
    timeHint: (zone) => `예: 20:00 또는 오후 8시 (${zone} 시간)`,
    weekdays: '어느 요일에 알릴까요?',
    when: '어떤 날에 알릴까요?',
    always: '아직 열려 있는 날마다',
    onlyAtRisk: '놓치면 연속이 끊기거나 이번 주를 못 채우는 날에만',
    style: '어떻게 알릴까요?',
    styles: {
      light: '가볍게: 조용한 한 줄',
      standard: '보통: 무엇이 언제까지 열려 있는지',
      active: '활기차게: 연속과 이번 주, 작은 첫걸음까지',
    },
    via: '어디로 알릴까요?',
    viaHint: (privately) =>
      privately
        ? '다이렉트 메시지가 닫혀 있으면 채널에서 나에게만 보이게 알려요. 다른 멤버는 볼 수 없어요.'
        : '다이렉트 메시지가 닫혀 있으면 내 인증 스레드에서 불러요. 그 글은 스레드를 여는 멤버도 볼 수 있어요.',
    vias: (privately) => ({
      direct: '다이렉트 메시지로',
      mention: privately ? '채널에서 나에게만 보이게' : '내 인증 글의 스레드에서 불러서',
    }),
    again: '다시 적기',
  },
  problem: ({ what, typed }) => {
    switch (what) {
      case 'empty':
        return ['몇 시에 알릴지 적어 주세요. 20:00, 오후 8시, 오전 8시 반처럼 적을 수 있어요.'];
      case 'notATime':
        return [bold(typed), ' 대신 00:00부터 23:59까지의 시각을 적어 주세요. 20:00, 오후 8시처럼요.'];
      case 'halfSaid':
        return [
          bold(typed),
          '만으로는 아침인지 저녁인지 알기 어려워요. 오전 9시 반, 오후 9시 반, 21:30처럼 적어 주세요.',
        ];
      case 'hasZone':
        return [
          bold(typed),
          '에는 시간대가 함께 있어요. 시각만 적어 주세요. 시간대는 ',
          command('pal'),
          ' 명령에서 정한 곳을 따라가요.',
        ];
      case 'repeats':
        return [
          bold(typed),
          '처럼 되풀이되는 알림은 없어요. 하루에 한 번만 알려요. 시각 하나를 적어 주세요.',
        ];
      case 'tooMany':
        return ['하루에 한 번만 알려요. 시각 하나만 적어 주세요.'];
    }
  },
  noWeekdays: () => ['알릴 요일을 하나 이상 골라 주세요.'],
  quietHours: (typed, from, to) => [
    bold(typed),
    `에는 알리지 않아요. 여기서는 ${from}부터 ${to}까지 조용한 시간이에요. 그 밖의 시각을 적어 주세요.`,
  ],
  answer: {
    set: (days, time, zone, next) => [
      `${days} ${time}에 알릴게요 (${zone}). `,
      next === null ? '지금대로라면 앞으로 30일 동안은 알릴 날이 없어요.' : `다음 알림은 ${next}에 보낼게요.`,
      ' 마친 날과 쉬는 날에는 조용히 있을게요.',
    ],
    fallback: (via, privately) => [
      via === 'direct'
        ? privately
          ? '다이렉트 메시지가 닫혀 있으면 채널에서 나에게만 보이게 알려요.'
          : '다이렉트 메시지가 닫혀 있으면 내 인증 글의 스레드에서 불러요. 그 글은 스레드를 여는 다른 멤버도 볼 수 있어요.'
        : privately
          ? '채널에서 나에게만 보이게 알려요. 다른 멤버는 볼 수 없어요.'
          : '내 인증 글의 스레드에서 불러요. 그 글은 스레드를 여는 다른 멤버도 볼 수 있어요.',
    ],
    off: () => ['알림을 껐어요. 다시 켜려면 ', command('nudge', 'me'), ' 명령이면 돼요.'],
    offAlready: () => ['알림은 이미 꺼져 있어요. ', command('nudge', 'me'), ' 명령으로 켤 수 있어요.'],
    none: () => ['켜 둔 내 알림이 없어요. ', command('nudge', 'me'), ' 명령으로 켤 수 있어요.'],
    muted: (until) => [`${date(until)}까지 조용히 있을게요. 그다음 날부터 다시 알려요.`],
    mutePast: (day) => [`${date(day)}은 지난 날이에요. 오늘이나 그 뒤의 날을 적어 주세요.`],
    muteTooLong: (most) => [
      `한 번에 ${most}일까지 미룰 수 있어요. 더 길게 쉬려면 `,
      command('nudge', 'off'),
      ' 명령으로 꺼 주세요.',
    ],
    which: () => ['언제 다시 알릴까요?'],
    later: (at) => [`네, ${at}에 다시 올게요. 그 전에 마치면 오지 않아요.`],
    laterAlready: (at) => [`이미 ${at}에 다시 오기로 했어요.`],
    laterQuiet: (at, from, to) => [
      `${at}에는 조용한 시간(${from}~${to})이라 알리지 않아요. 더 이른 때를 고르거나, 다음 알림에서 만나요.`,
    ],
    laterTooLate: (at, until) => [
      `오늘 것은 ${until}까지라 ${at}에는 이미 닫혀 있어요. 더 이른 때를 고르거나, 다음 알림에서 만나요.`,
    ],
    nothingOpen: () => ['그날 것은 이미 마쳤거나 쉬는 날이에요. 더 알리지 않을게요.'],
    notYours: (name) => [
      `이건 ${name}님의 알림이에요. 내 알림은 `,
      command('nudge', 'me'),
      ' 명령으로 정해요.',
    ],
    gone: () => [
      '이 알림은 오래됐어요. 지금 정해 둔 것은 ',
      command('nudge', 'list'),
      ' 명령으로 볼 수 있어요.',
    ],
  },
  list: {
    heading: '내 알림',
    line: (days, time, zone) => [`${days} ${time} (${zone})`],
    details: (onlyAtRisk, style, via) =>
      ` · ${onlyAtRisk ? '놓치면 끊기는 날에만' : '열려 있는 날마다'} · ${style.split(':')[0]} · ${via}`,
    off: () => ['꺼져 있어요. ', command('nudge', 'me'), ' 명령으로 켤 수 있어요.'],
    closed: () => [
      '다이렉트 메시지를 받지 않고 대신 부를 곳도 없어서 꺼졌어요. 열어 둔 뒤 ',
      command('nudge', 'me'),
      ' 명령으로 다시 켤 수 있어요.',
    ],
    muted: (until) => ` · ${date(until)}까지 조용히`,
    change: '바꾸기',
  },
  preview: {
    heading: (count, zone) => [`앞으로 30일 동안 나에게 올 알림은 ${count}개예요 (${zone}).`],
    nothing: () => ['앞으로 30일 동안 나에게 올 알림이 없어요.'],
    rule: () => [
      '그사이 인증을 올리지 않을 때의 목록이에요. 마친 날에는 조용히 있고, 2주 동안 올리지 않으면 한 번 말씀드린 뒤 쉬어요.',
    ],
  },
  silence: {
    tooLate: '때를 지났어요',
    off: '알림이 꺼져 있어요',
    scheduleChanged: '알림을 새로 정했어요',
    snoozed: '미뤄 두었어요',
    quietHours: '조용한 시간이에요',
    dayOff: '모두 쉬는 날이에요',
    nowhere: '참여하는 챌린지가 없어요',
    done: '다 마쳤어요',
    resting: '쉬는 날이에요',
    nothingDue: '할 것이 없는 날이에요',
    notAtRisk: '여유가 있는 날이에요',
    away: '다음 인증까지 쉬고 있어요',
  },
};
