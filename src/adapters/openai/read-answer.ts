import type { z } from 'zod';
import type { ModelAnswer } from '../../core/language-model.ts';
import { jsonInText } from './json-in-text.ts';
import type { LanguageModelOptions } from './options.ts';
import type { Reply } from './question.ts';

/** A model's account of its own name, as it may stand in the database. */
const longestName = 100;

/**
 * What a reply is worth: an answer, or why it cannot be used. Refusals are final; slips (empty, badJson, wrongShape) deserve
 * another try, an incomplete answer one with more room.
 */
export function readAnswer<Answer>(
  reply: Reply,
  schema: z.ZodType<Answer>,
  form: Pick<LanguageModelOptions, 'json' | 'model'>,
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
  const value = form.json === 'none' ? jsonInText(reply.text) : parseJson(reply.text);
  if (value === undefined) return unusable('badJson', true);
  const wire = schema.safeParse(value);
  if (!wire.success) return unusable('wrongShape', true);
  return {
    kind: 'answer',
    value: wire.data,
    model: (reply.model || form.model).slice(0, longestName),
    usage,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
