import type { CareKind } from '../care/guard.ts';
import { characterOf } from '../characters/index.ts';
import { messagesFor } from '../messages/index.ts';
import type { MessageRef, PlatformName, ProofId } from '../model/ids.ts';
import { creditOf } from '../streak/credit.ts';
import type { ReadStreak } from '../streak/read-streak.ts';
import type { Line } from '../views.ts';
import { asTold } from './as-told.ts';
import { type ComposeDeps, createCompose } from './compose.ts';
import { cheerDelivery } from './delivery.ts';
import { seeded } from './seeded.ts';
import { fromEmoji, fromTemplate } from './spoken-without.ts';
import type { AskLater, CheerContext, CheerStore } from './store.ts';

/** Gives care instead of a cheer, for a proof whose author needs help (core/care). */
export type GiveCare = (context: CheerContext, what: CareKind) => Promise<void>;

export interface WriteCheerDeps extends ComposeDeps {
  readonly cheers: CheerStore;
  readonly giveCare: GiveCare;
  readonly readStreak: ReadStreak;
  readonly linkTo: (platform: PlatformName, message: MessageRef) => string | null;
}

/** The model's time, from when the proof was recorded; posting needs the rest of the 20 s within which a cheer should appear. */
const writtenWithinMs = 15_000;
/** How long after a template was stored a late answer may still replace it. */
const lateWithinMs = 10 * 60_000;
/** Time limit of each of the two late tries: nobody waits for them, so a slow model gets more time than at first. */
const lateTryMs = 30_000;

/**
 * The three jobs that write cheers. `writeCheer` writes the cheer of one proof and stores the text with its delivery; run again
 * after a kill, it pays at most for the try that was not stored, and never posts two texts. `writeLate` asks the model again after
 * it did not answer in time and replaces the template by its answer, once. `sayWithout` rewrites a cheer whose recalled proof may
 * not be recalled any more.
 */
export function createWriteCheer(deps: WriteCheerDeps) {
  const { cheers, log, clock } = deps;
  const compose = createCompose(deps);

  return { writeCheer, writeLate, sayWithout };

  async function writeCheer(proof: ProofId): Promise<void> {
    const begun = await cheers.begin(proof);
    if (!begun) return;
    const context = asTold(unjudged(begun));
    const { situation, revision } = context;
    log.info('cheer.generating', { proof, situation, revision });
    // Nobody waits for a cheer that is rewritten after an edit: it gets the full time from now.
    const from = revision > 0 ? clock.now() : context.recordedAt;
    const composed = await compose(context, from + writtenWithinMs);
    switch (composed.kind) {
      case 'care':
        return deps.giveCare(context, composed.what);
      case 'silent': {
        const { reason } = composed;
        const kept = await cheers.keepSilent(context, reason);
        return log.info(kept ? 'cheer.given_up' : 'cheer.overtaken', { proof, reason });
      }
      case 'cheer': {
        const { cheer, moment, memory, laterMs } = composed;
        const around = { credit: await credit(context), memory, linkTo: linkFor(context) };
        const later = laterMs === null ? null : laterFrom(clock.now() + lateWithinMs, spread(proof, laterMs));
        const kept = { ...cheer, situation: moment };
        const stored = await cheers.store(context, kept, cheerDelivery(context, cheer, around), later);
        // The recalled proof is gone: write the cheer again, which will recall only what still exists.
        if (stored === 'forgotten') return writeCheer(proof);
        if (stored === 'overtaken') return log.info('cheer.overtaken', { proof });
        const { source, model, templateId: template, reason, angle } = cheer;
        return log.info('cheer.verified', { proof, source, model, template, reason, angle });
      }
    }
  }

  async function writeLate(job: {
    readonly proof: ProofId;
    /** The revision of the template to be replaced. */
    readonly revision: number;
    readonly until: number;
  }): Promise<void> {
    const { proof, revision, until } = job;
    if (clock.now() >= until) return;
    const begun = await cheers.beginLate(proof, revision);
    if (!begun) return;
    const context = asTold(begun);
    const composed = await compose(context, Math.min(until, clock.now() + 2 * lateTryMs), lateTryMs);
    if (composed.kind === 'care') return deps.giveCare(context, composed.what);
    if (composed.kind === 'silent') return;
    const { cheer, memory, laterMs } = composed;
    if (cheer.source === 'template') {
      // Wait as long as has passed already, so that the intervals double.
      const waited = lateWithinMs - (until - clock.now());
      const again = laterMs === null ? null : laterFrom(until, Math.max(laterMs, waited));
      log.info('cheer.still_late', { proof, reason: cheer.reason, again: again !== null });
      if (again) await cheers.askLater(proof, revision, again);
      return;
    }
    const around = { credit: await credit(context), memory, linkTo: linkFor(context) };
    const stored = await cheers.storeLate(context, cheer, cheerDelivery(context, cheer, around));
    log.info(stored ? 'cheer.came_late' : 'cheer.overtaken', { proof, model: cheer.model });
  }

  /**
   * Replaces the cheer by a template, or by emoji for members who want no words. The member wrote nothing new, so neither guard nor
   * model is asked. The cheer is removed where the proof cannot be cheered any more or the member now wants silence.
   */
  async function sayWithout({
    proof,
    memory,
  }: {
    readonly proof: ProofId;
    readonly memory: ProofId;
  }): Promise<void> {
    const begun = await cheers.beginWithout(proof, memory);
    if (!begun || begun.tone === 'silent') {
      if (await cheers.takeDown(proof, memory)) log.info('cheer.taken_down', { proof });
      return;
    }
    const context = asTold(begun);
    const { situation, tone } = context;
    const character = characterOf(context.character);
    const cheer =
      tone === 'emoji'
        ? fromEmoji(context, character, situation)
        : fromTemplate(context, character, situation, 'what it recalled is gone');
    const around = { credit: await credit(context), memory: null, linkTo: linkFor(context) };
    const stored = await cheers.storeWithout(context, memory, cheer, cheerDelivery(context, cheer, around));
    log.info(stored ? 'cheer.said_without' : 'cheer.overtaken', { proof });
  }

  /** Spreads late tries over one to three times `ms`, so that a thousand cheers without an answer do not ask again at once. */
  function spread(proof: ProofId, ms: number): number {
    return ms * (1 + 2 * seeded(`late|${proof}`));
  }

  /** The late try after `afterMs`, or null when it would begin after `until`. */
  function laterFrom(until: number, afterMs: number): AskLater | null {
    const at = clock.now() + afterMs;
    return at < until ? { at, until } : null;
  }

  /** The line under the cheer that says what counted, with the streak as it is now; null where that may not be told. */
  async function credit(context: CheerContext): Promise<Line | null> {
    const { tellable, challenge, member, day, late, locale } = context;
    if (!tellable) return null;
    const standing = await deps.readStreak(challenge, member.id, clock.now());
    return standing && messagesFor(locale).counting.credit(creditOf(standing.streak, { day, late }));
  }

  function linkFor({ platform }: CheerContext) {
    return (message: MessageRef) => deps.linkTo(platform, message);
  }
}

/** The context without what the guard found in an earlier text: only what it says of this one makes a day hard. Pure. */
function unjudged(context: CheerContext): CheerContext {
  return context.situation === 'hard' ? { ...context, situation: 'usual' } : context;
}
