import type { ModelPayer } from '../language-model.ts';
import type { Locale } from '../model/locale.ts';

/** What nobody cheers: a fixed, reviewed text with the right help lines goes to the member alone. */
export const careKinds = ['selfHarm', 'eatingDisorder', 'abuse', 'crisisOfAnother'] as const;
export type CareKind = (typeof careKinds)[number];

export type GuardVerdict =
  /** `hard`: bad news, illness, an accident, a failure. Comfort, and no congratulation. */
  | { readonly kind: 'fine'; readonly hard: boolean }
  | { readonly kind: 'care'; readonly what: CareKind }
  /**
   * Abuse of others, or what may not be answered freely: a template speaks. `hard`: one that comforts. `why` names a reason,
   * never words of the member nor their subject: it is logged.
   */
  | {
      readonly kind: 'noFreeText';
      readonly why: string;
      readonly hard: boolean;
      /** The guard model was unavailable; look again later. */
      readonly unseen?: true;
    };

/** Looks at what members wrote and at what is answered. Never throws. */
export interface Guard {
  /** A proof or a message, before anything is written about it; what it could not look at is `noFreeText`. */
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
   * Generated lines, before they are said. `no`: they are written anew once, then a template speaks. `unknown`: it should have
   * looked and could not, so a template speaks.
   */
  mayBeSaid(lines: readonly string[], signal: AbortSignal): Promise<'yes' | 'no' | 'unknown'>;
}
