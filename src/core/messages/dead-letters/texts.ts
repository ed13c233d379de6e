import type { DeadCause } from '../../dead-letters/store.ts';
import type { Line } from '../../views.ts';

/** Texts about deliveries that were given up, and about retrying them. */
export interface DeadLetterTexts {
  title: string;
  none(): Line;
  intro(): Line;
  cause: Readonly<Record<DeadCause, string>>;
  /** Follows the number of those that a mistake of ours ended. */
  logSaysMore: string;
  /** `old`: how many of `all` are older than a day. `missing`: permissions by their names in the platform's API. */
  count(all: number, old: number, missing: readonly string[]): Line;
  /** Labels of the buttons that retry and close. */
  again(cause: string): string;
  close(cause: string): string;
  redriven(redriven: number, closed: number): Line;
  nothingLeft(): Line;
}
