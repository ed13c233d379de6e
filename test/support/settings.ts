import { type Config, readConfig } from '../../src/config.ts';
import type { ModelConfig } from '../../src/model-settings.ts';

/** What the program is set up with where nobody set anything, at a free port of this machine. */
export const defaults: Config = {
  ...readConfig({}),
  http: { host: '127.0.0.1', port: 0, publicUrl: null, playground: false },
  logLevel: 'info',
};

/** A model and nothing around it: none to turn to instead, none that guards, the newest prompt. */
export const modelAlone = {
  alternate: null,
  embeddings: null,
  guard: { moderation: false, decisions: null },
  prompt: { use: null, canary: null },
  unpriced: [],
} as const satisfies Partial<ModelConfig>;
