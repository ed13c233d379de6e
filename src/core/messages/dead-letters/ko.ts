import { permissionName } from '../permissions.ts';
import type { DeadLetterTexts } from './texts.ts';

export const deadLetters: DeadLetterTexts = {
  title: '📮 전하지 못한 것',
  none: () => ['전하지 못하고 남은 것이 없어요. 모두 잘 전했어요.'],
  intro: () => ['원인을 고친 다음 다시 시도해 주세요. 이미 전한 것이 두 번 올라가는 일은 없어요.'],
  cause: {
    forbidden: '권한이 없음',
    invalid: '플랫폼이 받지 않음',
    unknown: '전했는지 알 수 없음',
    old: '하루가 지남',
    mistake: '봇 쪽에서 문제가 생김',
    failed: '여러 번 실패함',
  },
  logSaysMore: '자세한 내용은 운영자의 로그에 있어요',
  count: (all, old, missing) => [
    `${all}개`,
    ...(old > 0 ? [` (하루가 지나 올리지 않을 것 ${old}개)`] : []),
    ...(missing.length > 0
      ? [` · 필요한 권한: ${missing.map((each) => permissionName(each, 'ko')).join(', ')}`]
      : []),
  ],
  again: (cause) => `다시 시도: ${cause}`,
  close: (cause) => `정리: ${cause}`,
  redriven: (redriven, closed) => [
    redriven > 0 ? `${redriven}개를 다시 전해 볼게요.` : '다시 전할 것은 없어요.',
    ...(closed > 0 ? [` 하루가 지난 ${closed}개는 올리지 않고 정리했어요.`] : []),
  ],
  nothingLeft: () => ['이미 다시 시도했거나 남은 것이 없어요.'],
};
