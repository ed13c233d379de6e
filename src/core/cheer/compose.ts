import type { CareKind, Guard, GuardVerdict } from '../care/guard.ts';
import { signsOf } from '../care/signs.ts';
import { characterOf } from '../characters/index.ts';
import { evidenceOf } from '../check-in/evidence.ts';
import { reasonOf } from '../errors.ts';
import type { Recall } from '../memory/recall.ts';
import type { Remembered } from '../memory/store.ts';
import type { Streak } from '../model/streak/index.ts';
import type { BlobStore } from '../photo.ts';
import type { Clock, Log } from '../ports.ts';
import type { ReadStreak } from '../streak/read-streak.ts';
import { type AskedCheer, type CheerQuestion, createAskForCheer } from './ask-for-cheer.ts';
import type { CheerGenerator } from './generator.ts';
import { normaliseProof, wholeProof } from './normalise.ts';
import { planAngles, situationNow, streakToSay } from './plan.ts';
import { choosePrompt, type PromptSettings, promptFacts } from './prompts/index.ts';
import { memoryTexts, recalledBy } from './recalled.ts';
import type { Situation } from './situation.ts';
import { fromEmoji, fromTemplate, proofText, seedOf } from './spoken-without.ts';
import type { CheerContext, Silence, WrittenCheer } from './store.ts';

export interface ComposeDeps {
  readonly guard: Guard;
  /** Null when no model is set up: templates are used. */
  readonly generator: CheerGenerator | null;
  /** Null when proofs are not recalled. */
  readonly recall: Recall | null;
  /** Which version of the prompt is used, and which one a share of proofs tries. */
  readonly prompts: PromptSettings;
  readonly readStreak: (
    ...of: Parameters<ReadStreak>
  ) => Promise<{ readonly streak: Pick<Streak, 'current' | 'unit'> } | null>;
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves after the given milliseconds; a real timer by default. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** What should be said about a proof. */
export type Composed =
  /** The member needs help: no cheer; they are sent a text of care. */
  | { readonly kind: 'care'; readonly what: CareKind }
  /** The member wants no cheers: the mark on the proof has to do. */
  | { readonly kind: 'silent'; readonly reason: Silence }
  | {
      readonly kind: 'cheer';
      readonly cheer: WrittenCheer;
      /** The moment that is kept: the cheer's own, or the planned one where nobody could look and a late answer may be written for it. */
      readonly moment: Situation;
      /** The earlier proof that the cheer recalls; null if it recalls none. */
      readonly memory: Remembered | null;
      /** The cheer is a template, and the model may answer after that many milliseconds; null: do not ask it again. */
      readonly laterMs: number | null;
    };

const guardWithinMs = 2_500;
const recallWithinMs = 1_500;
/** After this long an unavailable guard is asked again. */
const lookAgainMs = 20_000;
/** Limit of one try while a member waits: leaves time for a second one. */
const awaitedTryMs = 8_000;

/**
 * Decides what is said about one proof: the guard looks, code plans, the model writes, code checks; if any of it fails, a
 * template is used. Stores and posts nothing. A failure of the model or the guard never throws.
 */
export function createCompose(deps: ComposeDeps) {
  const { clock, log } = deps;
  const wait = deps.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const ask = deps.generator && createAskForCheer({ ...deps, generator: deps.generator, wait });

  /**
   * `until`: deadline for the model's answer, in milliseconds since 1970. `perTryMs`: time limit of one try of the model.
   */
  return async function compose(
    context: CheerContext,
    until: number,
    perTryMs = awaitedTryMs,
  ): Promise<Composed> {
    // A crisis is found by words first: such a text goes to no model or embedder, and the middle of a long one, which no model
    // would see, is searched too.
    const crisis = signsOf(wholeProof(context.text)).care;
    if (crisis) return { kind: 'care', what: crisis };
    const photo = await smallPhoto(context);
    const verdict = await look(context, photo);
    if (verdict.kind === 'care') return { kind: 'care', what: verdict.what };
    const held = verdict.kind === 'noFreeText' ? `guard: ${verdict.why}` : null;
    if (context.tone === 'silent') return { kind: 'silent', reason: held ? 'silentHeld' : 'silent' };
    const character = characterOf(context.character);
    const situation = situationOf(context, verdict);
    const moment = momentOf(context, verdict);
    if (context.tone === 'emoji') {
      const cheer = fromEmoji(context, character, situation);
      return { ...alone({ ...cheer, reason: held ?? cheer.reason }), moment };
    }
    if (verdict.kind === 'noFreeText') {
      const cheer = fromTemplate(context, character, situation, `guard: ${verdict.why}`);
      return { ...alone(cheer), moment, laterMs: verdict.unseen && ask ? lookAgainMs : null };
    }
    if (!ask) return alone(fromTemplate(context, character, situation, 'no model is set up'));
    // Only after the guard: a crisis that only its models find is not sent to the embedder.
    const memories = await recallFor(context);
    const question = await questionOf(context, situation, { memories, photo, until, perTryMs });
    const asked = await ask(question);
    if (asked.kind === 'said') return fromModel(context, question, asked, memories);
    return { ...alone(fromTemplate(context, character, situation, asked.reason)), laterMs: asked.laterMs };
  };

  async function look(context: CheerContext, photo: Uint8Array | null): Promise<GuardVerdict> {
    const { locale } = context;
    const words = { text: proofText(context), locale, photo, payer: payerOf(context) };
    return deps.guard.look(words, AbortSignal.timeout(guardWithinMs));
  }

  /** The member's own earlier proofs that resemble this one; none where its challenge may not be told, which they are proofs of. */
  async function recallFor(context: CheerContext): Promise<readonly Remembered[]> {
    if (!deps.recall || !context.tellable) return [];
    const { member, challenge, postedAt: at } = context;
    const now = { member: member.id, challenge, text: proofText(context), at, payer: payerOf(context) };
    return deps.recall(now, AbortSignal.timeout(recallWithinMs));
  }

  async function questionOf(
    context: CheerContext,
    situation: Situation,
    {
      memories,
      photo,
      ...limits
    }: {
      readonly memories: readonly Remembered[];
      readonly photo: Uint8Array | null;
      readonly until: number;
      readonly perTryMs: number;
    },
  ): Promise<CheerQuestion> {
    const { locale, recent, daysDone, member, lastAngles } = context;
    const character = characterOf(context.character);
    const text = proofText(context);
    // Masked too: a title may hold a phone number or an address.
    const title = normaliseProof(context.challengeTitle ?? '');
    const mayCount = context.tellable && situation !== 'hard';
    const standing = mayCount ? await deps.readStreak(context.challenge, member.id, clock.now()) : null;
    const streak = streakToSay(standing?.streak ?? null);
    const angles = planAngles({
      situation,
      hasText: text !== '',
      hasPhoto: context.hasPhoto,
      daysDone: daysDone ?? 0,
      streak,
      remembers: memories.length > 0,
      lastAngles,
      seed: seedOf(context),
    });
    const [angle = 'company'] = angles;
    const told = angle === 'memory' ? memoryTexts(memories, locale) : [];
    return {
      proof: context.proof,
      angles,
      ...limits,
      request: {
        payer: payerOf(context),
        prompt: choosePrompt(deps.prompts, context.proof),
        locale,
        character,
        tone: context.tone === 'short' ? 'short' : 'warm',
        situation,
        angle,
        memories: told,
        text,
        challengeTitle: title,
        daysDone,
        streak,
        photo,
        recent,
        repair: null,
      },
      context: {
        locale,
        proofText: text,
        title,
        facts: promptFacts(locale, { daysDone, streak }),
        memories: told,
        names: [member.name],
        sounds: character.sounds[locale],
        recent,
      },
    };
  }

  function fromModel(
    context: CheerContext,
    { request }: CheerQuestion,
    { answer, angle }: Extract<AskedCheer, { kind: 'said' }>,
    memories: readonly Remembered[],
  ): Composed {
    const memory = angle === 'memory' ? recalledBy(answer, memories, context.locale) : null;
    const cheer: WrittenCheer = {
      lines: answer.lines,
      source: 'model',
      situation: request.situation,
      character: request.character.id,
      angle,
      memory: memory?.proof ?? null,
      model: answer.model,
      promptVersion: request.prompt?.version ?? null,
      templateId: null,
      reason: null,
    };
    return { ...alone(cheer), memory };
  }

  /** The photo's small copy; null if there is none or it cannot be read: the cheer is then written without it. */
  async function smallPhoto({ proof, smallPhoto: id }: CheerContext): Promise<Uint8Array | null> {
    if (!id) return null;
    try {
      return await deps.blobs.get(id);
    } catch (error) {
      log.warn('cheer.photo_unread', { proof, reason: reasonOf(error) });
      return null;
    }
  }
}

type Looked = Exclude<GuardVerdict, { kind: 'care' }>;

/** Bad news is `hard` whatever else the day is; what may not be answered freely gets a `usual` template. */
function situationOf(context: CheerContext, verdict: Looked): Situation {
  if (verdict.hard) return 'hard';
  return verdict.kind === 'noFreeText' ? 'usual' : plannedOf(context);
}

/** The moment to keep: one look that the guard could not take does not undo what kind of day it is. */
function momentOf(context: CheerContext, verdict: Looked): Situation {
  const unseen = verdict.kind === 'noFreeText' && verdict.unseen && !verdict.hard;
  return unseen ? plannedOf(context) : situationOf(context, verdict);
}

/** The situation the check-in was recorded with, by the text and photo there are now. */
function plannedOf({ situation, text, hasPhoto }: CheerContext): Situation {
  return situationNow(situation, { hasText: evidenceOf(text, []).hasText, hasPhoto });
}

function payerOf({ workspace, member }: CheerContext) {
  return { workspace, member: member.id };
}

function alone(cheer: WrittenCheer): Extract<Composed, { kind: 'cheer' }> {
  return { kind: 'cheer', cheer, moment: cheer.situation, memory: null, laterMs: null };
}
