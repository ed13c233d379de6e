import type { Unit } from '../../model/streak/index.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { CountingTexts } from './texts.ts';

const { day: date } = dates.ko;

const units: Record<Unit, string> = { day: '일', block: '번', week: '주' };

export const counting: CountingTexts = {
  whichOne: (name) => [
    name === null
      ? '어느 챌린지의 인증인가요? 한 번만 골라 주시면 다음부터는 알아서 셀게요.'
      : `${name}님, 어느 챌린지의 인증인가요? 한 번만 골라 주시면 다음부터는 알아서 셀게요.`,
  ],
  whichOther: (name, done) => [
    ...(name === null ? [] : [`${name}님, `]),
    bold(done),
    ' 인증은 이미 했어요. 이 글은 어느 챌린지의 인증인가요? 같은 날에는 다시 여쭤보지 않을게요.',
  ],
  whichThisTime: (name) => [`${name === null ? '' : `${name}님, `}이 글은 어느 챌린지의 인증인가요?`],
  forYesterday: () => '어제로 옮기기',
  movedAway: () => [
    '이미 옮겼거나 취소했거나 지운 글이에요. 하루하루의 기록은 ',
    command('streak', 'why'),
    ' 명령으로 볼 수 있어요.',
  ],
  nameIt: (challenges) => [
    '혹시 ',
    ...listed(challenges, ' 또는 '),
    ' 인증이라면, 글을 고쳐 챌린지 이름이나 이모지를 넣어 주세요. 바로 셀게요.',
  ],
  authorIsAsked: (name) => [
    `${name}님께 어느 챌린지의 인증인지 여쭤봤어요. 고르시면 바로 세고, 아신다면 여기서 대신 골라 주셔도 돼요.`,
  ],
  inNone: () => [
    '아직 참여한 챌린지가 없어서 셀 수 없어요. ',
    command('challenge', 'list'),
    ' 명령으로 참여한 뒤 다시 눌러 주시거나, 챌린지 채널에 바로 올려 주세요.',
  ],
  authorInNone: (name) => [
    `${name}님이 아직 참여한 챌린지가 없어서 셀 수 없어요. 챌린지 채널에 올린 글이라면 참여하기 전이어도 바로 셀게요.`,
  ],
  nothingInIt: () => ['챌린지에서 세는 사진이나 글이 없는 메시지라 그대로 두었어요.'],
  notYourQuestion: (name) => [`이건 ${name}님께 여쭤본 거예요. ${name}님이 고르시면 바로 셀게요.`],
  alreadyChosen: (titles) => ['이미 ', ...listed(titles), ' 인증으로 세었어요.'],
  questionOver: () => ['지워졌거나 취소한 글이라 셀 수 없어요. 새로 올려 주시면 바로 셀게요.'],
  withdrawn: () => [
    '이 글은 인증으로 세지 않을게요. 어느 챌린지인지도 더 묻지 않아요. 같은 글은 "인증으로 세기"로 다시 셀 수 있어요.',
  ],
  remembered: (photos) => [
    photos
      ? '다음부터 이 채널의 사진 글은 이 챌린지 인증으로 셀게요.'
      : '다음부터 이 채널의 글은 이 챌린지 인증으로 셀게요.',
  ],
  credit: ({ daysDone, forDay, weekNeeds, current, unit }) => [
    [
      forDay === null ? null : `${date(forDay)} 인증`,
      daysDone === 1 ? '첫 인증, 1일째' : `${daysDone}일째`,
      weekNeeds === null
        ? current > 1
          ? `${current}${units[unit]} 연속`
          : null
        : weekNeeds > 0
          ? `이번 주 ${weekNeeds}번 남았어요`
          : '이번 주를 다 채웠어요',
    ]
      .filter((part) => part !== null)
      .join(' · '),
  ],
  milestone: {
    title: (count, unit) => (unit === 'day' ? `${count}일 인증` : `${count}${units[unit]} 달성`),
    line: (name, title, count, unit) => [
      `${name}님이 `,
      bold(title),
      unit === 'day'
        ? `에서 모두 ${count}일을 인증했어요.`
        : `에서 ${unit === 'week' ? '한 주 ' : ''}목표를 모두 ${count}번 채웠어요.`,
    ],
    firstWeek: {
      title: '첫 주를 채웠어요',
      line: (name, title) => [`${name}님이 `, bold(title), '에서 처음으로 한 주를 다 채웠어요.'],
    },
    firstComeback: {
      title: '돌아와서 반가워요',
      line: (name, title, daysDone) => [
        `${name}님이 `,
        bold(title),
        `에 다시 왔어요. 지금까지 쌓은 ${daysDone}일은 그대로예요.`,
      ],
    },
  },
  freezeUsed: ({ title, from, to, run, unit, left, next }) => [
    bold(title),
    from === to
      ? `: ${date(from)} 하루를 보호권이 대신 지켜 줬어요. `
      : `: ${date(from)}부터 ${date(to)}까지를 보호권이 대신 지켜 줬어요. `,
    `${run}${units[unit]} 연속은 그대로예요. `,
    left > 0
      ? `보호권은 ${left}개 남았어요.`
      : next
        ? `남은 보호권은 없고, ${date(next)}에 하나 새로 생겨요.`
        : '남은 보호권은 없어요.',
  ],
};
