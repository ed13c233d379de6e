import type { LanguageModel, ModelAnswer } from '../language-model.ts';

/**
 * Two models as one: the second is asked only while the first cannot be, because it is being left alone or because only the
 * operator can mend it. What costs too much of the one costs too much of the other.
 */
export function createWithAlternate(first: LanguageModel, second: LanguageModel): LanguageModel {
  return {
    async ask(question, signal) {
      const answer = await first.ask(question, signal);
      return isDown(answer) && !signal.aborted ? second.ask(question, signal) : answer;
    },
  };
}

function isDown(answer: ModelAnswer<unknown>): boolean {
  if (answer.kind !== 'unavailable') return false;
  switch (answer.reason) {
    case 'budget':
    case 'memberLimit':
      return false;
    case 'breaker':
      return true;
    default:
      return answer.fatal;
  }
}
