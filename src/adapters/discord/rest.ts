import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, DiscordAPIError, type RawFile, REST, type RESTOptions } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { Clock, Log, Pace } from '../../core/ports.ts';
import { createBreaker } from './breaker.ts';
import { type Attempted, isUnauthorized, toPlatformError } from './errors.ts';
import { readAnswer } from './read-answer.ts';
import { createRoom } from './room.ts';

/** A longer rate limit fails the request at once: the caller's job can wait in the queue without occupying a worker. */
const LONGEST_WAIT_MS = 6_000;
/** How long the client waits for an answer. */
export const TIMEOUT_MS = 10_000;
/** How often the client retries a request by itself. */
export const RETRIES = 1;

interface DiscordRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  /** Uploaded with the body, which then becomes one part of a form (Discord: reference, "Uploading Files"). */
  readonly files?: readonly RawFile[];
  /** The breaker's key, e.g. `send:<channel>` (a thread's parent). Requests with it fail for a while after a refusal; null for none. */
  readonly breaker: string | null;
  /** Called immediately before each time the request is sent. */
  readonly fence?: () => void;
  /** False for interactions, whose token is in the path. */
  readonly auth?: false;
}

type MakeRequest = RESTOptions['makeRequest'];
type RequestInit = Parameters<MakeRequest>[1];

/** Requests to Discord's REST API. */
export interface DiscordRest {
  /** Sends a request and returns the parsed body, or undefined if there is none. Throws `PlatformError`, `FencedError`. */
  request<T>(request: DiscordRequest, attempted: Attempted): Promise<T>;
  /** Runs work whose requests wait for their turn, so that enough of the rate limit is left for all others. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  /** To be called when permissions have changed in one channel or, for null, anywhere: refused requests may then be tried again. */
  permissionsChanged(channelId: string | null): void;
  /** Sends requests. For the gateway client's own few, which would otherwise retry in a hot loop when it gets HTML pages. */
  readonly makeRequest: MakeRequest;
}

interface Sending {
  readonly fence: (() => void) | undefined;
}

export interface RestDeps {
  readonly token: string;
  /** The API's base URL, such as `https://discord.com/api`. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Discord's request limit for the whole bot: 50 unless Discord granted more (topics/rate-limits). */
  readonly requestsPerSecond: number;
  /** Rate limiter for patient requests, shared by all instances. */
  readonly pace: Pace;
  /** Called once when the token is no longer valid: nothing works until the operator sets a new one. */
  readonly onRevoked: () => void;
}

/**
 * Discord's REST API through the discord.js client, which observes the rate limits. Adds what the client lacks: the caller's fence,
 * refusal of HTML pages, a breaker against repeated refusals, a limit on waiting, and a second request before a 401 is believed.
 */
export function createRest(deps: RestDeps): DiscordRest {
  const sending = new AsyncLocalStorage<Sending>();
  const patient = new AsyncLocalStorage<true>();
  const breaker = createBreaker(deps.clock);
  const room = createRoom(deps.requestsPerSecond, deps.clock);
  /** Waits until all instances together, and this one by itself, have room in the rate limit for a patient request. */
  const waitForTurn = async () => {
    await deps.pace();
    await room.free();
  };
  const makeRequest: MakeRequest = async (url, init) => {
    sending.getStore()?.fence?.();
    if (!patient.getStore()) room.taken();
    const response = await DefaultRestOptions.makeRequest(url, await encoded(init));
    breaker.counted(response.status, response.headers.get('x-ratelimit-scope'));
    return readAnswer(response);
  };
  const rest = new REST({
    api: deps.apiUrl,
    timeout: TIMEOUT_MS,
    globalRequestsPerSecond: deps.requestsPerSecond,
    retries: RETRIES,
    rejectOnRateLimit: (limit) => Math.max(limit.retryAfter, limit.timeToReset) > LONGEST_WAIT_MS,
    makeRequest,
  }).setToken(deps.token);

  rest.on('rateLimited', (limit) => {
    deps.log.warn('discord.rate_limited', {
      route: withoutToken(limit.route),
      method: limit.method,
      scope: limit.scope,
      waitMs: Math.max(limit.retryAfter, limit.timeToReset),
    });
  });

  let revoked = false;
  let asking: Promise<boolean> | null = null;
  /** After a 401 the client drops its token. A single 401 may be Discord's mistake, so we ask once more, and only that answer counts. */
  const askWhetherGood = async (): Promise<boolean> => {
    if (revoked) return false;
    rest.setToken(deps.token);
    try {
      await rest.get('/users/@me');
    } catch (error) {
      revoked = error instanceof DiscordAPIError && error.status === 401;
      if (revoked) deps.onRevoked();
    }
    // A 401 to another request may have made the client drop the token again.
    if (!revoked) rest.setToken(deps.token);
    return !revoked;
  };
  const isStillGood = (): Promise<boolean> => {
    asking ??= askWhetherGood().finally(() => {
      asking = null;
    });
    return asking;
  };

  return {
    async request<T>(request: DiscordRequest, attempted: Attempted): Promise<T> {
      if (patient.getStore()) await waitForTurn();
      try {
        breaker.check(request.breaker);
        const { method, path, query, body, files = [], auth } = request;
        const answer = await sending.run({ fence: request.fence }, () =>
          rest.request({
            method: method as Parameters<typeof rest.request>[0]['method'],
            fullRoute: path,
            ...(query === undefined ? {} : { query }),
            ...(body === undefined ? {} : { body }),
            ...(files.length === 0 ? {} : { files: [...files] }),
            ...(auth === undefined ? {} : { auth }),
          }),
        );
        breaker.succeeded(request.breaker);
        return (answer instanceof ArrayBuffer ? undefined : answer) as T;
      } catch (error) {
        breaker.failed(request.breaker, error);
        if (isUnauthorized(error) && request.auth !== false && (await isStillGood()))
          throw new PlatformError('unavailable', '401 for a token that is good');
        throw toPlatformError(error, attempted);
      }
    },
    patiently: (work) => patient.run(true, work),
    permissionsChanged: breaker.forget,
    makeRequest,
  };
}

/** A route for the log. The client does not hide an interaction's token when the ids are not as long as Discord's, so we do. */
const withoutToken = (route: string): string => route.replace(/^(\/webhooks\/[^/]+)\/[^/]+/, '$1/:token');

/**
 * Encodes a form body as plain bytes. The client sends with whichever copy of its HTTP library was loaded first in this process, and a copy
 * that is not the client's own does not accept forms that it did not create.
 */
async function encoded(init: RequestInit): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const type = form.headers.get('content-type') ?? '';
  const body = new Uint8Array(await form.arrayBuffer());
  return { ...init, body, headers: { ...(init.headers as Record<string, string>), 'content-type': type } };
}
