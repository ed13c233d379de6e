import type { CareKind, GuardVerdict } from './guard.ts';
import type { Decision, Moderated, Moderation, Statement } from './models.ts';
import type { Signs } from './signs.ts';

/** What is known about a text; null where moderation or Decisions was not asked. */
export interface Findings {
  readonly signs: Signs;
  readonly moderation: Moderation | null;
  readonly decision: Decision | null;
}

/** From this moderation score on self-harm intent or instructions lead to care. Low: a miss is worse than a false alarm. */
const intentFrom = 0.3;
/** The same for the general self-harm score, where the words have a weak sign of it too. */
const subjectFrom = 0.5;
/** From this probability on a statement about a crisis leads to care. */
const crisisFrom = 0.5;
/** Other statements count only from here: when measured, 199 of 201 above it were right, but only 61% of all. */
const sureFrom = 0.8;

const careStatements = [
  'selfHarm',
  'eatingDisorder',
  'abuse',
  'crisisOfAnother',
] as const satisfies readonly (CareKind | Statement)[];

/** Moderation categories that forbid a free text when the server flags them. Not `violence`: boxers and films have it. */
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
 * What follows from the findings. A strong sign in the words decides alone; what eases the words (sayings, denials) never weakens
 * a model's finding; where a model was asked and did not answer, no free text is written. Pure.
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

/** Moderation has one category for all self-harm; a weak sign in the words may tell the kind. */
function kindOf(doubt: CareKind | null): CareKind {
  return doubt === 'eatingDisorder' || doubt === 'crisisOfAnother' ? doubt : 'selfHarm';
}

/** Whether the model that decides about free text (moderation if set up, else Decisions) did not answer. */
function isUnseen({ moderation, decision }: Pick<Findings, 'moderation' | 'decision'>): boolean {
  return (moderation ?? decision)?.kind === 'none';
}

function whyNotFree({ signs, moderation, decision }: Findings): string | null {
  if (moderation?.kind === 'none') return `moderation ${moderation.reason}`;
  if (!moderation && decision?.kind === 'none') return `decisions ${decision.reason}`;
  // Not which category: that is no business of whoever reads the log.
  if (moderation?.flagged.some((each) => notFree.has(each))) return 'flagged';
  const { hostile = 0, medical = 0 } = decision?.kind === 'likely' ? decision.likely : {};
  if (hostile >= sureFrom) return 'hostile';
  if (medical >= sureFrom) return 'asks for advice';
  return signs.doubt ? 'delicate' : null;
}
