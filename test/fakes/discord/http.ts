import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Context, Route, UploadedFile } from './context.ts';
import { ApiError, refuse } from './errors.ts';
import type { FaultHow, Faults } from './faults.ts';
import { serveAttachment } from './file-server.ts';
import type { LoggedRequest } from './log.ts';
import type { RequestCheck } from './openapi-check.ts';
import type { RateLimiter } from './rate-limits.ts';

const PREFIX = '/api/v10';

export interface HttpDeps {
  ctx: Context;
  routes: readonly Route[];
  faults: Faults;
  limits: RateLimiter;
  check: RequestCheck;
  token: () => string;
  /** Changes an answer on its way out. */
  answer?: ((request: LoggedRequest, answer: Answer) => Answer) | undefined;
}

/** Answers one request the way Discord's edge does: log, fault, token, limit, route, body, permission, effect. */
export function createHandler(
  deps: HttpDeps,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const table = deps.routes.map((route) => ({ route, parts: route.path.split('/') }));
  const { ctx } = deps;

  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const method = request.method ?? 'GET';
    const found = url.pathname.startsWith(`${PREFIX}/`) ? match(table, method, url.pathname) : null;
    const raw = await read(request);
    const logged: LoggedRequest = {
      method,
      route: found?.route.path ?? (url.pathname.startsWith('/attachments/') ? '/attachments' : url.pathname),
      path: url.pathname,
      params: found?.params ?? {},
      query: Object.fromEntries(url.searchParams),
      body: undefined,
      files: [],
      at: ctx.state.clock.now(),
      receivedAt: performance.now(),
      status: 0,
    };
    ctx.log.requests.push(logged);
    const { body, files, malformed } = await parseBody(raw, request.headers['content-type']);
    logged.body = body;
    logged.files = files.map((file) => file.name);

    const finish = (status: number, scope?: string) => {
      logged.status = status;
      const invalid = status === 401 || status === 403 || (status === 429 && scope !== 'shared');
      if (invalid && logged.route !== '/attachments') ctx.log.invalidRequests += 1;
      ctx.log.onRequest?.(logged);
    };
    const send = (answer: Answer, headers: Record<string, string> = {}) => {
      finish(answer.status, headers['x-ratelimit-scope']);
      if (answer.body === undefined) {
        response.writeHead(answer.status, headers).end();
        return;
      }
      const html = typeof answer.body === 'string';
      const text = html ? (answer.body as string) : JSON.stringify(answer.body);
      const type = html ? 'text/html; charset=UTF-8' : 'application/json';
      response.writeHead(answer.status, { 'content-type': type, ...headers }).end(text);
    };

    const fault = deps.faults.take(logged);
    if (await hitBefore(fault, send, () => request.socket.destroy())) {
      if (logged.status === 0) finish(0);
      return;
    }
    if (method === 'GET' && url.pathname.startsWith('/attachments/')) {
      finish(await serveAttachment(ctx.state, url, response));
      return;
    }
    let headers: Record<string, string> = {};
    const answer = attempt(() => {
      if (found === null) {
        // Whoever reads a 404 as "gone" would hide a wrong address.
        ctx.log.violations.push({ method, route: url.pathname, problem: 'there is no such route', body });
        throw refuse('notFound');
      }
      if (found.route.auth !== false && request.headers.authorization !== `Bot ${deps.token()}`) {
        throw refuse('unauthorized');
      }
      const major = found.params.channel_id ?? found.params.guild_id ?? found.params.webhook_token ?? '';
      const limit = deps.limits.count(method, found.route.path, major);
      headers = limit.headers;
      if (limit.retryAfter !== null) {
        headers['retry-after'] = String(limit.retryAfter);
        headers['x-ratelimit-scope'] = limit.global ? 'global' : 'user';
        const text = 'You are being rate limited.';
        return { status: 429, body: { message: text, retry_after: limit.retryAfter, global: limit.global } };
      }
      if (malformed) throw new ApiError(400, 50109, 'The request body contains invalid JSON.');
      checkRequest(deps, found.route, body, logged.query);
      return found.route.handle({ params: found.params, query: url.searchParams, body, files });
    });
    if (fault?.kind === 'silent') finish(0);
    else if (fault?.kind === 'drop') {
      request.socket.destroy();
      finish(0);
    } else if (fault?.kind === 'accept-then-answer') {
      send({ status: fault.status, body: fault.body });
    } else {
      send(deps.answer?.(logged, answer) ?? answer, headers);
    }
  };
}

function checkRequest(deps: HttpDeps, route: Route, body: unknown, query: LoggedRequest['query']): void {
  const specPath = route.path.replaceAll(/:(\w+)/g, '{$1}');
  const problem = deps.check(route.method, specPath, body, query);
  if (problem === null) return;
  deps.ctx.log.violations.push({ method: route.method, route: route.path, problem, body });
  throw new ApiError(400, 50035, 'Invalid Form Body', { _errors: [{ code: 'OPENAPI', message: problem }] });
}

/** Carries out the part of a fault that comes before handling; true when the request is done with. */
async function hitBefore(
  fault: FaultHow | undefined,
  send: (answer: Answer, headers?: Record<string, string>) => void,
  hangUp: () => void,
): Promise<boolean> {
  switch (fault?.kind) {
    case 'answer':
      send({ status: fault.status, body: fault.body }, fault.headers);
      return true;
    case 'drop':
      if (fault.when === 'after') return false;
      hangUp();
      return true;
    case 'delay':
      await sleep(fault.ms);
      return false;
    case 'accept-then-answer':
    case 'silent':
    case undefined:
      return false;
  }
}

function attempt(handle: () => Answer): Answer {
  try {
    return handle();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { message, code, errors } = error;
    return { status: error.status, body: { message, code, ...(errors === undefined ? {} : { errors }) } };
  }
}

function match(table: readonly { route: Route; parts: string[] }[], method: string, pathname: string) {
  const parts = pathname.slice(PREFIX.length).split('/');
  for (const { route, parts: pattern } of table) {
    if (route.method !== method || pattern.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((expected, index) => {
      const actual = decodeURIComponent(parts[index]!);
      if (!expected.startsWith(':')) return expected === actual;
      params[expected.slice(1)] = actual;
      return actual !== '';
    });
    if (fits) return { route, params };
  }
  return null;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface ParsedBody {
  body: unknown;
  files: UploadedFile[];
  malformed: boolean;
}

async function parseBody(raw: Buffer, type = ''): Promise<ParsedBody> {
  if (raw.byteLength === 0) return { body: undefined, files: [], malformed: false };
  if (type.startsWith('application/json')) return { ...parseJson(raw.toString()), files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: undefined, files: [], malformed: true };
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  const files: UploadedFile[] = [];
  for (const [key, value] of form) {
    if (typeof value === 'string') continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    files.push({ key, name: value.name, contentType: value.type || undefined, bytes });
  }
  return { ...(typeof payload === 'string' ? parseJson(payload) : { body: {}, malformed: false }), files };
}

function parseJson(text: string): { body: unknown; malformed: boolean } {
  try {
    return { body: JSON.parse(text) as unknown, malformed: false };
  } catch {
    return { body: undefined, malformed: true };
  }
}
