import type { Decider, Decision, Words } from '../../core/care/models.ts';
import { createSpared, type Reached } from './spared.ts';

/**
 * OpenAI's Decisions: how likely statements about a text are. Only `gpt-6-luna` answers them. Never throws; a picture it will
 * not take is left out.
 */
export function createDecider(options: Reached): Decider {
  const ask = createSpared<Words, Decision>(options, async () => {
    const { createDecide } = await import('./decide.ts');
    return createDecide(options);
  });
  return {
    async decide(words, payer, signal) {
      const { found, reason, used } = await ask(words, signal);
      if (found) return found;
      if (words.photo && reason === 'photo') return this.decide({ ...words, photo: null }, payer, signal);
      return { kind: 'none', reason, used };
    },
  };
}
