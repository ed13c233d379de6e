import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGuard } from '../../../src/core/care/create-guard.ts';
import { type CareKind, careKinds } from '../../../src/core/care/guard.ts';
import {
  type Decision,
  type Moderated,
  type Moderation,
  moderated,
  type Statement,
} from '../../../src/core/care/models.ts';
import type { Signs } from '../../../src/core/care/signs.ts';
import { verdictOf } from '../../../src/core/care/verdict.ts';

const nothing: Signs = { care: null, toldIn: null, doubt: null, hard: false };
const scores = (given: Partial<Record<Moderated, number>>): Moderation => ({
  kind: 'scores',
  scores: given,
  flagged: moderated.filter((kind) => (given[kind] ?? 0) > 0.5),
});
const likely = (given: Partial<Record<Statement, number>>): Decision => ({
  kind: 'likely',
  likely: given,
  usage: null,
});
const down: Moderation = { kind: 'none', reason: 'timeout' };
const away: Decision = { kind: 'none', reason: 'timeout', used: true };

describe('what follows', () => {
  const fine = (hard = false) => ({ kind: 'fine', hard });
  const care = (what: CareKind) => ({ kind: 'care', what });
  const template = (why: string, hard = false) => ({ kind: 'noFreeText', why, hard });
  const unseen = (why: string, hard = false) => ({ ...template(why, hard), unseen: true });
  test.each([
    ['nothing found, nothing asked', nothing, null, null, fine()],
    ['nothing found by anybody', nothing, scores({}), likely({}), fine()],
    ['a hard day in words', { ...nothing, hard: true }, scores({}), null, fine(true)],
    ['a hard day, nearly surely', nothing, scores({}), likely({ hard: 0.83 }), fine(true)],
    ['a hard day, perhaps', nothing, scores({}), likely({ hard: 0.7 }), fine()],
    ['strong words, whoever is calm', { ...nothing, care: 'abuse' }, scores({}), likely({}), care('abuse')],
    ['intent', nothing, scores({ 'self-harm/intent': 0.3 }), null, care('selfHarm')],
    ['instructions', nothing, scores({ 'self-harm/instructions': 0.31 }), null, care('selfHarm')],
    ['almost intent', nothing, scores({ 'self-harm/intent': 0.29 }), null, fine()],
    [
      'intent, and the words speak of eating',
      { ...nothing, doubt: 'eatingDisorder' },
      scores({ 'self-harm/intent': 0.6 }),
      null,
      care('eatingDisorder'),
    ],
    [
      'the subject in words and score',
      { ...nothing, doubt: 'selfHarm' },
      scores({ 'self-harm': 0.5 }),
      null,
      care('selfHarm'),
    ],
    ['the subject in the score alone', nothing, scores({ 'self-harm': 0.6 }), null, template('flagged')],
    ['a statement', nothing, scores({}), likely({ crisisOfAnother: 0.5 }), care('crisisOfAnother')],
    ['two statements', nothing, scores({}), likely({ selfHarm: 0.6, abuse: 0.9 }), care('abuse')],
    ['a statement while moderation is down', nothing, down, likely({ selfHarm: 0.9 }), care('selfHarm')],
    ['a doubt', { ...nothing, doubt: 'abuse' }, null, null, template('delicate', true)],
    [
      'a doubt nobody shares',
      { ...nothing, doubt: 'abuse' },
      scores({}),
      likely({}),
      template('delicate', true),
    ],
    ['moderation down', nothing, down, null, unseen('moderation timeout')],
    [
      'moderation down on a hard day',
      { ...nothing, hard: true },
      down,
      likely({}),
      unseen('moderation timeout', true),
    ],
    ['decisions down, moderation up', nothing, scores({}), away, fine()],
    ['decisions alone, and down', nothing, null, away, unseen('decisions timeout')],
    ['harassment', nothing, scores({ harassment: 0.9 }), null, template('flagged')],
    ['sexual content', nothing, scores({ sexual: 0.9 }), null, template('flagged')],
    ['a boxing match', nothing, scores({ violence: 0.9 }), null, fine()],
    ['an attack, nearly surely', nothing, scores({}), likely({ hostile: 0.81 }), template('hostile')],
    ['a question for advice', nothing, scores({}), likely({ medical: 0.95 }), template('asks for advice')],
  ] as const)('from %s', (_, signs, moderation, decision, verdict) => {
    expect(verdictOf({ signs, moderation, decision })).toEqual(verdict);
  });

  test('a strong sign is care whatever models say; a silent model never leaves free text', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const anyModeration = fc.oneof(
      fc.constant(null),
      fc.constant(down),
      fc.dictionary(fc.constantFrom(...moderated), score).map(scores),
    );
    const anyDecision = fc.oneof(
      fc.constant(null),
      fc.constant(away),
      fc.dictionary(fc.constantFrom<Statement>('selfHarm', 'hard', 'hostile', 'abuse'), score).map(likely),
    );
    const signs = fc.record({
      care: fc.constantFrom(null, ...careKinds),
      toldIn: fc.constant(null),
      doubt: fc.constantFrom(null, ...careKinds),
      hard: fc.boolean(),
    });
    fc.assert(
      fc.property(signs, anyModeration, anyDecision, (signs, moderation, decision) => {
        const verdict = verdictOf({ signs, moderation, decision });
        if (signs.care) expect(verdict).toEqual({ kind: 'care', what: signs.care });
        else if (moderation?.kind === 'none') expect(verdict.kind).not.toBe('fine');
        if (signs.doubt) expect(verdict.kind).not.toBe('fine');
      }),
    );
  });
});

describe('a guard without models', () => {
  const guard = createGuard({ moderator: null, decider: null });
  const look = (text: string) =>
    guard.look({ text, locale: 'ko', photo: null, payer: null }, AbortSignal.timeout(1_000));
  test.each([
    ['죽고 싶어요', { kind: 'care', what: 'selfHarm' }],
    ['배고파 죽겠다', { kind: 'fine', hard: false }],
    ['할머니가 돌아가셨어요', { kind: 'fine', hard: true }],
    ['자해 안 한 지 30일째', { kind: 'noFreeText', why: 'delicate', hard: true }],
    ['', { kind: 'fine', hard: false }],
  ])('%s', async (text, verdict) => {
    expect(await look(text)).toEqual(verdict);
  });

  test('lets lines be said, but none about dying', async () => {
    const may = (line: string) => guard.mayBeSaid([line, '옆에 있을게요.'], AbortSignal.timeout(1_000));
    expect(await may('오늘 걸음이 단단해요.')).toBe('yes');
    expect(await may('죽고 싶다는 말을 들었어요.')).toBe('no');
  });
});
