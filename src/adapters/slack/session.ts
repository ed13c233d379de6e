import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger, ReceiverEvent } from '@slack/bolt';
import type { WebClient, WebClientOptions } from '@slack/web-api';
import * as z from 'zod';
import type { Inbound } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import type { ChannelRef } from '../../core/model/ids.ts';
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
import { type Identity, isForeign } from './identity.ts';
import { createInHand } from './in-hand.ts';
import type { SlackDeps } from './index.ts';
import { createIntake } from './intake.ts';
import { registerInteractions } from './interactions.ts';
import { createMakeUp, untilWhole } from './make-up.ts';
import { createMembers } from './members.ts';
import { messageFacts } from './message-facts.ts';
import { createReachable } from './reachable.ts';
import { channelRef, readMessageRef, workspaceRef } from './refs.ts';
import { createRegain } from './regain.ts';
import type { Showing } from './showing.ts';
import { createSocketReceiver } from './socket.ts';
import { createCompleteFiles } from './stubs.ts';

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
  /** For look-ups before an event is acknowledged, which must happen within 3 s: its timeout is short. */
  readonly lookups: WebClient;
  readonly clientOptions: WebClientOptions;
  readonly sdkLogger: Logger;
  readonly identity: () => Identity;
  readonly call: Call;
  readonly files: Files;
  readonly showing: Showing;
  readonly inbound: Inbound;
}

/** The time between a start and its stop, in which events are received and missed messages are read. */
export interface Session {
  /** Accepts events over HTTP from now on and connects the socket. Resolves when both are ready and catching up has begun. */
  start(): Promise<void>;
  requestListener(req: IncomingMessage, res: ServerResponse): void;
  connected(): boolean;
  messageFacts: ChatPlatform['messageFacts'];
  hears(): Promise<Hears>;
  /** Accepts no more events and waits for the work in hand, for at most 4 s. */
  stop(): Promise<void>;
}

/** A message posted up to this long before a silence may have been on its way to us when the silence began. */
const ON_ITS_WAY_MS = 60_000;
const DRAIN_MS = 4000;
const MINUTE_MS = 60_000;
/** The note that holds when Slack was started first, in milliseconds since 1970. */
const FIRST_START = 'slack:first_start';
const CATCH_UP_FAILED = 'slack.catch_up.failed';

const isMark = ({ event }: ReceiverEvent['body']): boolean =>
  (event as { readonly type?: unknown } | undefined)?.type === 'reaction_added';

/** When an event happened, in milliseconds since 1970; null if it does not say. */
function timeOf({ event_time: seconds, event }: ReceiverEvent['body']): Instant | null {
  const { ts } = (event ?? {}) as { readonly ts?: unknown };
  const at = Number(seconds ?? ts) * 1000;
  return Number.isFinite(at) && at > 0 ? at : null;
}

const droppedSchema = z.object({
  team_id: z.string().nullish().catch(null),
  minute_rate_limited: z.number().nonnegative().nullable().catch(null),
});

/** Builds everything that a running Slack connection needs: receivers, intake, catching up, and interactions. */
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
    completeFiles: createCompleteFiles({ ...shared, lookups }),
    homeOpened: (event: HomeOpenedEvent, id: string) =>
      inHand.background('slack.home.failed', home(event, id)),
    async joined(channel, at) {
      const from = await regain.letIn(channel, at);
      if (from !== null)
        inHand.background(
          CATCH_UP_FAILED,
          readMissed(() => from, channel),
        );
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
  const makeUp = createMakeUp((ended, since) => catchUp(ended, () => since), signal, againMs);

  /**
   * Catches up until everything was read. Messages since `since` may be missing although newer ones were received. `only` is the one channel
   * to read.
   */
  async function readMissed(since: (channel: ChannelRef) => Instant, only?: string): Promise<void> {
    const over = hearing.catchingUp(only === undefined ? undefined : 'partly');
    await untilWhole(() => catchUp(signal, since, only), signal, againMs).finally(over);
  }
  function unheard(since: Instant): void {
    inHand.background(
      CATCH_UP_FAILED,
      readMissed(() => since - ON_ITS_WAY_MS),
    );
  }

  /**
   * From when on messages of a channel may be missing at a start. In Slack's first minute of all nothing says until when it was heard. Then
   * it is from the very first start, which is noted before any event can arrive, since whoever was told the messages may have died before
   * storing them; or from the channel's newest message of now, if that is older.
   */
  async function missedSince(): Promise<(channel: ChannelRef) => Instant> {
    const heardUntil = await deps.heardUntil();
    if (heardUntil !== null) return () => heardUntil - ON_ITS_WAY_MS;
    const noted = await deps.notes.get(FIRST_START);
    if (noted === null) await deps.notes.set(FIRST_START, String(clock.now()));
    const first = noted === null ? Number.POSITIVE_INFINITY : Number(noted) - ON_ITS_WAY_MS;
    const watched = await inbound.watchedChannels('slack');
    const seen = new Map(
      watched.map(({ channel, lastSeen, since }) => [
        channel,
        // To the microsecond, since several may share a millisecond.
        lastSeen === null ? since : Number(readMessageRef(lastSeen).ts) * 1000 + 1,
      ]),
    );
    return (channel) => Math.min(first, seen.get(channel) ?? Number.POSITIVE_INFINITY);
  }

  const taking = new Map<string, Promise<void>>();
  /** Stores an event. If Slack redelivers it while it is still being stored (Slack waits 3 s), both wait for the same work. */
  async function takeIn({ body, ack }: ReceiverEvent): Promise<void> {
    const id: unknown = body.event_id;
    // Without an id, which a compatible server may leave out, duplicates cannot be recognised here. Storing one twice does no harm.
    const known = typeof id === 'string' ? taking.get(id) : undefined;
    const first = known ?? intake.event(body).finally(() => taking.delete(String(id)));
    if (typeof id === 'string') taking.set(id, first);
    try {
      await first;
    } catch (error) {
      // Marks are not in any history, so they cannot be made up for.
      if (isMark(body)) throw error;
      const begun = makeUp(timeOf(body) ?? clock.now() - ON_ITS_WAY_MS);
      if (begun) inHand.background(CATCH_UP_FAILED, begun.finally(hearing.catchingUp()));
      throw error;
    }
    await ack();
  }

  /** Reads the histories from the minute in which Slack began to drop events, once that minute is over. */
  async function readDropped(minute: Instant): Promise<void> {
    const leftMs = minute + MINUTE_MS - clock.now();
    await delay(Math.min(Math.max(leftMs, 0), MINUTE_MS), undefined, { signal });
    await makeUp(minute);
  }
  /** Slack tells so once for each minute in which it drops events of a workspace. Slack: apis/events-api, "rate limiting". */
  async function dropped({ body, ack }: ReceiverEvent): Promise<void> {
    const { team_id: team, minute_rate_limited: seconds } = droppedSchema.parse(body);
    if (isForeign(team, deps)) log.warn('slack.event.foreign', { team: team ?? 'none' });
    else {
      const minute = seconds === null ? clock.now() - ON_ITS_WAY_MS : seconds * 1000;
      log.warn('slack.events.dropped', { team: identity().team, minute });
      inHand.background(CATCH_UP_FAILED, readDropped(minute).finally(hearing.catchingUp()));
    }
    await ack();
  }

  const receivers = [http, socket].filter((each) => each !== undefined);
  const app = createBoltApp({ ...deps, logger: deps.sdkLogger, receivers, takeIn, dropped, inHand });
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
      // Read before any event can arrive, since an event that arrives now says nothing about what was posted before.
      const since = await missedSince();
      const workspace = workspaceRef(identity().team);
      inHand.background('slack.workspace.not_back', inbound.workspaceBack({ platform: 'slack', workspace }));
      accepting = true;
      await socket?.start();
      log.info('slack.connected', {
        team: identity().team,
        socket: socket !== undefined,
        http: http !== undefined,
      });
      inHand.background(CATCH_UP_FAILED, readMissed(since));
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
