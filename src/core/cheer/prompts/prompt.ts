import type { z } from 'zod';
import type { Character } from '../../characters/character.ts';
import type { Tone } from '../../characters/index.ts';
import type { Locale } from '../../model/locale.ts';
import type { Angle } from '../angle.ts';
import type { CheckCode, Evidence } from '../checks/index.ts';
import type { Situation } from '../situation.ts';

/** The answer every version of the prompt asks for; a version's schema may restrict `situation` further. */
export interface CheerWire {
  readonly situation: string;
  readonly evidence: readonly Evidence[];
  /** What the photo shows; null without one. */
  readonly photoSeen: string | null;
  readonly line1: string;
  readonly line2: string;
}

/** The tones in which a model writes; the other two have no words. */
export type SpokenTone = Exclude<Tone, 'silent' | 'emoji'>;

/** The data block about a proof that the model reads. */
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

/** One example: a data block and the answer we want for it. */
export interface Shot {
  readonly data: Pick<PromptData, 'title' | 'text' | 'facts' | 'photo'> & Partial<PromptData>;
  readonly answer: CheerWire;
}

/** All texts of a prompt. `buildPrompt` fills the placeholders in braces. */
export interface PromptWords {
  /**
   * The part that calls share. Placeholders: `{name}`, `{id}`, `{tone}`, `{loves}`, `{sounds}` of the character; `{speech}`,
   * `{min}`, `{max}` of the language; `{shots}` at the end.
   */
  readonly system: string;
  /** How lines should sound in each language. `{politeness}`: the character's; `{endings}`: how its Korean sentences end. */
  readonly speech: Readonly<Record<Locale, string>>;
  readonly endings?: Readonly<Record<Character['politeness']['ko'], string>>;
  /**
   * Fills `{voice}` in `system` if the character is not the one of the examples. `{teller}` is the examples' character; `{lines}`
   * and `{emoji}` are those of the character that speaks.
   */
  readonly voice?: string;
  readonly photo: string;
  /** Added after an answer that could not be used; `{hints}` says what to do better. */
  readonly repair: string;
  readonly hints: Readonly<Record<CheckCode, string>>;
  /** The hint for reasons that are no check's (such as moderation). */
  readonly anyHint: string;
  /** The last line; `{speech}` as above. */
  readonly ending: string;
}

/** One version of the prompt: only data, so that several can exist side by side. */
export interface PromptPack {
  /** Its name in the settings. */
  readonly name: string;
  readonly meta: { readonly written: string; readonly what: string };
  readonly words: PromptWords;
  /** Without lengths and patterns on purpose: not every compatible server accepts them, and our checks cover them. */
  readonly schema: z.ZodType<CheerWire>;
  readonly shots: Readonly<Record<Locale, readonly Shot[]>>;
}

/** A prompt pack with its version. */
export interface Prompt extends PromptPack {
  /** The name and a hash of the content, stored with each cheer: 'v2-1c9f03ab'. */
  readonly version: string;
}
