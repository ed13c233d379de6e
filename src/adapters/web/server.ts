import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { StartError } from '../../core/errors.ts';
import { SECURITY_HEADERS } from './security.ts';

/** The running HTTP server. */
export interface WebServer {
  /** e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  /** Accepts no more requests, lets those under way finish for at most two seconds, and ends. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Other adapters' routes (Slack's events) by path; they handle the raw request. */
  readonly mounts?: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => void>;
  readonly patience?: Patience;
}

/** Time limits for requests, in milliseconds. */
interface Patience {
  /** For receiving a request's headers. */
  readonly head: number;
  /** For receiving a whole request. */
  readonly whole: number;
  /** For receiving a whole request that uploads a file. */
  readonly file: number;
  /** Interval between two checks for late requests. */
  readonly look: number;
}

/** The limit for files lets 25 MB arrive over an uplink of 700 kbit/s. */
const PATIENCE: Patience = { head: 10_000, whole: 60_000, file: 300_000, look: 2_000 };
const FILES = '/api/files';
const GRACE = 2_000;
/** Headers of the few responses that are sent without asking the app. */
const GUARDED = { ...SECURITY_HEADERS, 'content-type': 'application/json' };

/**
 * Serves the app over HTTP. Requests that are too slow are cut off. Throws StartError if it cannot listen, such as when the port is taken.
 */
export async function serve(app: Pick<Hono, 'fetch'>, options: ServeOptions): Promise<WebServer> {
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    // Called only for invalid requests, such as one whose `Host` is no host name.
    errorHandler: () => new Response('{"problem":"invalid"}', { status: 400, headers: GUARDED }),
  });
  const { head, whole, file, look } = options.patience ?? PATIENCE;
  const server = createServer(
    {
      headersTimeout: head,
      requestTimeout: Math.max(whole, file),
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: look,
    },
    (request, response) => {
      const path = (request.url ?? '').split('?', 1)[0]!;
      if (path !== FILES) hurry(request, whole);
      const mount = options.mounts?.get(path);
      if (mount) {
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
        return mount(request, response);
      }
      // The fetch API cannot represent TRACE, CONNECT or TRACK, so they are refused here.
      if (['TRACE', 'CONNECT', 'TRACK'].includes(request.method ?? '')) return refuseMethod(response);
      void listener(request, response);
    },
  );
  server.maxHeadersCount = 100;
  server.on('clientError', (_error, socket) => {
    // Destroys the socket, whatever the client still sends.
    const cut = () => socket.destroy();
    if (!socket.writable) return cut();
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', cut);
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    port,
    close: () => close(server),
  };
}

/** Cuts off a request that has not arrived completely after this many ms: Node itself has one limit for all requests. */
function hurry(request: IncomingMessage, ms: number): void {
  const late = setTimeout(() => request.complete || request.destroy(), ms);
  request.once('close', () => clearTimeout(late));
}

function refuseMethod(response: ServerResponse): void {
  response.writeHead(405, { ...GUARDED, connection: 'close' }).end('{"problem":"method"}');
}

function listen(server: Server, { host, port }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function startError(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(`Port ${port} is taken by another program: stop it, or set PORT to a free one.`);
    case 'EACCES':
      return new StartError(`Port ${port} may not be used by this user: set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`HOST=${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all.`);
    default:
      return new StartError(`The page cannot be served on ${host}:${port} (${error.code ?? error.message}).`);
  }
}

async function close(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), GRACE);
  await ended;
  clearTimeout(cut);
}
