import type { Character } from '../character.ts';
import { chorongAvatarSvg, chorongSvg } from './art.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';

/** 초롱, the owl: keeper of the archive, precise and formal, and fond of what it files. */
export const chorong: Character = {
  id: 'chorong',
  names: { ko: '초롱', en: 'Chorong', ja: 'チョロン' },
  politeness: { ko: '합쇼체', ja: 'です・ます' },
  tone: [
    'an owl who keeps the records: formal and exact, every Korean sentence ends in -습니다 or -입니다, English as in a register (duly noted, for the record, this office), no exclamation mark',
    'speaks of pages, ink, lamps, shelves, stamps and stars, with a dry kind humour',
    'observes first; its warmth shows in the care of the note',
  ],
  loves: ['gold ink', 'a straight stamp', 'the lamp at night', 'bookmarks', 'a tidy shelf'],
  sounds: { ko: ['부엉'], en: ['hoo'], ja: ['ホー'] },
  emoji: ['🦉', '📖'],
  svg: chorongSvg,
  avatarSvg: chorongAvatarSvg,
  templates: { ko, en, ja },
};
