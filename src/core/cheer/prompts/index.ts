import { hash } from '../../hash.ts';
import type { Prompt } from './prompt.ts';
import { v1 } from './v1/index.ts';
import { v2 } from './v2/index.ts';
import { versioned } from './version.ts';

export type { PromptInput } from './build.ts';
export { buildPrompt, promptFacts } from './build.ts';
export type { CheerWire, Prompt } from './prompt.ts';

/** Every version there is, newest first. */
export const prompts: readonly [Prompt, ...Prompt[]] = [versioned(v2), versioned(v1)];

/** What is used unless a setting says otherwise. */
export const currentPrompt: Prompt = prompts[0];

export interface PromptSettings {
  /** The name of the version in use; null: the newest. */
  readonly use: string | null;
  /** Another version for so many proofs of a hundred. */
  readonly canary: { readonly name: string; readonly percent: number } | null;
}

/** The version of this name ('v2'); null: there is none. */
export function promptNamed(name: string): Prompt | null {
  return prompts.find((prompt) => prompt.name === name) ?? null;
}

/** The prompt for a proof: always the same for the same proof and settings. A name nobody knows means the newest. */
export function choosePrompt({ use, canary }: PromptSettings, proof: string): Prompt {
  const tried = canary && hash(`${canary.name}|${proof}`) % 100 < canary.percent ? canary.name : use;
  return (tried === null ? null : promptNamed(tried)) ?? currentPrompt;
}
