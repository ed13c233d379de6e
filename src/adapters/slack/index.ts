import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebClient } from '@slack/web-api';
import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { StartError } from '../../core/errors.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { PictureLinks } from '../../core/pictures/links.ts';
import type { Pictures } from '../../core/pictures/pictures.ts';
import type { ChatPlatform, Clock, FetchBytes, KeyValue, Log, Pace } from '../../core/ports.ts';
import { createCall } from './call.ts';
import { channelFacts } from './channel-facts.ts';
import { createDeliver } from './deliver.ts';
import { reactionName } from './emoji.ts';
import { fetchForClient } from './fetch.ts';
import { createFiles } from './files.ts';
import { type Identity, readIdentity, whoAmI } from './identity.ts';
import { AGAIN_MS } from './make-up.ts';
import { createPatience } from './patience.ts';
import { readMessageRef, workspaceRef } from './refs.ts';
import { missingScopes } from './scopes.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { createSession, type Session } from './session.ts';
import { createShowing } from './showing.ts';
import { createStreams } from './stream.ts';

export interface SlackDeps {
  readonly botToken: string;
  /** If set, events come over Socket Mode. */
  readonly appToken?: string | undefined;
  /** If set, events come over HTTP to `requestListener`. Both may be set. */
  readonly signingSecret?: string | undefined;
  /** A compatible server or proxy in Slack's place (SLACK_API_URL). */
  readonly apiUrl?: string | undefined;
  /** The language of command names for readers whose language is unknown. */
  readonly locale: Locale;
  readonly clock: Clock;
  readonly log: Log;
  /** The proofs whose messages are checked for edits and deletions after an absence. */
  readonly knownProofs: KnownProofs;
  /** Stores, for each channel that the bot was let into, the time from which it must be read. */
  readonly notes: KeyValue;
  /** Until when everything that was posted has been received; null if unknown. */
  readonly heardUntil: () => Promise<Instant | null>;
  /** Whether an error means that the database is away, so that a retry will work later. After other errors we soon give up. */
  readonly isOutage: (error: unknown) => boolean;
  /** How long after an event could not be stored, or a history not read, it is tried again, in milliseconds. */
  readonly againMs?: number;
  /** Must allow `isSlackFileUrl` and nothing else. */
  readonly fetchBytes: FetchBytes;
  /** Draws the pictures that are uploaded. */
  readonly pictures: Pictures;
  /** Makes the URLs from which Slack can read pictures. */
  readonly links: PictureLinks;
  /** Rate limiter for unasked messages, shared by all instances. */
  readonly pace: Pace;
}

/** Slack as a chat platform, with its handler for requests over HTTP. */
export interface SlackPlatform extends ChatPlatform {
  /**
   * Handles POSTs to /slack/events; null without a signing secret. To be mounted in the bot's own server. The body must be unread, since
   * Slack signs its bytes. Before `start` it answers 503, so that Slack sends the event again.
   */
  readonly requestListener: ((req: IncomingMessage, res: ServerResponse) => void) | null;
  /** Whether events can be received now. */
  connected(): boolean;
  /** Asks Slack who the bot is, which links need, for a process that never calls `start`. Rejects if Slack does not tell. */
  introduce(): Promise<unknown>;
}

/** Slack as a chat platform: Bolt receives events, the Web API sends. Serves one workspace, that of the token. */
export function createSlackPlatform(deps: SlackDeps): SlackPlatform {
  const { log, clock } = deps;
  const apiUrl = deps.apiUrl && withSlash(deps.apiUrl);
  const sdkLogger = createSdkLogger(log);
  const clientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    logger: sdkLogger,
    fetch: fetchForClient,
    retryConfig: { retries: 0 },
    timeout: 10_000,
    rejectRateLimitedCalls: true,
  };
  const client = new WebClient(deps.botToken, clientOptions);
  /** For look-ups before an event is acknowledged, which must happen within 3 s: its timeout is short. */
  const lookups = new WebClient(deps.botToken, { ...clientOptions, timeout: 1500 });

  let identity: Identity | undefined;
  let inbound: Inbound | undefined;
  let session: Session | undefined;
  let parked = false;

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
  /** The bot's user id. A process that only works off jobs delivers without `start`, so it asks Slack here. */
  async function botUser(): Promise<string> {
    identity ??= (await call('auth.test', 'repeatable', () => readIdentity(client))) ?? undefined;
    return me().botUser;
  }
  const { pictures, links } = deps;
  const { fetchBytes } = deps;
  const files = createFiles({ client, call, token: deps.botToken, apiUrl, fetchBytes, clock });
  const showing = createShowing({ client, clock, log, call, apiUrl, pictures, links });
  const streams = createStreams({ client, call, clock, locale: deps.locale, log });
  const deliver = createDeliver({
    ...{ client, clock, locale: deps.locale, botUser, call, showing, streams },
    compatible: apiUrl !== undefined,
  });

  return {
    name: 'slack',
    caps: {
      privateNotice: true,
      formFields: 40,
      pinsWelcome: false,
      canMark: (mark) => reactionName(mark) !== undefined,
      fileGoes: 'direct',
    },
    requestListener:
      deps.signingSecret === undefined
        ? null
        : (req, res) => (session ? session.requestListener(req, res) : void res.writeHead(503).end()),
    connected: () => session?.connected() ?? false,
    introduce: botUser,
    hears: async () => session?.hears() ?? 'nothing',
    ...deliver,
    ensurePosted(target, view, attempt) {
      const post = () => deliver.ensurePosted(target, view, attempt);
      return attempt.patient ? patience.patiently(post) : post();
    },
    channelFacts: (channel) => channelFacts({ client: lookups, call }, channel),
    messageFacts: async (message, by) => (await session?.messageFacts(message, by)) ?? null,
    async start(core) {
      if (deps.appToken === undefined && deps.signingSecret === undefined) {
        throw new StartError(
          'SLACK_BOT_TOKEN is set, but no way for events to come in: set SLACK_APP_TOKEN (Socket Mode, easiest) or ' +
            'SLACK_SIGNING_SECRET (HTTP).',
        );
      }
      parked = false;
      identity = await whoAmI(client);
      inbound = core;
      const missing = missingScopes(identity.scopes);
      if (missing.length > 0) log.warn('slack.scopes.missing', { scopes: missing.join(' ') });
      session = createSession({
        ...deps,
        apiUrl,
        againMs: deps.againMs ?? AGAIN_MS,
        client,
        lookups,
        clientOptions,
        sdkLogger,
        identity: me,
        call,
        files,
        showing,
        inbound: core,
      });
      await session.start();
    },
    async stop() {
      await session?.stop();
    },
    fetchFile: files.fetchFile,
    linkTo(message) {
      if (identity === undefined) {
        botUser().catch(() => log.warn('slack.introduce.failed'));
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

export { isSlackFileUrl } from './files.ts';
