import type { Character } from './character.ts';
import { chorong } from './chorong/index.ts';
import { damjji } from './damjji/index.ts';
import { mungchi } from './mungchi/index.ts';
import { neuru } from './neuru/index.ts';

/** Every animal there is, 담찌 first. */
export const characters: readonly Character[] = [damjji, mungchi, neuru, chorong];

/** The character of this name; 담찌 where it is unknown (a pack that was taken out). */
export function characterOf(id: string): Character {
  return characters.find((known) => known.id === id) ?? damjji;
}

/** Who is on a picture, as its spec says it: nothing for 담찌, who is where nobody is named. */
export function heroOf(character: string | undefined): { readonly character?: string } {
  const { id } = characterOf(character ?? '');
  return id === damjji.id ? {} : { character: id };
}

/** How a member wants to be cheered. */
export const tones = ['warm', 'short', 'emoji', 'silent'] as const;
export type Tone = (typeof tones)[number];
