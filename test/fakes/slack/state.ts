import type {
  FakeChannel,
  FakeEphemeral,
  FakeFile,
  FakeGroup,
  FakeMessage,
  FakeUpload,
  FakeUser,
  FakeView,
  Json,
} from './types.ts';

/** One workspace in which the app is installed. */
export interface FakeWorkspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botToken: string;
  readonly botUser: string;
  readonly botId: string;
  scopes: Set<string>;
  /** Set when the token no longer works: the word Slack answers with. */
  dead?: string | undefined;
}

/** A `trigger_id`: three seconds, once. */
interface Trigger {
  readonly team: string;
  readonly user: string;
  readonly issuedAt: number;
  used: boolean;
}

/** A `response_url`: five uses in thirty minutes. */
export interface ResponseUrl {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly messageTs?: string | undefined;
  /** The private message that was pressed on. */
  readonly ephemeral?: FakeEphemeral | undefined;
  readonly issuedAt: number;
  uses: number;
  readonly bodies: Json[];
}

/** Everything the platform stores. Mutable on purpose: it is the server's memory. */
export interface World {
  readonly workspaces: Map<string, FakeWorkspace>;
  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  /** Messages by `channel:ts`, in the order of posting. */
  readonly messages: Map<string, FakeMessage>;
  readonly files: Map<string, FakeFile>;
  /** Uploads by ticket. */
  readonly uploads: Map<string, FakeUpload>;
  readonly groups: Map<string, FakeGroup>;
  readonly views: Map<string, FakeView>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly now: () => number;
  /** A ts of now, later than all before; of `at`, where that is said. */
  nextTs(at?: number): string;
  nextId(prefix: string): string;
}

export function createWorld(now: () => number): World {
  let lastMicros = 0;
  const counters = new Map<string, number>();
  return {
    workspaces: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    uploads: new Map(),
    groups: new Map(),
    views: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    now,
    nextTs(at) {
      if (at === undefined) lastMicros = Math.max(lastMicros + 1, now() * 1000);
      const micros = at === undefined ? lastMicros : at * 1000;
      return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
    },
    nextId(prefix) {
      const n = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, n);
      return `${prefix}${String(n).padStart(8, '0')}`;
    },
  };
}

export const messageKey = (channel: string, ts: string): string => `${channel}:${ts}`;

/** The message people can see there now; a deleted one or a tombstone is not found. */
export function findMessage(world: World, channel: string, ts: string): FakeMessage | undefined {
  const message = world.messages.get(messageKey(channel, ts));
  return message?.state === 'there' ? message : undefined;
}

export function messagesIn(world: World, channel: string): FakeMessage[] {
  return [...world.messages.values()].filter((m) => m.channel === channel && m.state !== 'deleted');
}

export function repliesTo(world: World, channel: string, ts: string): FakeMessage[] {
  return messagesIn(world, channel).filter((m) => m.threadTs === ts && m.ts !== ts && m.state === 'there');
}

export function directChannel(world: World, team: string, user: string, bot: string): FakeChannel {
  for (const c of world.channels.values()) {
    if (c.kind === 'im' && c.team === team && c.members.has(user)) return c;
  }
  const channel: FakeChannel = {
    id: world.nextId('D'),
    team,
    name: '',
    kind: 'im',
    archived: false,
    members: new Set([user, bot]),
  };
  world.channels.set(channel.id, channel);
  return channel;
}
