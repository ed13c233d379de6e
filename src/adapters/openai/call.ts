import type { ModelAnswer, ModelQuestion } from '../../core/language-model.ts';
import { createAsk } from './client.ts';
import { failureOf } from './errors.ts';
import type { LanguageModelOptions } from './options.ts';
import { type Question, type Reply, toWire } from './question.ts';
import { readAnswer } from './read-answer.ts';

export type Call = <Answer>(
  question: ModelQuestion<Answer>,
  signal: AbortSignal,
) => Promise<ModelAnswer<Answer>>;

/** Asks one question and makes a value of whatever happens. This file and those below it load the client's package. */
export function createCall(options: LanguageModelOptions): Call {
  const ask = createAsk(options);
  /** Learnt once a server refused our full form and took the plain one. */
  let plain = false;

  async function askInForm(question: Question, maxTokens: number, signal: AbortSignal): Promise<Reply> {
    try {
      return await ask(question, { maxTokens, plain }, signal);
    } catch (error) {
      const failure = failureOf(error, signal, question.photo !== null);
      if (plain || failure.reason !== 'badRequest') throw error;
      const reply = await ask(question, { maxTokens, plain: true }, signal);
      plain = true;
      return reply;
    }
  }

  return async (asked, signal) => {
    const { schema, maxTokens } = asked;
    try {
      return readAnswer(await askInForm(toWire(asked), maxTokens, signal), schema, options);
    } catch (error) {
      return failureOf(error, signal, asked.photo !== null);
    }
  };
}
