import type { Moderation, Moderator, Words } from '../../core/care/models.ts';
import { createSpared, type Reached } from './spared.ts';

/** The moderation model that also judges pictures; it is free (OpenAI: guides/moderation). */
export const moderationModel = 'omni-moderation-latest';

/**
 * A `Moderator` over OpenAI's API, with a client of its own, since the server that writes cheers may offer no moderation. Never
 * throws; if the picture is refused, asks again without it.
 */
export function createModerator(options: Omit<Reached, 'model'>): Moderator {
  const reached = { ...options, model: moderationModel };
  const ask = createSpared<Words, Moderation>(reached, async () => {
    const { createModerate } = await import('./moderate.ts');
    return createModerate(reached);
  });
  return {
    async moderate(words, signal) {
      const { found, reason } = await ask(words, signal);
      if (found) return found;
      if (words.photo && reason === 'photo') return this.moderate({ ...words, photo: null }, signal);
      return { kind: 'none', reason };
    },
  };
}
