import type { Locale } from '../../model/locale.ts';
import type { SpecOf } from '../spec.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { PictureWords } from './words.ts';

export type { PictureWords };

/** The words of one language; complete in each, or it does not compile. */
export const pictureWords: Readonly<Record<Locale, PictureWords>> = { ko, en, ja };

/** The part of a zone's name people know: `Asia/Seoul` is Seoul. */
export function placeOf(zone: string): string {
  return zone.split('/').at(-1)!.replaceAll('_', ' ');
}

const mostOfIt = 80;

/** Over the card at the end of a challenge: only who did most of it came to its end. */
export function closingLine(
  { completionPct }: Pick<SpecOf<'finish'>, 'completionPct'>,
  { finished, tookPart }: Pick<PictureWords, 'finished' | 'tookPart'>,
): string {
  return completionPct !== null && completionPct >= mostOfIt ? finished : tookPart;
}
