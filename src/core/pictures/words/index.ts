import type { Locale } from '../../model/locale.ts';
import type { SpecOf } from '../spec.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { PictureWords } from './words.ts';

export type { PictureWords };

/** The texts of each language; the compiler reports missing ones. */
export const pictureWords: Readonly<Record<Locale, PictureWords>> = { ko, en, ja };

/** The part of a zone's name that people know: "Seoul" for `Asia/Seoul`. */
export function placeOf(zone: string): string {
  return zone.split('/').at(-1)!.replaceAll('_', ' ');
}

/** From this percentage on a member finished the challenge. */
const mostOfIt = 80;

/** The heading of the card at the end of a challenge: "finished" only for members who did most of it, else "took part". */
export function closingLine(
  { completionPct }: Pick<SpecOf<'finish'>, 'completionPct'>,
  { finished, tookPart }: Pick<PictureWords, 'finished' | 'tookPart'>,
): string {
  return completionPct !== null && completionPct >= mostOfIt ? finished : tookPart;
}
