import { command } from '../inline.ts';
import type { PalTexts } from './texts.ts';

export const pal: PalTexts = {
  speaks: (name) => `응원한 친구: ${name}`,
  label: { character: '응원하는 친구', tone: '말투', language: '언어', zone: '시간대' },
  tone: {
    warm: '다정하게 두 줄',
    short: '짧게',
    emoji: '이모지만',
    silent: '말없이 표시만',
  },
  language: { ko: '한국어', en: 'English', ja: '日本語' },
  workspaceOwn: (name) => `${name} (워크스페이스의 친구)`,
  automatic: (language) => `${language} (자동)`,
  workspaceZone: (zone) => `${zone} (워크스페이스의 시간대)`,
  sample: ([first, second]) => `“${first} ${second}”`,
  silentSample: () => ['인증에 표시만 남기고, 말없이 곁에 있을게요.'],
  saved: () => ['이제부터 이렇게 응원할게요. 이미 남긴 응원은 그대로 있어요.'],
  hint: () => [
    '친구와 말투는 아래에서 골라 주세요. 언어와 시간대는 ',
    command('pal'),
    ' 명령에 함께 적어 주세요.',
  ],
};
