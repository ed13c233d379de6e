import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { everyHour } from './adapters/node/cron.ts';
import { createSafeFetch } from './adapters/node/safe-fetch.ts';
import { isOutage } from './adapters/postgres/errors.ts';
import type { Storage } from './adapters/postgres/index.ts';
import { slackSetupPage } from './adapters/slack/setup-page.ts';
import {
  createSignedPictures,
  createWebPlatform,
  type Health,
  type WebPlatform,
} from './adapters/web/index.ts';
import type { Config } from './config.ts';
import { reasonOf } from './core/errors.ts';
import type { PlatformName } from './core/model/ids.ts';
import type { Locale } from './core/model/locale.ts';
import { maxPhotoBytes, type PhotoProcessor } from './core/photo.ts';
import type { Pictures } from './core/pictures/pictures.ts';
import type { ChatPlatform, Clock, Log } from './core/ports.ts';

export interface PlatformsDeps {
  readonly storage: Storage;
  readonly processor: PhotoProcessor;
  readonly pictures: Pictures;
  readonly clock: Clock;
  readonly log: Log;
  readonly health: Health;
  readonly onFatal: (error: Error) => void;
}

/** The platforms that are on. */
export interface Platforms {
  readonly byName: ReadonlyMap<PlatformName, ChatPlatform>;
  readonly web: WebPlatform['app'];
  /** HTTP paths that a platform handles itself, from the raw request. */
  readonly mounts: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => void>;
  close(): Promise<void>;
}

const fetchWithinMs = 20_000;
/** Limits for nudges and summaries: this share of Discord's requests per second, and so many posts per second on Slack. */
const patientShareOfDiscord = 0.7;
const patientPerSecondOnSlack = 30;
const keyNote = 'key:picture-links';

/** Creates the page and every platform that has tokens. A platform's library is loaded only if the platform is on. */
export async function createPlatforms(config: Config, deps: PlatformsDeps): Promise<Platforms> {
  const { storage, pictures, clock, log } = deps;
  const byName = new Map<PlatformName, ChatPlatform>();
  const mounts = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const closing: (() => Promise<void>)[] = [];
  const fetcher = (allow: (url: URL) => boolean, apiUrl: string | null | undefined) => {
    const named = apiUrl ? new URL(apiUrl).hostname : null;
    const fetch = createSafeFetch({
      allow,
      allowPrivate: (host) => host === named,
      maxBytes: maxPhotoBytes,
      timeoutMs: fetchWithinMs,
    });
    closing.push(fetch.close);
    return fetch.fetchBytes;
  };

  const links = createSignedPictures({
    store: storage.pictures,
    secrets: await secretsOf(config, storage),
    publicUrl: config.http.publicUrl,
    clock,
  });
  const web = createWebPlatform({
    store: storage.web,
    photos: deps.processor,
    pictures,
    pictureStore: storage.pictures,
    links,
    clock,
    log,
    health: deps.health,
    isOutage,
    defaultLocale: config.locale,
    open: config.http.playground,
    everyHour: (name, work) => everyHour(name, work, log),
    pages: new Map([
      ['/setup/slack', (locale: Locale) => slackSetupPage({ locale, publicUrl: config.http.publicUrl })],
    ]),
  });
  byName.set('web', web.platform);

  if (config.discord) {
    const { createDiscordPlatform, isFileHost } = await import('./adapters/discord/index.ts');
    const { apiUrl } = config.discord;
    const compatibleHost = apiUrl === null ? null : new URL(apiUrl).hostname;
    const fetchBytes = fetcher((url) => isFileHost(url, compatibleHost), apiUrl);
    const { lease, knownProofs, parkedWorkspaces, notes } = storage;
    byName.set(
      'discord',
      createDiscordPlatform({
        ...config.discord,
        clock,
        log,
        lease,
        knownProofs,
        parkedWorkspaces,
        notes,
        isOutage,
        fetchBytes,
        pictures,
        defaultLocale: config.locale,
        pace: storage.pace('discord', config.discord.requestsPerSecond * patientShareOfDiscord),
        onFatal: deps.onFatal,
      }),
    );
  }
  if (config.slack) {
    const { createSlackPlatform, isSlackFileUrl } = await import('./adapters/slack/index.ts');
    const { apiUrl } = config.slack;
    const fetchBytes = fetcher((url) => isSlackFileUrl(url, apiUrl), apiUrl);
    const slack = createSlackPlatform({
      ...config.slack,
      locale: config.locale,
      clock,
      log,
      knownProofs: storage.knownProofs,
      notes: storage.notes,
      isOutage,
      heardUntil: () => storage.unitOfWork.run((tx) => tx.heardUntil('slack')),
      fetchBytes,
      pictures,
      links,
      pace: storage.pace('slack', patientPerSecondOnSlack),
    });
    // A worker never starts Slack, so it asks here for the workspace's address, which links need. If Slack is away, only links are missing,
    // and it asks again when one is needed.
    if (config.role === 'worker')
      await slack
        .introduce()
        .catch((error: unknown) =>
          log.warn('slack.introduce.failed', { role: config.role, reason: reasonOf(error) }),
        );
    if (slack.requestListener) mounts.set('/slack/events', slack.requestListener);
    byName.set('slack', slack);
  }
  return {
    byName,
    web: web.app,
    mounts,
    async close() {
      await Promise.allSettled(closing.map((close) => close()));
    },
  };
}

/** The secrets that sign picture links. If none is set, one is generated once and shared by all instances through the database. */
async function secretsOf(config: Config, storage: Storage): Promise<readonly [string, ...string[]]> {
  const [first, ...others] = config.secretKeys ?? [];
  if (first !== undefined) return [first, ...others];
  return [await storage.notes.keep(keyNote, randomBytes(32).toString('hex'))];
}
