import { bold, command } from '../../inline.ts';
import type { ErasableCounts, ErasingTexts } from './texts.ts';

const number = (value: number) => value.toLocaleString('ko');
const listed = ({ checkIns, photos, challenges }: ErasableCounts): readonly string[] => [
  ...(checkIns > 0 ? [`인증 ${number(checkIns)}번`] : []),
  ...(photos > 0 ? [`사진 ${number(photos)}장`] : []),
  ...(challenges > 0 ? [`챌린지 ${number(challenges)}개의 기록`] : []),
];

export const erasing: ErasingTexts = {
  ask: () => [bold('여기에 간직한 기록을 모두 지울까요?')],
  goes: (counts) => [
    `지워지는 것: ${[...listed(counts), '나눈 대화', '알림', '이름과 설정'].join(', ')}. 남겨 드린 응원과 표시도 거둬들여요.`,
  ],
  stays: (postsGo) => [
    '남는 것: 누구인지 알 수 없는 영수증 하나뿐이에요. ',
    postsGo
      ? '여기에 올린 글과 사진도 함께 지워져요.'
      : '채널에 직접 올린 글은 그대로 있으니, 직접 지워 주세요.',
  ],
  hosted: (challenges) => [
    `맡고 있는 챌린지 ${number(challenges)}개는 호스트 없이 이어져요. 먼저 다른 멤버에게 넘겨도 좋아요.`,
  ],
  forGood: (goesToo) => [
    '한번 지우면 되돌릴 수 없어요. 먼저 ',
    command('my', 'export'),
    goesToo
      ? ' 명령으로 받아 둘 수 있어요. 제가 보낸 파일도 함께 지워지니, 받은 파일은 따로 저장해 두세요.'
      : ' 명령으로 받아 둘 수 있어요.',
  ],
  button: { erase: '모두 지우기', keep: '그대로 두기' },
  kept: () => ['그대로 두었어요. 아무것도 지우지 않았어요.'],
  notYours: () => ['이 버튼은 물어본 본인만 누를 수 있어요.'],
  erased: () => [bold('모두 지웠어요.'), ' 그동안 함께해 줘서 고마웠어요.'],
  what: (counts) => [`지운 것: ${[...listed(counts), '그 밖에 간직하던 것 모두'].join(', ')}.`],
  receipt: (id, at) => ['영수증 번호: ', bold(id), ' · 지운 때: ', at],
  after: () => ['아직 보이는 제 글은 곧 사라져요. 다시 인증을 올리면 처음 만난 사이로 시작해요.'],
  since: () => [
    '그 뒤에 다시 쌓인 기록은 그대로 있어요. ',
    command('my', 'delete'),
    ' 명령으로 그것도 지울 수 있어요.',
  ],
  nothing: () => ['지금 간직하고 있는 기록이 없어요.'],
};
