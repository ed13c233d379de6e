import { expect, test } from 'vitest';
import { z } from 'zod';
import { promptSettings, readPrompt } from '../../../src/prompt-settings.ts';

const read = (env: Record<string, string>) => readPrompt(z.object(promptSettings).parse(env));

test.each([
  [{}, { use: null, canary: null }],
  [
    { OPENAI_PROMPT: '', OPENAI_PROMPT_CANARY: '' },
    { use: null, canary: null },
  ],
  [{ OPENAI_PROMPT: 'v1' }, { use: 'v1', canary: null }],
  [
    { OPENAI_PROMPT: 'v1', OPENAI_PROMPT_CANARY: 'v2:5' },
    { use: 'v1', canary: { name: 'v2', percent: 5 } },
  ],
  [{ OPENAI_PROMPT_CANARY: 'v2:100' }, { use: null, canary: { name: 'v2', percent: 100 } }],
])('%j', (env, expected) => {
  expect(read(env)).toEqual(expected);
});

test.each([
  [{ OPENAI_PROMPT: 'v0' }, /must be one of v2, v1/],
  [{ OPENAI_PROMPT_CANARY: 'v2' }, /such as v2:5/],
  [{ OPENAI_PROMPT_CANARY: 'v2:101' }, /such as v2:5/],
  [{ OPENAI_PROMPT_CANARY: 'v0:5' }, /such as v2:5/],
])('%j is refused in words', (env, message) => {
  expect(() => read(env)).toThrow(message);
});
