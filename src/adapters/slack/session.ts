import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger, ReceiverEvent } from '@slack/bolt';
import type { WebClient, WebClientOptions } from '@slack/web-api';
import type { Inbound } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import { createHearing, type Hears } from '../../core/outage/hears.ts';
import type { ChatPlatform } from '../../core/ports.ts';
import { createBoltApp } from './bolt-app.ts';
import type { Call } from './call.ts';
import { createCatchUp } from './catch-up.ts';
import type { HomeOpenedEvent } from './event-schemas.ts';
import type { Files } from './files.ts';
import { createGroups } from './groups.ts';
import { createHome } from './home.ts';
import { createHttpReceiver, EVENTS_PATH } from './http.ts';
import type { Identity } from './identity.ts';
import { createInHand } from './in-hand.ts';
import type { SlackDeps } from './index.ts';
import { createIntake } from './intake.ts';
import { registerInteractions } from './interactions.ts';
import { createMakeUp, untilWhole } from './make-up.ts';
import { createMembers } from './members.ts';
import { messageFacts } from './message-facts.ts';
import { createReachable } from './reachable.ts';
import { channelRef, workspaceRef } from './refs.ts';
import { createRegain } from './regain.ts';
import type { Showing } from './showing.ts';
import { createSocketReceiver } from './socket.ts';

export interface SessionDeps
  extends Pick<
    SlackDeps,
    | 'botToken'
    | 'appToken'
    | 'signingSecret'
    | 'locale'
    | 'clock'
    | 'log'
    | 'knownProofs'
    | 'notes'
    | 'heardUntil'
    | 'isOutage'
  > {
  readonly apiUrl: string | undefined;
  readonly againMs: number;
  readonly client: WebClient;
  /** For look-ups before an event is acknowledged, which must happen within 3 s. */
  readonly lookups: WebClient;
  readonly clientOptions: WebClientOptions;
  readonly sdkLogger: Logger;
  readonly identity: () => Identity;
  readonly call: Call;
  readonly files: Files;
  readonly showing: Showing;
  readonly inbound: Inbound;
}

/** From a start to its stop: Slack is listened to, and what was missed is read. */
export interface Session {
  /** Takes what comes over HTTP from now on. Resolves when everything can come in and is being caught up with. */
  start(): Promise<void>;
  requestListener(req: IncomingMessage, res: ServerResponse): void;
  connected(): boolean;
  messageFacts: ChatPlatform['messageFacts'];
  hears(): Promise<Hears>;
  /** Takes nothing in any more, and finishes what is in hand. */
  stop(): Promise<void>;
}

/** What was posted so long before a silence may have been on its way to us when it began. */
const ON_ITS_WAY_MS = 60_000;
const DRAIN_MS = 4000;
const CATCH_UP_FAILED = 'slack.catch_up.failed';

const isMark = ({ event }: ReceiverEvent['body']): boolean =>
  (event as { readonly type?: unknown } | undefined)?.type === 'reaction_added';

/** When it happened, in milliseconds since 1970; null: it does not say. */
function timeOf({ event_time: seconds, event }: ReceiverEvent['body']): Instant | null {
  const { ts } = (event ?? {}) as { readonly ts?: unknown };
  const at = Number(seconds ?? ts) * 1000;
  return Number.isFinite(at) && at > 0 ? at : null;
}

export function createSession(deps: SessionDeps): Session {
  const { log, clock, apiUrl, call, client, lookups, inbound, identity, signingSecret, appToken, againMs } =
    deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const inHand = createInHand(log, signal);
  const hearing = createHearing(clock);

  const http =
    signingSecret === undefined ? undefined : createHttpReceiver(signingSecret, deps.sdkLogger, log);
  const socket =
    appToken === undefined
      ? undefined
      : createSocketReceiver({ appToken, apiUrl, logger: deps.sdkLogger, clock, log, unheard });

  const members = createMembers({ lookups, clock, log });
  const groups = createGroups({ lookups, clock, log });
  const learnFiles = deps.files.learn;
  const shared = {
    ...{ client, clock, log, inbound, members, identity, call, locale: deps.locale, apiUrl },
    learnFiles,
  };
  const home = createHome(shared);
  const regain = createRegain({ ...shared, notes: deps.notes });
  const intake = createIntake({
    ...shared,
    lookups,
    homeOpened: (event: HomeOpenedEvent, id: string) =>
      inHand.background('slack.home.failed', home(event, id)),
    async joined(channel, at) {
      const from = await regain.letIn(channel, at);
      if (from !== null) inHand.background(CATCH_UP_FAILED, readMissed(from, channel));
      const workspace = workspaceRef(identity().team);
      await inbound.workspaceBack({ platform: 'slack', workspace, channel: channelRef(channel) });
    },
  });
  const catchUp = createCatchUp({
    ...shared,
    intake,
    knownProofs: deps.knownProofs,
    regain,
    isOutage: deps.isOutage,
  });
  const makeUp = createMakeUp(catchUp, signal, againMs);

  /** `missedSince`: what is that old may be missing although newer was taken in. `only`: the one channel to read. */
  async function readMissed(missedSince?: number, only?: string): Promise<void> {
    const over = hearing.catchingUp(only === undefined ? undefined : 'partly');
    await untilWhole(() => catchUp(signal, missedSince, only), signal, againMs).finally(over);
  }
  function unheard(since: Instant): void {
    inHand.background(CATCH_UP_FAILED, readMissed(since - ON_ITS_WAY_MS));
  }

  const taking = new Map<string, Promise<void>>();
  /** Sent again while the first is still being stored (Slack waits 3 s), an event joins it instead of adding to the load. */
  async function takeIn({ body, ack }: ReceiverEvent): Promise<void> {
    const id: unknown = body.event_id;
    // Of two that a compatible server does not name nobody knows whether they are one; taken in twice, one does nothing.
    const known = typeof id === 'string' ? taking.get(id) : undefined;
    const first = known ?? intake.event(body).finally(() => taking.delete(String(id)));
    if (typeof id === 'string') taking.set(id, first);
    try {
      await first;
    } catch (error) {
      // No history tells of marks.
      if (isMark(body)) throw error;
      const begun = makeUp(timeOf(body) ?? clock.now() - ON_ITS_WAY_MS);
      if (begun) inHand.background(CATCH_UP_FAILED, begun.finally(hearing.catchingUp()));
      throw error;
    }
    await ack();
  }

  const receivers = [http, socket].filter((each) => each !== undefined);
  const app = createBoltApp({ ...deps, logger: deps.sdkLogger, receivers, takeIn, inHand });
  registerInteractions(app, { ...shared, groups, showing: deps.showing });

  const reachable = createReachable({
    ask: () => call('auth.test', 'repeatable', () => client.auth.test()),
    clock,
    restored: unheard,
  });
  let accepting = false;
  const connected = (): boolean => accepting && (socket === undefined || socket.connected());

  return {
    connected,
    messageFacts: (message, by) => messageFacts({ ...shared, lookups }, message, by),
    async hears() {
      if (!connected() || (socket === undefined && !(await reachable()))) return 'nothing';
      return hearing.now;
    },
    requestListener(req, res) {
      if (!accepting || http === undefined) return void res.writeHead(503).end();
      const path = new URL(req.url ?? '/', 'http://localhost').pathname;
      if (path !== EVENTS_PATH || req.method !== 'POST') return void res.writeHead(404).end();
      http.requestListener(req, res);
    },
    async start() {
      // Read before anything comes in, and not moved by it: what comes now says nothing about what came before.
      const heardUntil = await deps.heardUntil();
      const workspace = workspaceRef(identity().team);
      inHand.background('slack.workspace.not_back', inbound.workspaceBack({ platform: 'slack', workspace }));
      accepting = true;
      await socket?.start();
      log.info('slack.connected', {
        team: identity().team,
        socket: socket !== undefined,
        http: http !== undefined,
      });
      if (heardUntil === null) inHand.background(CATCH_UP_FAILED, readMissed());
      else unheard(heardUntil);
      hearing.connected(true);
    },
    async stop() {
      accepting = false;
      hearing.connected(false);
      stopping.abort(new Error('stopping'));
      socket?.refuse();
      await inHand.drained(DRAIN_MS);
      await socket?.stop();
    },
  };
}
