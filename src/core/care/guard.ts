import type { ModelPayer } from '../language-model.ts';
import type { Locale } from '../model/locale.ts';

/** Kinds of crisis that are never cheered: the member alone is sent a fixed, reviewed text with the right help lines. */
export const careKinds = ['selfHarm', 'eatingDisorder', 'abuse', 'crisisOfAnother'] as const;
export type CareKind = (typeof careKinds)[number];

/** What may be written about a text the guard looked at. */
export type GuardVerdict =
  /** A free text may be written. `hard`: bad news, illness, an accident, a failure: comfort, no congratulation. */
  | { readonly kind: 'fine'; readonly hard: boolean }
  | { readonly kind: 'care'; readonly what: CareKind }
  /**
   * Only a template may be used (one of comfort if `hard`): the text attacks others, is delicate or could not be checked. `why` is
   * logged and so names a reason, never the member's words or their subject.
   */
  | {
      readonly kind: 'noFreeText';
      readonly why: string;
      readonly hard: boolean;
      /** Present when the guard's model was unavailable: look again later. */
      readonly unseen?: true;
    };

/** Judges what members wrote and what we are about to say. Never throws. */
export interface Guard {
  /** Judges a proof or message before anything is written about it. `noFreeText` if it could not be judged. */
  look(
    words: {
      readonly text: string;
      readonly locale: Locale;
      readonly photo: Uint8Array | null;
      readonly payer: ModelPayer | null;
    },
    signal: AbortSignal,
  ): Promise<GuardVerdict>;
  /**
   * Judges generated lines before they are posted. `no`: the model gets one more try, then a template is used. `unknown`: moderation
   * is set up but did not answer, so a template is used at once.
   */
  mayBeSaid(lines: readonly string[], signal: AbortSignal): Promise<'yes' | 'no' | 'unknown'>;
}
