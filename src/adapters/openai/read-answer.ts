import type { z } from 'zod';
import type { ModelAnswer } from '../../core/language-model.ts';
import { jsonInText, parseJson } from './json-in-text.ts';
import type { LanguageModelOptions } from './options.ts';
import type { Reply } from './question.ts';

/** A model's account of its own name, as it may stand in the database. */
const longestName = 100;

/**
 * What a reply is worth: an answer, or why it cannot be used. Refusals are final; slips (empty, badJson, wrongShape) deserve
 * another try, an incomplete answer one with more room. Servers that promise JSON alone may still put it in a code fence or
 * prose: whatever was asked for, the schema judges what is found.
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
