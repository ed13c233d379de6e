import { type Config, readConfig } from '../../src/config.ts';
import type { ModelConfig } from '../../src/model-settings.ts';
import { middayZone } from './midday.ts';

/**
 * What the program is set up with where nobody set anything, at a free port of this machine, where it is about noon: after midnight
 * a post still counts for the day before, and its thread says so.
 */
export const defaults: Config = {
  ...readConfig({ DEFAULT_TIMEZONE: middayZone() }),
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
