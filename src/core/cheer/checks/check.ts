import type { Locale } from '../../model/locale.ts';

/** Why a cheer may not be posted. For the second try the model is told a hint for each code (prompts/hints.ts); in talk, the codes. */
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

/** One failed check. `line` is 0 or 1, or null when the failure concerns the cheer as a whole. */
export type CheckFailure = { readonly code: CheckCode; readonly line: number | null };

export type EvidenceSource = 'text' | 'photo' | 'facts' | 'memory';
/** One thing the model says its lines rest on: a quote, and where it is quoted from. */
export type Evidence = { readonly source: EvidenceSource; readonly quote: string };

/** Everything the checks compare a cheer with. */
export type CheckContext = {
  readonly locale: Locale;
  /** The member's text as the model saw it; empty for a photo alone. */
  readonly proofText: string;
  /** What the model says the photo shows; null without a photo. */
  readonly photoSeen: string | null;
  readonly title: string;
  /** Facts that code gave to the model, in words: '7일째', 'day 7'. */
  readonly facts: readonly string[];
  /** The member's earlier proofs that the model was shown. */
  readonly memories: readonly string[];
  /** Names that are allowed in any script, such as the member's. */
  readonly names: readonly string[];
  /** The character's sounds, which may trail a sentence ('찍찍'). */
  readonly sounds: readonly string[];
  /** This member's last cheers, newest first, two lines each. */
  readonly recent: readonly string[];
  /** What the model says its lines rest on; null for a hand-written template. */
  readonly evidence: readonly Evidence[] | null;
  /** The cheer answers bad news: comfort is allowed, gladness is not. */
  readonly hard?: boolean;
};

/** One check: a pure function that returns the failures it finds, or none. */
export type Check = (lines: readonly string[], context: CheckContext) => readonly CheckFailure[];

/** Makes a check out of a function that judges one line at a time. */
export function perLine(judge: (line: string, context: CheckContext) => readonly CheckCode[]): Check {
  return (lines, context) =>
    lines.flatMap((text, line) => judge(text, context).map((code) => ({ code, line })));
}
