import { z } from 'zod';
import { type PromptSettings, promptNamed, prompts } from './core/cheer/prompts/index.ts';
import { optional } from './setting.ts';

const names = prompts.map(({ name }) => name).join(', ');

/** Which version of the prompt is used to write cheers. */
export const promptSettings = {
  OPENAI_PROMPT: optional(
    z
      .string()
      .trim()
      .refine((name) => promptNamed(name) !== null, { error: `must be one of ${names}` }),
  ),
  OPENAI_PROMPT_CANARY: optional(
    z
      .string()
      .trim()
      .refine((text) => readCanary(text) !== null, {
        error: `must be a prompt and its share of a hundred, such as ${prompts[0].name}:5 (there are ${names})`,
      }),
  ),
};

const settings = z.object(promptSettings);

/** Reads which prompt to use, and which to try on a share of cheers. */
export function readPrompt(s: z.infer<typeof settings>): PromptSettings {
  return {
    use: s.OPENAI_PROMPT ?? null,
    canary: s.OPENAI_PROMPT_CANARY === undefined ? null : readCanary(s.OPENAI_PROMPT_CANARY),
  };
}

/** Parses a prompt and its share in percent, such as 'v2:5'; null if there is no such prompt. */
function readCanary(text: string): PromptSettings['canary'] {
  const [, name = '', percent] = /^(\w+):(\d{1,2}|100)$/.exec(text) ?? [];
  return promptNamed(name) === null ? null : { name, percent: Number(percent) };
}
