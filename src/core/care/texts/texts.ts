import type { CareKind } from '../guard.ts';
import type { Country } from '../help-lines.ts';

/** What is said where somebody may be in danger. Fixed, looked at by people, never generated. */
export interface CareTexts {
  /**
   * When the words were last read over, and by whom of the field: null, nobody yet. Set it when a clinician has.
   */
  readonly reviewed: { readonly on: string; readonly byClinician: string | null };
  readonly title: string;
  /** What was understood, without repeating it. */
  readonly opening: Readonly<Record<CareKind, string>>;
  /** Before the numbers. */
  readonly lines: string;
  /** In place of the numbers, where none is known. */
  readonly noLines: string;
  /** For right now. */
  readonly danger: string;
  /** Who speaks, that it may be wrong, and who sees it. */
  readonly mistaken: string;
  readonly country: Readonly<Record<Country, string>>;
  readonly always: string;
  /** In the thread, where nothing private arrives: no subject, no numbers. */
  readonly here: string;
  /** To a manager: no name, no words. */
  readonly manager: string;
}
