import type { CheerAnswer } from '../../core/cheer/generator.ts';
import { createAsk } from './client.ts';
import { failureOf } from './errors.ts';
import type { CheerGeneratorOptions } from './options.ts';
import type { Question, Reply } from './question.ts';
import { readAnswer } from './read-answer.ts';

/** Two lines take about 75 tokens, their evidence as many again; thinking counts where it cannot be switched off. */
const maxTokens = 400;

export type Call = (question: Question, signal: AbortSignal) => Promise<CheerAnswer>;

/** Asks one question and makes a value of whatever happens. This file and those below it load the client's package. */
export function createCall(options: CheerGeneratorOptions): Call {
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

  return async (question, signal) => {
    try {
      let reply = await askInForm(question, maxTokens, signal);
      if (reply.end === 'incomplete') reply = await askInForm(question, maxTokens * 2, signal);
      return readAnswer(reply, {
        json: options.json,
        model: options.model,
        photoSent: question.photo !== null,
      });
    } catch (error) {
      return failureOf(error, signal, question.photo !== null);
    }
  };
}
