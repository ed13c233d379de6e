import type { LanguageModel, ModelAnswer } from '../language-model.ts';

/**
 * Combines two models: the second is asked only while the first is down, that is, its breaker is open or its error is fatal. An
 * exhausted budget is not such a case, as it applies to both models.
 */
export function createWithAlternate(first: LanguageModel, second: LanguageModel): LanguageModel {
  return {
    async ask(question, signal) {
      const answer = await first.ask(question, signal);
      if (!isDown(answer) || signal.aborted) return answer;
      const other = await second.ask(question, signal);
      // If both are down, prefer the answer that is not fatal: that model may come back, and a late answer be asked for.
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
