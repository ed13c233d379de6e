import type { Challenge, ProofKind } from '../challenge/challenge.ts';
import type { PhotoRefusal } from '../photo.ts';
import type { Inline, Line } from '../views.ts';
import { admin } from './admin/ko.ts';
import { budget } from './budget/ko.ts';
import { challenge } from './challenge/ko.ts';
import { closing } from './closing/ko.ts';
import { counting } from './counting/ko.ts';
import { dates } from './dates.ts';
import { daysOff } from './days-off/ko.ts';
import { deadLetters } from './dead-letters/ko.ts';
import { bold, channels, command, listed } from './inline.ts';
import { memory } from './memory/ko.ts';
import type { Messages } from './messages.ts';
import { my } from './my/ko.ts';
import { nudge } from './nudge/ko.ts';
import { nudgeLog } from './nudge-log/ko.ts';
import { personal } from './nudge-me/ko.ts';
import { outage } from './outage/ko.ts';
import { pal } from './pal/ko.ts';
import { withParticle } from './particle.ts';
import { permissionName } from './permissions.ts';
import { records } from './records/ko.ts';
import { resting } from './resting/ko.ts';
import { streak } from './streak/ko.ts';
import { summary } from './summary/ko.ts';
import { talk } from './talk/ko.ts';

const { day } = dates.ko;

const of = (title: string | null): Inline[] => (title === null ? [] : [bold(title), ': ']);

const kinds: Record<ProofKind, string> = {
  photo: '사진',
  text: '글',
  either: '사진이나 글',
  any: '글이나 파일 (사진, 영상, PDF 모두)',
};

/** What counts as a proof in a challenge and, if text alone does, from how many letters on. */
function askedFor({ proofKind, minLength }: Pick<Challenge, 'proofKind' | 'minLength'>): string {
  if (proofKind === 'photo' || minLength === 0) return kinds[proofKind];
  return `${kinds[proofKind]} (${proofKind === 'text' ? '' : '글은 '}${minLength}자부터)`;
}

const refusals: Record<PhotoRefusal, string> = {
  notAnImage: '사진이 아니라서 보관하지 않았어요',
  html: '사진이 아니라 웹 페이지라서 보관하지 않았어요',
  encrypted: '잠겨 있어서 열지 못했어요',
  unreadable: '열리지 않아서 보관하지 못했어요',
  tooLarge: '25MB가 넘어서 보관하지 못했어요',
  tooManyPixels: '너무 큰 사진이나 애니메이션이라 보관하지 못했어요',
  typeNotAllowed: '다루지 못하는 형식이라 보관하지 못했어요',
  expired: '링크가 사라져서 받지 못했어요',
  tooMany: '한 번에 열 장까지라서 보관하지 않았어요',
  quota: '오늘 받을 수 있는 사진을 모두 채워서 보관하지 않았어요',
};

export const ko: Messages = {
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
      `${day(on)} 인증으로 셌어요. 오늘 인증은 ${from}부터 올릴 수 있어요.`,
    ],
    countedForDay: (title, on) => [...of(title), `${day(on)} 인증으로 셌어요.`],
    alreadyCounted: (title, on, isToday, from) => [
      ...of(title),
      from !== null
        ? `${day(on)}은 이미 인증했어요. 오늘 인증은 ${from}부터 올릴 수 있어요. 이 글도 기록에 함께 남겨 둘게요.`
        : isToday
          ? '오늘은 이미 인증했어요. 이 글도 기록에 함께 남겨 둘게요.'
          : `${day(on)}은 이미 인증했어요. 이 글도 기록에 함께 남겨 둘게요.`,
    ],
    missing: (title, missing, letters, mendable) => [
      ...of(title),
      {
        photo: '이 챌린지는 사진이 있어야 인증으로 셀 수 있어요.',
        text: '이 챌린지는 글이 있어야 인증으로 셀 수 있어요.',
        photoOrText: '사진이나 글이 있어야 인증으로 셀 수 있어요.',
        anything: '글이나 파일이 있어야 인증으로 셀 수 있어요.',
        longerText: `글은 ${letters}자부터 인증으로 셀 수 있어요.`,
      }[missing],
      ...(mendable
        ? [
            {
              photo: ' 사진과 함께 올려 주시면 바로 셀게요.',
              text: ' 글을 적어 고치거나 새로 올려 주시면 바로 셀게요.',
              photoOrText: ' 글을 적어 고치거나 사진과 함께 올려 주시면 바로 셀게요.',
              anything: ' 글을 적어 고치거나 새로 올려 주시면 바로 셀게요.',
              longerText: ' 조금 더 적어 고치거나 새로 올려 주시면 바로 셀게요.',
            }[missing],
          ]
        : []),
    ],
    notStarted: (title, on) => [...of(title), `${day(on)}에 시작해요. 그날부터 인증으로 셀게요.`],
    ended: (title, on) => [...of(title), `${day(on)}에 끝났어요. 그래도 올려 주셔서 고마워요.`],
    tooOld: (title, days) => [
      ...of(title),
      days === 0 ? '그날 올린 글만 인증으로 셀 수 있어요.' : `${days}일 전 글까지 인증으로 셀 수 있어요.`,
    ],
    tooEarly: (title, on) => [...of(title), `${day(on)} 이후의 날만 인증으로 셀 수 있어요.`],
    toCome: (title, on, from) => [
      ...of(title),
      from !== null
        ? `${day(on)} 인증은 ${from}부터 올릴 수 있어요.`
        : `${day(on)}은 아직 오지 않은 날이에요. 그날 올려 주시면 셀게요.`,
    ],
    noSuchDay: (title, on) => [
      ...of(title),
      `${day(on)}은 시간대가 바뀌면서 건너뛴 날이라 비어 있어도 괜찮아요.`,
    ],
    photoRefused: (name, refusal) => [bold(name), ` 파일은 ${refusals[refusal]}. 인증은 그대로예요.`],
  },
  joinedByProof: (title, sentence) => [
    bold(title),
    ` 챌린지에 참여했어요 (${sentence}). 그만두려면 `,
    command('challenge', 'leave'),
    ' 명령을 쓰면 돼요.',
  ],
  introduction: () => [
    '이 채널에는 아직 챌린지가 없어요. 관리자가 ',
    command('challenge', 'create'),
    ' 명령으로 만들면 제가 인증을 세고 응원할게요.',
  ],
  threadTitle: (name, on) => `${name}님의 ${day(on)}`,
  proofCard: (name, photos) => [bold(`${name}님`), photos > 0 ? `의 인증 · 사진 ${photos}장` : '의 인증'],
  cheerFooter: 'AI 응원',
  answer: {
    checkedIn: (title, credit) => [bold(title), ' 인증 완료! ', ...credit],
    emptyCheckIn: () => [
      '사진은 챌린지 채널에 올려 주세요. 어제 사진이라면 올린 뒤 그 글의 메뉴 "인증으로 세기"에서 어제로 옮기면 돼요. 글은 이렇게요: ',
      command('checkin'),
      ' 아침 5km 달렸어요',
    ],
    noChallengeHere: () => [
      '이 채널에는 진행 중인 챌린지가 없어요. ',
      command('challenge', 'list'),
      ' 명령으로 어디에서 하는지 볼 수 있어요.',
    ],
    noChallengeAnywhere: () => [
      '아직 진행 중인 챌린지가 없어요. 관리자가 ',
      command('challenge', 'create'),
      ' 명령으로 시작할 수 있어요.',
    ],
    whichChallenge: (titles) => ['어느 챌린지인지 함께 적어 주세요: ', ...listed(titles)],
    unknownChallenge: (name) => [
      bold(name),
      ' 챌린지를 찾지 못했어요. ',
      command('challenge', 'list'),
      ' 명령으로 이름을 볼 수 있어요.',
    ],
    botMessage: () => ['봇이 쓴 글은 인증으로 셀 수 없어요.'],
    notYourMessage: () => ['내 글에만 쓸 수 있어요. 다른 멤버의 글은 관리자에게 부탁해 주세요.'],
    messageDeleted: () => ['이미 지워진 글이에요.'],
    noMessageGiven: () => ['셀 글의 메뉴에서 "인증으로 세기"를 골라 주세요.'],
    messageAlreadyCounted: (titles) => ['이 글은 이미 ', ...listed(titles), ' 인증으로 세었어요.'],
    undone: (titles) => [
      ...listed(titles),
      ' 인증을 취소했어요. 같은 글은 "인증으로 세기"로 다시 셀 수 있어요.',
    ],
    nothingToUndo: () => ['이 글로 센 인증이 없어요.'],
    managersOnly: () => ['관리자만 쓸 수 있어요.'],
    joinFirst: (name) => [
      bold(name),
      ' 챌린지에 참여하면 다른 채널에서도 인증할 수 있어요. 먼저 ',
      command('challenge', 'join'),
      ' 명령으로 함께해 주세요.',
    ],
    notJoined: (title) => [bold(title), ' 챌린지에 참여하고 있지 않아요.'],
    noSuchDate: (text) => [bold(text), ' 날짜는 달력에 없어요. 2026-12-01처럼 적어 주세요.'],
    endBeforeStart: () => ['끝나는 날이 시작하는 날보다 빨라요.'],
    noSuchZone: (text) => [bold(text), ' 시간대를 찾지 못했어요. Asia/Seoul처럼 적어 주세요.'],
    notOneEmoji: (text) => [bold(text), ' 대신 이모지 하나만 적어 주세요.'],
    cannotMark: (emoji) => ['여기에서는 ', bold(emoji), ' 반응을 달 수 없어요. 다른 이모지를 골라 주세요.'],
    settingsSaved: () => ['설정을 바꿨어요.'],
    notOffered: (text, offered) => [bold(text), ` 대신 이 가운데에서 골라 주세요: ${offered.join(', ')}`],
    unknownButton: () => ['더는 쓰지 않는 버튼이에요. 명령으로 해 주세요: ', command('help')],
    failed: () => ['지금은 저장하지 못했어요. 잠시 뒤에 다시 해 주세요.'],
  },
  form: {
    weekdays: '평일마다 (월-금)',
    weekends: '주말마다 (토·일)',
  },
  button: { join: '참여', leave: '나가기', info: '자세히' },
  list: {
    heading: '지금 하는 챌린지',
    empty: () => ['아직 없어요. 관리자가 ', command('challenge', 'create'), ' 명령으로 시작할 수 있어요.'],
    line: (sentence, members) => [`${sentence} · ${members}명`],
  },
  info: {
    period: '기간',
    members: '참여',
    people: (count) => `${count}명`,
  },
  settings: {
    heading: '워크스페이스 설정',
    language: '언어',
    zone: '시간대',
    reaction: '인증 반응',
    hint: () => ['바꾸려면 ', command('settings'), ' 명령에 값을 함께 적어 주세요.'],
  },
  help: {
    heading: (pal) => `${withParticle(pal, '과', '와')} 할 수 있는 일`,
    unknown: (typed) =>
      `‘${typed}’${withParticle(typed, '이라는', '라는').slice(typed.length)} 명령은 없어요.`,
    intro: (where): Line[] => {
      switch (where.at) {
        case 'challenge':
          return [
            [
              `이 채널에 올리면 그게 인증이에요: ${[...new Set(where.challenges.map(askedFor))].join(' · ')}. 바로 세고, 스레드에서 응원할게요.`,
            ],
            ['글을 지우면 인증도 취소돼요. 스레드에서는 이야기만 나눠요.'],
          ];
        case 'elsewhere':
          return [['챌린지가 있는 채널에 올리면 인증이에요: ', ...channels(where.channels)]];
        case 'nowhere':
          return [
            [
              '아직 챌린지가 없어요. 관리자가 ',
              command('challenge', 'create'),
              ' 명령으로 만들면 제가 인증을 세고 응원할게요.',
            ],
          ];
      }
    },
    menus: (names) => ['글의 메뉴에도 있어요: ', ...listed(names)],
    byMark: (mark) => [`챌린지 채널의 내 글에 ${mark} 표시가 없다면, 직접 ${mark} 반응을 달아도 셀게요.`],
  },
  welcome: (sentence, challenge, pal) => [
    [`${sentence}. ${day(challenge.startsOn)}부터예요.`],
    [
      `인증은 이 채널에 올려 주세요: ${askedFor(challenge)}. ${withParticle(pal, '이', '가')} 바로 세고 스레드에서 응원해요.`,
    ],
    ['아래 참여를 누르거나 첫 인증 글을 올리면 함께하게 돼요.'],
  ],
  missingPermission: (permission) => [
    '권한이 없어서 글이나 반응을 올리지 못하고 있어요. 필요한 권한: ',
    bold(permissionName(permission, 'ko')),
  ],
  inviteMe: () => [
    '제가 아직 이 채널에 없어서 인증을 세거나 응원을 올리지 못하고 있어요. 채널에 초대해 주시면 바로 함께할게요. 그사이 올리지 못한 글은 관리자가 ',
    command('admin', 'jobs'),
    ' 명령에서 다시 올릴 수 있어요. 이제 없는 채널이라면 ',
    command('challenge', 'edit'),
    ' 명령에서 다른 채널을 골라 주세요.',
  ],
  noThreadsLeft: () => [
    '서버에서 동시에 열어 둘 수 있는 스레드가 다 찼어요. 자리가 날 때까지 응원은 인증 글에 답글로 달게요. 안 쓰는 스레드를 닫아 주시면 다시 스레드에서 응원할 수 있어요.',
  ],
};
