import type { ModelAnswer, ModelQuestion, TokenUsage } from '../../core/language-model.ts';
import { createAsk } from './client.ts';
import { failureOf } from './errors.ts';
import type { LanguageModelOptions } from './options.ts';
import { type Question, type Reply, toWire } from './question.ts';
import { readAnswer } from './read-answer.ts';
import { sumOf } from './usage.ts';

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
    /** Of the tries before the one under way. */
    let used: TokenUsage | null = { input: 0, cached: 0, output: 0 };
    let tries = 0;
    try {
      const question = toWire(asked);
      let reply = await askInForm(question, maxTokens, signal);
      if (reply.end === 'incomplete') {
        used = sumOf(used, reply.usage);
        tries++;
        reply = await askInForm(question, maxTokens * 2, signal);
      }
      return readAnswer(reply, schema, sumOf(used, reply.usage), options);
    } catch (error) {
      const failure = failureOf(error, signal, asked.photo !== null);
      // A second try that used nothing does not make the first one free.
      return tries > 0 && failure.usage === undefined ? { ...failure, usage: used } : failure;
    }
  };
}
