import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, DiscordAPIError, type RawFile, REST, type RESTOptions } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { Clock, Log, Pace } from '../../core/ports.ts';
import { createBreaker } from './breaker.ts';
import { type Attempted, isUnauthorized, toPlatformError } from './errors.ts';
import { readAnswer } from './read-answer.ts';
import { createRoom } from './room.ts';

/** Longer waits are handed to the caller, whose job has a better place to wait than a worker's slot. */
const LONGEST_WAIT_MS = 6_000;
export const TIMEOUT_MS = 10_000;
export const RETRIES = 1;

interface DiscordRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  /** Sent beside the body, which then travels as one part of a form (Discord: reference, "Uploading Files"). */
  readonly files?: readonly RawFile[];
  /** Names the thing whose refusal closes the way for a while, e.g. `send:<channel>`, threads under their parent; null for none. */
  readonly breaker: string | null;
  /** Called immediately before the request leaves, each time it leaves. */
  readonly fence?: () => void;
  /** False for interactions, whose token is in the address. */
  readonly auth?: false;
}

type MakeRequest = RESTOptions['makeRequest'];
type RequestInit = Parameters<MakeRequest>[1];

export interface DiscordRest {
  /** Sends and answers with the parsed body, undefined where there is none. Throws `PlatformError`, `FencedError`. */
  request<T>(request: DiscordRequest, attempted: Attempted): Promise<T>;
  /** Whatever this requests waits its turn, so that room is left for everything else. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  /** Permissions have changed, in one channel or (null) anywhere: what was refused may be asked again. */
  permissionsChanged(channelId: string | null): void;
  /** How requests leave, for the gateway client's own few: without this it would ask a wall of HTML in a hot loop. */
  readonly makeRequest: MakeRequest;
}

interface Sending {
  readonly fence: (() => void) | undefined;
}

export interface RestDeps {
  readonly token: string;
  /** As in `https://discord.com/api`. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Discord's limit for the whole bot, 50 unless Discord granted more (topics/rate-limits). */
  readonly requestsPerSecond: number;
  /** Turns for what is patient. */
  readonly pace: Pace;
  /** The token is not good any more: nothing works until the operator sets a new one. Called once. */
  readonly onRevoked: () => void;
}

/**
 * Discord's REST through the true client, which keeps the rate limits, with what it lacks: the caller's fence, refusal of
 * HTML pages, a breaker against repeated refusals, a bound on waiting, and a second question before a 401 is believed.
 */
export function createRest(deps: RestDeps): DiscordRest {
  const sending = new AsyncLocalStorage<Sending>();
  const patient = new AsyncLocalStorage<true>();
  const breaker = createBreaker(deps.clock);
  const room = createRoom(deps.requestsPerSecond, deps.clock);
  /** Its part of what all instances may ask, and room beside what this one asks anyway. */
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
  /** After a 401 the client throws its token away. One may be a slip of Discord's: it is asked once more, and only the second counts. */
  const askWhetherGood = async (): Promise<boolean> => {
    if (revoked) return false;
    rest.setToken(deps.token);
    try {
      await rest.get('/users/@me');
    } catch (error) {
      revoked = error instanceof DiscordAPIError && error.status === 401;
      if (revoked) deps.onRevoked();
    }
    // The answer to another request may have thrown it away again.
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

/** The client names an interaction's token itself where its ids are not as long as Discord's. */
const withoutToken = (route: string): string => route.replace(/^(\/webhooks\/[^/]+)\/[^/]+/, '$1/:token');

/**
 * A form as plain bytes. The client hands it to whichever HTTP library of this process spoke up first, and another copy of
 * it than the client's own takes no forms it did not make.
 */
async function encoded(init: RequestInit): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const type = form.headers.get('content-type') ?? '';
  const body = new Uint8Array(await form.arrayBuffer());
  return { ...init, body, headers: { ...(init.headers as Record<string, string>), 'content-type': type } };
}
