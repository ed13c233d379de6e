import type { Hono } from 'hono';
import type { Locale } from '../../core/model/locale.ts';
import { maxPhotoBytes, type PhotoProcessor } from '../../core/photo.ts';
import type { Pictures } from '../../core/pictures/pictures.ts';
import type { ChatPlatform, Clock, Log } from '../../core/ports.ts';
import { createApp } from './app.ts';
import { createFeed } from './events.ts';
import type { Health } from './health.ts';
import { createIntake } from './intake.ts';
import type { PictureStore, SignedPictures } from './pictures/links.ts';
import { createPlatform } from './platform.ts';
import type { WebStore } from './store.ts';
import { createToWire, PICTURE_LIFE } from './to-wire.ts';

export { CHANNEL, WORKSPACE } from './demo.ts';
export type { Health } from './health.ts';
export { createSignedPictures, type PictureStore, type SignedPictures } from './pictures/links.ts';
export { serve } from './server.ts';
export type { WebStore } from './store.ts';

export interface WebDeps {
  readonly store: WebStore;
  /** Makes the copies of photos that the page shows. */
  readonly photos: PhotoProcessor;
  readonly pictures: Pictures;
  readonly pictureStore: PictureStore;
  readonly links: SignedPictures;
  readonly clock: Clock;
  readonly log: Log;
  readonly health: Health;
  /** Whether an error means that the database is away, rather than that something is wrong with the query. */
  readonly isOutage: (error: unknown) => boolean;
  readonly defaultLocale: Locale;
  /** `PLAYGROUND=on`: people on other machines may open the page, though it has no login. */
  readonly open: boolean;
  /** Runs something every hour; `stop` waits for work under way. */
  readonly everyHour: (name: string, work: () => Promise<unknown>) => { stop(): Promise<void> };
  /** Other adapters' pages by path, e.g. how to set up a platform: complete documents without scripts or inline styles. */
  readonly pages: ReadonlyMap<string, (locale: Locale) => string>;
}

/** The page as a chat platform and as an HTTP app. */
export interface WebPlatform {
  readonly platform: ChatPlatform;
  /** Handles HTTP requests: `serve(app, { host, port })`. */
  readonly app: Hono;
}

/** Uploads that never became part of a message are deleted after one to two hours. */
const UPLOAD_LIFE = 60 * 60_000;
/** A page that was disconnected for longer than this loads everything again. */
const EVENT_LIFE = 3 * 24 * 60 * 60_000;

/** Creates the built-in page: a chat channel without accounts, behind the same interface (`ChatPlatform`) as Discord and Slack. */
export function createWebPlatform(deps: WebDeps): WebPlatform {
  const { store, links, isOutage, log } = deps;
  const toWire = createToWire(deps);
  const feed = createFeed({ store, toWire, log });
  const intake = createIntake(deps);
  const chat = createPlatform({ store, intake, feed, links, isOutage });
  const app = createApp({ ...deps, feed, toWire, intake, photoBytes: maxPhotoBytes });
  let sweeping: ReturnType<WebDeps['everyHour']> | null = null;

  const sweep = async () => {
    await store.sweepFiles(UPLOAD_LIFE);
    await store.sweepEvents(EVENT_LIFE);
    await deps.pictureStore.sweep(PICTURE_LIFE);
  };

  const platform: ChatPlatform = {
    ...chat,
    async start(inbound) {
      await chat.start(inbound);
      sweeping = deps.everyHour('web', sweep);
    },
    async stop() {
      await Promise.all([sweeping?.stop(), chat.stop()]);
    },
  };
  return { platform, app };
}
