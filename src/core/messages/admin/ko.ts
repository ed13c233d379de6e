import type { Inline, Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { AdminTexts, ToldAct } from './texts.ts';

const { day } = dates.ko;

const person = (name: string): Inline => bold(`${name}님`);

/** "지은님이 아침 달리기 챌린지를 " */
function didTo({ by, name }: ToldAct, what: string): Line {
  const who: Line = by === null ? ['관리자가 '] : [person(by), '이 '];
  return name === null ? [...who, `지금은 없는 챌린지${what}`] : [...who, bold(name), ` 챌린지${what}`];
}

/** The day or days of an outage that an act is about. */
function daysOf({ day: from, days }: ToldAct): string {
  if (from === null) return '며칠';
  return days ? `${day(from)}부터 ${day(days.to)}까지 ${days.count}일` : day(from);
}

/** "하나님의 아침 달리기 11월 20일 인증을 뺐어요. 이유: …" */
function didFor({ by, of, name, day: on, reason }: ToldAct, before: string, after: string): Line {
  return [
    ...(by === null ? ['관리자가 '] : [person(by), '이 ']),
    of === null ? '지금은 없는 멤버' : person(of),
    before,
    ...(name === null ? [] : [bold(name), ' ']),
    ...(on === null ? [] : [`${day(on)} `]),
    after,
    ...(reason === null ? [] : [` 이유: ${reason}`]),
  ];
}

export const admin: AdminTexts = {
  answer: {
    unknownMember: () => ['여기서 아직 만난 적이 없는 멤버예요. 한 번 참여하거나 인증한 멤버를 골라 주세요.'],
    noBots: () => ['봇은 인증하지 않아서 고칠 기록이 없어요. 멤버를 골라 주세요.'],
    notJoined: (member, name) => [person(member), '은 ', bold(name), ' 챌린지에 참여하고 있지 않아요.'],
    noReason: () => ['이유를 함께 적어 주세요. 멤버에게 그대로 전해요.'],
    outside: (name, on, from, to) => [
      `${day(on)}은 `,
      bold(name),
      to === null
        ? ` 챌린지의 날이 아니에요. ${day(from)}부터 고를 수 있어요.`
        : ` 챌린지의 날이 아니에요. ${day(from)}부터 ${day(to)}까지 고를 수 있어요.`,
    ],
    toCome: (on) => [`${day(on)}은 아직 오지 않은 날이에요. 오늘이나 그 전의 날을 골라 주세요.`],
    beforeJoining: (member, on) => [
      person(member),
      `은 ${day(on)}에 참여했어요. 그날이나 그 뒤의 날을 골라 주세요.`,
    ],
    skipped: (member, on) => [
      `${day(on)}은 시간대가 바뀌면서 `,
      person(member),
      '에게 없던 날이에요. 비어 있어도 연속 기록은 그대로예요.',
    ],
    nothingThatDay: (member, name, on) => [
      person(member),
      '은 ',
      bold(name),
      ` 챌린지에 ${day(on)} 인증이 없어요.`,
    ],
    removed: (member, name, on) => [
      person(member),
      '의 ',
      bold(name),
      ` ${day(on)} 인증을 뺐어요. 이유는 멤버에게만 알리고, 생각이 다르면 말할 수 있게 할게요.`,
    ],
    undone: (member, titles) => [
      person(member),
      '의 ',
      ...listed(titles),
      ' 인증을 취소했어요. 멤버에게만 알리고, 생각이 다르면 말할 수 있게 할게요. 이유를 함께 전하고 싶을 때는 ',
      command('admin', 'remove'),
      ' 명령을 쓰면 돼요.',
    ],
    alreadyDone: (member, name, on) => [
      person(member),
      '은 ',
      bold(name),
      ` 챌린지에 ${day(on)} 인증이 이미 있어요.`,
    ],
    added: (member, name, on) => [
      person(member),
      '의 ',
      bold(name),
      ` ${day(on)}을 인증으로 더했어요. 이유는 멤버에게만 알릴게요.`,
    ],
    granted: (member, name, left) => [
      person(member),
      '에게 ',
      bold(name),
      ` 보호권을 하나 줬어요. 이제 ${left}개예요. 이유는 멤버에게만 알릴게요.`,
    ],
    grantedToday: (member, name) => [
      '오늘은 이미 ',
      person(member),
      '에게 ',
      bold(name),
      ' 보호권을 하나 줬어요.',
    ],
    freezesFull: (member, cap) => [
      person(member),
      `은 보호권을 이미 ${cap}개 가득 가지고 있어요. 하나 쓴 뒤에 줄 수 있어요.`,
    ],
    noFreezes: (name) => [
      bold(name),
      ' 챌린지에는 보호권이 없어요. ',
      command('challenge', 'edit'),
      ' 명령에서 켤 수 있어요.',
    ],
    removedByManager: () => ['관리자가 뺀 인증이에요. 다시 세려면 관리자에게 부탁해 주세요.'],
    notARole: (typed) => [
      bold(typed),
      ' 대신 역할이나 그룹을 멘션해 주세요. 아무도 없게 하려면 - 하나만 적으면 돼요.',
    ],
  },
  byMenu: (stillDone) =>
    stillDone
      ? '글 하나의 메뉴에서 인증을 취소했어요. 이날은 다른 인증으로 그대로 남아 있어요'
      : '글의 메뉴에서 인증을 취소했어요',
  told: {
    removed: (name, on, reason) => [
      bold(name),
      ` 챌린지의 ${day(on)} 인증을 관리자가 뺐어요. 이유: ${reason} · 다른 날의 기록은 그대로예요. 생각이 다르면 아래 버튼으로 관리자에게 편하게 말해 주세요.`,
    ],
    added: (name, on, reason) => [
      bold(name),
      ` 챌린지의 ${day(on)}을 관리자가 인증으로 더했어요. 이유: ${reason}`,
    ],
    granted: (name, left, reason) => [
      bold(name),
      ` 챌린지의 보호권을 관리자가 하나 선물했어요. 이제 ${left}개예요. 이유: ${reason}`,
    ],
  },
  appeal: {
    button: '이의 있어요',
    title: '관리자에게 말하기',
    label: '하고 싶은 말',
    hint: '그날 어떻게 했는지 적어 주면 관리자가 다시 살펴볼 수 있어요',
    submit: '보내기',
    empty: () => ['하고 싶은 말을 한 줄이라도 적어 주세요.'],
    sent: () => ['관리자에게 전했어요. 말해 줘서 고마워요. 인증이 다시 더해지면 바로 알려 드릴게요.'],
    already: () => ['이 인증에 대한 말은 이미 관리자에게 전했어요. 조금만 기다려 주세요.'],
    toManagers: {
      title: '인증을 뺀 일에 이의가 왔어요',
      which: (member, name, on) => [
        person(member),
        ' · ',
        ...(name === null ? [] : [bold(name), ' · ']),
        `${day(on)} 인증`,
      ],
      reason: '뺀 이유',
      words: '멤버의 말',
      how: () => ['되돌리려면 ', command('admin', 'add'), ' 명령으로 그날을 다시 더하면 돼요.'],
    },
  },
  log: {
    heading: (name) => (name === null ? '관리 내역' : `관리 내역 · ${name}`),
    none: () => ['아직 남은 내역이 없어요.'],
    newer: '← 새 내역',
    older: '지난 내역 →',
    act: {
      started: (act) => didTo(act, '를 시작했어요.'),
      edited: (act) => didTo(act, '의 설정을 고쳤어요.'),
      editProposed: (act) => didTo(act, '의 새 규칙을 미리 봤어요.'),
      ruleChanged: (act) =>
        didTo(act, act.day === null ? '의 규칙을 바꿨어요.' : `의 규칙을 ${day(act.day)}부터 바꿨어요.`),
      paused: (act) => didTo(act, '를 잠시 멈췄어요.'),
      resumed: (act) => didTo(act, '를 다시 시작했어요.'),
      ended: (act) =>
        act.by === null
          ? [
              act.name === null ? '지금은 없는 챌린지가' : bold(act.name),
              ...(act.name === null ? [] : [' 챌린지가']),
              ' 마지막 날을 지나 끝났어요.',
            ]
          : didTo(act, '를 끝냈어요.'),
      deleted: (act) => didTo(act, '를 지웠어요.'),
      handedOver: (act) => [
        ...didTo(act, '를 '),
        act.of === null ? '지금은 없는 멤버' : person(act.of),
        '에게 넘겼어요.',
      ],
      copied: (act) => didTo(act, '를 한 번 더 하려고 만들었어요.'),
      checkInRemoved: (act) => didFor(act, '의 ', '인증을 뺐어요.'),
      checkInAdded: (act) => didFor(act, '의 ', '인증을 더했어요.'),
      freezeGranted: (act) => didFor({ ...act, day: null }, '에게 ', '보호권을 하나 줬어요.'),
      appealed: ({ of, name, day: on, reason }) => [
        ...(of === null ? ['지금은 없는 멤버가 '] : [person(of), '이 ']),
        ...(name === null ? [] : [bold(name), ' ']),
        ...(on === null ? [] : [`${day(on)} `]),
        reason === null
          ? '인증을 뺀 일에 이의를 보냈어요.'
          : `인증을 뺀 일에 이의를 보냈어요. 멤버의 말: ${reason}`,
      ],
      nudgesSet: (act) => didTo(act, '의 알림을 정했어요.'),
      summariesSet: (act) => didTo(act, '의 요약을 정했어요.'),
      nudgesRemoved: (act) => didTo(act, '의 알림을 지웠어요.'),
      daysExcused: (act) => didTo(act, `의 ${daysOf(act)}을 모두에게 쉬어 간 날로 했어요.`),
      daysKept: (act) => didTo(act, `의 ${daysOf(act)}을 그대로 두었어요.`),
      redriven: ({ by }) => [
        ...(by === null ? ['관리자가 '] : [person(by), '이 ']),
        '전하지 못한 것을 다시 시도했어요.',
      ],
      settingsChanged: ({ by }) => [
        ...(by === null ? ['관리자가 '] : [person(by), '이 ']),
        '워크스페이스 설정을 바꿨어요.',
      ],
    },
  },
  hosts: '진행자',
  noHosts: '관리자만',
};
