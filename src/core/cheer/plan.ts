import type { Streak } from '../model/streak/index.ts';
import { type Angle, angles } from './angle.ts';
import type { CheerRequest } from './generator.ts';
import { seeded } from './seeded.ts';
import type { Situation } from './situation.ts';

/** What the choice of an angle depends on. */
export interface PlanFacts {
  readonly situation: Situation;
  readonly hasText: boolean;
  readonly hasPhoto: boolean;
  /** Distinct days done, this one included. */
  readonly daysDone: number;
  readonly streak: CheerRequest['streak'];
  /** Earlier proofs of the member were found that resemble this one. */
  readonly remembers: boolean;
  /** The angles of the member's last cheers, newest first; null where none is known. */
  readonly lastAngles: readonly (Angle | null)[];
  /** The same seed and facts give the same plan. */
  readonly seed: string;
}

/** An earlier use of an angle weighs half as much after this many cheers. */
const halvedAfter = 10;

/** From this many days done on, a cheer may speak of progress without a streak. */
const wayFrom = 3;

/**
 * The angles this cheer may take, the chosen one first; the next is for a second try that must differ. Drawn at random among
 * those the facts support, weighted (softmax) by their appeal in this situation less their recent use. Never empty.
 */
export function planAngles(facts: PlanFacts): readonly Angle[] {
  return (
    angles
      .filter((angle) => isEligible(angle, facts))
      // Sorting by score plus Gumbel noise equals drawing without replacement with softmax weights.
      .map((angle) => ({
        angle,
        rank: score(angle, facts) - Math.log(-Math.log(seeded(`${facts.seed}|${angle}`))),
      }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ angle }) => angle)
  );
}

function isEligible(
  angle: Angle,
  { situation, hasText, hasPhoto, daysDone, streak, remembers }: PlanFacts,
): boolean {
  switch (angle) {
    case 'company':
      return true;
    case 'detail':
      return hasText || hasPhoto;
    case 'effort':
      return hasText;
    case 'progress':
      return situation !== 'hard' && situation !== 'first' && (daysDone >= wayFrom || streak !== null);
    case 'memory':
      return situation !== 'hard' && remembers;
  }
}

function score(angle: Angle, { situation, lastAngles }: PlanFacts): number {
  const used = lastAngles.reduce(
    (sum, each, ago) => sum + (each === angle ? 0.5 ** (ago / halvedAfter) : 0),
    0,
  );
  return (appeal[situation]?.[angle] ?? 0) - used;
}

/** How much more each situation favours an angle; 0 where nothing stands here. */
const appeal: Partial<Readonly<Record<Situation, Partial<Record<Angle, number>>>>> = {
  first: { company: 1, detail: 1 },
  milestone: { progress: 3, memory: 1 },
  comeback: { company: 3 },
  late: { effort: 1 },
  hard: { company: 2 },
};

/** The streak a cheer may name: its current length if that is at least two, else null. */
export function streakToSay(streak: Pick<Streak, 'current' | 'unit'> | null): CheerRequest['streak'] {
  return streak && streak.current >= 2 ? { current: streak.current, unit: streak.unit } : null;
}

/** The situation after an edit, which may have added or removed photo or text; rarer situations stay as they are. */
export function situationNow(
  situation: Situation,
  { hasText, hasPhoto }: { readonly hasText: boolean; readonly hasPhoto: boolean },
): Situation {
  switch (situation) {
    case 'usual':
    case 'photoOnly':
    case 'textOnly':
      if (hasPhoto === hasText) return 'usual';
      return hasPhoto ? 'photoOnly' : 'textOnly';
    case 'first':
    case 'comeback':
    case 'milestone':
    case 'late':
    case 'hard':
      return situation;
  }
}
