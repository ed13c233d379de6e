import type { CheerAnswer } from '../../core/cheer/generator.ts';
import { cheerWireSchema } from '../../core/cheer/prompt.ts';
import { jsonInText } from './json-in-text.ts';
import type { CheerGeneratorOptions } from './options.ts';
import type { Reply } from './question.ts';

/** A model's account of its own name, as it may stand in the database. */
const longestName = 100;

/**
 * What a reply is worth: an answer, or why it cannot be used. Refusals are final; slips (empty, badJson, wrongShape) deserve
 * another try; an incomplete one was given its second try already.
 */
export function readAnswer(
  reply: Reply,
  form: Pick<CheerGeneratorOptions, 'json' | 'model'> & { readonly photoSent: boolean },
): CheerAnswer {
  switch (reply.end) {
    case 'refusal':
      return { kind: 'unusable', reason: 'refusal', again: false };
    case 'incomplete':
      return { kind: 'unusable', reason: 'incomplete', again: false };
    case 'complete':
      break;
  }
  if (reply.text.trim() === '') return { kind: 'unusable', reason: 'empty', again: true };
  const value = form.json === 'none' ? jsonInText(reply.text) : parseJson(reply.text);
  if (value === undefined) return { kind: 'unusable', reason: 'badJson', again: true };
  const wire = cheerWireSchema.safeParse(value);
  if (!wire.success) return { kind: 'unusable', reason: 'wrongShape', again: true };
  const { evidence, photoSeen, line1, line2 } = wire.data;
  return {
    kind: 'answer',
    lines: [line1, line2],
    evidence,
    // What it claims to have seen in a photo it was not shown grounds nothing.
    photoSeen: form.photoSent ? photoSeen : null,
    model: (reply.model || form.model).slice(0, longestName),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
