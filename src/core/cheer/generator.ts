import type { Character } from '../characters/character.ts';
import type { Tone } from '../characters/index.ts';
import type { ModelPayer } from '../language-model.ts';
import type { Locale } from '../model/locale.ts';
import type { Unit } from '../model/streak/index.ts';
import type { Angle } from './angle.ts';
import type { Evidence } from './checks/index.ts';
import type { Prompt } from './prompts/index.ts';
import type { Situation } from './situation.ts';

/** What a cheer is written from. `text`, `challengeTitle`, `memories` and `photo` come from members and are untrusted. */
export interface CheerRequest {
  readonly payer: ModelPayer | null;
  /** The prompt chosen by `choosePrompt`; its `version` is stored with the cheer. The newest by default. */
  readonly prompt?: Prompt;
  readonly locale: Locale;
  /** The character that speaks. */
  readonly character: Character;
  readonly tone: Exclude<Tone, 'silent' | 'emoji'>;
  readonly situation: Situation;
  /** What the lines should be about besides a detail of the proof. */
  readonly angle: Angle;
  /** The member's earlier proofs that may be recalled, each as '10월 3일: ' and its text. Empty unless the angle is `memory`. */
  readonly memories: readonly string[];
  /** Normalised and masked. */
  readonly text: string;
  /** Normalised and masked, as `text` is; empty where it may not be told. */
  readonly challengeTitle: string;
  /** Null where it may not be told. */
  readonly daysDone: number | null;
  /** Days, blocks or weeks in a row, this one included; null where there is no streak worth naming (`streakToSay`). */
  readonly streak: { readonly current: number; readonly unit: Unit } | null;
  /** A JPEG of at most 512 px. */
  readonly photo: Uint8Array | null;
  /** The member's last cheers, newest first, which must not be repeated. */
  readonly recent: readonly string[];
  /** Codes of the checks that the previous answer failed; null on the first try. */
  readonly repair: readonly string[] | null;
}

/** The outcome of one try at a cheer; `answer` is not checked yet. */
export type CheerAnswer =
  | {
      readonly kind: 'answer';
      readonly lines: readonly [string, string];
      readonly evidence: readonly Evidence[];
      /** What the model says the photo shows; null when it was shown none. */
      readonly photoSeen: string | null;
      readonly model: string;
    }
  /** The model refused or wrote nothing usable. `again`: another try may succeed. */
  | { readonly kind: 'unusable'; readonly reason: string; readonly again: boolean }
  /** The model was not reached. `retryAfterMs`: from the server, if it said so; `fatal`: useless to retry until the operator acts. */
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      readonly fatal: boolean;
    };

/** Writes cheers with a model. Never throws; an aborted signal gives `unavailable`. */
export interface CheerGenerator {
  generate(request: CheerRequest, signal: AbortSignal): Promise<CheerAnswer>;
}
