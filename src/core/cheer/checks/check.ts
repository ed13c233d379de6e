import type { Locale } from '../../model/locale.ts';

/** Why a cheer may not be posted. Sent back to the model as they are when it gets its one repair. */
export const CHECK_CODES = [
  'lineCount',
  'emptyLine',
  'tooShort',
  'tooLong',
  'hiddenCharacter',
  'markup',
  'tooLoud',
  'wrongLanguage',
  'notPolite',
  'mention',
  'link',
  'personalData',
  'ungroundedNumber',
  'unknownName',
  'question',
  'person',
  'compare',
  'controlling',
  'shame',
  'body',
  'medical',
  'leak',
  'obeyed',
  'cheerful',
  'tooSimilar',
  'notFresh',
  'sameOpening',
  'noEvidence',
  'quoteNotFound',
  'notSpecific',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** One failure. `line` is 0 or 1, or null when it is about the cheer as a whole. */
export type CheckFailure = { readonly code: CheckCode; readonly line: number | null };

export type EvidenceSource = 'text' | 'photo' | 'facts' | 'memory';
export type Evidence = { readonly source: EvidenceSource; readonly quote: string };

/** Everything a cheer is held against. */
export type CheckContext = {
  readonly locale: Locale;
  /** What the member wrote, as the model saw it; empty for a photo alone. */
  readonly proofText: string;
  /** What the model says the photo shows; null without a photo. */
  readonly photoSeen: string | null;
  readonly title: string;
  /** True things code handed over, as text: '7일째', 'day 7'. */
  readonly facts: readonly string[];
  /** The member's own earlier proofs that were recalled. */
  readonly memories: readonly string[];
  /** Names that may stand in any script, such as the member's. */
  readonly names: readonly string[];
  /** The character's sounds, which may trail a sentence ('찍찍'). */
  readonly sounds: readonly string[];
  /** This member's last cheers, newest first, two lines each. */
  readonly recent: readonly string[];
  /** What the model claims its lines rest on; null for a hand-written template. */
  readonly evidence: readonly Evidence[] | null;
  /** It stands under bad news: comfort, and nothing glad. */
  readonly hard?: boolean;
};

/** One check: pure, says nothing when all is well. */
export type Check = (lines: readonly string[], context: CheckContext) => readonly CheckFailure[];

/** A check that looks at one line at a time. */
export function perLine(judge: (line: string, context: CheckContext) => readonly CheckCode[]): Check {
  return (lines, context) =>
    lines.flatMap((text, line) => judge(text, context).map((code) => ({ code, line })));
}
