import type { CheckCode } from '../../../../src/core/cheer/checks/index.ts';

/** A line of a cheer; where it says a number, with the proof it stands under. */
export type Line = string | readonly [line: string, proof: string];

export interface LineTable {
  /** By what they are examples of. */
  readonly passes: Readonly<Record<string, readonly Line[]>>;
  /** By the code each must fail with; it may fail with others too. */
  readonly fails: Readonly<Partial<Record<CheckCode, readonly Line[]>>>;
}
