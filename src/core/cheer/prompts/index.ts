import { hash } from '../../hash.ts';
import type { Prompt } from './prompt.ts';
import { v1 } from './v1/index.ts';
import { v2 } from './v2/index.ts';
import { versioned } from './version.ts';

export type { PromptInput } from './build.ts';
export { buildPrompt, promptFacts } from './build.ts';
export type { CheerWire, Prompt } from './prompt.ts';

/** Every version of the prompt, newest first. */
export const prompts: readonly [Prompt, ...Prompt[]] = [versioned(v2), versioned(v1)];

/** The version used unless a setting says otherwise. */
export const currentPrompt: Prompt = prompts[0];

/** The operator's settings for the prompt's version. */
export interface PromptSettings {
  /** The name of the version in use; null: the newest. */
  readonly use: string | null;
  /** Another version that is tried for this percentage of proofs; null: none. */
  readonly canary: { readonly name: string; readonly percent: number } | null;
}

/** The version of this name ('v2'), or null if there is none. */
export function promptNamed(name: string): Prompt | null {
  return prompts.find((prompt) => prompt.name === name) ?? null;
}

/** The prompt for a proof: always the same for the same proof and settings. An unknown name gives the newest version. */
export function choosePrompt({ use, canary }: PromptSettings, proof: string): Prompt {
  const tried = canary && hash(`${canary.name}|${proof}`) % 100 < canary.percent ? canary.name : use;
  return (tried === null ? null : promptNamed(tried)) ?? currentPrompt;
}
