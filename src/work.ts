import { randomUUID } from 'node:crypto';
import { everyHour, everyMinute } from './adapters/node/cron.ts';
import type { createMetrics } from './adapters/node/metrics.ts';
import { isOutage } from './adapters/postgres/errors.ts';
import type { Storage } from './adapters/postgres/index.ts';
import type { Config } from './config.ts';
import { createGuard } from './core/care/create-guard.ts';
import { createGiveCare } from './core/care/give-care.ts';
import { signsOf } from './core/care/signs.ts';
import { createCloseDueChallenge } from './core/challenge/close-challenge.ts';
import { createEndNotice } from './core/challenge/end-notice.ts';
import { createPlanEnds } from './core/challenge/plan-ends.ts';
import { createCheerGenerator } from './core/cheer/generate.ts';
import { createWriteCheer } from './core/cheer/write-cheer.ts';
import { createFinishCard } from './core/closing/finish-card.ts';
import { type AtOnce, createAtOnce } from './core/delivery/at-once.ts';
import { createDeliver } from './core/delivery/deliver.ts';
import { createFollowers } from './core/delivery/followers.ts';
import { reasonOf } from './core/errors.ts';
import type { Courtesy } from './core/jobs/courtesy.ts';
import { polite } from './core/jobs/polite.ts';
import { ngrams } from './core/memory/ngrams.ts';
import { createRecall } from './core/memory/recall.ts';
import { createRemember, createRememberOlder } from './core/memory/remember.ts';
import { type MessageRef, type PlatformName, platformNames } from './core/model/ids.ts';
import { createReadCircle } from './core/nudge/circle.ts';
import { createWriteLine } from './core/nudge/line/write-line.ts';
import { createOfferNudge } from './core/nudge/personal/offer.ts';
import { createSendPersonal } from './core/nudge/personal/send.ts';
import { createSendNudge } from './core/nudge/send-nudge.ts';
import { createPlanSummaries } from './core/nudge/summary/plan-summaries.ts';
import { createSendSummary } from './core/nudge/summary/send-summary.ts';
import { createNudgeTick } from './core/nudge/tick.ts';
import { createOfferDays } from './core/outage/offer-days.ts';
import type { BlobStore, PhotoProcessor } from './core/photo.ts';
import { createErasePhotos, createSweepBlobs } from './core/photos/erase-photos.ts';
import { createKeepPhotos } from './core/photos/keep-photos.ts';
import type { ChatPlatform, Clock, Log } from './core/ports.ts';
import { createMornings } from './core/streak/mornings.ts';
import { createReadStreak } from './core/streak/read-streak.ts';
import { createAnswerTurn } from './core/talk/answer-turn.ts';
import { createTalkCare } from './core/talk/give-care.ts';
import { talkKeptMs } from './core/talk/store.ts';
import { createUnsayLater } from './core/talk/unsay.ts';
import type { Ending } from './ending.ts';
import { createModels } from './models.ts';

/** What background work needs besides its settings. */
export interface WorkParts {
  readonly storage: Storage;
  readonly metrics: Pick<ReturnType<typeof createMetrics>, 'modelCall' | 'watchModel'>;
  readonly blobs: BlobStore;
  readonly processor: PhotoProcessor;
  readonly platform: (name: PlatformName) => ChatPlatform | null;
  readonly linkTo: (name: PlatformName, message: MessageRef) => string | null;
  readonly privateNotice: (name: PlatformName) => boolean;
  readonly courtesy: Courtesy;
  readonly clock: Clock;
  readonly log: Log;
  readonly ending: Ending;
}

/** How long an edit or deletion of a message we have not seen is kept: platforms redeliver for minutes, and histories are read at once. */
const unseenKeptMs = 2 * 24 * 60 * 60_000;
/** How long a redelivered message between members is recognised. */
const voicesKeptMs = unseenKeptMs;

/**
 * Builds and starts everything that works in the background: jobs, deliveries, ticks and sweeps. Returns how intake sets a mark of credit
 * right after its commit.
 */
export async function startWork(
  config: Config,
  {
    storage,
    metrics,
    blobs,
    processor,
    platform,
    linkTo,
    privateNotice,
    courtesy,
    clock,
    log,
    ending,
  }: WorkParts,
): Promise<AtOnce> {
  // Many jobs may run at once, so they use the connections for work and take none from intake.
  const { background } = storage;
  const { unitOfWork } = background;
  const budget = storage.budget(config.limits);
  const { modelCall: meter, watchModel: watch } = metrics;
  const models = config.model && createModels(config.model, { budget, meter, watch, log });
  const generator = models && createCheerGenerator({ model: models.model, nonce: randomUUID });
  const keepPhotos = createKeepPhotos({ photos: storage.photos, blobs, processor, platform, log });
  const erasePhotos = createErasePhotos({ photos: storage.photos, blobs, log });
  const remembering = {
    memories: storage.memories,
    // Without a model for embeddings, proofs are compared by their letters.
    embedder: models?.embedder ?? ngrams,
    notes: storage.notes,
    needsCare: (text: string) => signsOf(text).care !== null,
    log,
  };
  const remember = createRemember(remembering);
  const guard = createGuard({ moderator: models?.moderator ?? null, decider: models?.decider ?? null });
  const writeLine =
    models &&
    createWriteLine({
      model: models.model,
      guard,
      nonce: randomUUID,
      clock,
      log,
    });
  const care = createGiveCare({ unitOfWork, privateNotice, clock, log });
  const { writeCheer, writeLate, sayWithout } = createWriteCheer({
    cheers: storage.cheers,
    guard,
    giveCare: care.giveCare,
    generator,
    recall: createRecall(remembering),
    prompts: config.model?.prompt ?? { use: null, canary: null },
    readStreak: createReadStreak(background),
    blobs,
    linkTo,
    clock,
    log,
  });
  const talkCare = createTalkCare({ unitOfWork, privateNotice, clock, log });
  const answerTurn = createAnswerTurn({
    talks: storage.talks,
    guard,
    model: models?.model ?? null,
    giveCare: talkCare.giveCare,
    nonce: randomUUID,
    clock,
    log,
  });
  const nudging = {
    unitOfWork,
    readCircle: createReadCircle(background),
    clock,
    log,
  };
  const personal = { unitOfWork, privateNotice, clock, log };
  const { deliver, carryOut } = createDeliver({
    ledger: storage.ledger,
    platform,
    clock,
    log,
    random: Math.random,
    isOutage,
    ...createFollowers({
      ...nudging,
      privateNotice,
      talks: storage.talks,
      outages: storage.outages,
      managerPlace: storage.managerPlace,
    }),
  });
  const planEnds = createPlanEnds({ unitOfWork, clock, log });
  await storage.jobs.start(
    polite(courtesy, {
      deliver: ({ key }) => deliver(key),
      photos: ({ proof }) => keepPhotos(proof),
      cheer: ({ proof }) => writeCheer(proof),
      lateCheer: writeLate,
      sayWithout,
      talk: answerTurn,
      unsay: createUnsayLater({ unitOfWork, clock }),
      care: ({ proof }) => care.look(proof),
      remember: ({ proof }) => remember(proof),
      memories: createRememberOlder(remembering),
      erasePhotos: ({ proof }) => erasePhotos(proof),
      dropPhotos: ({ proof }) => erasePhotos(proof, true),
      mornings: createMornings({
        ...background,
        mornings: storage.mornings,
        outages: storage.outages,
        clock,
        log,
      }),
      ends: planEnds,
      endNotice: createEndNotice({ unitOfWork, clock, log }),
      closeChallenge: createCloseDueChallenge({ unitOfWork, clock, log }),
      nudge: createSendNudge({ ...nudging, deliver, writeLine }),
      summaries: createPlanSummaries({ summaries: storage.summaries, clock, log }),
      summary: createSendSummary({ ...nudging, deliver }),
      outage: createOfferDays({ unitOfWork, outages: storage.outages, clock, log }),
      nudgeMe: createSendPersonal({ ...personal, deliver }),
      offerNudge: createOfferNudge(personal),
      finishCard: createFinishCard({ unitOfWork, linkTo, clock, log }),
    }),
  );
  ending.door(storage.jobs.stop);
  // If this fails, what waits for them is tried within an hour all the same.
  await storage.ledger
    .resume(platformNames.filter((name) => platform(name) !== null))
    .catch((error: unknown) => log.warn('delivery.resume_failed', { reason: reasonOf(error) }));
  const nudges = everyMinute('nudge', createNudgeTick({ nudges: storage.nudges, clock, log }), log);
  ending.door(nudges.stop);
  const personalTick = createNudgeTick({ nudges: storage.personalNudges, clock, log, name: 'nudge_me' });
  ending.door(everyMinute('nudge_me', personalTick, log).stop);
  await planEnds();
  const credit = createAtOnce({
    async carryOut(claimed, claimedAt) {
      // Jobs hold back only until the platform has answered.
      const { promise: acted, resolve } = Promise.withResolvers<void>();
      void courtesy.attend(() => acted);
      await carryOut(claimed, claimedAt, resolve).finally(resolve);
    },
    log,
  });
  ending.behind(credit.drain);
  // Release budget reserved by a dead process now, not at the next sweep.
  await budget
    .sweep()
    .catch((error: unknown) => log.warn('budget.sweep_failed', { reason: reasonOf(error) }));
  let voicesLookedAt = false;
  const sweeps = {
    budget: budget.sweep,
    photos: createSweepBlobs({ photos: storage.photos, blobs, now: clock.now }),
    talk: () => storage.talks.forgetBefore(clock.now() - talkKeptMs),
    async voices() {
      await storage.talks.forgetVoices(clock.now() - voicesKeptMs, !voicesLookedAt);
      voicesLookedAt = true;
    },
    unseen: () => storage.forgetUnseen(clock.now() - unseenKeptMs),
  };
  for (const [name, sweep] of Object.entries(sweeps)) ending.door(everyHour(name, sweep, log).stop);
  return credit;
}
