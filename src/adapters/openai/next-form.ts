import { APIError } from 'openai';
import type { Form } from './question.ts';

/** How servers name what our JSON is asked for with. */
const aboutJson = /response_?format|text\.format|json_?(?:schema|object)/i;

/**
 * In which form a question goes out once more that was refused in this one, or null when there is none left. A refused form
 * loses what not every server knows: what the server complains of first, where it says so. `mayTurn`: an API that is not
 * found may be changed for the other.
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

/** Its message may repeat what we sent, which only changes the order of the tries. */
const complainsOfJson = (error: unknown): boolean =>
  error instanceof APIError && aboutJson.test(`${error.param} ${error.code} ${error.message}`);

/** The address is there, and the model is not (OpenAI: guides/error-codes). */
const namesModel = (error: unknown): boolean => error instanceof APIError && error.code === 'model_not_found';
