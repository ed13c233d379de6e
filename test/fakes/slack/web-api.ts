import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, type ArgKind, type Call, type Env, type Method } from './env.ts';
import type { How } from './faults.ts';
import { methods } from './methods/index.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { FakeWorkspace } from './state.ts';
import type { Json, LoggedRequest } from './types.ts';

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to Slack</body></html>';

export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function sendJson(res: ServerResponse, status: number, body: Json, headers: Json = {}): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(headers as object) });
  res.end(JSON.stringify(body));
}

/**
 * Runs one request through the injected faults: `work` does it and answers, unless the fault says otherwise.
 * Shared by the Web API, response_url and the file host.
 */
export async function underFault(
  how: How | undefined,
  entry: LoggedRequest,
  res: ServerResponse,
  work: () => Promise<void> | void,
  accept: () => void,
): Promise<void> {
  if (how === undefined) return void (await work());
  entry.outcome = how.kind;
  switch (how.kind) {
    case 'delay':
      await delay(how.ms);
      return void (await work());
    case 'dropBefore':
      res.socket?.destroy();
      return;
    case 'silent':
      return accept();
    case 'dropReply':
      accept();
      res.socket?.destroy();
      return;
    case 'error':
      entry.status = 200;
      entry.outcome = how.error;
      return sendJson(res, 200, { ok: false, error: how.error, ...how.extra });
    case 'rateLimited':
      entry.status = 429;
      return sendJson(
        res,
        429,
        { ok: false, error: 'ratelimited' },
        { 'retry-after': String(how.retryAfter) },
      );
    case 'html':
      entry.status = how.status ?? 200;
      res.writeHead(entry.status, { 'content-type': 'text/html; charset=utf-8' });
      res.end(LOGIN_PAGE);
      return;
    case 'status':
      if (how.after === true) accept();
      entry.status = how.status;
      res.writeHead(how.status, { 'content-type': 'text/plain', ...how.headers });
      res.end(how.body ?? 'injected');
  }
}

/** Answers POST /api/<method>: token, scope, arguments, then the method; errors are HTTP 200 `ok:false`. */
export async function handleApi(
  env: Env,
  limiter: RateLimiter,
  req: IncomingMessage,
  res: ServerResponse,
  name: string,
): Promise<void> {
  const body = await readBody(req);
  let raw: Json = {};
  let malformed = false;
  try {
    raw = parseBody(req, body);
  } catch {
    malformed = true;
  }
  const token = bearer(req) ?? (typeof raw.token === 'string' ? raw.token : undefined);
  const { token: _, team_id: __, ...args } = raw;
  const entry = env.log.request(name, args);
  for (const problem of strangeWays(req, body)) env.log.violations.push(`${name}: ${problem}`);
  const answer = (): Json => {
    if (malformed) return { ok: false, error: 'invalid_form_data' };
    try {
      return { ok: true, ...run(env, name, token, args) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Whoever reads a refusal as the end of it would hide a mistake of ours.
      if (['unknown_method', 'invalid_arguments'].includes(error.word))
        env.log.violations.push(`${name}: ${error.word} ${JSON.stringify(error.extra)}`);
      return { ok: false, error: error.word, ...error.extra };
    }
  };
  const respond = () => {
    const wait = limiter.take(name, args);
    if (wait !== undefined) {
      entry.status = 429;
      entry.outcome = 'ratelimited';
      return sendJson(res, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(wait) });
    }
    const result = env.answered(name, answer());
    entry.status = 200;
    entry.outcome = result.ok === true ? 'ok' : String(result.error);
    const scopes = [...(workspaceOf(env, token)?.scopes ?? [])].join(',');
    sendJson(res, 200, result, { 'x-oauth-scopes': scopes });
  };
  await underFault(env.faults.take(name, args), entry, res, respond, () => void answer());
}

/** What Slack takes for some methods only: all of them take a form by POST, and nothing in the address. */
function strangeWays({ method, url = '', headers }: IncomingMessage, body: Buffer): string[] {
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return [
    ...(method === 'POST' ? [] : [`sent by ${method}`]),
    ...(url.includes('?') ? ['arguments in the address'] : []),
    ...(form || body.length === 0 ? [] : [`sent as ${headers['content-type']}`]),
  ];
}

function run(env: Env, name: string, token: string | undefined, raw: Json): Json {
  const method = methods.get(name);
  if (method === undefined) throw new ApiError('unknown_method', { req_method: name });
  if (token === undefined) throw new ApiError('not_authed');
  const team = authorised(env, method, token);
  const call: Call = { env, team, method: name, args: parseArgs(method, raw) };
  const needed = method.scopes?.(call) ?? [];
  if (needed.some((s) => !team.scopes.has(s))) {
    throw new ApiError('missing_scope', { needed: needed.join(','), provided: [...team.scopes].join(',') });
  }
  return method.run(call);
}

function authorised(env: Env, method: Method, token: string): FakeWorkspace {
  const first = [...env.world.workspaces.values()][0];
  if (method.token === 'app') {
    if (token === env.appToken && first !== undefined) return first;
    throw new ApiError(workspaceOf(env, token) === undefined ? 'invalid_auth' : 'not_allowed_token_type');
  }
  if (token === env.appToken) throw new ApiError('not_allowed_token_type');
  const team = workspaceOf(env, token);
  if (team === undefined) throw new ApiError('invalid_auth');
  if (team.dead !== undefined) throw new ApiError(team.dead);
  return team;
}

export const workspaceOf = (env: Env, token: string | undefined): FakeWorkspace | undefined =>
  [...env.world.workspaces.values()].find((w) => w.botToken === token);

export function bearer(req: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
}

function parseBody(req: IncomingMessage, body: Buffer): Json {
  if (body.length === 0) return {};
  if (req.headers['content-type']?.startsWith('application/json') === true) {
    return JSON.parse(body.toString()) as Json;
  }
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

function parseArgs(method: Method, raw: Json): Json {
  const problems: string[] = [];
  const parsed: Json = {};
  for (const [name, value] of Object.entries(raw)) {
    const kind = method.args[name];
    if (kind === undefined) problems.push(`unknown argument ${name}`);
    else {
      const result = parseArg(kind, value);
      if (result === undefined) problems.push(`${name} is not ${kind}`);
      else parsed[name] = result;
    }
  }
  for (const [name, kind] of Object.entries(method.args)) {
    if (kind.endsWith('!') && (parsed[name] === undefined || parsed[name] === '')) {
      problems.push(`missing ${name}`);
    }
  }
  if (problems.length > 0)
    throw new ApiError('invalid_arguments', { response_metadata: { messages: problems } });
  return parsed;
}

function parseArg(kind: ArgKind, value: unknown): unknown {
  switch (kind) {
    case 'string':
    case 'string!':
      return typeof value === 'string' ? value : undefined;
    case 'bool':
      if (value === true || value === 'true' || value === '1') return true;
      return value === false || value === 'false' || value === '0' ? false : undefined;
    case 'int':
    case 'int!':
      return Number.isInteger(Number(value)) ? Number(value) : undefined;
    case 'json':
    case 'json!':
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value);
      } catch {
        return undefined;
      }
  }
}
