import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signature } from './payloads.ts';
import type { State } from './state.ts';

/** Serves an attachment as Discord's file host does: signed, expiring, without any token. Misbehaves when told to. */
export async function serveAttachment(state: State, url: URL, response: ServerResponse): Promise<number> {
  const [, , , id = ''] = url.pathname.split('/');
  const file = state.attachments.get(id);
  const expiry = url.searchParams.get('ex') ?? '';
  const signed = /^[0-9a-f]+$/.test(expiry) && url.searchParams.get('hm') === signature(id || '0', expiry);
  if (file === undefined || !signed || Number.parseInt(expiry, 16) * 1000 < state.clock.now()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return 404;
  }
  const { serve } = file;
  if (serve.delayMs !== undefined) await sleep(serve.delayMs);
  if (serve.redirectTo !== undefined) {
    response.writeHead(302, { location: serve.redirectTo }).end();
    return 302;
  }
  const status = serve.status ?? 200;
  const body = serve.html === undefined ? Buffer.from(file.bytes) : Buffer.from(serve.html);
  const type = serve.html === undefined ? (file.contentType ?? 'application/octet-stream') : 'text/html';
  const length = serve.contentLength === undefined ? body.byteLength : serve.contentLength;
  const headers = { 'content-type': type, ...(length === null ? {} : { 'content-length': String(length) }) };
  response.writeHead(status, headers);
  if (serve.trickleMs === undefined) {
    response.end(body);
    return status;
  }
  for (const byte of body) {
    if (response.destroyed) break;
    response.write(Uint8Array.of(byte));
    await sleep(serve.trickleMs);
  }
  response.end();
  return status;
}
