import type { Character } from '../characters/character.ts';
import type { Effect, EffectTarget } from '../delivery/effect.ts';
import { messagesFor } from '../messages/index.ts';
import type { DeliveryKey, MessageRef, ProofId } from '../model/ids.ts';
import type { BlobStore } from '../photo.ts';
import type { Clock, Log } from '../ports.ts';
import { creditOf } from '../streak/credit.ts';
import type { ReadStreak } from '../streak/read-streak.ts';
import type { Line, Mood } from '../views.ts';
import { type CheckFailure, checkCheer } from './checks/index.ts';
import type { CheerAnswer, CheerGenerator, CheerRequest } from './generator.ts';
import { normaliseProof } from './normalise.ts';
import { PROMPT_VERSION, promptFacts } from './prompt.ts';
import type { Situation } from './situation.ts';
import type { CheerContext, CheerStore, WrittenCheer } from './store.ts';
import { chooseTemplate } from './template-cheer.ts';

export interface WriteCheerDeps {
  readonly cheers: CheerStore;
  /** Null: no model is set up; templates speak. */
  readonly generator: CheerGenerator | null;
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly readStreak: ReadStreak;
  readonly character: Character;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves after so many milliseconds; a real timer unless said. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** The model has until this long after the proof was recorded; posting needs the rest of the 20 s. */
const writtenWithinMs = 15_000;
/** Too little time left for a model to answer. */
const worthAskingMs = 1_500;
const perTryMs = 8_000;
/** Before asking a model again that was not reached and did not say when. */
const shortWaitMs = 500;
/** Waiting longer for a model is not worth it: a template is as warm and there now. */
const longestWaitMs = 5_000;

/**
 * Writes the cheer of one proof: asks the model, checks the answer in code, asks once more with what was wrong, else takes
 * a template; then stores the text with its delivery. Done again after a kill it pays at most for the unstored try, and
 * never says two things.
 */
export function createWriteCheer(deps: WriteCheerDeps) {
  const { cheers, log, clock } = deps;
  const wait = deps.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));

  return async function writeCheer(proof: ProofId): Promise<void> {
    const context = await cheers.begin(proof);
    if (!context) return;
    log.info('cheer.generating', { proof, situation: context.situation, revision: context.revision });
    const cheer = (await fromModel(context)) ?? fromTemplate(context, 'no model is set up');
    const stored = await cheers.store(context, cheer, delivery(context, cheer, await credit(context)));
    if (!stored) return log.info('cheer.overtaken', { proof });
    log.info('cheer.verified', {
      proof,
      source: cheer.source,
      model: cheer.model,
      template: cheer.templateId,
      reason: cheer.reason,
    });
  };

  /** What counted, as the numbers stand when it is said. */
  async function credit({ challenge, member, day, late, locale }: CheerContext): Promise<Line | null> {
    const standing = await deps.readStreak(challenge, member.id, clock.now());
    return standing && messagesFor(locale).counting.credit(creditOf(standing.streak, { day, late }));
  }

  async function fromModel(context: CheerContext): Promise<WrittenCheer | null> {
    if (!deps.generator) return null;
    // A cheer written anew after an edit is not awaited by anybody: it gets the whole time.
    const begun = context.revision > 0 ? clock.now() : context.recordedAt;
    const until = begun + writtenWithinMs;
    const photo = await smallPhoto(context);
    let request: CheerRequest = {
      payer: { workspace: context.workspace, member: context.member.id },
      locale: context.locale,
      character: deps.character,
      tone: 'warm',
      angle: 'detail',
      memories: [],
      situation: context.situation,
      text: normaliseProof(context.text),
      challengeTitle: context.challengeTitle,
      daysDone: context.daysDone,
      photo,
      recent: context.recent,
      repair: null,
    };
    let reason = 'no time was left';
    let waitMs: number | null = 0;
    for (let tries = 0; tries < 2 && waitMs !== null; tries++) {
      if (until - clock.now() - waitMs < worthAskingMs) break;
      if (waitMs > 0) await wait(waitMs);
      // A machine that slept meanwhile may have no time left at all.
      const timeLimit = Math.max(0, Math.min(perTryMs, Math.floor(until - clock.now())));
      const answer = await deps.generator.generate(request, AbortSignal.timeout(timeLimit));
      if (answer.kind === 'answer') {
        const failures = checkCheer(answer.lines, checkContext(context, answer));
        if (failures.length === 0) {
          const { lines, model } = answer;
          return {
            lines,
            source: 'model',
            model,
            promptVersion: PROMPT_VERSION,
            templateId: null,
            reason: null,
          };
        }
        reason = `checks: ${codes(failures).join(' ')}`;
        request = { ...request, repair: codes(failures) };
        waitMs = 0;
      } else {
        reason = `${answer.kind}: ${answer.reason}`;
        waitMs = waitBeforeAskingAgain(answer);
        // A picture the model will not take is left out.
        if (answer.reason === 'photo') request = { ...request, photo: null };
      }
      log.info('cheer.refused', { proof: context.proof, reason });
    }
    return fromTemplate(context, reason);
  }

  /** A photo that cannot be read takes nothing from the member but its mention. */
  async function smallPhoto({ proof, smallPhoto: id }: CheerContext): Promise<Uint8Array | null> {
    if (!id) return null;
    try {
      return await deps.blobs.get(id);
    } catch (error) {
      log.warn('cheer.photoUnread', { proof, reason: error instanceof Error ? error.name : 'unknown' });
      return null;
    }
  }

  function fromTemplate(context: CheerContext, reason: string): WrittenCheer {
    const { locale, situation, daysDone, challengeTitle: title, recent } = context;
    const seed = `${context.proof}:${context.revision}`;
    const { lines, templateId } = chooseTemplate({
      character: deps.character,
      locale,
      situation,
      facts: { daysDone, title },
      recent,
      seed,
    });
    return { lines, source: 'template', model: null, promptVersion: null, templateId, reason };
  }

  function checkContext(context: CheerContext, answer: Extract<CheerAnswer, { kind: 'answer' }>) {
    return {
      locale: context.locale,
      proofText: normaliseProof(context.text),
      photoSeen: answer.photoSeen,
      title: context.challengeTitle,
      facts: promptFacts(context.locale, context),
      memories: [],
      names: [context.member.name],
      sounds: deps.character.sounds[context.locale],
      recent: context.recent,
      evidence: answer.evidence,
    };
  }
}

/** Milliseconds until another try is worth it, or null when none is. */
function waitBeforeAskingAgain(answer: Exclude<CheerAnswer, { kind: 'answer' }>): number | null {
  if (answer.kind === 'unusable') return answer.again ? 0 : null;
  // A model that let its whole time pass would only let the rest pass too.
  if (answer.fatal || answer.reason === 'timeout') return null;
  const waitMs = answer.retryAfterMs ?? shortWaitMs;
  return waitMs <= longestWaitMs ? waitMs : null;
}

function codes(failures: readonly CheckFailure[]): string[] {
  return [...new Set(failures.map(({ code }) => code))];
}

const moods: Record<Situation, Mood> = {
  first: 'waving',
  usual: 'cheering',
  photoOnly: 'cheering',
  textOnly: 'cheering',
  comeback: 'waving',
  milestone: 'proud',
  late: 'happy',
};

/** The first is posted in the proof's thread; those after edits change it. */
function delivery(
  context: CheerContext,
  cheer: WrittenCheer,
  credit: Line | null,
): { key: DeliveryKey; effect: Effect } {
  const texts = messagesFor(context.locale);
  const footer = cheer.source === 'model' ? texts.cheerFooter : null;
  const { lines } = cheer;
  const view = { view: 'cheer', lines, credit, footer, mood: moods[context.situation] } as const;
  const first = `cheer:${context.proof}` as DeliveryKey;
  if (context.revision > 0) {
    return {
      key: `cheer-edit:${context.proof}:${context.revision}` as DeliveryKey,
      effect: { do: 'edit', of: first, view },
    };
  }
  const title = texts.threadTitle(context.member.name, context.day);
  const target: EffectTarget = context.onCard
    ? { kind: 'threadOfDelivery', key: `card:${context.proof}` as DeliveryKey, title }
    : { kind: 'thread', on: context.message as MessageRef, title };
  return { key: first, effect: { do: 'post', target, view } };
}
