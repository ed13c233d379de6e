import type { Goal } from '../../../model/goal.ts';
import { dates } from '../../dates.ts';
import { bold, command } from '../../inline.ts';
import type { ChallengeAnswers } from './texts.ts';

const { day } = dates.ko;

const perPeriod = (goal: Goal): string => {
  switch (goal.kind) {
    case 'daily':
    case 'weekdays':
      return '하루 인증할 때마다';
    case 'perWeek':
      return '한 주를 채울 때마다';
    case 'everyNDays':
      return `${goal.n}일에 한 번을 채울 때마다`;
  }
};

export const answer: ChallengeAnswers = {
  hostsOnly: () => ['이 챌린지의 진행자나 관리자가 할 수 있어요.'],
  isDraft: (name) => [bold(name), ' 챌린지는 아직 준비 중이에요. 시작하면 채널에 알릴게요.'],
  started: (name, sentence) => [bold(name), ` 챌린지를 시작했어요. ${sentence}. 채널에 안내를 올렸어요.`],
  pinWelcome: () => [' 그 안내를 채널에 고정해 두면 나중에 온 분도 바로 참여할 수 있어요.'],
  zoneAdopted: (zone) => [
    ' 멤버들의 하루도 ',
    bold(zone),
    ' 시간으로 셀게요. ',
    command('settings'),
    ' 명령으로 바꿀 수 있어요.',
  ],
  alreadyStarted: (name) => [bold(name), ' 챌린지는 이미 시작했어요.'],
  discarded: (name) => [bold(name), ' 초안을 버렸어요.'],
  saved: (name) => [bold(name), ' 챌린지를 고쳤어요.'],
  nothingChanged: (name) => [bold(name), ' 챌린지는 그대로예요. 바뀐 것이 없어요.'],
  changedMeanwhile: (name) => [
    '다른 관리자가 먼저 고쳤어요. ',
    bold(name),
    ' 챌린지의 지금 모습에서 다시 고쳐 주세요.',
  ],
  editWhat: (name) => [bold(name), ' 챌린지에서 무엇을 고칠까요?'],
  ruleWould: (name) => `${name} · 규칙을 바꾸면`,
  ruleBefore: '지금',
  ruleAfter: '바꾸면',
  ruleFrom: (from) => [`${day(from)}부터 새 규칙으로 셀게요. 그 전날까지는 지금 규칙으로 센 그대로예요.`],
  ruleTouches: (members, counted, all) => [
    members === 0
      ? all === 0
        ? '아직 참여하는 멤버가 없어요.'
        : `${lookedAt(counted, all)}의 연속 기록은 모두 그대로예요.`
      : `${lookedAt(counted, all)} 가운데 ${members}명은 이번 기간에 남은 횟수나 연속 기록이 달라져요.`,
  ],
  ruleCounts: (goal) => [
    `새 규칙부터는 ${perPeriod(goal)} 연속이 하나씩 늘어요. 지금까지의 연속에 이어서 '번'으로 셀게요.`,
  ],
  ruleSaved: (name, sentence, from) => [bold(name), ` 챌린지는 ${day(from)}부터 ${sentence}예요.`],
  alreadySaved: (name) => [bold(name), ' 챌린지에 이미 저장했어요.'],
  paused: (name) => [
    bold(name),
    ' 챌린지를 잠시 멈췄어요. 다시 시작할 때까지는 인증하지 않아도 모두의 연속 기록이 그대로예요.',
  ],
  alreadyPaused: (name) => [bold(name), ' 챌린지는 이미 멈춰 있어요.'],
  resumed: (name) => [bold(name), ' 챌린지를 다시 시작했어요. 오늘부터 다시 셀게요.'],
  notPaused: (name) => [bold(name), ' 챌린지는 멈춰 있지 않아요.'],
  endWould: (name, members) => [
    bold(name),
    ` 챌린지를 지금 끝낼까요? 참여하는 ${members}명의 기록은 그대로 남고, 더는 인증을 세지 않아요.`,
  ],
  ended: (name) => [bold(name), ' 챌린지를 끝냈어요. 기록은 그대로 남아요.'],
  alreadyEnded: (name) => [bold(name), ' 챌린지는 이미 끝났어요.'],
  deleteWould: (name, members, checkIns, ended) => [
    bold(name),
    members + checkIns === 0
      ? ' 챌린지를 지울까요? 되돌릴 수 없어요.'
      : ` 챌린지를 지우면 멤버 ${members}명의 참여와 인증 ${checkIns}개가 함께 지워지고 되돌릴 수 없어요.`,
    members + checkIns === 0 || ended ? '' : ' 기록을 남기려면 끝내기를 눌러 주세요.',
  ],
  deleted: (name, checkIns) => [
    bold(name),
    checkIns === 0 ? ' 챌린지를 지웠어요.' : ` 챌린지와 인증 ${checkIns}개를 지웠어요.`,
  ],
  handedOver: (name, to) => [bold(name), ' 챌린지를 ', bold(`${to}님`), '에게 넘겼어요.'],
  unknownMember: () => [
    '아직 만난 적이 없는 멤버예요. 그 멤버가 한 번 참여하거나 인증한 뒤에 넘길 수 있어요.',
  ],
  notToBots: () => ['봇에게는 넘길 수 없어요. 함께하는 멤버를 골라 주세요.'],
  hostsAlready: (name, to) => [bold(name), ' 챌린지는 이미 ', bold(`${to}님`), '이 맡고 있어요.'],
  joined: (name, sentence) => [
    bold(name),
    ` 챌린지에 온 걸 환영해요! ${sentence}. 챌린지 채널에 인증 글을 올리면 바로 셀게요.`,
  ],
  joinedEarly: (name, sentence, on) => [
    bold(name),
    ` 챌린지에 온 걸 환영해요! ${sentence}. ${day(on)}에 시작하니 그날 채널에서 만나요.`,
  ],
  joinedAgain: (name) => [bold(name), ' 챌린지로 돌아와서 반가워요. 지금까지의 기록에 이어서 셀게요.'],
  alreadyJoined: (name) => [bold(name), ' 챌린지에 이미 참여하고 있어요.'],
  leaveHow: (name) => [
    bold(name),
    ' 챌린지에서 나갈까요? 기록을 남기면 언제든 이어서 할 수 있고, 지우면 이 챌린지의 인증과 사진이 사라져 되돌릴 수 없어요.',
  ],
  left: (name) => [bold(name), ' 챌린지에서 나왔어요. 지금까지의 기록은 그대로 있고, 다시 올리면 이어져요.'],
  leftErased: (name, checkIns) => [
    bold(name),
    checkIns === 0
      ? ' 챌린지에서 나왔어요. 남은 기록은 없어요.'
      : ` 챌린지에서 나왔어요. 인증 ${checkIns}개와 그 사진을 지우고, 그 글에 달았던 제 말도 거둘게요.`,
  ],
  notJoined: (name) => [bold(name), ' 챌린지에 참여하고 있지 않아요.'],
  which: () => ['어느 챌린지인가요?'],
  gone: () => ['그 챌린지는 이제 없어요.'],
};

/** For how many members a change's effect was computed: all of them, or some. */
function lookedAt(counted: number, all: number): string {
  return counted < all ? `살펴본 ${counted}명(모두 ${all}명)` : `참여하는 ${all}명`;
}
