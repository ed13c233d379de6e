import { z } from 'zod';
import type { Prompt, PromptPack } from './prompt.ts';

/** The pack under the version that its content gives it: other words, another version. */
export function versioned(pack: PromptPack): Prompt {
  const { words, shots, schema } = pack;
  const content = JSON.stringify({ words, shots, schema: z.toJSONSchema(schema) });
  return { ...pack, version: `${pack.name}-${fnv(content).toString(16).padStart(8, '0')}` };
}

/** FNV-1a over UTF-16, 32 bits: tells texts apart; nothing secret rests on it. */
function fnv(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** A number of 32 bits for each text, near-equal texts far apart. */
export function spread(text: string): number {
  let value = fnv(text);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
