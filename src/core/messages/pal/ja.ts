import { command } from '../inline.ts';
import type { PalTexts } from './texts.ts';

export const pal: PalTexts = {
  speaks: (name) => `応援したなかま：${name}`,
  label: { character: '応援するなかま', tone: '話し方', language: '言語', zone: 'タイムゾーン' },
  tone: {
    warm: 'あたたかく二行',
    short: '短く',
    emoji: '絵文字だけ',
    silent: '言葉なしで印だけ',
  },
  language: { ko: '한국어', en: 'English', ja: '日本語' },
  workspaceOwn: (name) => `${name}（ワークスペースのなかま）`,
  automatic: (language) => `${language}（自動）`,
  workspaceZone: (zone) => `${zone}（ワークスペースのタイムゾーン）`,
  sample: ([first, second]) => `「${first}${second}」`,
  silentSample: () => ['記録に印だけを残して、静かにとなりにいます。'],
  saved: () => ['これからはこのように応援します。これまでの応援はそのまま残ります。'],
  hint: () => [
    'なかまと話し方は下から選んでください。言語とタイムゾーンは ',
    command('pal'),
    ' コマンドに添えてください。',
  ],
};
