import { createDiscordPlatform, type DiscordDeps, isFileHost } from '../../../src/adapters/discord/index.ts';
import { createSafeFetch } from '../../../src/adapters/node/safe-fetch.ts';
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
import type { DeliveryKey, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type {
  ChatPlatform,
  Clock,
  KeyValue,
  Lease,
  Log,
  LogFields,
  SendAttempt,
} from '../../../src/core/ports.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../../fakes/discord/index.ts';
import { noPictures } from '../../support/no-pictures.ts';

/** An Inbound that keeps what it was told, in order, and answers as the test wants. */
export interface Recorder extends Inbound {
  readonly messages: InboundMessage[];
  readonly edits: InboundEdit[];
  readonly deletions: InboundDeletion[];
  readonly reactions: InboundReaction[];
  readonly commands: InboundCommand[];
  readonly actions: InboundAction[];
  readonly gone: string[];
  readonly back: string[];
  /** Everything in the order it came, e.g. 'message hi', 'edited ho'. */
  readonly order: string[];
  watched: WatchedChannel[];
  /** Servers that are parked. */
  parked: WorkspaceRef[];
  /** Where people were last, by their ids. */
  readonly homes: Map<string, string>;
  onMessage: (event: InboundMessage) => Promise<void>;
  onReaction: (event: InboundReaction) => Promise<void>;
  onCommand: (event: InboundCommand) => Promise<Reply>;
  onAction: (event: InboundAction) => Promise<Reply>;
}

export const done: Reply = {
  kind: 'message',
  view: { view: 'answer', tone: 'done', lines: [['done']], buttons: [] },
};

function createRecorder(): Recorder {
  const recorder: Recorder = {
    messages: [],
    edits: [],
    deletions: [],
    reactions: [],
    commands: [],
    actions: [],
    gone: [],
    back: [],
    order: [],
    watched: [],
    parked: [],
    homes: new Map(),
    onMessage: async () => {},
    onReaction: async () => {},
    onCommand: async () => done,
    onAction: async () => done,
    async message(event) {
      await recorder.onMessage(event);
      recorder.messages.push(event);
      recorder.order.push(`message ${event.text}`);
    },
    async edited(event) {
      recorder.edits.push(event);
      recorder.order.push(`edited ${event.text}`);
    },
    async deleted(event) {
      recorder.deletions.push(event);
      recorder.order.push('deleted');
    },
    async reaction(event) {
      await recorder.onReaction(event);
      recorder.reactions.push(event);
    },
    async command(event) {
      recorder.commands.push(event);
      return recorder.onCommand(event);
    },
    async action(event) {
      recorder.actions.push(event);
      return recorder.onAction(event);
    },
    async workspaceGone(event) {
      recorder.gone.push(event.workspace);
    },
    async workspaceBack(event) {
      recorder.back.push(event.channel ? `${event.workspace} ${event.channel}` : event.workspace);
    },
    async watchedChannels() {
      return recorder.watched;
    },
    async homeOf(_, member, refIn) {
      const kept = recorder.messages.find(({ message, workspace }) => message === refIn(workspace));
      return kept?.workspace ?? ((recorder.homes.get(member) ?? null) as WorkspaceRef | null);
    },
  };
  return recorder;
}

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/**
 * One holder among all that share it; `takeAway` ends the holder's term. After `lapse` the term is over as well, and the holder
 * learns of it only by looking, as after a pause.
 */
export function createMemoryLease(): Lease & { takeAway(): void; lapse(): void } {
  let holder: AbortController | null = null;
  let lapsed: AbortController | null = null;
  const queue: (() => void)[] = [];
  return {
    async acquire(_, stop) {
      while (holder !== null && !stop.aborted)
        await new Promise<void>((resolve) => {
          queue.push(resolve);
          stop.addEventListener('abort', () => resolve());
        });
      if (stop.aborted) return null;
      const mine = new AbortController();
      holder = mine;
      return {
        signal: mine.signal,
        held() {
          if (lapsed === mine) mine.abort();
          return !mine.signal.aborted;
        },
        async release() {
          mine.abort();
          if (holder !== mine) return;
          holder = null;
          for (const ask of queue.splice(0)) ask();
        },
      };
    },
    takeAway: () => holder?.abort(),
    lapse() {
      lapsed = holder;
    },
  };
}

export interface LogLine extends LogFields {
  readonly event: string;
}

function createMemoryLog(): Log & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep = (event: string, fields: LogFields = {}) => void lines.push({ event, ...fields });
  return { lines, info: keep, warn: keep, error: keep };
}

export interface Setup {
  readonly fake: FakeDiscord;
  readonly inbound: Recorder;
  readonly log: ReturnType<typeof createMemoryLog>;
  readonly fatal: Error[];
  readonly lease: ReturnType<typeof createMemoryLease>;
  platform: ChatPlatform;
  /** A further instance of the adapter on the same server, not started. */
  another(deps?: Partial<DiscordDeps>): ChatPlatform;
  stop(): Promise<void>;
}

/** The true adapter, not yet started, on a fake Discord. */
export async function setUp(
  options: FakeDiscordOptions & { deps?: Partial<DiscordDeps> } = {},
): Promise<Setup> {
  const fake = await startFakeDiscord(options);
  const log = createMemoryLog();
  const inbound = createRecorder();
  const fatal: Error[] = [];
  const lease = createMemoryLease();
  const files = createSafeFetch({
    allow: (url) => isFileHost(url, '127.0.0.1'),
    allowPrivate: (hostname) => hostname === '127.0.0.1',
    maxBytes: 1_000_000,
    timeoutMs: 2_000,
  });
  const started: ChatPlatform[] = [];
  const kept = new Map<string, string>();
  const notes: KeyValue = {
    get: async (key) => kept.get(key) ?? null,
    set: async (key, value) => void kept.set(key, value),
  };
  const another = (deps: Partial<DiscordDeps> = {}) => {
    const platform = createDiscordPlatform({
      token: fake.token,
      apiUrl: fake.apiUrl,
      clock,
      log,
      lease,
      knownProofs: async () => [],
      parkedWorkspaces: async () => inbound.parked,
      notes,
      isOutage: (error) => error instanceof Error && error.message === 'database is down',
      fetchBytes: files.fetchBytes,
      requestsPerSecond: 50,
      pace: async () => undefined,
      pictures: noPictures,
      defaultLocale: 'ko',
      onFatal: (error) => fatal.push(error),
      identifyLimits: { most: 5, windowMs: 60_000, gapMs: 0 },
      ...deps,
    });
    started.push(platform);
    return platform;
  };
  return {
    fake,
    inbound,
    log,
    fatal,
    lease,
    platform: another(options.deps),
    another,
    async stop() {
      const logged = JSON.stringify(log.lines);
      const secrets = [fake.token, ...fake.requests.map((r) => r.params.interaction_token ?? fake.token)];
      const words = inbound.messages.map((m) => m.text).filter((text) => text.length > 6);
      const leaked = [...secrets, ...words].filter((secret) => logged.includes(secret));
      if (leaked.length > 0) throw new Error(`the log holds what it must not: ${leaked.join()}`);
      await Promise.all(started.map((platform) => platform.stop()));
      await files.close();
      await fake.stop();
    },
  };
}

/** A try at sending that nothing fences. */
export function attempt(key: string, maybeSent = false): SendAttempt {
  return { key: key as DeliveryKey, maybeSent, plannedAt: Date.now(), fence: () => {} };
}
