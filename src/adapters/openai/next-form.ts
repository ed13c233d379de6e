import { APIError } from 'openai';
import type { Form } from './question.ts';

/** Names of the parameters by which we ask for JSON, as servers' errors mention them. */
const aboutJson = /response_?format|text\.format|json_?(?:schema|object)/i;

/**
 * The next form in which to send a refused question, or null if there is none left. It drops a feature that not every server
 * supports, first the one the server complains about, if it names one. `mayTurn`: whether the other API may be tried if this one
 * is not found.
 */
export function nextForm(
  form: Form,
  { error, reason, mayTurn }: { readonly error: unknown; readonly reason: string; readonly mayTurn: boolean },
): Form | null {
  if (reason === 'noModel' && mayTurn && !namesModel(error)) {
    return { ...form, api: form.api === 'chat' ? 'responses' : 'chat' };
  }
  if (reason !== 'badRequest') return null;
  if (!form.plain && !complainsOfJson(error)) return { ...form, plain: true };
  switch (form.json) {
    case 'strict':
      return { ...form, json: 'loose' };
    case 'loose':
      return { ...form, json: 'none' };
    case 'none':
      return form.plain ? null : { ...form, plain: true };
  }
}

/** May be wrong, as the message may quote our request; that only changes the order of the tries. */
const complainsOfJson = (error: unknown): boolean =>
  error instanceof APIError && aboutJson.test(`${error.param} ${error.code} ${error.message}`);

/** Whether a 404 is about the model and not the URL (OpenAI: guides/error-codes). */
const namesModel = (error: unknown): boolean => error instanceof APIError && error.code === 'model_not_found';
