import { evidenceOf } from '../check-in/evidence.ts';
import { situationNow } from './plan.ts';
import { fitsCount, type Situation } from './situation.ts';
import type { CheerContext } from './store.ts';

/**
 * The context as it may be told: a first day or a milestone only where the days done are one now, and nothing that would give a closed
 * challenge away in another channel than its own: its title, how many days its member has done, and whether it is their first, a
 * milestone or a return. Recalling and the streak are left out by `tellable`. Pure.
 */
export function asTold(context: CheerContext): CheerContext {
  const { tellable, situation, daysDone } = context;
  if (tellable) {
    const fits = daysDone === null || fitsCount(situation, daysDone);
    return fits ? context : { ...context, situation: everyday(context) };
  }
  return {
    ...context,
    challengeTitle: null,
    daysDone: null,
    situation: givesAway.has(situation) ? everyday(context) : situation,
  };
}

/** The situations that say how far a member has come. */
const givesAway: ReadonlySet<Situation> = new Set(['first', 'milestone', 'comeback']);

function everyday({ text, hasPhoto }: CheerContext): Situation {
  return situationNow('usual', { hasText: evidenceOf(text, []).hasText, hasPhoto });
}
