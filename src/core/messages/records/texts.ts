import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

/** What `/records` and `/search` say. */
export interface RecordTexts {
  heading(title: string | null, month: string | null): string;
  found(words: string): string;
  /** Nothing to show: no proof yet, or none in this challenge or month. */
  none(narrowed: boolean): Line;
  nothingFound(words: string): Line;
  tooShort(): Line;
  /** "11월 20일(금)" of a proof, with its challenges. */
  when(day: CivilDay, titles: readonly string[]): string;
  photos(count: number): string;
  /** Of a proof without words: with photos, or with files that are none. */
  onlyPhotos: string;
  onlyFiles: string;
  see: string;
  newer: string;
  older: string;
  noSuchMonth(text: string): Line;
  noSuchPeriod(text: string): Line;
}
