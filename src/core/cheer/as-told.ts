import { evidenceOf } from '../check-in/evidence.ts';
import { situationNow } from './plan.ts';
import type { CheerContext } from './store.ts';

/**
 * The context without what would give a closed challenge away in another channel than its own: its title, how many days its member has
 * done, and whether it is their first, a milestone or a return. Recalling and the streak are left out by `tellable`. Pure.
 */
export function asTold(context: CheerContext): CheerContext {
  if (context.tellable) return context;
  const { situation, text, hasPhoto } = context;
  const counts = situation === 'first' || situation === 'milestone' || situation === 'comeback';
  const { hasText } = evidenceOf(text, []);
  return {
    ...context,
    challengeTitle: null,
    daysDone: null,
    situation: counts ? situationNow('usual', { hasText, hasPhoto }) : situation,
  };
}
