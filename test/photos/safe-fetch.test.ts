import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type LookupFunction,
  type Server,
  type Socket,
} from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createSafeFetch, isPublic, type SafeFetch } from '../../src/adapters/node/safe-fetch.ts';
import type { FetchBytesResult } from '../../src/core/ports.ts';
import { pngPhoto } from '../fixtures/photos.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** The host the operator named as a proxy, and the platform's own. */
const proxyHost = 'files.test';
const platformHost = 'cdn.platform.test';

/** Resolves every name to the next of `answers`, then on and on to the last. */
function resolver(...answers: string[][]): LookupFunction & { readonly asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    const found: LookupAddress[] = addresses.map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    if (options.all === true) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
  };
  return Object.assign(lookup, { asked });
}

function safeFetch(options: Partial<Parameters<typeof createSafeFetch>[0]> = {}): SafeFetch {
  const made = createSafeFetch({
    allow: ({ hostname }) => hostname === proxyHost || hostname === platformHost,
    allowPrivate: (hostname) => hostname === proxyHost,
    maxBytes: 64 * 1024,
    timeoutMs: 2_000,
    lookup: resolver(['127.0.0.1']),
    ...options,
  });
  closers.push(() => made.close());
  return made;
}

async function listen(server: Server | HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const serveHttp = (listener: RequestListener): Promise<number> => listen(createServer(listener));

/** A server that answers as it likes, byte by byte; `connections` counts who came. */
async function serveRaw(
  answer: (socket: Socket) => void,
): Promise<{ port: number; connections: () => number }> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    count += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { port: await listen(server), connections: () => count };
}

const { signal } = new AbortController();
const get = (url: string, fetcher = safeFetch()): Promise<FetchBytesResult> =>
  fetcher.fetchBytes(new URL(url), { signal });
const at = (port: number, path = '/p.png'): string => `http://${proxyHost}:${port}${path}`;

describe('what may be asked', () => {
  test('a file of an allowed host comes as it is, with the headers given', async () => {
    const photo = await pngPhoto();
    const seen: (string | undefined)[] = [];
    const port = await serveHttp((request, response) => {
      seen.push(request.headers.authorization, request.headers['accept-encoding'], request.url);
      response.setHeader('content-type', 'image/png').end(photo);
    });
    const result = await safeFetch().fetchBytes(new URL(at(port, '/a/b.png?sig=1')), {
      headers: { authorization: 'Bearer t' },
      signal,
    });
    expect(result).toEqual({ ok: true, bytes: photo, contentType: 'image/png' });
    expect(seen).toEqual(['Bearer t', 'identity', '/a/b.png?sig=1']);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://127.1/',
    'https://10.0.0.8/',
    'https://[fd00::1]/',
    'https://localhost/',
    'https://other.test/',
    `https://${platformHost}.evil.test/`,
    `https://evil.test/${platformHost}`,
    `https://user@${platformHost}/`,
    `https://user:pass@${platformHost}/`,
    `https://${platformHost}@evil.test/`,
    `https://${platformHost}./`,
    `http://${platformHost}/`,
    `https://${platformHost}:8443/`,
    `ftp://${proxyHost}/`,
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
  ])('%s is not asked', async (url) => {
    const lookup = resolver(['127.0.0.1']);
    expect(await get(url, safeFetch({ lookup }))).toEqual({ ok: false, reason: 'hostNotAllowed' });
    expect(lookup.asked).toEqual([]);
  });

  test('a literal private address is refused even when the list of hosts lets it through', async () => {
    const fetcher = safeFetch({ allow: () => true });
    for (const url of [
      'https://127.0.0.1/',
      'https://[::ffff:7f00:1]/',
      'https://192.168.0.1/',
      'https://0.0.0.0/',
    ]) {
      expect(await get(url, fetcher)).toEqual({ ok: false, reason: 'hostNotAllowed' });
    }
  });
});

describe('where a name leads', () => {
  test.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['169.254.169.254'],
    ['100.64.0.1'],
    ['::1'],
    ['::ffff:10.0.0.1'],
    ['fe80::1'],
    ['fd12::1'],
    ['64:ff9b::7f00:1'],
    ['0.0.0.0'],
    ['8.8.8.8', '127.0.0.1'],
  ])('a platform name that leads to %s is not connected to', async (...addresses) => {
    const lookup = resolver(addresses);
    expect(await get(`https://${platformHost}/x`, safeFetch({ lookup }))).toEqual({
      ok: false,
      reason: 'hostNotAllowed',
    });
    expect(lookup.asked).toEqual([platformHost]);
  });

  test.each([
    ['a platform’s', platformHost],
    ['a proxy’s', proxyHost],
  ])(
    '%s name that is public when checked and private when connected to gains nothing',
    async (_whose, host) => {
      // Public, and nobody's: it was never given out. Whoever asks again for the address to connect to gets the listener's.
      const unassigned = '4000::1';
      expect(isPublic(unassigned)).toBe(true);
      const lookup = resolver([unassigned], ['127.0.0.1']);
      const listener = await serveRaw((socket) =>
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nno'),
      );
      const url = host === proxyHost ? at(listener.port) : `https://${host}/x`;
      const result = await get(url, safeFetch({ lookup, timeoutMs: 500 }));
      expect(result.ok ? 'it came' : result.reason).toMatch(/^(network|timeout)$/);
      expect(lookup.asked).toEqual([host]);
      expect(listener.connections()).toBe(0);
    },
  );

  test('every new connection is judged anew', async () => {
    const port = await serveHttp((_, response) => response.setHeader('connection', 'close').end('ok'));
    const lookup = resolver(['127.0.0.1']);
    const fetcher = safeFetch({ lookup });
    expect(await get(at(port), fetcher)).toMatchObject({ ok: true });
    expect(await get(at(port), fetcher)).toMatchObject({ ok: true });
    expect(lookup.asked).toEqual([proxyHost, proxyHost]);
  });

  test('a name without an address is a network failure', async () => {
    expect(await get(`https://${platformHost}/`, safeFetch({ lookup: resolver([]) }))).toEqual({
      ok: false,
      reason: 'network',
    });
  });

  test.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['::ffff:8.8.8.8', true],
    ['192.0.2.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['2002:7f00:1::', false],
    ['nonsense', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });
});

describe('what comes back', () => {
  test.each([301, 302, 303, 307, 308])('a %i is not followed, and the token stays', async (status) => {
    const captured: unknown[] = [];
    const capture = await serveHttp((request, response) => {
      captured.push(request.headers);
      response.end();
    });
    const port = await serveHttp((_, response) => {
      response.writeHead(status, { location: at(capture) }).end();
    });
    const headers = { authorization: 'Bearer canary' };
    expect(await safeFetch().fetchBytes(new URL(at(port)), { headers, signal })).toEqual({
      ok: false,
      reason: 'redirect',
      status,
    });
    expect(captured).toEqual([]);
  });

  test.each([403, 404, 429, 500, 204, 206])('a %i is named', async (status) => {
    const port = await serveHttp((_, response) => response.writeHead(status).end());
    expect(await get(at(port))).toEqual({ ok: false, reason: 'status', status });
  });

  test('a page is refused by its type, and by its bytes when it lies', async () => {
    const page = '<!DOCTYPE html><title>Sign in</title>';
    const honest = await serveHttp((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page),
    );
    const lying = await serveHttp((_, response) => response.setHeader('content-type', 'image/png').end(page));
    expect(await get(at(honest))).toEqual({ ok: false, reason: 'html' });
    expect(await get(at(lying))).toEqual({ ok: false, reason: 'html' });
  });

  test('exactly the allowed size passes, one byte more does not', async () => {
    const port = await serveHttp((request, response) =>
      response.end(Buffer.alloc(Number(request.url?.slice(1)), 1)),
    );
    expect(await get(at(port, '/65536'))).toMatchObject({ ok: true });
    expect(await get(at(port, '/65537'))).toEqual({ ok: false, reason: 'tooLarge' });
  });

  test('a stream without end is cut at the limit', async () => {
    let sent = 0;
    const port = await serveHttp((_, response) => {
      const chunk = Buffer.alloc(16 * 1024, 1);
      const more = (): void => {
        if (response.destroyed) return;
        sent += chunk.length;
        if (response.write(chunk)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    expect(await get(at(port))).toEqual({ ok: false, reason: 'tooLarge' });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test('a length that promises too little gives no more than it promised', async () => {
    const { port } = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n');
      socket.write('x'.repeat(1_000_000));
    });
    const result = await get(at(port));
    expect(result.ok ? result.bytes.length : result.reason).toSatisfy(
      (got) => got === 10 || got === 'network',
    );
  });

  test('a length that promises too much is a network failure, and a huge one is not even waited for', async () => {
    const short = await serveRaw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'),
    );
    expect(await get(at(short.port))).toEqual({ ok: false, reason: 'network' });
    const huge = await serveRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n'),
    );
    expect(await get(at(huge.port))).toEqual({ ok: false, reason: 'tooLarge' });
  });

  test('a compressed bomb nobody asked for is refused unread', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const port = await serveHttp((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb));
    expect(await get(at(port))).toEqual({ ok: false, reason: 'network' });
  });

  test('a drip, a silent server and a header without end all stop at the total time', async () => {
    const drip = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 40);
      socket.once('close', () => clearInterval(timer));
    });
    const silent = await serveRaw(() => undefined);
    const headers = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x-a: b\r\n'), 40);
      socket.once('close', () => clearInterval(timer));
    });
    for (const { port } of [drip, silent, headers]) {
      const started = performance.now();
      expect(await get(at(port), safeFetch({ timeoutMs: 300 }))).toEqual({ ok: false, reason: 'timeout' });
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  test('a name that is never resolved stops at the total time', async () => {
    const never: LookupFunction = () => undefined;
    const started = performance.now();
    expect(await get(`https://${platformHost}/`, safeFetch({ lookup: never, timeoutMs: 200 }))).toEqual({
      ok: false,
      reason: 'timeout',
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('a closed port is a network failure; whoever stops waiting gets their own reason back', async () => {
    const server = createTcpServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await get(at(port))).toEqual({ ok: false, reason: 'network' });

    const silent = await serveRaw(() => stopping.abort(new Error('stopping')));
    const stopping = new AbortController();
    await expect(
      safeFetch().fetchBytes(new URL(at(silent.port)), { signal: stopping.signal }),
    ).rejects.toThrow('stopping');
  });

  test('after all this a good file still comes', async () => {
    const port = await serveHttp((_, response) => response.end('fine'));
    expect(await get(at(port))).toMatchObject({ ok: true });
  });
});
