import type { Character } from '../characters/character.ts';
import type { Tone } from '../characters/index.ts';
import type { ModelPayer } from '../language-model.ts';
import type { Locale } from '../model/locale.ts';
import type { Unit } from '../model/streak/index.ts';
import type { Angle } from './angle.ts';
import type { Evidence } from './checks/index.ts';
import type { Prompt } from './prompts/index.ts';
import type { Situation } from './situation.ts';

/** What a cheer is written from. Of the member, and so untrusted: `text`, `challengeTitle`, `memories`, `photo`. */
export interface CheerRequest {
  readonly payer: ModelPayer | null;
  /** The version of the prompt, of `choosePrompt`: whose `version` is stored with the cheer. Left out: the newest. */
  readonly prompt?: Prompt;
  readonly locale: Locale;
  /** Who speaks. */
  readonly character: Character;
  readonly tone: Exclude<Tone, 'silent' | 'emoji'>;
  readonly situation: Situation;
  /** What the lines are to be about besides the proof's own detail. */
  readonly angle: Angle;
  /** Own earlier proofs of the member that may be recalled, each as '10월 3일: ' and their words. Empty unless the angle is `memory`. */
  readonly memories: readonly string[];
  /** Normalised and masked. */
  readonly text: string;
  /** Normalised and masked, as `text` is. */
  readonly challengeTitle: string;
  readonly daysDone: number;
  /** Days, blocks or weeks in a row, this one included; null where there is no row to speak of. */
  readonly streak: { readonly current: number; readonly unit: Unit } | null;
  /** A JPEG of at most 512 px. */
  readonly photo: Uint8Array | null;
  /** The member's last cheers, newest first: not to be repeated. */
  readonly recent: readonly string[];
  /** Reason codes of the checks an earlier answer failed; null on the first try. */
  readonly repair: readonly string[] | null;
}

export type CheerAnswer =
  | {
      readonly kind: 'answer';
      readonly lines: readonly [string, string];
      readonly evidence: readonly Evidence[];
      /** What it says it saw in the photo. */
      readonly photoSeen: string | null;
      readonly model: string;
    }
  /** The model would not, or wrote nothing usable. `again`: one more try is worth it. */
  | { readonly kind: 'unusable'; readonly reason: string; readonly again: boolean }
  /** Not reached. `retryAfterMs` where it said so; `fatal`: asking again is useless until the operator acts. */
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      readonly fatal: boolean;
    };

/** Writes cheers with a model. Never throws: an aborted signal too ends in `unavailable`. */
export interface CheerGenerator {
  generate(request: CheerRequest, signal: AbortSignal): Promise<CheerAnswer>;
}
