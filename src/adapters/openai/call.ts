import type { ModelAnswer, ModelQuestion } from '../../core/language-model.ts';
import { createAsk } from './client.ts';
import { failureOf } from './errors.ts';
import { nextForm } from './next-form.ts';
import type { LanguageModelOptions } from './options.ts';
import { type Form, type Question, type Reply, toWire } from './question.ts';
import { readAnswer } from './read-answer.ts';

/** Asks one question; never throws. */
export type Call = <Answer>(
  question: ModelQuestion<Answer>,
  signal: AbortSignal,
) => Promise<ModelAnswer<Answer>>;

/** Asks questions and turns every outcome into a value. Importing this file loads the client's package, so it is done late. */
export function createCall(options: LanguageModelOptions): Call {
  const ask = createAsk(options);
  const { api, json, eitherApi = false } = options;
  /** The form that questions are first sent in: the configured one, until the server refuses it and accepts a simpler one. */
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
