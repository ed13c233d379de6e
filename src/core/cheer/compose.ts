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
  /** Null: no model is set up; templates speak. */
  readonly generator: CheerGenerator | null;
  /** Null: nothing is recalled. */
  readonly recall: Recall | null;
  /** Which prompt is used, and which is tried. */
  readonly prompts: PromptSettings;
  readonly readStreak: (
    ...of: Parameters<ReadStreak>
  ) => Promise<{ readonly streak: Pick<Streak, 'current' | 'unit'> } | null>;
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves after so many milliseconds; a real timer unless said. */
  readonly wait?: (ms: number) => Promise<void>;
}

export type Composed =
  /** Nothing is written. A text of care goes to the member. */
  | { readonly kind: 'care'; readonly what: CareKind }
  /** The member wants no words: the mark says all. */
  | { readonly kind: 'silent'; readonly reason: Silence }
  | {
      readonly kind: 'cheer';
      readonly cheer: WrittenCheer;
      /** The earlier proof it speaks of. */
      readonly memory: Remembered | null;
      /** The model may have an answer after so many milliseconds, though a template stands in for it now. */
      readonly laterMs: number | null;
    };

const guardWithinMs = 2_500;
const recallWithinMs = 1_500;
/** A guard that was not to be had is asked again after so long. */
const lookAgainMs = 20_000;
/** What somebody waits for leaves time for a second try. */
const awaitedTryMs = 8_000;

/**
 * What is to be said about one proof: the guard looks, code plans, the model writes, code checks; else a template. Stores
 * and posts nothing. Never throws for the model's or the guard's sake.
 */
export function createCompose(deps: ComposeDeps) {
  const { clock, log } = deps;
  const wait = deps.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const ask = deps.generator && createAskForCheer({ ...deps, generator: deps.generator, wait });

  /**
   * `until`: when the answer must be there, in milliseconds since 1970. `perTryMs`: the most that one try of the model may
   * take.
   */
  return async function compose(
    context: CheerContext,
    until: number,
    perTryMs = awaitedTryMs,
  ): Promise<Composed> {
    // Sent to nobody, not even to be compared with the past; and the middle of a long text no model sees is read as well.
    const crisis = signsOf(wholeProof(context.text)).care;
    if (crisis) return { kind: 'care', what: crisis };
    const photo = await smallPhoto(context);
    const verdict = await look(context, photo);
    if (verdict.kind === 'care') return { kind: 'care', what: verdict.what };
    const held = verdict.kind === 'noFreeText' ? `guard: ${verdict.why}` : null;
    if (context.tone === 'silent') return { kind: 'silent', reason: held ? 'silentHeld' : 'silent' };
    const character = characterOf(context.character);
    const situation = situationOf(context, verdict);
    if (context.tone === 'emoji') {
      const cheer = fromEmoji(context, character, situation);
      return alone({ ...cheer, reason: held ?? cheer.reason });
    }
    if (verdict.kind === 'noFreeText') {
      const cheer = fromTemplate(context, character, situation, `guard: ${verdict.why}`);
      return { ...alone(cheer), laterMs: verdict.unseen && ask ? lookAgainMs : null };
    }
    if (!ask) return alone(fromTemplate(context, character, situation, 'no model is set up'));
    // After the guard: what only its models find is shown to no embedder.
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

  /** What resembles this proof in the member's own past. */
  async function recallFor(context: CheerContext): Promise<readonly Remembered[]> {
    if (!deps.recall) return [];
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
    // Whoever made the challenge may have put a number or an address there.
    const title = normaliseProof(context.challengeTitle);
    const standing = await deps.readStreak(context.challenge, member.id, clock.now());
    const streak = situation === 'hard' ? null : streakToSay(standing?.streak ?? null);
    const angles = planAngles({
      situation,
      hasText: text !== '',
      hasPhoto: context.hasPhoto,
      daysDone,
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
    return { kind: 'cheer', cheer, memory, laterMs: null };
  }

  /** A photo that cannot be read takes nothing from the member but its mention. */
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

/** Bad news is comforted whatever else the day is; what may not be answered freely is answered plainly. */
function situationOf(context: CheerContext, verdict: Exclude<GuardVerdict, { kind: 'care' }>): Situation {
  if (verdict.hard) return 'hard';
  if (verdict.kind === 'noFreeText') return 'usual';
  const { hasText } = evidenceOf(context.text, []);
  return situationNow(context.situation, { hasText, hasPhoto: context.hasPhoto });
}

function payerOf({ workspace, member }: CheerContext) {
  return { workspace, member: member.id };
}

function alone(cheer: WrittenCheer): Extract<Composed, { kind: 'cheer' }> {
  return { kind: 'cheer', cheer, memory: null, laterMs: null };
}
