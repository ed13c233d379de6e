import type { DeadCause } from '../../dead-letters/store.ts';
import type { Line } from '../../views.ts';

/** What could not be said, and having it tried again. */
export interface DeadLetterTexts {
  title: string;
  none(): Line;
  intro(): Line;
  cause: Readonly<Record<DeadCause, string>>;
  /** `old`: of these, older than a day. `missing`: permissions, as the platform's API names them. */
  count(all: number, old: number, missing: readonly string[]): Line;
  /** Buttons. */
  again(cause: string): string;
  close(cause: string): string;
  redriven(redriven: number, closed: number): Line;
  nothingLeft(): Line;
}
