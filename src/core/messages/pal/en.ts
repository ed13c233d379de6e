import { command } from '../inline.ts';
import type { PalTexts } from './texts.ts';

export const pal: PalTexts = {
  speaks: (name) => `Cheered by ${name}`,
  label: { character: 'Pal', tone: 'Tone', language: 'Language', zone: 'Time zone' },
  tone: {
    warm: 'two warm lines',
    short: 'short',
    emoji: 'emoji only',
    silent: 'silent, the mark alone',
  },
  language: { ko: '한국어', en: 'English', ja: '日本語' },
  workspaceOwn: (name) => `${name} (the workspace’s pal)`,
  automatic: (language) => `${language} (automatic)`,
  workspaceZone: (zone) => `${zone} (the workspace’s zone)`,
  sample: ([first, second]) => `“${first} ${second}”`,
  silentSample: () => ['Your check-ins get their mark, and I sit beside them without a word.'],
  saved: () => ['From now on your cheers sound like this. Those already there stay as they are.'],
  hint: () => ['Choose a pal and a tone below. Add a language or a time zone to ', command('pal'), '.'],
};
