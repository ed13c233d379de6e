import type { Decider, Decision, Words } from '../../core/care/models.ts';
import { createSpared, type Reached } from './spared.ts';

/**
 * A `Decider` over OpenAI's Decisions, which only `gpt-6-luna` answers. Never throws; if the picture is refused, asks again
 * without it.
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
