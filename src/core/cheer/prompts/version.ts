import { z } from 'zod';
import { fnv } from '../../hash.ts';
import type { Prompt, PromptPack } from './prompt.ts';

/** The pack under the version that its content gives it: other words, another version. */
export function versioned(pack: PromptPack): Prompt {
  const { words, shots, schema } = pack;
  const content = JSON.stringify({ words, shots, schema: z.toJSONSchema(schema) });
  return { ...pack, version: `${pack.name}-${fnv(content).toString(16).padStart(8, '0')}` };
}
