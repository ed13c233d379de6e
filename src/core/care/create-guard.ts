import type { Guard } from './guard.ts';
import type { Decider, Moderator } from './models.ts';
import { signsOf } from './signs.ts';
import { verdictOf } from './verdict.ts';

export interface GuardDeps {
  /** Null when none is set up: the search for signs in the words decides alone. */
  readonly moderator: Moderator | null;
  /** Null when none is set up. */
  readonly decider: Decider | null;
}

/**
 * Looks at texts by rules first, then, where they are set up, by moderation and Decisions in parallel. A text with a strong sign
 * is not sent to any model. `signal` limits the whole look.
 */
export function createGuard({ moderator, decider }: GuardDeps): Guard {
  return {
    async look({ text, photo, payer }, signal) {
      const signs = signsOf(text);
      const empty = text.trim() === '' && photo === null;
      if (signs.care || empty) return verdictOf({ signs, moderation: null, decision: null });
      const [moderation, decision] = await Promise.all([
        moderator?.moderate({ text, photo }, signal) ?? null,
        decider?.decide({ text, photo }, payer, signal) ?? null,
      ]);
      return verdictOf({ signs, moderation, decision });
    },

    async mayBeSaid(lines, signal) {
      const text = lines.join('\n');
      if (signsOf(text).care) return 'no';
      if (!moderator) return 'yes';
      const moderation = await moderator.moderate({ text, photo: null }, signal);
      if (moderation.kind === 'none') return 'unknown';
      return moderation.flagged.length === 0 ? 'yes' : 'no';
    },
  };
}
