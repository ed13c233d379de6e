import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

/** Texts of `/records` and `/search`. */
export interface RecordTexts {
  heading(title: string | null, month: string | null): string;
  found(words: string): string;
  /** Nothing to show: no proof at all, or if `narrowed` none in this challenge or month. */
  none(narrowed: boolean): Line;
  nothingFound(words: string): Line;
  tooShort(): Line;
  /** A proof's day and challenges: "11월 20일(금) …". */
  when(day: CivilDay, titles: readonly string[]): string;
  photos(count: number): string;
  /** Stands for the words of a proof that has only photos; `onlyFiles`: only other files. */
  onlyPhotos: string;
  onlyFiles: string;
  see: string;
  newer: string;
  older: string;
  noSuchMonth(text: string): Line;
  noSuchPeriod(text: string): Line;
}
