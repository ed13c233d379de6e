import type { Streak } from '../model/streak/index.ts';
import { type Angle, angles } from './angle.ts';
import type { CheerRequest } from './generator.ts';
import { seeded } from './seeded.ts';
import type { Situation } from './situation.ts';

/** What is known when a cheer is planned. */
export interface PlanFacts {
  readonly situation: Situation;
  readonly hasText: boolean;
  readonly hasPhoto: boolean;
  /** Distinct days done, this one included. */
  readonly daysDone: number;
  readonly streak: CheerRequest['streak'];
  /** Something of the member's own past was found that this proof resembles. */
  readonly remembers: boolean;
  /** What the member's last cheers were about, newest first; null where that is not known. */
  readonly lastAngles: readonly (Angle | null)[];
  /** The same seed and facts give the same plan. */
  readonly seed: string;
}

/** A use weighs half as much so many cheers later. */
const halvedAfter = 10;

/** From how many days done on there is a way to speak of. */
const wayFrom = 3;

/**
 * The angles this cheer may take, the chosen one first; the next is for a second try that must differ. Of those that have
 * something to stand on, each as likely as its appeal says (softmax), and less so the more it was used lately. Never empty.
 */
export function planAngles(facts: PlanFacts): readonly Angle[] {
  return (
    angles
      .filter((angle) => isEligible(angle, facts))
      // The order of the sums of score and Gumbel noise is that of draws without return.
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

/** What the moment calls for, above the rest. */
const appeal: Partial<Readonly<Record<Situation, Partial<Record<Angle, number>>>>> = {
  first: { company: 1, detail: 1 },
  milestone: { progress: 3, memory: 1 },
  comeback: { company: 3 },
  late: { effort: 1 },
  hard: { company: 2 },
};

/** A run worth speaking of: two at least, as it stands now. */
export function streakToSay(streak: Pick<Streak, 'current' | 'unit'> | null): CheerRequest['streak'] {
  return streak && streak.current >= 2 ? { current: streak.current, unit: streak.unit } : null;
}

/** What the moment is after an edit: the photo or the words may have come or gone since; what is rarer stays. */
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
