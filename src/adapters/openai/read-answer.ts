import type { z } from 'zod';
import type { ModelAnswer } from '../../core/language-model.ts';
import { jsonInText, parseJson } from './json-in-text.ts';
import type { LanguageModelOptions } from './options.ts';
import type { Reply } from './question.ts';

/** The most characters of a model's name, which the server reports and the database stores. */
const longestName = 100;

/**
 * Turns a reply into an answer, or says why it cannot be used. Refusals are final; empty, badJson and wrongShape deserve another
 * try, an incomplete answer one with more tokens. Even servers that promise pure JSON may put it into a code fence or prose, so it
 * is searched for in the text and judged by the schema.
 */
export function readAnswer<Answer>(
  reply: Reply,
  schema: z.ZodType<Answer>,
  asked: Pick<LanguageModelOptions, 'model'>,
): ModelAnswer<Answer> {
  const { usage } = reply;
  const unusable = (reason: string, again: boolean) => ({ kind: 'unusable', reason, again, usage }) as const;
  switch (reply.end) {
    case 'refusal':
      return unusable('refusal', false);
    case 'incomplete':
      return unusable('incomplete', true);
    case 'complete':
      break;
  }
  if (reply.text.trim() === '') return unusable('empty', true);
  const value = parseJson(reply.text) ?? jsonInText(reply.text, (found) => schema.safeParse(found).success);
  if (value === undefined) return unusable('badJson', true);
  const wire = schema.safeParse(value);
  if (!wire.success) return unusable('wrongShape', true);
  return {
    kind: 'answer',
    value: wire.data,
    model: (reply.model || asked.model).slice(0, longestName),
    usage,
  };
}
