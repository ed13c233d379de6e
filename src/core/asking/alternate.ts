import type { LanguageModel, ModelAnswer } from '../language-model.ts';

/**
 * Two models as one: the second is asked only while the first cannot be, because it is being left alone or because only the
 * operator can mend it. What costs too much of the one costs too much of the other.
 */
export function createWithAlternate(first: LanguageModel, second: LanguageModel): LanguageModel {
  return {
    async ask(question, signal) {
      const answer = await first.ask(question, signal);
      if (!isDown(answer) || signal.aborted) return answer;
      const other = await second.ask(question, signal);
      // Of two that are down, the one that comes back by itself is told of: its answer may come late.
      return isDown(other) && !answer.fatal ? answer : other;
    },
  };
}

function isDown<Answer>(
  answer: ModelAnswer<Answer>,
): answer is Extract<ModelAnswer<Answer>, { kind: 'unavailable' }> {
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
