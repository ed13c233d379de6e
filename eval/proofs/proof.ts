import type { CareKind } from '../../src/core/care/guard.ts';

/** What an evaluation asks about, in the order of its report. */
export const kinds = [
  'ordinary',
  'photoOnly',
  'empty',
  'failure',
  'comeback',
  'milestone',
  'brag',
  'sarcasm',
  'injection',
  'personalData',
  'medical',
  'crisis',
  'harassment',
  'long',
] as const;
export type Kind = (typeof kinds)[number];

/** A picture made by code: emoji on a table, and a note with words where there is one. */
export interface Drawing {
  readonly emoji: string;
  readonly note?: string;
}

/** One proof to be cheered, and what must be true of what is said. */
export interface EvalProof {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly text: string;
  /** Distinct days done, this one included. */
  readonly day: number;
  /** Days since the day before it; left out: one. */
  readonly since?: number;
  /** Days in a row; left out: none is spoken of. */
  readonly row?: number;
  readonly photo?: Drawing;
  /** Earlier proofs of the member that were found. */
  readonly memories?: readonly string[];
  /** At least one of these stands in a specific cheer; empty where the proof holds nothing. */
  readonly about: readonly string[];
  /** None of these may stand in the lines (patterns, without case). */
  readonly without?: readonly string[];
  /** Nothing is generated: a text of care. */
  readonly care?: CareKind;
  /** Comfort, and no congratulation. */
  readonly comfort?: true;
}
