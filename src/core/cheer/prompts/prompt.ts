import type { z } from 'zod';
import type { Character } from '../../characters/character.ts';
import type { Tone } from '../../characters/index.ts';
import type { Locale } from '../../model/locale.ts';
import type { Angle } from '../angle.ts';
import type { CheckCode, Evidence } from '../checks/index.ts';
import type { Situation } from '../situation.ts';

/** What every version of the prompt has the model answer; a version's own schema may say more of `situation`. */
export interface CheerWire {
  readonly situation: string;
  readonly evidence: readonly Evidence[];
  /** What the photo shows; null without one. */
  readonly photoSeen: string | null;
  readonly line1: string;
  readonly line2: string;
}

/** Tones in which a model writes: for the others nothing is written. */
export type SpokenTone = Exclude<Tone, 'silent' | 'emoji'>;

/** The data block of a proof, as the model reads it. */
export interface PromptData {
  readonly title: string;
  readonly text: string;
  readonly facts: readonly string[];
  readonly memory: readonly string[];
  readonly situation: Situation | 'hard';
  readonly angle: Angle;
  readonly tone: SpokenTone;
  readonly photo: boolean;
}

/** One worked example: what the data block held and the answer we want for it. */
export interface Shot {
  readonly data: Pick<PromptData, 'title' | 'text' | 'facts' | 'photo'> & Partial<PromptData>;
  readonly answer: CheerWire;
}

/** Everything a prompt says in words. Placeholders in braces are filled by `buildPrompt`. */
export interface PromptWords {
  /**
   * The part that calls share: `{name}`, `{id}`, `{tone}`, `{loves}`, `{sounds}` of the character; `{speech}`, `{min}`,
   * `{max}` of the language; `{shots}` last.
   */
  readonly system: string;
  /** How lines sound in each language; `{politeness}` is the character's, `{endings}` how its Korean sentences end. */
  readonly speech: Readonly<Record<Locale, string>>;
  readonly endings?: Readonly<Record<Character['politeness']['ko'], string>>;
  /**
   * `{voice}` in `system`, where another animal speaks than in the examples: `{teller}` speaks there; `{lines}` and `{emoji}`
   * are its own.
   */
  readonly voice?: string;
  readonly photo: string;
  /** After an answer that could not be used; `{hints}` says why. */
  readonly repair: string;
  readonly hints: Readonly<Record<CheckCode, string>>;
  /** For reasons that are no check's. */
  readonly anyHint: string;
  /** The last line; `{speech}` as above. */
  readonly ending: string;
}

/** One version of the prompt: data alone, so that several can be kept side by side. */
export interface PromptPack {
  /** How settings call it. */
  readonly name: string;
  readonly meta: { readonly written: string; readonly what: string };
  readonly words: PromptWords;
  /** Bare on purpose: not every compatible server accepts lengths and patterns; our checks see to those. */
  readonly schema: z.ZodType<CheerWire>;
  readonly shots: Readonly<Record<Locale, readonly Shot[]>>;
}

export interface Prompt extends PromptPack {
  /** Its name and the hash of its content, as stored with each cheer: 'v2-1c9f03ab'. */
  readonly version: string;
}
