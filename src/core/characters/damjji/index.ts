import type { Character } from '../character.ts';
import { damjjiAvatarSvg, damjjiSvg } from './art.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';

/** 담찌, the cream-coloured hamster: the first character. */
export const damjji: Character = {
  id: 'damjji',
  names: { ko: '담찌', en: 'Damjji', ja: 'ダムチ' },
  politeness: { ko: '해요체', ja: 'です・ます' },
  tone: [
    'warm and attentive, like a small friend who looked closely',
    'spoken, plain and concrete; one picture at a time',
    'never gushes, never judges, never hurries anyone',
  ],
  loves: ['sunflower seeds', 'full cheeks', 'the wheel', 'a nest of sawdust', 'whiskers that notice things'],
  sounds: { ko: ['찍찍'], en: ['squeak'], ja: ['チュチュッ'] },
  emoji: ['🐹', '🌻'],
  svg: damjjiSvg,
  avatarSvg: damjjiAvatarSvg,
  templates: { ko, en, ja },
};
