import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createSafeFetch } from '../../../src/adapters/node/safe-fetch.ts';
import {
  createSlackPlatform,
  isSlackFileUrl,
  type SlackDeps,
  type SlackPlatform,
} from '../../../src/adapters/slack/index.ts';
import type { Reply } from '../../../src/core/actions.ts';
import type {
  Inbound,
  InboundAction,
  InboundCommand,
  InboundDeletion,
  InboundEdit,
  InboundMessage,
  InboundReaction,
  WatchedChannel,
} from '../../../src/core/inbound.ts';
import type { DeliveryKey } from '../../../src/core/model/ids.ts';
import type { Line } from '../../../src/core/views.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../fakes/slack/index.ts';
import { noLinks, noPictures } from '../../support/no-pictures.ts';

/** What reached the core, in order. */
type Heard =
  | { kind: 'message'; event: InboundMessage }
  | { kind: 'edited'; event: InboundEdit }
  | { kind: 'deleted'; event: InboundDeletion }
  | { kind: 'reaction'; event: InboundReaction }
  | { kind: 'command'; event: InboundCommand }
  | { kind: 'action'; event: InboundAction }
  | { kind: 'gone'; event: { readonly reason: string } };

/** An Inbound that writes down what it hears and answers what the test wants. */
export interface Recorder extends Inbound {
  readonly heard: Heard[];
  of<K extends Heard['kind']>(kind: K): Extract<Heard, { kind: K }>['event'][];
  /** Runs before anything is written down: throw or wait to make storing fail or slow. */
  before: () => Promise<void> | void;
  onCommand: (event: InboundCommand) => Promise<Reply> | Reply;
  onAction: (event: InboundAction) => Promise<Reply> | Reply;
  watched: WatchedChannel[];
  readonly back: string[];
}

export const answer = (tone: 'done' | 'problem', ...lines: Line[]): Reply => ({
  kind: 'message',
  view: { view: 'answer', tone, lines, buttons: [] },
});

export function createRecorder(): Recorder {
  const heard: Heard[] = [];
  const recorder: Recorder = {
    heard,
    of: (kind) => heard.filter((h) => h.kind === kind).map((h) => h.event) as never,
    before: () => {},
    onCommand: () => answer('done', ['ok']),
    onAction: () => answer('done', ['ok']),
    watched: [],
    back: [],
    message: (event) => hear({ kind: 'message', event }),
    edited: (event) => hear({ kind: 'edited', event }),
    deleted: (event) => hear({ kind: 'deleted', event }),
    reaction: (event) => hear({ kind: 'reaction', event }),
    workspaceGone: (event) => hear({ kind: 'gone', event }),
    async workspaceBack({ workspace }) {
      recorder.back.push(workspace);
    },
    async command(event) {
      await hear({ kind: 'command', event });
      return recorder.onCommand(event);
    },
    async action(event) {
      await hear({ kind: 'action', event });
      return recorder.onAction(event);
    },
    watchedChannels: async () => recorder.watched,
    homeOf: async () => null,
  };
  async function hear(h: Heard): Promise<void> {
    await recorder.before();
    heard.push(h);
  }
  return recorder;
}

export interface Setup {
  readonly fake: FakeSlack;
  readonly platform: SlackPlatform;
  readonly core: Recorder;
  readonly person: string;
  readonly channel: string;
  /** The notes of the database, which outlive the process. */
  readonly notes: Map<string, string>;
  readonly logged: { level: string; event: string; fields: Record<string, unknown> }[];
  /** Where HTTP events go; undefined on Socket Mode. */
  readonly eventsUrl: string | undefined;
}

export interface SetupOptions extends FakeSlackOptions {
  readonly start?: boolean;
  readonly deps?: Partial<SlackDeps>;
  readonly maxBytes?: number;
}

/** The true adapter on a fresh fake Slack with one person in one channel; everything ends with the test. */
export async function setUp(options: SetupOptions = {}): Promise<Setup> {
  const { start = true, deps = {}, maxBytes = 1_000_000, ...fakeOptions } = options;
  const fake = await startFakeSlack(fakeOptions);
  onTestFinished(() => fake.close());
  const person = fake.user({ name: '민지', tz: 'Asia/Seoul', locale: 'ko-KR' }).id;
  const channel = fake.channel({ name: 'run', members: [person] }).id;
  const logged: Setup['logged'] = [];
  const write = (level: string) => (event: string, fields?: object) =>
    void logged.push({ level, event, fields: { ...fields } });
  const safe = createSafeFetch({
    allow: (url) => isSlackFileUrl(url, fake.apiUrl),
    allowPrivate: (host) => host === '127.0.0.1',
    maxBytes,
    timeoutMs: 2000,
  });
  onTestFinished(() => safe.close());
  const notes = new Map<string, string>();
  const platform = createSlackPlatform({
    botToken: fake.botToken,
    ...(options.mode === 'http' ? { signingSecret: fake.signingSecret } : { appToken: fake.appToken }),
    apiUrl: fake.apiUrl,
    locale: 'ko',
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    knownProofs: async () => [],
    notes: {
      get: async (key) => notes.get(key) ?? null,
      set: async (key, value) => void notes.set(key, value),
    },
    heardUntil: async () => null,
    isOutage: (error) => error instanceof Error && error.message === 'database is down',
    fetchBytes: safe.fetchBytes,
    pictures: noPictures,
    links: noLinks,
    pace: async () => undefined,
    ...deps,
  });
  const core = createRecorder();
  const eventsUrl = options.mode === 'http' ? await serve(platform, fake) : undefined;
  if (start) {
    await platform.start(core);
    onTestFinished(() => platform.stop());
  }
  return { fake, platform, core, person, channel, notes, logged, eventsUrl };
}

async function serve(platform: SlackPlatform, fake: FakeSlack): Promise<string> {
  const server = createServer((req, res) => platform.requestListener?.(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  fake.setEventsUrl(url);
  return url;
}

/** One try at sending, as the delivery worker makes it. */
export const attempt = (key: string, maybeSent = false, fence: () => void = () => {}) => ({
  key: key as DeliveryKey,
  maybeSent,
  plannedAt: 0,
  fence,
});

/** The kind of the PlatformError a promise fails with, or what else happened. */
export async function kindOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    return error instanceof Error && 'kind' in error ? String(error.kind) : String(error);
  }
}
