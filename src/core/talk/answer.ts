import type { CareKind, Guard, GuardVerdict } from '../care/guard.ts';
import { isInCare } from '../care/in-care.ts';
import { signsOf } from '../care/signs.ts';
import type { Character } from '../characters/character.ts';
import { characterOf } from '../characters/index.ts';
import { normaliseProof, wholeProof } from '../cheer/normalise.ts';
import { seeded } from '../cheer/seeded.ts';
import type { LanguageModel } from '../language-model.ts';
import type { HandWritten } from '../messages/talk/texts.ts';
import type { Clock, Log } from '../ports.ts';
import { type AskedTalk, createAskForAnswer } from './ask-for-answer.ts';
import { chooseHandWritten } from './hand-written.ts';
import { kindOf } from './kind.ts';
import type { TurnContext, WrittenAnswer } from './store.ts';

export interface ComposeAnswerDeps {
  readonly guard: Guard;
  /** Null when no model is set up: hand-written answers are used. */
  readonly model: LanguageModel | null;
  /** A new unguessable word for each question. */
  readonly nonce: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** What should be said to a turn. */
export type ComposedAnswer =
  /** The member needs help: no answer; they are sent a text of care. */
  | { readonly kind: 'care'; readonly what: CareKind }
  | { readonly kind: 'silent'; readonly reason: string }
  | {
      readonly kind: 'answer';
      readonly answer: WrittenAnswer;
      /** The kind of the hand-written answer; null for a model's. */
      readonly to: HandWritten | null;
    };

const guardWithinMs = 2_500;

/**
 * Decides what is answered to one turn: the guard looks, code decides whether the model may write, and checks what it wrote; else
 * a hand-written answer is used. Stores and posts nothing. A failure of the model or the guard never throws.
 */
export function createComposeAnswer(deps: ComposeAnswerDeps) {
  const ask = deps.model && createAskForAnswer({ ...deps, model: deps.model });

  /** `called`: the message mentions us. */
  return async function composeAnswer(
    context: TurnContext,
    { called }: { readonly called: boolean },
  ): Promise<ComposedAnswer> {
    const { restraint, tone } = context;
    const text = normaliseProof(context.text);
    const verdict = await look(context, text);
    if (verdict.kind === 'care') return { kind: 'care', what: verdict.what };
    if (restraint === 'overLimit' || restraint === 'tooLate') return { kind: 'silent', reason: restraint };
    if (tone === 'silent' && !called) return { kind: 'silent', reason: 'silent' };
    const character = characterOf(context.character);
    const kind = kindOf(context.text);
    const byHand = (to: HandWritten, reason: string) => fromHand(context, character, to, reason);
    if (restraint === 'enough') return byHand('enough', restraint);
    if (kind === 'ai') return byHand('ai', 'asked what we are');
    if (tone === 'emoji') return fromEmoji(context, character);
    const inPeace = context.proof?.care === true || isInCare(context.lastCare, deps.clock.now());
    const plainly: HandWritten = verdict.hard || inPeace ? 'hard' : kind;
    if (inPeace) return byHand('hard', 'in care');
    if (verdict.kind === 'noFreeText')
      return byHand(verdict.hard ? 'hard' : 'other', `guard: ${verdict.why}`);
    if (!ask) return byHand(plainly, 'no model is set up');
    const asked = await ask({ context, character, text, hard: verdict.hard });
    return fromModel(asked, plainly, byHand);
  };

  async function look(
    { locale, workspace, member, text: whole }: TurnContext,
    text: string,
  ): Promise<GuardVerdict> {
    // Searches the whole message: the middle of a long one is cut from what the models see.
    const crisis = signsOf(wholeProof(whole)).care;
    if (crisis) return { kind: 'care', what: crisis };
    const payer = { workspace, member: member.id };
    return deps.guard.look({ text, locale, photo: null, payer }, AbortSignal.timeout(guardWithinMs));
  }
}

function fromModel(
  asked: AskedTalk,
  plainly: HandWritten,
  byHand: (to: HandWritten, reason: string) => ComposedAnswer,
): ComposedAnswer {
  switch (asked.kind) {
    case 'said':
      return { kind: 'answer', to: null, answer: { lines: asked.lines, source: 'model', reason: null } };
    case 'byHand':
      return byHand(asked.to, `the model: ${asked.to}`);
    case 'nothing':
      return byHand(plainly, asked.reason);
  }
}

function fromHand(
  { locale, recent, tone, message }: TurnContext,
  character: Character,
  to: HandWritten,
  reason: string,
): ComposedAnswer {
  const short = tone !== 'warm';
  const lines = chooseHandWritten({ character, locale, to, recent, short, seed: message });
  return { kind: 'answer', to, answer: { lines, source: 'template', reason } };
}

/** One of the character's emoji, for members who want no words. */
function fromEmoji({ message }: TurnContext, { emoji }: Character): ComposedAnswer {
  const [one = ''] = [...emoji].sort((a, b) => seeded(message + a) - seeded(message + b));
  return {
    kind: 'answer',
    to: 'other',
    answer: { lines: [one], source: 'template', reason: 'only emoji are wanted' },
  };
}
