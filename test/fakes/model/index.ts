import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { TalkWire } from '../../../src/core/talk/prompt.ts';
import { type Api, error, good, type Used, vectors, type Wire } from './bodies.ts';
import { FAULTS, type Fault, play } from './faults.ts';

export type { Wire } from './bodies.ts';
export { FAULTS, type Fault } from './faults.ts';

export interface ModelRequest {
  readonly fault: Fault;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it came. */
  readonly raw: string;
}

export interface FaultyModel {
  /** What OPENAI_BASE_URL is set to. */
  readonly baseURL: string;
  /** Every request that reached it with a key, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** How often each fault was played: a fault nobody met proves nothing. */
  readonly hits: Readonly<Record<Fault, number>>;
  /** Requests whose client went away before the answer was whole. */
  readonly abandoned: number;
  /** What happens from now on. */
  always(fault: Fault): void;
  /** What happens to the next requests, one each, before `always` holds again. */
  next(...faults: readonly Fault[]): void;
  /** What a good answer says; unless told, a Korean cheer that names the day. */
  answer(wire: Wire | ((request: Readonly<Record<string, unknown>>) => Wire)): void;
  /** What a good answer in a talk says. */
  talk(wire: TalkWire): void;
  /** What every answer says that it used; unless told, a handful of tokens. */
  uses(used: Used): void;
  /** How a text becomes a vector at POST /embeddings; unless told, all are alike. */
  vectorOf(text: (text: string) => readonly number[]): void;
  /** Every good answer from now on takes so long. */
  thinksFor(ms: number): void;
  /** The most requests that were here at once. */
  readonly mostAtOnce: number;
  /** From now on this API is not there: 404, as for any unknown address. */
  lacks(api: Api): void;
  /** The Retry-After header of `rateLimit` and `overloaded`. */
  retryAfter(value: string): void;
  /** Where `redirect` leads. */
  redirectTo(url: string): void;
  /** A model without faults, that has met nobody yet. */
  reset(): void;
  /** Resolves when the condition holds; looked at after every request and every abandoned one. */
  until(condition: () => boolean, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A cheer for a Korean proof on this day; the checks pass it for a member who has had none like it. */
function wireOfDay(day: string): Wire {
  return {
    situation: 'usual',
    evidence: [{ source: 'facts', quote: `인증 ${day}일째` }],
    photoSeen: null,
    line1: `인증 ${day}일째 기록이 또 한 칸 채워졌어요.`,
    line2: '담찌가 해바라기씨 옆에서 같이 보고 있었어요.',
  };
}

/** What a good answer says to a proof on day 12. */
export const goodWire: Wire = wireOfDay('12');

/** Reads the day out of the request's data block, as a model would. */
function goodAnswer(request: Readonly<Record<string, unknown>>): Wire {
  const [, data = ''] = JSON.stringify(request).split('<proof-');
  return wireOfDay(/인증 (\d+)일째/.exec(data)?.[1] ?? '12');
}

const routes: Readonly<Record<string, Api>> = {
  '/v1/responses': 'responses',
  '/v1/chat/completions': 'chat',
};

/**
 * A model server that speaks OpenAI's Responses, Chat Completions and Embeddings APIs and misbehaves on demand. Unknown routes and
 * calls without a key are refused as the true one refuses them.
 */
export async function startFaultyModel(): Promise<FaultyModel> {
  const requests: ModelRequest[] = [];
  const hits = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const queue: Fault[] = [];
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  let standing: Fault = 'good';
  let wire: Wire | ((request: Readonly<Record<string, unknown>>) => Wire) = goodAnswer;
  let talk: TalkWire | null = null;
  let retryAfter = '1';
  let redirectTo = 'http://127.0.0.1:9/v1';
  let abandoned = 0;
  let used: Used | undefined;
  let vectorOf = (_text: string): readonly number[] => new Array<number>(256).fill(1);
  let thinkMs = 0;
  let lacking: Api | null = null;
  let here = 0;
  let mostAtOnce = 0;
  const changed = () => {
    for (const look of watchers) look();
  };

  const server = createServer(async (request, response) => {
    const raw = await readAll(request);
    const embedding = request.url === '/v1/embeddings';
    const api = embedding ? 'chat' : routes[request.url ?? ''];
    const refuse = (status: number, message: string) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(error(message, 'invalid_request_error', null)));
    };
    if (api === undefined || request.method !== 'POST')
      return refuse(404, `Unknown request URL: ${request.url}`);
    if (!request.headers.authorization?.startsWith('Bearer ')) return refuse(401, 'No API key provided');
    const body = JSON.parse(raw) as Record<string, unknown>;
    if (typeof body.model !== 'string') return refuse(400, 'you must provide a model parameter');
    const fault = api === lacking && !embedding ? 'noRoute' : (queue.shift() ?? standing);
    hits[fault]++;
    requests.push({ fault, path: request.url ?? '', headers: request.headers, body, raw });
    mostAtOnce = Math.max(mostAtOnce, ++here);
    changed();
    response.once('close', () => {
      here--;
      if (!response.writableFinished) abandoned++;
      changed();
    });
    if (thinkMs > 0) await new Promise((resolve) => setTimeout(resolve, thinkMs));
    if (embedding && fault === 'good') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(vectors(body.model, (body.input as string[]).map(vectorOf))));
      return changed();
    }
    if (talk && fault === 'good' && raw.includes('<talk-')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(good(api, body.model, JSON.stringify(talk), used)));
      return changed();
    }
    play(fault, response, {
      api,
      model: body.model,
      wire: typeof wire === 'function' ? wire(body) : wire,
      body,
      retryAfter,
      redirectTo,
      used,
    });
    changed();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests,
    hits,
    get mostAtOnce() {
      return mostAtOnce;
    },
    get abandoned() {
      return abandoned;
    },
    always(fault) {
      standing = fault;
    },
    next(...faults) {
      queue.push(...faults);
    },
    answer(next) {
      wire = next;
    },
    talk(next) {
      talk = next;
    },
    uses(told) {
      used = told;
    },
    vectorOf(next) {
      vectorOf = next;
    },
    thinksFor(ms) {
      thinkMs = ms;
    },
    lacks(api) {
      lacking = api;
    },
    retryAfter(value) {
      retryAfter = value;
    },
    redirectTo(url) {
      redirectTo = url;
    },
    reset() {
      standing = 'good';
      wire = goodAnswer;
      talk = null;
      retryAfter = '1';
      abandoned = 0;
      used = undefined;
      vectorOf = () => new Array<number>(256).fill(1);
      thinkMs = 0;
      lacking = null;
      mostAtOnce = 0;
      queue.length = 0;
      requests.length = 0;
      for (const fault of FAULTS) hits[fault] = 0;
    },
    until(condition, withinMs = 30_000) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`The model server did not see it within ${withinMs} ms.`));
        }, withinMs);
        const look = () => {
          if (!condition()) return;
          clearTimeout(late);
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      });
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
