import { permissionName } from '../permissions.ts';
import type { DeadLetterTexts } from './texts.ts';

export const deadLetters: DeadLetterTexts = {
  title: '📮 届けられなかったもの',
  none: () => ['届けられずに残っているものはありません。すべて届いています。'],
  intro: () => ['原因を直してから、もう一度お試しください。もう届いたものが二度投稿されることはありません。'],
  cause: {
    forbidden: '権限がない',
    invalid: '受け付けられない',
    unknown: '届いたか分からない',
    old: '一日を過ぎた',
    mistake: 'ボットの側の不具合',
    failed: '何度か失敗した',
  },
  logSaysMore: '詳しくは運営者のログに残っています',
  count: (all, old, missing) => [
    `${all}件`,
    ...(old > 0 ? [`（一日を過ぎて投稿しないもの ${old}件）`] : []),
    ...(missing.length > 0
      ? [`・必要な権限: ${missing.map((each) => permissionName(each, 'ja')).join('、')}`]
      : []),
  ],
  again: (cause) => `もう一度: ${cause}`,
  close: (cause) => `片付ける: ${cause}`,
  redriven: (redriven, closed) => [
    redriven > 0 ? `${redriven}件をもう一度届けてみます。` : 'もう一度届けるものはありません。',
    ...(closed > 0 ? [`一日を過ぎた${closed}件は、投稿せずに片付けました。`] : []),
  ],
  nothingLeft: () => ['もう試しているか、残っていません。'],
};
