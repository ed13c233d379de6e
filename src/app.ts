import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createFileBlobStore } from './adapters/node/blobs.ts';
import { systemClock, uptime } from './adapters/node/clock.ts';
import { everyMinute } from './adapters/node/cron.ts';
import { createMetrics } from './adapters/node/metrics.ts';
import { createPhotoProcessor } from './adapters/node/photo-decoder/index.ts';
import { createFilePictureCache } from './adapters/node/picture-cache.ts';
import { createPictures } from './adapters/node/pictures/index.ts';
import { requireWritable } from './adapters/node/writable.ts';
import { openStorage, type Storage } from './adapters/postgres/index.ts';
import { serve } from './adapters/web/index.ts';
import type { Config } from './config.ts';
import { usualLimits } from './core/budget/budget.ts';
import { createGuard } from './core/care/create-guard.ts';
import { createGiveCare } from './core/care/give-care.ts';
import { createCareMoot } from './core/care/in-care.ts';
import { signsOf } from './core/care/signs.ts';
import { createTellChannelGone } from './core/challenge/channel-gone.ts';
import { createCloseDueChallenge } from './core/challenge/close-challenge.ts';
import { createEndNotice } from './core/challenge/end-notice.ts';
import { createPlanEnds } from './core/challenge/plan-ends.ts';
import { characterOf } from './core/characters/index.ts';
import { createCheerGenerator } from './core/cheer/generate.ts';
import { createWriteCheer } from './core/cheer/write-cheer.ts';
import { createFinishCard } from './core/closing/finish-card.ts';
import { createInbound } from './core/create-inbound.ts';
import { type AtOnce, createAtOnce } from './core/delivery/at-once.ts';
import { createDeliver } from './core/delivery/deliver.ts';
import { createTellManager } from './core/delivery/tell-manager.ts';
import type { Inbound } from './core/inbound.ts';
import { createTellNear } from './core/managing/tell-near.ts';
import { ngrams } from './core/memory/ngrams.ts';
import { createRecall } from './core/memory/recall.ts';
import { createRemember, createRememberOlder } from './core/memory/remember.ts';
import type { MessageRef, PlatformName } from './core/model/ids.ts';
import { createReadCircle } from './core/nudge/circle.ts';
import { createWriteLine } from './core/nudge/line/write-line.ts';
import { createOfferNudge } from './core/nudge/personal/offer.ts';
import { createPersonalMoot, createPersonalRefused, createSendPersonal } from './core/nudge/personal/send.ts';
import { createNudgeMoot, createNudgeRefused, createSendNudge } from './core/nudge/send-nudge.ts';
import { createPlanSummaries } from './core/nudge/summary/plan-summaries.ts';
import { createSendSummary, createSummaryMoot } from './core/nudge/summary/send-summary.ts';
import { createNudgeTick } from './core/nudge/tick.ts';
import { createAbsences } from './core/outage/absences.ts';
import { createOfferDays } from './core/outage/offer-days.ts';
import { createOfferRefused } from './core/outage/offer-refused.ts';
import { createOutageWatch } from './core/outage/watch.ts';
import type { PhotoProcessor } from './core/photo.ts';
import { createErasePhotos, createSweepBlobs } from './core/photos/erase-photos.ts';
import { createKeepPhotos } from './core/photos/keep-photos.ts';
import { withoutErased } from './core/pictures/erased.ts';
import type { Pictures } from './core/pictures/pictures.ts';
import type { ChatPlatform, Clock, Log } from './core/ports.ts';
import { createMornings } from './core/streak/mornings.ts';
import { createReadStreak } from './core/streak/read-streak.ts';
import { createAnswerTurn } from './core/talk/answer-turn.ts';
import { createTalkCare } from './core/talk/give-care.ts';
import { createTalkMoot } from './core/talk/moot.ts';
import { createUnsayLater } from './core/talk/unsay.ts';
import { createModels } from './models.ts';
import { createPlatforms, type Platforms } from './platforms.ts';
import { seedDemo } from './seed-demo.ts';

/** What tests may put in place of the real thing; the program itself passes none. */
export interface AppOptions {
  readonly log: (count: (event: string) => void) => Log;
  readonly clock?: Clock;
  readonly newId?: () => string;
  /** Put around the real parts by tests of recovery, which kill, pause or break something between two of their calls. */
  readonly around?: {
    readonly storage?: (storage: Storage) => Storage;
    readonly platform?: (platform: ChatPlatform) => ChatPlatform;
    readonly inbound?: (inbound: Inbound) => Inbound;
    readonly photos?: (processor: PhotoProcessor) => PhotoProcessor;
    readonly pictures?: (pictures: Pictures) => Pictures;
  };
  /** Ends the program with a message: the world will not let it work as it is set up. */
  readonly onFatal: (error: Error) => void;
}

export interface App {
  readonly url: string | null;
  readonly platforms: Platforms;
  readonly storage: Awaited<ReturnType<typeof openStorage>>;
  /** Stops taking in, finishes what is in hand, closes. */
  stop(): Promise<void>;
}

const sweepEveryMs = 60 * 60_000;
/** A drawn picture is kept this long as a file, while all of them are not more than this. */
const drawnFilesLiveMs = 7 * 24 * 60 * 60_000;
const drawnFilesMaxBytes = 1024 ** 3;
/** What is not done by then is left to the next start. */
const drainWithinMs = 3_000;

/** Puts everything together and starts it. Resolves when it is ready; throws StartError in plain words. */
export async function startApp(config: Config, options: AppOptions): Promise<App> {
  const clock = options.clock ?? systemClock;
  let count: (event: string) => void = () => undefined;
  const log = options.log((event) => count(event));
  if (config.role !== 'intake') await requireWritable(config.dataDir, 'photos');
  const opened = await openStorage({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    defaults: { locale: config.locale, timezone: config.timezone },
    clock,
    log,
  });
  const around = options.around ?? {};
  const storage = around.storage?.(opened) ?? opened;
  const metrics = createMetrics(storage.figures);
  count = metrics.count;
  const closing: (() => Promise<unknown>)[] = [storage.close];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) {
      await close().catch((error: unknown) => log.warn('stop.failed', { reason: (error as Error).message }));
    }
  };
  try {
    const blobs = createFileBlobStore(path.join(config.dataDir, 'photos'));
    const decoder = createPhotoProcessor({ log });
    closing.push(decoder.close);
    const processor = around.photos?.(decoder) ?? decoder;

    const health = {
      live: () => true,
      ready: async () => {
        const parts = {
          database: await storage.reachable(),
          jobs: config.role === 'intake' || storage.jobs.running,
        };
        return { ready: Object.values(parts).every(Boolean), parts };
      },
      metrics: metrics.read,
    };
    const address: { url: string | null } = { url: null };
    const pictureCache = createFilePictureCache(path.join(config.dataDir, 'pictures'));
    const drawn = withoutErased(createPictures({ loadPhoto: blobs.get, cache: pictureCache, log }), blobs);
    const pictures = around.pictures?.(drawn) ?? drawn;
    const forgetting = setInterval(() => {
      pictureCache
        .sweep({ instant: clock.now() - drawnFilesLiveMs, maxBytes: drawnFilesMaxBytes })
        .catch((error: unknown) => log.warn('pictures.sweep_failed', { reason: (error as Error).message }));
    }, sweepEveryMs);
    closing.push(async () => clearInterval(forgetting));
    const platforms = await createPlatforms(config, {
      storage,
      processor,
      pictures,
      clock,
      log,
      health,
      address,
      onFatal: options.onFatal,
    });
    closing.push(platforms.close);
    const platform = (name: PlatformName): ChatPlatform | null => {
      const found = platforms.byName.get(name) ?? null;
      return (found && around.platform?.(found)) ?? found;
    };
    const linkTo = (name: PlatformName, message: MessageRef) => platform(name)?.linkTo(message) ?? null;
    const privateNotice = (name: PlatformName) => platform(name)?.caps.privateNotice ?? false;

    let atOnce: AtOnce | null = null;
    if (config.role !== 'intake') {
      // Jobs come many at once: none of them takes a connection from intake.
      const { background } = storage;
      const { unitOfWork } = background;
      const budget = storage.budget(config.limits ?? usualLimits);
      const { modelCall: meter, watchModel: watch } = metrics;
      const models = config.model && createModels(config.model, { budget, meter, watch, log });
      const generator = models && createCheerGenerator({ model: models.model, nonce: randomUUID });
      const keepPhotos = createKeepPhotos({ photos: storage.photos, blobs, processor, platform, log });
      const erasePhotos = createErasePhotos({ photos: storage.photos, blobs, log });
      const remembering = {
        memories: storage.memories,
        // Without a model's vectors, proofs are compared by their letters.
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
          character: characterOf('damjji'),
          nonce: randomUUID,
          clock,
          log,
        });
      const care = createGiveCare({ unitOfWork, privateNotice, clock, log });
      const { writeCheer, writeLate } = createWriteCheer({
        cheers: storage.cheers,
        guard,
        outputGuard: guard,
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
        outputGuard: guard,
        model: models?.model ?? null,
        giveCare: talkCare.giveCare,
        nonce: randomUUID,
        clock,
        log,
      });
      const talkMoot = createTalkMoot({ talks: storage.talks, clock });
      const tellManager = createTellManager({
        unitOfWork,
        place: storage.managerPlace,
        privateNotice,
        log,
      });
      const nudging = {
        unitOfWork,
        readCircle: createReadCircle(background),
        clock,
        log,
      };
      const personal = { unitOfWork, privateNotice, clock, log };
      const [nudgeMoot, summaryMoot] = [createNudgeMoot(nudging), createSummaryMoot(nudging)];
      const personalMoot = createPersonalMoot(personal);
      const careMoot = createCareMoot({ unitOfWork, clock });
      const personalRefused = createPersonalRefused(personal);
      const offerRefused = createOfferRefused({ unitOfWork, log });
      const tellNear = createTellNear({ unitOfWork, privateNotice, log });
      const { deliver, carryOut } = createDeliver({
        ledger: storage.ledger,
        platform,
        clock,
        log,
        random: Math.random,
        moot: async (claimed) =>
          (await careMoot(claimed)) ??
          (await nudgeMoot(claimed)) ??
          (await summaryMoot(claimed)) ??
          (await talkMoot(claimed)) ??
          personalMoot(claimed),
        settled: createNudgeRefused(nudging),
        otherwise: async (claimed, settlement) => {
          await care.otherwise(claimed, settlement);
          await talkCare.otherwise(claimed, settlement);
          await tellNear(claimed, settlement);
          await personalRefused(claimed, settlement);
          await offerRefused(claimed, settlement);
        },
        tellManager,
        tellGone: createTellChannelGone({ unitOfWork, log }),
        park: (workspace, reason) => unitOfWork.run((tx) => tx.parkWorkspace(workspace, reason)),
      });
      const planEnds = createPlanEnds({ unitOfWork, clock, log });
      await storage.jobs.start({
        deliver: ({ key }) => deliver(key),
        photos: ({ proof }) => keepPhotos(proof),
        cheer: ({ proof }) => writeCheer(proof),
        lateCheer: writeLate,
        talk: answerTurn,
        unsay: createUnsayLater({ unitOfWork, clock }),
        care: ({ proof }) => care.look(proof),
        remember: ({ proof }) => remember(proof),
        memories: createRememberOlder(remembering),
        erasePhotos: ({ proof }) => erasePhotos(proof),
        mornings: createMornings({ ...storage, ...background, clock, log }),
        ends: planEnds,
        endNotice: createEndNotice({ unitOfWork, clock, log }),
        closeChallenge: createCloseDueChallenge({ unitOfWork, clock, log }),
        nudge: createSendNudge({ ...nudging, deliver, writeLine }),
        summaries: createPlanSummaries({ ...storage, ...background, clock, log }),
        summary: createSendSummary({ ...nudging, deliver }),
        outage: createOfferDays({ ...storage, ...background, clock, log }),
        nudgeMe: createSendPersonal({ ...personal, deliver }),
        offerNudge: createOfferNudge(personal),
        finishCard: createFinishCard({ unitOfWork, linkTo, clock, log }),
      });
      closing.push(storage.jobs.stop);
      const nudges = everyMinute('nudge', createNudgeTick({ ...storage, clock, log }), log);
      closing.push(nudges.stop);
      const personalTick = createNudgeTick({ nudges: storage.personalNudges, clock, log, name: 'nudge_me' });
      closing.push(everyMinute('nudge_me', personalTick, log).stop);
      await planEnds();
      const credit = createAtOnce({ carryOut, log });
      atOnce = credit;
      closing.push(() => Promise.race([credit.drain(), delay(drainWithinMs, undefined, { ref: false })]));
      const sweep = createSweepBlobs({ photos: storage.photos, blobs, now: clock.now });
      const sweeping = setInterval(() => {
        budget
          .sweep()
          .catch((error: unknown) => log.warn('budget.sweep_failed', { reason: (error as Error).message }));
        sweep().catch((error: unknown) =>
          log.warn('photos.sweep_failed', { reason: (error as Error).message }),
        );
      }, sweepEveryMs);
      closing.push(async () => clearInterval(sweeping));
    }

    const absences = createAbsences({ outages: storage.outages, clock });
    await absences.refresh();
    const inbound = createInbound({
      proofs: storage.proofs,
      unitOfWork: storage.unitOfWork,
      records: storage.records,
      streaks: storage.streaks,
      linkTo,
      watchedChannels: storage.watchedChannels,
      privateNotice,
      limits: config.model && (config.limits ?? usualLimits),
      formFields: (name) => platform(name)?.caps.formFields ?? 5,
      clock,
      log,
      newId: options.newId ?? randomUUID,
      atOnce,
      away: absences.of,
      defaultLocale: config.locale,
    });
    await seedDemo(storage.unitOfWork, config, clock);
    // Every role answers for its health over HTTP; there the page is, so it works on a worker too.
    const server = await serve(platforms.web, {
      host: config.http.host,
      port: config.http.port,
      mounts: platforms.mounts,
    });
    address.url = server.url;
    closing.push(server.close);
    for (const each of platforms.byName.values()) {
      if (config.role === 'worker' && each.name !== 'web') continue;
      closing.push(() => each.stop());
      await each.start(around.inbound?.(inbound) ?? inbound);
    }
    const listening = () => [...platforms.byName.values()];
    const watch = createOutageWatch({ platforms: listening, outages: storage.outages, clock, uptime, log });
    const look = async () => {
      await watch();
      await absences.refresh();
    };
    closing.push(everyMinute('outage', look, log).stop);
    log.info('app.ready', { role: config.role, instance: storage.instance });
    return { url: address.url, platforms, storage, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
