import { type BuiltPrompt, buildPrompt as build, currentPrompt, type PromptInput } from './prompts/index.ts';
import { schema } from './prompts/v2/schema.ts';

/** What remains of the time before there were versions: those who know their version import `prompts/index.ts`. */
export { type CheerWire, type PromptInput, promptFacts } from './prompts/index.ts';
export const PROMPT_VERSION = currentPrompt.version;
export const cheerWireSchema = schema;
export function buildPrompt(input: PromptInput): BuiltPrompt {
  return build(input, currentPrompt);
}
