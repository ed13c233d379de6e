import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createFileBlobStore } from './adapters/node/blobs.ts';
import { systemClock, uptime } from './adapters/node/clock.ts';
import { everyFewSeconds, everyHour, everyMinute } from './adapters/node/cron.ts';
import { createMetrics } from './adapters/node/metrics.ts';
import { createPhotoProcessor } from './adapters/node/photo-decoder/index.ts';
import { createFilePictureCache } from './adapters/node/picture-cache.ts';
import { createPictures } from './adapters/node/pictures/index.ts';
import { requireWritable } from './adapters/node/writable.ts';
import { isOutage } from './adapters/postgres/errors.ts';
import { openStorage, type Storage } from './adapters/postgres/index.ts';
import { serve } from './adapters/web/index.ts';
import type { Config } from './config.ts';
import { createLeftAlone } from './core/check-in/left-alone.ts';
import { createInbound } from './core/create-inbound.ts';
import type { Inbound, InboundMessage } from './core/inbound.ts';
import { createCourtesy } from './core/jobs/courtesy.ts';
import type { MessageRef, PlatformName } from './core/model/ids.ts';
import { createAbsences } from './core/outage/absences.ts';
import { createOutageWatch } from './core/outage/watch.ts';
import type { PhotoProcessor } from './core/photo.ts';
import { withoutErased } from './core/pictures/erased.ts';
import type { Pictures } from './core/pictures/pictures.ts';
import type { ChatPlatform, Clock, Log } from './core/ports.ts';
import { createEnding } from './ending.ts';
import { sharingOf } from './model-settings.ts';
import { createPlatforms, type Platforms } from './platforms.ts';
import { seedDemo } from './seed-demo.ts';
import { startWork } from './work.ts';

/** What the starter of the app provides. */
export interface AppOptions {
  readonly log: (count: (event: string) => void) => Log;
  /** Called with an error after which the program cannot go on; prints its message and ends the program. */
  readonly onFatal: (error: Error) => void;
}

/** Parts that tests may replace; the program itself passes none. */
export interface Seams {
  readonly clock?: Clock;
  readonly newId?: () => string;
  /** Wrappers around the real parts, for recovery tests that kill, pause or break something between two calls. */
  readonly around?: {
    readonly storage?: (storage: Storage) => Storage;
    readonly platform?: (platform: ChatPlatform) => ChatPlatform;
    readonly inbound?: (inbound: Inbound) => Inbound;
    readonly photos?: (processor: PhotoProcessor) => PhotoProcessor;
    readonly pictures?: (pictures: Pictures) => Pictures;
  };
}

/** The running program. */
export interface App {
  readonly url: string | null;
  readonly platforms: Platforms;
  readonly storage: Storage;
  /** Stops accepting work, finishes the work in hand, then closes everything. */
  stop(): Promise<void>;
}

/** The program must end within five seconds; this much is for stopping the parts, the rest for closing the database. */
const stopWithinMs = 3_600;
/** A drawn picture is kept as a file for this long, as long as all of them together stay below this size. */
const drawnFilesLiveMs = 7 * 24 * 60 * 60_000;
const drawnFilesMaxBytes = 1024 ** 3;

/** Builds all parts and starts them. Resolves when the app is ready; throws StartError with a message in plain words. */
export async function startApp(config: Config, options: AppOptions, seams: Seams = {}): Promise<App> {
  const clock = seams.clock ?? systemClock;
  let count: (event: string) => void = () => undefined;
  const log = options.log((event) => count(event));
  if (config.role !== 'intake') await requireWritable(config.dataDir, 'photos');
  const opened = await openStorage({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    defaults: { locale: config.locale, timezone: config.timezone },
    clock,
    log,
    onLost: options.onFatal,
  });
  const around = seams.around ?? {};
  const storage = around.storage?.(opened) ?? opened;
  const startedAt = clock.now();
  const metrics = createMetrics({
    figures: storage.figures,
    // A platform that is switched off is not counted as unheard; one that was never heard counts as unheard since our start.
    async unheard() {
      const now = clock.now();
      const known = new Map((await storage.unheard(now)).map(({ platform, seconds }) => [platform, seconds]));
      const on = (['web', 'discord', 'slack'] as const).filter((name) => name === 'web' || config[name]);
      return on.map((platform) => ({ platform, seconds: known.get(platform) ?? (now - startedAt) / 1000 }));
    },
  });
  count = metrics.count;
  const ending = createEnding({ withinMs: stopWithinMs, last: storage.close, log });
  try {
    const blobs = createFileBlobStore(path.join(config.dataDir, 'photos'));
    const decoder = createPhotoProcessor({ log });
    ending.behind(decoder.close);
    const processor = around.photos?.(decoder) ?? decoder;

    const health = {
      ready: async () => {
        const parts = {
          database: await storage.reachable(),
          jobs: config.role === 'intake' || storage.jobs.running,
        };
        return { ready: Object.values(parts).every(Boolean), parts };
      },
      metrics: metrics.read,
    };
    const pictureCache = createFilePictureCache(path.join(config.dataDir, 'pictures'));
    const drawn = withoutErased(createPictures({ loadPhoto: blobs.get, cache: pictureCache, log }), blobs);
    const pictures = around.pictures?.(drawn) ?? drawn;
    const forget = () =>
      pictureCache.sweep({ instant: clock.now() - drawnFilesLiveMs, maxBytes: drawnFilesMaxBytes });
    ending.door(everyHour('pictures', forget, log).stop);
    const platforms = await createPlatforms(config, {
      storage,
      processor,
      pictures,
      clock,
      log,
      health,
      onFatal: options.onFatal,
    });
    ending.behind(platforms.close);
    const platform = (name: PlatformName): ChatPlatform | null => {
      const found = platforms.byName.get(name) ?? null;
      return (found && around.platform?.(found)) ?? found;
    };
    const linkTo = (name: PlatformName, message: MessageRef) => platform(name)?.linkTo(message) ?? null;
    const privateNotice = (name: PlatformName) => platform(name)?.caps.privateNotice ?? false;

    const courtesy = createCourtesy(clock);
    const atOnce =
      config.role === 'intake'
        ? null
        : await startWork(config, {
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
          });

    const absences = createAbsences({ outages: storage.outages, clock });
    await absences.refresh();
    const leftAlone = createLeftAlone(storage.proofs.lookedAt, clock, isOutage);
    ending.door(everyFewSeconds('left_alone', leftAlone.save, log).stop);
    const door = createInbound({
      proofs: storage.proofs,
      unitOfWork: storage.unitOfWork,
      records: storage.records,
      own: storage.own,
      streaks: storage.streaks,
      linkTo,
      watchedChannels: storage.watchedChannels,
      homeOf: storage.homeOf,
      privateNotice,
      limits: config.model && config.limits,
      sharing: config.model && sharingOf(config.model),
      formFields: (name) => platform(name)?.caps.formFields ?? 5,
      pinsWelcome: (name) => platform(name)?.caps.pinsWelcome ?? false,
      canMark: (name, mark) => platform(name)?.caps.canMark(mark) ?? false,
      fileGoes: (name) => platform(name)?.caps.fileGoes ?? 'here',
      channelFacts: async (name, channel) => (await platform(name)?.channelFacts(channel)) ?? null,
      messageFacts: async (name, message, by) => (await platform(name)?.messageFacts(message, by)) ?? null,
      clock,
      log,
      newId: seams.newId ?? randomUUID,
      atOnce,
      leftAlone,
      away: absences.of,
      defaultLocale: config.locale,
    });
    const inbound = {
      ...door,
      message: (event: InboundMessage) => courtesy.attend(() => door.message(event)),
    };
    await seedDemo(storage.unitOfWork, config, clock);
    // Every role serves health checks over HTTP, and the page is on the same server, so the page works on a worker too.
    const server = await serve(platforms.web, {
      host: config.http.host,
      port: config.http.port,
      mounts: platforms.mounts,
    });
    ending.door(server.close);
    for (const each of platforms.byName.values()) {
      if (config.role === 'worker' && each.name !== 'web') continue;
      ending.door(() => each.stop());
      await each.start(around.inbound?.(inbound) ?? inbound);
    }
    const listening = () => [...platforms.byName.values()];
    const watch = createOutageWatch({ platforms: listening, outages: storage.outages, clock, uptime, log });
    const look = async () => {
      await watch();
      await absences.refresh();
    };
    ending.door(everyMinute('outage', look, log).stop);
    log.info('app.ready', { role: config.role, instance: storage.instance });
    return { url: server.url, platforms, storage, stop: ending.end };
  } catch (error) {
    await ending.end();
    throw error;
  }
}
