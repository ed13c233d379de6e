import type { Guard } from '../care/guard.ts';
import type { Character } from '../characters/character.ts';
import { normaliseProof } from '../cheer/normalise.ts';
import type { LanguageModel, ModelAnswer } from '../language-model.ts';
import type { Clock, Log } from '../ports.ts';
import { type TalkCheckContext, talkFailures } from './checks.ts';
import { type TalkPrompt, type TalkWire, talkPrompt, talkWireSchema } from './prompt.ts';
import { talkPromptVersion } from './rules.ts';
import type { TurnContext } from './store.ts';

export interface AskForAnswerDeps {
  readonly model: LanguageModel;
  /** Checks the model's lines before they are posted. */
  readonly guard: Pick<Guard, 'mayBeSaid'>;
  readonly nonce: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** One turn to be answered by the model. `text` is the member's message. */
export interface TalkQuestion {
  readonly context: TurnContext;
  readonly character: Character;
  /** Normalised and masked. */
  readonly text: string;
  readonly hard: boolean;
}

/** What came of asking: checked lines, a kind of hand-written answer, or nothing usable. */
export type AskedTalk =
  | { readonly kind: 'said'; readonly lines: readonly [string] | readonly [string, string] }
  /** The model recognised a question that is always answered by hand. */
  | { readonly kind: 'byHand'; readonly to: 'ai' | 'cannot' }
  | { readonly kind: 'nothing'; readonly reason: string };

/** Time limit for both tries together; a chat does not wait longer. */
const withinMs = 12_000;
const perTryMs = 7_000;
/** With less time left than this, a model could not answer: it is not asked. */
const worthAskingMs = 1_500;
const moderateWithinMs = 2_500;
/** Two lines take about 75 tokens and their evidence as many; the rest is for models whose reasoning cannot be switched off. */
const maxTokens = 320;

/** Asks the model for an answer and checks it in code; a failed one is asked for once more, with its codes. Never throws. */
export function createAskForAnswer({ model, guard, nonce, clock, log }: AskForAnswerDeps) {
  return async function askForAnswer(question: TalkQuestion): Promise<AskedTalk> {
    const { turn } = question.context;
    const until = clock.monotonic() + withinMs;
    let repair: readonly string[] | null = null;
    let reason = 'no time was left';
    for (let tries = 0; tries < 2; tries++) {
      const left = Math.floor(until - clock.monotonic());
      if (left < worthAskingMs) break;
      const answer = await ask(question, repair, AbortSignal.timeout(Math.min(perTryMs, left)));
      if (answer.kind === 'answer') {
        const { about } = answer.value;
        if (about === 'what_you_are') return { kind: 'byHand', to: 'ai' };
        if (about === 'cannot') return { kind: 'byHand', to: 'cannot' };
        const lines = answer.value.lines.map((line) => line.trim());
        const wrong = await wrongWith(lines, answer.value, question);
        if (wrong.length === 0) return { kind: 'said', lines: lines as [string] | [string, string] };
        reason = `checks: ${wrong.join(' ')}`;
        log.info('talk.refused', { turn, reason });
        if (wrong.includes('unmoderated')) break;
        repair = wrong;
      } else {
        reason = `${answer.kind}: ${answer.reason}`;
        log.info('talk.refused', { turn, reason });
        if (!worthAnother(answer)) break;
      }
    }
    return { kind: 'nothing', reason };
  };

  function ask(question: TalkQuestion, repair: readonly string[] | null, signal: AbortSignal) {
    const { context, character } = question;
    return model.ask<TalkWire>(
      {
        purpose: 'talk',
        payer: { workspace: context.workspace, member: context.member.id },
        ...talkPrompt(promptOf(question, repair, nonce())),
        photo: null,
        shape: 'talk',
        schema: talkWireSchema,
        maxTokens,
        cacheKey: `${talkPromptVersion}:${character.id}:${context.locale}`,
      },
      signal,
    );
  }

  async function wrongWith(
    lines: readonly string[],
    { evidence }: TalkWire,
    question: TalkQuestion,
  ): Promise<readonly string[]> {
    const failures = talkFailures(lines, { ...checkContextOf(question), evidence });
    if (failures.length > 0) return failures;
    switch (await guard.mayBeSaid(lines, AbortSignal.timeout(moderateWithinMs))) {
      case 'yes':
        return [];
      case 'no':
        return ['moderated'];
      case 'unknown':
        return ['unmoderated'];
    }
  }
}

/** Builds the prompt from this thread alone; nothing else reaches the model. */
function promptOf(
  { context, character, text, hard }: TalkQuestion,
  repair: readonly string[] | null,
  nonce: string,
): TalkPrompt {
  const { locale, tone, proof, earlier, recent } = context;
  return {
    locale,
    character,
    tone: tone === 'warm' ? 'warm' : 'short',
    message: text,
    proof: proof && {
      title: normaliseProof(proof.title),
      text: normaliseProof(proof.text),
      cheer: proof.cheer,
    },
    earlier: earlier.map(({ said, answered }) => ({ said: normaliseProof(said), answered })),
    hard,
    recent,
    repair,
    nonce,
  };
}

function checkContextOf({
  context,
  character,
  text,
  hard,
}: TalkQuestion): Omit<TalkCheckContext, 'evidence'> {
  const { locale, proof, earlier, member, recent } = context;
  return {
    locale,
    message: text,
    thread: [
      ...(proof ? [normaliseProof(proof.title), normaliseProof(proof.text), proof.cheer ?? ''] : []),
      ...earlier.flatMap(({ said, answered }) => [normaliseProof(said), answered ?? '']),
    ],
    names: [member.name],
    sounds: character.sounds[locale],
    recent,
    hard,
    ofOurselves: false,
  };
}

/** Whether to ask again: yes after a brief failure, no after a timeout, a refusal or a fatal error. */
function worthAnother(answer: Exclude<ModelAnswer<unknown>, { kind: 'answer' }>): boolean {
  if (answer.kind === 'unusable') return answer.again;
  return !answer.fatal && answer.reason !== 'timeout' && (answer.retryAfterMs ?? 0) <= 500;
}
