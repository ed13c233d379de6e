import type { ModelAnswer, ModelQuestion } from '../../core/language-model.ts';
import { createAsk } from './client.ts';
import { failureOf } from './errors.ts';
import { nextForm } from './next-form.ts';
import type { LanguageModelOptions } from './options.ts';
import { type Form, type Question, type Reply, toWire } from './question.ts';
import { readAnswer } from './read-answer.ts';

export type Call = <Answer>(
  question: ModelQuestion<Answer>,
  signal: AbortSignal,
) => Promise<ModelAnswer<Answer>>;

/** Asks one question and makes a value of whatever happens. This file and those below it load the client's package. */
export function createCall(options: LanguageModelOptions): Call {
  const ask = createAsk(options);
  const { api, json, eitherApi = false } = options;
  /** Our full form, until the server refused it and took another. */
  let learnt: Form = { api, json, plain: false };

  async function askInForm(question: Question, maxTokens: number, signal: AbortSignal): Promise<Reply> {
    const first = learnt;
    for (let form = first; ; ) {
      try {
        const reply = await ask(question, { maxTokens, ...form }, signal);
        if (form !== first) learnt = form;
        return reply;
      } catch (error) {
        const { reason } = failureOf(error, signal, question.photo !== null);
        const mayTurn = eitherApi && form.api === first.api;
        const next = nextForm(form, { error, reason, mayTurn });
        if (next === null) throw error;
        form = next;
      }
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
