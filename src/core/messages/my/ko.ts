import { command } from '../inline.ts';
import { erasing } from './erasing/ko.ts';
import type { MyTexts } from './texts.ts';

const count = (value: number) => value.toLocaleString('en-US');

export const my: MyTexts = {
  erasing,
  info: {
    title: '🔐 내정보',
    kept: ({ checkIns, photos }) => [
      checkIns > 0 ? `인증 ${count(checkIns)}번과 그 글, ` : '',
      photos > 0 ? `사진 ${count(photos)}장(작은 사본 두 개씩, 찍은 곳은 빼고), ` : '',
      '이름과 설정을 간직하고 있어요.',
    ],
    until: () => ['나눈 대화는 30일, 나머지는 지울 때까지 간직해요.'],
    seenBy: () => [
      '채널에 올린 것은 그 채널 사람들이 봐요. 모아 둔 기록은 본인만 꺼내 볼 수 있고, 이 봇을 운영하는 분은 데이터베이스를 볼 수 있어요.',
    ],
    nothingSent: () => ['지금은 AI 모델을 쓰지 않아서, 글과 사진을 다른 곳으로 보내지 않아요.'],
    sent: ({ photos, safety }) => [
      `응원하고 대답하려고, 이 봇을 운영하는 분이 정한 AI 모델에 ${photos ? '글과 사진을' : '글을'} 보내요.`,
      safety ? ' 그 전에 안전한지 살피는 모델에도 보내요.' : '',
    ],
    yours: () => [
      command('my', 'export'),
      ' 명령으로 모두 파일 하나에 담아 가져가고, ',
      command('my', 'delete'),
      ' 명령으로 모두 지울 수 있어요.',
    ],
  },
  export: {
    here: () => ['여기에 간직한 정보를 모두 이 파일에 담았어요. 본인만 볼 수 있어요.'],
    direct: () => ['여기에 간직한 정보를 모두 파일에 담아 다이렉트 메시지로 보냈어요.'],
    withoutPhotos: () => [
      '사진은 파일에 들어 있지 않아요. 이름과 크기만 적었고, 사진은 올린 글에 그대로 있어요.',
    ],
    tooLarge: () => [
      '기록이 많아서 파일이 여기서 보낼 수 있는 크기를 넘었어요. 이 봇을 운영하는 분에게 부탁하면 따로 받을 수 있어요.',
    ],
  },
};
