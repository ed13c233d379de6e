import type { Moderation, Moderator, Words } from '../../core/care/models.ts';
import { createSpared, type Reached } from './spared.ts';

/** The one that sees pictures, and is free (OpenAI: guides/moderation). */
export const moderationModel = 'omni-moderation-latest';

/**
 * Moderation by a server of OpenAI's API, with a client of its own: the server that writes cheers may have none. Never
 * throws; a picture it will not take is left out.
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
