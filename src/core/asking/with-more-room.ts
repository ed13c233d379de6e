import type { LanguageModel, ModelAnswer } from '../language-model.ts';

/**
 * A model that asks once more with twice the tokens if an answer was cut off. Both tries pass through the budget as separate
 * calls, so that the cost of the second is not reserved for the first.
 */
export function createWithMoreRoom(model: LanguageModel): LanguageModel {
  return {
    async ask(question, signal) {
      const answer = await model.ask(question, signal);
      if (!hadNoRoom(answer)) return answer;
      const second = await model.ask({ ...question, maxTokens: question.maxTokens * 2 }, signal);
      return hadNoRoom(second) ? { ...second, again: false } : second;
    },
  };
}

function hadNoRoom<Answer>(
  answer: ModelAnswer<Answer>,
): answer is Extract<ModelAnswer<Answer>, { kind: 'unusable' }> {
  return answer.kind === 'unusable' && answer.reason === 'incomplete';
}
