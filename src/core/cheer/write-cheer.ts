import type { CareKind } from '../care/guard.ts';
import { characterOf } from '../characters/index.ts';
import { messagesFor } from '../messages/index.ts';
import type { MessageRef, PlatformName, ProofId } from '../model/ids.ts';
import { creditOf } from '../streak/credit.ts';
import type { ReadStreak } from '../streak/read-streak.ts';
import type { Line } from '../views.ts';
import { type ComposeDeps, createCompose } from './compose.ts';
import { cheerDelivery } from './delivery.ts';
import { seeded } from './seeded.ts';
import { fromEmoji, fromTemplate } from './spoken-without.ts';
import type { AskLater, CheerContext, CheerStore } from './store.ts';

/** Takes a proof in which somebody needs help over from the cheer (core/care). */
export type GiveCare = (context: CheerContext, what: CareKind) => Promise<void>;

export interface WriteCheerDeps extends ComposeDeps {
  readonly cheers: CheerStore;
  readonly giveCare: GiveCare;
  readonly readStreak: ReadStreak;
  readonly linkTo: (platform: PlatformName, message: MessageRef) => string | null;
}

/** The model has until this long after the proof was recorded; posting needs the rest of the 20 s. */
const writtenWithinMs = 15_000;
/** A late answer takes a template's place up to this long after. */
const lateWithinMs = 10 * 60_000;
/** Nobody waits for a late answer: a slow model has this long for each of its two tries. */
const lateTryMs = 30_000;

/**
 * `writeCheer` writes the cheer of one proof and stores the text with its delivery: done again after a kill it pays at most for
 * the unstored try, and never says two things. `writeLate` asks the model once more where it did not answer in time, and
 * puts its answer in the place of the template, which is done once. `sayWithout` says a cheer anew that recalls a proof which may
 * be recalled no more.
 */
export function createWriteCheer(deps: WriteCheerDeps) {
  const { cheers, log, clock } = deps;
  const compose = createCompose(deps);

  return { writeCheer, writeLate, sayWithout };

  async function writeCheer(proof: ProofId): Promise<void> {
    const context = await cheers.begin(proof);
    if (!context) return;
    const { situation, revision } = context;
    log.info('cheer.generating', { proof, situation, revision });
    // A cheer written anew after an edit is not awaited by anybody: it gets the whole time.
    const begun = revision > 0 ? clock.now() : context.recordedAt;
    const composed = await compose(context, begun + writtenWithinMs);
    switch (composed.kind) {
      case 'care':
        return deps.giveCare(context, composed.what);
      case 'silent': {
        const { reason } = composed;
        const kept = await cheers.keepSilent(context, reason);
        return log.info(kept ? 'cheer.given_up' : 'cheer.overtaken', { proof, reason });
      }
      case 'cheer': {
        const { cheer, memory, laterMs } = composed;
        const around = { credit: await credit(context), memory, linkTo: linkFor(context) };
        const later = laterMs === null ? null : laterFrom(clock.now() + lateWithinMs, spread(proof, laterMs));
        const stored = await cheers.store(context, cheer, cheerDelivery(context, cheer, around), later);
        // Its past is another by now: written anew, it recalls nothing that is gone.
        if (stored === 'forgotten') return writeCheer(proof);
        if (stored === 'overtaken') return log.info('cheer.overtaken', { proof });
        const { source, model, templateId: template, reason, angle } = cheer;
        return log.info('cheer.verified', { proof, source, model, template, reason, angle });
      }
    }
  }

  async function writeLate(job: {
    readonly proof: ProofId;
    /** Of the template that stands in. */
    readonly revision: number;
    readonly until: number;
  }): Promise<void> {
    const { proof, revision, until } = job;
    if (clock.now() >= until) return;
    const context = await cheers.beginLate(proof, revision);
    if (!context) return;
    const composed = await compose(context, Math.min(until, clock.now() + 2 * lateTryMs), lateTryMs);
    if (composed.kind === 'care') return deps.giveCare(context, composed.what);
    if (composed.kind === 'silent') return;
    const { cheer, memory, laterMs } = composed;
    if (cheer.source === 'template') {
      // Each wait is as long as all the time before it.
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
   * A template, or emoji for who wants no words, takes its place: its member wrote nothing new, so nobody looks at it again and no
   * model is asked. Where nothing is cheered any more, and for who wants silence, it is taken away.
   */
  async function sayWithout({
    proof,
    memory,
  }: {
    readonly proof: ProofId;
    readonly memory: ProofId;
  }): Promise<void> {
    const context = await cheers.beginWithout(proof, memory);
    if (!context || context.tone === 'silent') {
      if (await cheers.takeDown(proof, memory)) log.info('cheer.taken_down', { proof });
      return;
    }
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

  /** So that a thousand that had no answer do not ask together again. */
  function spread(proof: ProofId, ms: number): number {
    return ms * (1 + 2 * seeded(`late|${proof}`));
  }

  /** Null: no time is left for another try. */
  function laterFrom(until: number, afterMs: number): AskLater | null {
    const at = clock.now() + afterMs;
    return at < until ? { at, until } : null;
  }

  /** What counted, as the numbers stand when it is said. */
  async function credit({ challenge, member, day, late, locale }: CheerContext): Promise<Line | null> {
    const standing = await deps.readStreak(challenge, member.id, clock.now());
    return standing && messagesFor(locale).counting.credit(creditOf(standing.streak, { day, late }));
  }

  function linkFor({ platform }: CheerContext) {
    return (message: MessageRef) => deps.linkTo(platform, message);
  }
}
