import type { LanguageModel, ModelAnswer } from '../language-model.ts';

/**
 * A model whose answer may have twice the room when it had too little, once. Each try is a call of its own to whoever counts
 * them: what the second may cost is not held back for the first.
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
