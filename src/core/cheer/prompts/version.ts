import { z } from 'zod';
import { fnv } from '../../hash.ts';
import type { Prompt, PromptPack } from './prompt.ts';

/** Adds the version to a pack, from a hash of its content: any change of its words gives another version. */
export function versioned(pack: PromptPack): Prompt {
  const { words, shots, schema } = pack;
  const content = JSON.stringify({ words, shots, schema: z.toJSONSchema(schema) });
  return { ...pack, version: `${pack.name}-${fnv(content).toString(16).padStart(8, '0')}` };
}
