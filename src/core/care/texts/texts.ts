import type { CareKind } from '../guard.ts';
import type { Country } from '../help-lines.ts';

/** What is said to a member who may be in danger. Fixed, reviewed by people, never generated. */
export interface CareTexts {
  /**
   * When the texts were last reviewed, and by which clinician; null: by none yet. Set it after such a review.
   */
  readonly reviewed: { readonly on: string; readonly byClinician: string | null };
  readonly title: string;
  /** The first sentence: what we understood, without repeating it. */
  readonly opening: Readonly<Record<CareKind, string>>;
  /** The sentence before the help lines. */
  readonly lines: string;
  /** In place of the help lines, if we know none for the member. */
  readonly noLines: string;
  /** What to do in immediate danger. */
  readonly danger: string;
  /** That a program speaks and may be mistaken, and who sees the note. */
  readonly mistaken: string;
  readonly country: Readonly<Record<Country, string>>;
  readonly always: string;
  /** The line in the thread where no private message arrives: no subject, no numbers. */
  readonly here: string;
  /** To the host: no name, no words. */
  readonly manager: string;
}
