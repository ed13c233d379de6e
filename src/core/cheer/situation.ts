/** What kind of moment a check-in is; decides which templates fit and what the model is told. */
export const SITUATIONS = [
  'first',
  'usual',
  'photoOnly',
  'textOnly',
  'comeback',
  'milestone',
  'late',
  /** Bad news, illness, an accident, a failure: what the guard finds (core/care), never what a plan begins with. */
  'hard',
] as const;
export type Situation = (typeof SITUATIONS)[number];

export type SituationFacts = {
  /** Distinct days done in the challenge, this one included. */
  readonly daysDone: number;
  /** After a while away: longer than the goal's own rhythm explains (`isBack`). */
  readonly back: boolean;
  readonly hasPhoto: boolean;
  readonly hasText: boolean;
  /** Posted for an earlier day than the one it was posted on. */
  readonly late: boolean;
};

const MILESTONES: ReadonlySet<number> = new Set([7, 30, 50, 100, 200, 365]);

/** The rarest thing true of this check-in. */
export function situationOf(facts: SituationFacts): Situation {
  if (facts.daysDone === 1) return 'first';
  if (MILESTONES.has(facts.daysDone)) return 'milestone';
  if (facts.back) return 'comeback';
  if (facts.late) return 'late';
  if (facts.hasPhoto && !facts.hasText) return 'photoOnly';
  if (facts.hasText && !facts.hasPhoto) return 'textOnly';
  return 'usual';
}
