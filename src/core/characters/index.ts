import type { Character } from './character.ts';
import { chorong } from './chorong/index.ts';
import { damjji } from './damjji/index.ts';
import { mungchi } from './mungchi/index.ts';
import { neuru } from './neuru/index.ts';

/** All characters, the default one (담찌) first. */
export const characters: readonly Character[] = [damjji, mungchi, neuru, chorong];

/** The character with this id; 담찌 if there is none (any more). */
export function characterOf(id: string): Character {
  return characters.find((known) => known.id === id) ?? damjji;
}

/** The `character` of a picture's spec: absent for 담찌, the default. */
export function heroOf(character: string | undefined): { readonly character?: string } {
  const { id } = characterOf(character ?? '');
  return id === damjji.id ? {} : { character: id };
}

/** How a member wants to be cheered. */
export const tones = ['warm', 'short', 'emoji', 'silent'] as const;
export type Tone = (typeof tones)[number];
