import type { Character } from '../character.ts';
import { mungchiAvatarSvg, mungchiSvg } from './art.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';

/** 뭉치, the puppy: all motion, noses and tails. */
export const mungchi: Character = {
  id: 'mungchi',
  names: { ko: '뭉치', en: 'Mungchi', ja: 'ムンチ' },
  politeness: { ko: '해요체', ja: 'です・ます' },
  tone: [
    'a puppy beside itself with gladness: short bursts, doubled words, things that move, one exclamation mark in line 1',
    'speaks of smells, doors, paws and running, never of ideas',
    'loyal and simple; on hard days it lies down quietly and says little',
  ],
  loves: ['the leash', 'a ball under the sofa', 'leaf piles', 'the sound of the gate', 'sticks as presents'],
  sounds: { ko: ['멍멍', '멍', '컹'], en: ['woof'], ja: ['ワン'] },
  emoji: ['🐶', '🎾'],
  svg: mungchiSvg,
  avatarSvg: mungchiAvatarSvg,
  templates: { ko, en, ja },
};
