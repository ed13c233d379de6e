import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Env } from './env.ts';
import type { FakeFile, LoggedRequest } from './types.ts';
import { bearer, readBody, underFault, workspaceOf } from './web-api.ts';

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in</body></html>';

/**
 * The file host: GET /files/[download/]T-F/name with a Bearer token. As Slack does, a missing token or scope is
 * answered with HTTP 200 and a login page.
 */
export async function handleFile(
  env: Env,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
): Promise<void> {
  const token = bearer(req);
  const entry = env.log.request('files.download', { path, authorised: token !== undefined });
  const id = /-(F\d+)\//.exec(path)?.[1];
  const file = id === undefined ? undefined : env.world.files.get(id);
  const team = workspaceOf(env, token);
  const serve = async () => {
    if (file === undefined) return plain(res, entry, 404, 'not found');
    const allowed = team?.id === file.team && team.dead === undefined && team.scopes.has('files:read');
    if (!allowed || file.serve.kind === 'loginPage') return loginPage(res, entry);
    return send(res, entry, file);
  };
  await underFault(env.faults.take('files.download', { path }), entry, res, serve, () => {});
}

/** POST /upload/v1/<ticket>: the bytes as they are, as many as were announced, once. */
export async function handleUpload(
  env: Env,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
): Promise<void> {
  const bytes = await readBody(req);
  const entry = env.log.request('files.upload', { path, bytes: bytes.byteLength });
  const upload = env.world.uploads.get(path.slice('/upload/v1/'.length));
  const take = () => {
    const fits = req.method === 'POST' && upload?.bytes === undefined && upload?.length === bytes.byteLength;
    if (fits) upload.bytes = bytes;
    plain(res, entry, fits ? 200 : 400, fits ? `OK - ${bytes.byteLength}` : 'bad upload');
  };
  await underFault(env.faults.take('files.upload', { path }), entry, res, take, () => {});
}

function plain(res: ServerResponse, entry: LoggedRequest, status: number, text: string): void {
  entry.status = status;
  entry.outcome = text;
  res.writeHead(status, { 'content-type': 'text/plain' });
  res.end(text);
}

function loginPage(res: ServerResponse, entry: LoggedRequest): void {
  entry.status = 200;
  entry.outcome = 'loginPage';
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  res.end(LOGIN_PAGE);
}

async function send(res: ServerResponse, entry: LoggedRequest, file: FakeFile): Promise<void> {
  const { serve } = file;
  entry.status = 200;
  entry.outcome = serve.kind;
  switch (serve.kind) {
    case 'normal':
      res.writeHead(200, { 'content-type': file.mimetype, 'content-length': file.bytes.byteLength });
      res.end(file.bytes);
      return;
    case 'redirect':
      entry.status = 302;
      res.writeHead(302, { location: serve.to });
      res.end();
      return;
    case 'status':
      return plain(res, entry, serve.status, 'injected');
    case 'lyingLength':
      // Node refuses to send less than it announced, so the socket is closed under the reader.
      res.writeHead(200, { 'content-type': file.mimetype, 'content-length': serve.claim });
      res.write(file.bytes, () => setImmediate(() => res.destroy()));
      return;
    case 'slow':
      res.writeHead(200, { 'content-type': file.mimetype, 'content-length': file.bytes.byteLength });
      for (let at = 0; at < file.bytes.byteLength && !res.destroyed; at += serve.bytesPerSecond) {
        res.write(file.bytes.subarray(at, at + serve.bytesPerSecond));
        await delay(1000, undefined, { ref: false });
      }
      res.end();
      return;
    case 'loginPage':
      return loginPage(res, entry);
  }
}
