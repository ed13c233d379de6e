import type { CareKind, GuardVerdict } from './guard.ts';
import type { Decision, Moderated, Moderation, Statement } from './models.ts';
import type { Signs } from './signs.ts';

/** What was found out about a text; null: not asked. */
export interface Findings {
  readonly signs: Signs;
  readonly moderation: Moderation | null;
  readonly decision: Decision | null;
}

/** From here on a moderation score for the intent or the way of self-harm is believed. Low: a miss is worse than a false alarm. */
const intentFrom = 0.3;
/** The same for self-harm as a subject, where the words touch it as well. */
const subjectFrom = 0.5;
/** From here on a statement about a crisis is believed. */
const crisisFrom = 0.5;
/** Other statements only when they are nearly sure: of those above it 199 of 201 were right, of all 61 in a hundred. */
const sureFrom = 0.8;

const careStatements = [
  'selfHarm',
  'eatingDisorder',
  'abuse',
  'crisisOfAnother',
] as const satisfies readonly (CareKind | Statement)[];

/** What is not answered freely when the server calls it a hit. Violence is not among them: boxers and films have it. */
const notFree: ReadonlySet<Moderated> = new Set([
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit/violent',
  'self-harm',
  'sexual',
  'sexual/minors',
  'violence/graphic',
]);

/**
 * What follows from all that is known. The words' strong signs decide alone; sayings weaken the words and never a model; a
 * model that was asked and is silent leaves no free text. Pure.
 */
export function verdictOf({ signs, moderation, decision }: Findings): GuardVerdict {
  if (signs.care) return { kind: 'care', what: signs.care };
  const likely = decision?.kind === 'likely' ? decision.likely : {};
  const stated = mostLikely(likely);
  if (stated) return { kind: 'care', what: stated };
  const scores = moderation?.kind === 'scores' ? moderation.scores : {};
  const intent = Math.max(scores['self-harm/intent'] ?? 0, scores['self-harm/instructions'] ?? 0);
  const touched = signs.doubt === 'selfHarm' || signs.doubt === 'eatingDisorder';
  if (intent >= intentFrom || (touched && (scores['self-harm'] ?? 0) >= subjectFrom)) {
    return { kind: 'care', what: kindOf(signs.doubt) };
  }
  const hard = signs.hard || signs.doubt !== null || (likely.hard ?? 0) >= sureFrom;
  const why = whyNotFree({ signs, moderation, decision });
  if (!why) return { kind: 'fine', hard };
  const unseen = isUnseen({ moderation, decision });
  return { kind: 'noFreeText', why, hard, ...(unseen ? { unseen } : {}) };
}

function mostLikely(likely: Partial<Record<Statement, number>>): CareKind | null {
  const [most] = careStatements
    .map((kind) => ({ kind, chance: likely[kind] ?? 0 }))
    .filter(({ chance }) => chance >= crisisFrom)
    .sort((a, b) => b.chance - a.chance);
  return most?.kind ?? null;
}

/** The moderation model knows one self-harm for all; the words may know more. */
function kindOf(doubt: CareKind | null): CareKind {
  return doubt === 'eatingDisorder' || doubt === 'crisisOfAnother' ? doubt : 'selfHarm';
}

/** The first who was asked did not answer. */
function isUnseen({ moderation, decision }: Pick<Findings, 'moderation' | 'decision'>): boolean {
  return (moderation ?? decision)?.kind === 'none';
}

function whyNotFree({ signs, moderation, decision }: Findings): string | null {
  if (moderation?.kind === 'none') return `moderation ${moderation.reason}`;
  if (!moderation && decision?.kind === 'none') return `decisions ${decision.reason}`;
  // What it is about concerns nobody who reads the log.
  if (moderation?.flagged.some((each) => notFree.has(each))) return 'flagged';
  const { hostile = 0, medical = 0 } = decision?.kind === 'likely' ? decision.likely : {};
  if (hostile >= sureFrom) return 'hostile';
  if (medical >= sureFrom) return 'asks for advice';
  return signs.doubt ? 'delicate' : null;
}
