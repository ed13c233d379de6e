import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { complain } from '../complaints.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import type { Env } from './env.ts';
import { createFaults, type Faults } from './faults.ts';
import { handleFile, handleUpload } from './files-http.ts';
import { createHttpTransport } from './http-events.ts';
import { createLog, type Log, waitFor } from './log.ts';
import { readManifest } from './manifest.ts';
import { createPeople, type People } from './people.ts';
import { createRateLimiter, type RateLimit } from './rate-limits.ts';
import { handleResponseUrl } from './response-url.ts';
import { createSocketTransport, type SocketTransport } from './socket.ts';
import { createWorld, type FakeWorkspace, type World } from './state.ts';
import type { Transport } from './transport.ts';
import type { FakeEphemeral, FakeMessage, FakeView, Sparse } from './types.ts';
import { handleApi, sendJson } from './web-api.ts';
import { createWorkspaceMaker, type WorkspaceMaker } from './workspace.ts';

export interface FakeSlackOptions {
  /** Wall clock in milliseconds; `ts` values come from it. */
  readonly now?: () => number;
  /** `socket`: events over Socket Mode. `http`: signed posts to `eventsUrl`. */
  readonly mode?: 'socket' | 'http';
  readonly eventsUrl?: string;
  readonly signingSecret?: string;
  readonly botToken?: string;
  readonly appToken?: string;
  /** Granted scopes and subscribed events; the project's manifest unless said. */
  readonly scopes?: readonly string[];
  readonly events?: readonly string[];
  /** Waits before the three retries. Slack: now, 1 min, 5 min. */
  readonly retryDelaysMs?: readonly number[];
  /** Slack waits three seconds for an answer. */
  readonly ackTimeoutMs?: number;
  readonly pingIntervalMs?: number;
  /** How long an event waits for a Socket Mode connection before that try counts as failed. */
  readonly connectWaitMs?: number;
  readonly rateLimits?: Readonly<Record<string, RateLimit>>;
  readonly sparse?: Sparse;
}

export interface FakeSlack extends People, WorkspaceMaker, Log, Pick<Faults, 'fail' | 'healAll'> {
  /** What SLACK_API_URL is set to, as http://127.0.0.1:port/api/ */
  readonly apiUrl: string;
  readonly origin: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The workspace every test starts with. */
  readonly team: FakeWorkspace;
  readonly world: World;
  readonly socket: SocketTransport;
  readonly dispatch: Dispatch;
  readonly ephemerals: readonly FakeEphemeral[];
  /** How many looks at `files.info` an upload is scanned for, from now on. */
  readonly uploads: { scans: number };
  /** Where HTTP events go; set once the bot listens. */
  setEventsUrl(url: string): void;
  message(channel: string, ts: string): FakeMessage | undefined;
  /** Messages people can see in the channel now, oldest first; `thread` narrows to its replies. */
  visible(channel: string, thread?: string): FakeMessage[];
  views(user: string): FakeView[];
  waitFor: typeof waitFor;
  /** Waits until no event is being delivered. */
  settled(timeoutMs?: number): Promise<void>;
  /** Throws what it has to complain of. */
  close(): Promise<void>;
}

/** Starts a Slack on a free loopback port. Strict: what Slack would refuse is refused with Slack's own words. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const now = options.now ?? Date.now;
  const manifest = readManifest();
  const world = createWorld(now);
  const log = createLog();
  const faults = createFaults();
  const ephemerals: FakeEphemeral[] = [];
  const uploads = { scans: 0 };
  const appId = 'A00000001';
  const signingSecret = options.signingSecret ?? 'fake-signing-secret-0123456789abcdef';
  const appToken = options.appToken ?? 'xapp-1-A00000001-fake';
  const ackTimeoutMs = options.ackTimeoutMs ?? 3000;
  let origin = '';
  let eventsUrl = options.eventsUrl;

  const socket = createSocketTransport({
    appId,
    ackTimeoutMs,
    pingIntervalMs: options.pingIntervalMs ?? 5000,
    connectWaitMs: options.connectWaitMs ?? 10_000,
  });
  const http = createHttpTransport({
    url: () => eventsUrl ?? 'http://127.0.0.1:9/',
    secret: signingSecret,
    now,
    timeoutMs: ackTimeoutMs,
  });
  const transport = (): Transport => (options.mode === 'http' ? http : socket);
  const subscriptions = new Set(options.events ?? manifest.events);
  const dispatch = createDispatch({
    world,
    appId,
    subscriptions,
    transport,
    retryDelaysMs: options.retryDelaysMs ?? [5, 15, 30],
    told: options.sparse?.event ?? ((body) => body),
  });
  const env: Env = {
    world,
    log,
    faults,
    ephemerals,
    uploads,
    answered: options.sparse?.answer ?? ((_method, answer) => answer),
    asked: options.sparse?.interaction ?? ((payload) => payload),
    appId,
    appToken,
    subscriptions,
    origin: () => origin,
    emit: dispatch.emit,
    openTicket: socket.openTicket,
  };
  const limiter = createRateLimiter(options.rateLimits ?? {});
  const maker = createWorkspaceMaker(world, [...(options.scopes ?? manifest.scopes)]);
  const team = maker.workspace({
    name: 'Fake',
    ...(options.botToken === undefined ? {} : { botToken: options.botToken }),
  });

  const server = createServer((req, res) => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname;
    const handled = path.startsWith('/api/')
      ? handleApi(env, limiter, req, res, path.slice('/api/'.length))
      : path.startsWith('/files/')
        ? handleFile(env, req, res, path)
        : path.startsWith('/upload/')
          ? handleUpload(env, req, res, path)
          : path.startsWith('/response/')
            ? handleResponseUrl(env, req, res, path.slice('/response/'.length))
            : Promise.resolve(sendJson(res, 404, { ok: false, error: 'not_found' }));
    handled.catch((error: unknown) => {
      log.violations.push(`the fake itself failed at ${path}: ${String(error)}`);
      if (!res.headersSent) sendJson(res, 500, { ok: false, error: 'internal_error' });
    });
  });
  server.on('upgrade', (req, stream, head) => socket.upgrade(req, stream, head));
  origin = await listen(server);

  return {
    ...createPeople(env, transport, manifest),
    ...maker,
    ...log,
    fail: faults.fail,
    healAll: faults.healAll,
    apiUrl: `${origin}/api/`,
    origin,
    botToken: team.botToken,
    appToken,
    signingSecret,
    team,
    world,
    socket,
    dispatch,
    ephemerals,
    uploads,
    setEventsUrl: (url) => {
      eventsUrl = url;
    },
    message: (channel, ts) => world.messages.get(`${channel}:${ts}`),
    visible: (channel, thread) =>
      [...world.messages.values()].filter(
        (m) =>
          m.channel === channel && m.state === 'there' && (thread === undefined || m.threadTs === thread),
      ),
    views: (user) => [...world.views.values()].filter((v) => v.user === user && v.open),
    waitFor,
    settled: async (timeoutMs) => {
      await waitFor(() => dispatch.inFlight() === 0, 'all events delivered', timeoutMs);
    },
    async close() {
      socket.close();
      http.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      complain('the fake Slack', [...log.violations, ...log.pings], log.provoked);
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
