/** The kind of moment a check-in is: decides which templates fit and what the model is told. */
export const SITUATIONS = [
  'first',
  'usual',
  'photoOnly',
  'textOnly',
  'comeback',
  'milestone',
  'late',
  /** Bad news, illness, an accident, a failure. Only the guard (core/care) sets it; `situationOf` never returns it. */
  'hard',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** The facts of a check-in that decide its situation. */
export type SituationFacts = {
  /** Distinct days done in the challenge, this one included. */
  readonly daysDone: number;
  /** The member is back after an absence longer than the goal's rhythm explains (`isBack`). */
  readonly back: boolean;
  readonly hasPhoto: boolean;
  readonly hasText: boolean;
  /** The proof counts for an earlier day than the one it was posted on. */
  readonly late: boolean;
};

const MILESTONES: ReadonlySet<number> = new Set([7, 30, 50, 100, 200, 365]);

/** The rarest situation that applies to this check-in. */
export function situationOf(facts: SituationFacts): Situation {
  if (facts.daysDone === 1) return 'first';
  if (MILESTONES.has(facts.daysDone)) return 'milestone';
  if (facts.back) return 'comeback';
  if (facts.late) return 'late';
  if (facts.hasPhoto && !facts.hasText) return 'photoOnly';
  if (facts.hasText && !facts.hasPhoto) return 'textOnly';
  return 'usual';
}

/**
 * Whether a situation that was found earlier may be told with this many days done: more may have been recorded since, and `first` or
 * `milestone` would celebrate a number that is neither.
 */
export function fitsCount(situation: Situation, daysDone: number): boolean {
  if (situation === 'first') return daysDone === 1;
  return situation !== 'milestone' || MILESTONES.has(daysDone);
}
