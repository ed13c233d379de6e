import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, type ReceiverEvent } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { StartError } from '../../core/errors.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import type { Locale } from '../../core/model/locale.ts';
import { createHearing } from '../../core/outage/hears.ts';
import type { PictureLinks } from '../../core/pictures/links.ts';
import type { Pictures } from '../../core/pictures/pictures.ts';
import type { ChatPlatform, Clock, FetchBytes, KeyValue, Log, Pace } from '../../core/ports.ts';
import { createCall } from './call.ts';
import { createCatchUp } from './catch-up.ts';
import { createDeliver } from './deliver.ts';
import { reactionName } from './emoji.ts';
import type { HomeOpenedEvent } from './event-schemas.ts';
import { fetchFile } from './files.ts';
import { createGroups } from './groups.ts';
import { createHome } from './home.ts';
import { createHttpReceiver, EVENTS_PATH, type HttpReceiver } from './http.ts';
import { type Identity, readIdentity, whoAmI } from './identity.ts';
import { createIntake } from './intake.ts';
import { registerInteractions } from './interactions.ts';
import { AGAIN_MS, createMakeUp, untilWhole } from './make-up.ts';
import { createMembers } from './members.ts';
import { createPatience } from './patience.ts';
import { createReachable } from './reachable.ts';
import { readMessageRef, workspaceRef } from './refs.ts';
import { createRegain } from './regain.ts';
import { missingScopes } from './scopes.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { createShowing } from './showing.ts';
import { createSocketReceiver, type SocketReceiver } from './socket.ts';
import { createStreams } from './stream.ts';

export interface SlackDeps {
  readonly botToken: string;
  /** Set: events come over Socket Mode. */
  readonly appToken?: string | undefined;
  /** Set: events come over HTTP to `requestListener`. Both may be set. */
  readonly signingSecret?: string | undefined;
  /** A compatible server or proxy in Slack's place (SLACK_API_URL). */
  readonly apiUrl?: string | undefined;
  /** How commands are written where the reader's language is unknown. */
  readonly locale: Locale;
  readonly clock: Clock;
  readonly log: Log;
  /** What to look at again after an absence. */
  readonly knownProofs: KnownProofs;
  /** From where channels are to be read that the bot was let into. */
  readonly notes: KeyValue;
  /** Up to when all that was posted is taken in; null: unknown. */
  readonly heardUntil: () => Promise<Instant | null>;
  /** Whether the database is away, so that the same thing works later; whatever fails otherwise is given up soon. */
  readonly isOutage: (error: unknown) => boolean;
  /** How long after something could not be stored or read it is tried again. */
  readonly againMs?: number;
  /** Must allow `isSlackFileUrl` and nothing else. */
  readonly fetchBytes: FetchBytes;
  /** Draws what is uploaded. */
  readonly pictures: Pictures;
  /** Addresses Slack can read pictures at. */
  readonly links: PictureLinks;
  /** Turns for what is said unasked. */
  readonly pace: Pace;
}

export interface SlackPlatform extends ChatPlatform {
  /**
   * Takes POSTs to /slack/events, body unread: Slack's signature is over its bytes. Null without a signing secret.
   * Mount it in the bot's own server; before `start` it answers 503, after which Slack sends again.
   */
  readonly requestListener: ((req: IncomingMessage, res: ServerResponse) => void) | null;
  /** Whether events can come in now. */
  connected(): boolean;
  /** Learns who we are, for a process that is never started: without that there are no links. Rejects when Slack does not say. */
  introduce(): Promise<unknown>;
}

/** What was posted so long before a silence may have been on its way to us when it began. */
const ON_ITS_WAY_MS = 60_000;
const DRAIN_MS = 4000;

/** Slack as a chat platform: Bolt takes events in, the Web API says things. One workspace: that of the token. */
export function createSlackPlatform(deps: SlackDeps): SlackPlatform {
  const { log, clock, apiUrl, againMs = AGAIN_MS } = deps;
  const sdkLogger = createSdkLogger(log);
  const clientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: withSlash(apiUrl) }),
    logger: sdkLogger,
    retryConfig: { retries: 0 },
    timeout: 10_000,
    rejectRateLimitedCalls: true,
  };
  const client = new WebClient(deps.botToken, clientOptions);
  /** For look-ups before an event is acknowledged, which must happen within 3 s. */
  const lookups = new WebClient(deps.botToken, { ...clientOptions, timeout: 1500 });

  let identity: Identity | undefined;
  let inbound: Inbound | undefined;
  let socket: SocketReceiver | undefined;
  let http: HttpReceiver | undefined;
  let accepting = false;
  let parked = false;
  const hearing = createHearing();
  let catchUp: ReturnType<typeof createCatchUp> = async () => true;
  let stopped = new AbortController();
  const inHand = new Set<Promise<unknown>>();

  const me = (): Identity => {
    if (identity === undefined) throw new Error('the Slack platform is not started');
    return identity;
  };
  const patience = createPatience({ clock, pace: deps.pace });
  const call = createCall(clock, revoked, patience.turn);
  async function revoked(reason: string): Promise<void> {
    if (parked || inbound === undefined || identity === undefined) return;
    parked = true;
    log.warn('slack.workspace.parked', { reason });
    await inbound.workspaceGone({ platform: 'slack', workspace: workspaceRef(identity.team), reason });
  }
  /** A process that only works off jobs delivers without ever having been started. */
  async function botUser(): Promise<string> {
    identity ??= (await call('auth.test', 'repeatable', () => readIdentity(client))) ?? undefined;
    return me().botUser;
  }
  const { pictures, links } = deps;
  const showing = createShowing({ client, clock, log, call, apiUrl, pictures, links });
  const streams = createStreams({ client, call, clock, locale: deps.locale, log });
  const deliver = createDeliver({ client, clock, locale: deps.locale, botUser, call, showing, streams });

  /** Keeps work that outlives its event, so that `stop` can wait for it; its failure is a line in the log. */
  function background(what: string, work: Promise<unknown>): void {
    const kept = work
      .catch((error: unknown) => {
        if (!stopped.signal.aborted)
          log.warn(what, { error: error instanceof Error ? error.name : 'unknown' });
      })
      .finally(() => inHand.delete(kept));
    inHand.add(kept);
  }

  /** `missedSince`: what is that old may be missing although newer was taken in. `only`: the one channel to read. */
  async function readMissed(missedSince?: number, only?: string): Promise<void> {
    const over = hearing.catchingUp();
    const read = () => catchUp(stopped.signal, missedSince, only);
    await untilWhole(read, stopped.signal, againMs).finally(over);
  }
  const takeInMissed = (missedSince?: number): void =>
    background('slack.catch_up.failed', readMissed(missedSince));
  const unheard = (since: Instant): void => takeInMissed(since - ON_ITS_WAY_MS);
  const reachable = createReachable({
    ask: () => call('auth.test', 'repeatable', () => client.auth.test()),
    clock,
    restored: unheard,
  });
  const connected = (): boolean => accepting && (socket === undefined || socket.connected());

  function createApp(core: Inbound): { app: App; catchUp: typeof catchUp } {
    const members = createMembers({ lookups, clock, log });
    const groups = createGroups({ lookups, clock, log });
    const shared = {
      client,
      clock,
      log,
      inbound: core,
      members,
      identity: me,
      call,
      locale: deps.locale,
      apiUrl,
    };
    const home = createHome(shared);
    const homeOpened = (event: HomeOpenedEvent, id: string) =>
      background('slack.home.failed', home(event, id));
    const regain = createRegain({ ...shared, notes: deps.notes });
    const joined = async (channel: string, at: Instant): Promise<void> => {
      const from = await regain.letIn(channel, at);
      if (from !== null) background('slack.catch_up.failed', readMissed(from, channel));
    };
    const intake = createIntake({ ...shared, lookups, homeOpened, joined });
    const app = new App({
      receiver: {
        init: (a) => {
          http?.init(a);
          socket?.init(a);
        },
        start: async () => undefined,
        stop: async () => undefined,
      },
      authorize: async () => ({ botToken: deps.botToken, botId: me().botId, botUserId: me().botUser }),
      convoStore: false,
      ignoreSelf: false,
      logger: sdkLogger,
      clientOptions,
    });
    registerInteractions(app, { ...shared, groups, showing });
    app.error(async (error) => log.error('slack.listener.failed', { code: error.code }));
    const original = app.processEvent.bind(app);
    // Bolt acknowledges an event before any listener runs. Ours is stored first: a failure leaves it unacknowledged.
    app.processEvent = (event: ReceiverEvent) => {
      const work = event.body.type === 'event_callback' ? takeIn(event) : original(event);
      const kept = work.finally(() => inHand.delete(kept));
      inHand.add(kept);
      return kept;
    };
    const catchUp = createCatchUp({
      ...shared,
      intake,
      knownProofs: deps.knownProofs,
      regain,
      isOutage: deps.isOutage,
    });
    const makeUp = createMakeUp(catchUp, stopped.signal, againMs);
    const taking = new Map<string, Promise<void>>();
    /** Sent again while the first is still being stored (Slack waits 3 s), an event joins it instead of adding to the load. */
    async function takeIn(event: ReceiverEvent): Promise<void> {
      const id = String(event.body.event_id);
      const first = taking.get(id) ?? intake.event(event.body).finally(() => taking.delete(id));
      taking.set(id, first);
      try {
        await first;
      } catch (error) {
        const begun = makeUp(Number(event.body.event_time) * 1000);
        if (begun) background('slack.catch_up.failed', begun.finally(hearing.catchingUp()));
        throw error;
      }
      await event.ack();
    }
    return { app, catchUp };
  }

  function requestListener(req: IncomingMessage, res: ServerResponse): void {
    if (!accepting || http === undefined) return void res.writeHead(503).end();
    const path = new URL(req.url ?? '/', 'http://localhost').pathname;
    if (path !== EVENTS_PATH || req.method !== 'POST') return void res.writeHead(404).end();
    http.requestListener(req, res);
  }

  return {
    name: 'slack',
    caps: { privateNotice: true, formFields: 40, canMark: (mark) => reactionName(mark) !== undefined },
    requestListener: deps.signingSecret === undefined ? null : requestListener,
    connected,
    introduce: botUser,
    async hears() {
      if (!connected() || (socket === undefined && !(await reachable()))) return 'nothing';
      return hearing.now;
    },
    ...deliver,
    ensurePosted(target, view, attempt) {
      const post = () => deliver.ensurePosted(target, view, attempt);
      return attempt.patient ? patience.patiently(post) : post();
    },
    async start(core) {
      if (deps.appToken === undefined && deps.signingSecret === undefined) {
        throw new StartError(
          'SLACK_BOT_TOKEN is set, but no way for events to come in: set SLACK_APP_TOKEN (Socket Mode, easiest) or ' +
            'SLACK_SIGNING_SECRET (HTTP).',
        );
      }
      stopped = new AbortController();
      parked = false;
      identity = await whoAmI(client);
      inbound = core;
      const missing = missingScopes(identity.scopes);
      if (missing.length > 0) log.warn('slack.scopes.missing', { scopes: missing.join(' ') });
      // Read before anything comes in, and not moved by it: what comes now says nothing about what came before.
      const heardUntil = await deps.heardUntil();
      if (deps.signingSecret !== undefined) http = createHttpReceiver(deps.signingSecret, sdkLogger, log);
      if (deps.appToken !== undefined) {
        const { appToken } = deps;
        const url = apiUrl === undefined ? undefined : withSlash(apiUrl);
        socket = createSocketReceiver({
          appToken,
          apiUrl: url,
          logger: sdkLogger,
          clock,
          log,
          unheard,
        });
      }
      catchUp = createApp(core).catchUp;
      const workspace = workspaceRef(identity.team);
      background('slack.workspace.not_back', core.workspaceBack({ platform: 'slack', workspace }));
      accepting = true;
      await socket?.start();
      log.info('slack.connected', {
        team: identity.team,
        socket: socket !== undefined,
        http: http !== undefined,
      });
      if (heardUntil === null) takeInMissed();
      else unheard(heardUntil);
      hearing.connected(true);
    },
    async stop() {
      accepting = false;
      hearing.connected(false);
      stopped.abort(new Error('stopping'));
      socket?.refuse();
      await Promise.race([Promise.allSettled(inHand), pause(DRAIN_MS)]);
      await socket?.stop();
    },
    fetchFile: (file, signal) =>
      fetchFile({ client, call, token: deps.botToken, apiUrl, fetchBytes: deps.fetchBytes }, file, signal),
    linkTo(message) {
      if (identity === undefined) {
        background('slack.introduce.failed', botUser());
        return null;
      }
      const { channel, ts, thread } = readMessageRef(message);
      const link = new URL(`/archives/${channel}/p${ts.replace('.', '')}`, identity.url);
      if (thread !== null) link.search = new URLSearchParams({ thread_ts: thread, cid: channel }).toString();
      return link.href;
    },
  };
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

export { isSlackFileUrl } from './files.ts';
