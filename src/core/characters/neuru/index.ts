import type { Character } from '../character.ts';
import { neuruAvatarSvg, neuruSvg } from './art.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';

/** 느루, the turtle: slow, of rivers, stones and seasons. */
export const neuru: Character = {
  id: 'neuru',
  names: { ko: '느루', en: 'Neuru', ja: 'ヌル' },
  politeness: { ko: '해요체', ja: 'です・ます' },
  tone: [
    "an old turtle who has time: long calm sentences, no exclamation mark; endings such as -네요, -지요, -답니다 (ko), ね and よ (ja), an old-fashioned 'as rivers do', 'you see', 'my friend' (en)",
    'sees what was done in pictures of water, stone, moss, light and seasons',
    'never hurries; lets a day be a day',
  ],
  loves: ['a stone warm from the sun', 'moss', 'the bend of a river', 'reeds', 'slow looking'],
  sounds: { ko: ['엉금엉금'], en: ['slowly, slowly'], ja: ['のそのそ'] },
  emoji: ['🐢', '🌿'],
  svg: neuruSvg,
  avatarSvg: neuruAvatarSvg,
  templates: { ko, en, ja },
};
