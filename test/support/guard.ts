import { createGuard } from '../../src/core/care/create-guard.ts';
import type { Guard, GuardVerdict } from '../../src/core/care/guard.ts';

/** As where no model is set up: the words alone decide. */
export const wordsAlone: Guard = createGuard({ moderator: null, decider: null });

/** Of whatever is posted it says the same. */
export function guardThatSays(verdict: GuardVerdict): Guard {
  return { ...wordsAlone, look: async () => verdict };
}
