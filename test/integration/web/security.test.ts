import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { createVisitor, rawRequest } from './visitor.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: TestApp;
let port: string;

beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(database.url);
  port = new URL(app.url!).port;
  await until('the welcome', async () => (await createVisitor(app.url!).channel()).pinned);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const REQUIRED = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'cache-control': /^no-store$/,
  'referrer-policy': /^no-referrer$/,
};

function expectGuarded(headers: Headers, where: string) {
  for (const [name, value] of Object.entries(REQUIRED))
    expect(headers.get(name), `${where}: ${name}`).toMatch(value);
  expect(headers.get('content-security-policy'), where).not.toMatch(/unsafe|\*|https?:/);
  for (const name of ['server', 'x-powered-by']) expect(headers.get(name), `${where}: ${name}`).toBeNull();
}

/** What the server answers to these very bytes. */
async function spoken(bytes: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.end(bytes);
  return Buffer.concat(await socket.toArray()).toString();
}

/** Every address the page itself leads to: links, scripts, their imports, styles, pictures. */
async function crawl(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const queue = ['/'];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (found.has(path)) continue;
    const response = await fetch(`${app.url}${path}`);
    const body = await response.text();
    expectGuarded(response.headers, path);
    expect(response.status, path).toBe(200);
    found.set(path, body);
    const links = [...body.matchAll(/(?:href|src)="(\/[^"]*)"|from '([^']+\.js)'/g)];
    for (const [, absolute, relative] of links)
      queue.push(absolute ?? new URL(relative!, `${app.url}${path}`).pathname);
  }
  return found;
}

describe('every answer', () => {
  test('of what the page is made of is guarded, and holds nothing inline or foreign', async () => {
    const pages = await crawl();
    expect([...pages.keys()]).toEqual(
      expect.arrayContaining(['/', '/js/app.js', '/js/page.js', '/i18n/ko.js', '/css/base.css']),
    );
    const html = pages.get('/')!;
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son\w+=/);
    for (const [path, body] of pages) {
      expect(body.replaceAll('http://www.w3.org/2000/svg', ''), path).not.toMatch(
        /https?:\/\/(?!www\.w3\.org)/,
      );
      if (path.endsWith('.js'))
        expect(body, path).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/);
    }
  });

  test.each([
    ['GET', '/api/channel?as=minji', 200],
    ['GET', '/api/channel?as=nobody', 422],
    ['GET', '/api/messages?as=minji&before=1', 200],
    ['GET', '/api/messages?as=minji&before=x', 400],
    ['POST', '/api/messages?as=minji', 400],
    ['POST', '/api/commands?as=minji', 400],
    ['POST', '/api/actions?as=minji', 400],
    ['POST', '/api/menu?as=minji', 400],
    ['PATCH', '/api/messages/1?as=minji', 403],
    ['DELETE', '/api/messages/999999?as=minji', 404],
    ['DELETE', '/api/messages/x?as=minji', 404],
    ['PUT', '/api/messages/x/reaction?as=minji', 404],
    ['GET', '/files/x', 404],
    ['GET', '/damjji/happy.svg', 200],
    ['GET', '/nothing', 404],
    ['GET', '/api/nothing', 404],
    ['GET', '/..%2f..%2fpackage.json', 404],
    ['GET', '/js/../../index.ts', 404],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
    ['GET', '/metrics', 200],
    ['OPTIONS', '/api/messages?as=minji', 405],
    ['TRACE', '/', 405],
    ['PROPFIND', '/', 405],
    ['HEAD', '/', 200],
  ])('%s %s is %i and guarded', async (method, path, status) => {
    const answer = await rawRequest(`${app.url}${path}`, { method });
    expect(answer.status).toBe(status);
    expectGuarded(answer.headers, path);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('says nothing of causes: neither stack nor path nor version', async () => {
    const bare = await rawRequest(`${app.url}/nothing`, {
      headers: { accept: 'text/html', 'accept-language': 'en' },
    });
    expect(bare.body).toContain('There is nothing here.');
    const broken = await freshDatabase();
    const failing = await startTestApp(broken.url, { role: 'intake' });
    await broken.drop();
    try {
      const answer = await rawRequest(`${failing.url}/api/channel?as=minji`, {});
      expect(answer.status).toBe(500);
      expect(answer.body).toBe('{"problem":"failed"}');
      expectGuarded(answer.headers, 'a failure');
      expect((await rawRequest(`${failing.url}/healthz`, {})).status).toBe(200);
      expect((await rawRequest(`${failing.url}/readyz`, {})).status).toBe(503);
    } finally {
      await failing.stop();
    }
  });
});

describe('without PLAYGROUND=on the page answers this machine only', () => {
  const paths = [
    '/',
    '/api/channel?as=minji',
    '/api/events?as=minji&after=0',
    '/files/x',
    '/metrics',
    '/js/app.js',
  ];

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.5',
    '0.0.0.0',
    '[::2]',
    '127.evil',
  ])('not by the name of %s (rebinding)', async (name) => {
    for (const path of paths) {
      const answer = await rawRequest(`${app.url}${path}`, { headers: { host: `${name}:${port}` } });
      expect(answer.status, path).toBe(403);
      expectGuarded(answer.headers, path);
    }
  });

  test('a name that is none is no request', async () => {
    for (const name of ['localhost@evil.example', 'local host', 'localhost/', 'localhost\u00e9']) {
      const answer = await rawRequest(`${app.url}/`, { headers: { host: name } });
      expect([400, 403], name).toContain(answer.status);
      expectGuarded(answer.headers, name);
    }
  });

  test.each(['localhost', '127.0.0.1', '127.0.0.2', '[::1]', 'LOCALHOST'])(
    'but by that of %s',
    async (name) => {
      expect((await rawRequest(`${app.url}/`, { headers: { host: `${name}:${port}` } })).status).toBe(200);
    },
  );

  test.each([
    'https://evil.example',
    'http://localhost:1',
    'null',
    'http://127.0.0.1.evil.example',
    'file://',
  ])('never for a page of %s', async (origin) => {
    const body = JSON.stringify({ text: 'forged' });
    for (const type of [
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await rawRequest(`${app.url}/api/messages?as=minji`, {
        method: 'POST',
        body,
        headers: { origin, 'content-type': type },
      });
      expect(answer.status).toBe(403);
    }
    expect((await rawRequest(`${app.url}/api/channel?as=minji`, { headers: { origin } })).status).toBe(403);
  });

  test('nor for a form or a picture on another site that sends no origin', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'content-type': 'application/json',
    };
    expect(
      (
        await rawRequest(`${app.url}/api/messages?as=minji`, {
          method: 'POST',
          headers,
          body: '{"text":"x"}',
        })
      ).status,
    ).toBe(403);
    expect((await rawRequest(`${app.url}/api/channel?as=minji`, { headers })).status).toBe(403);
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await rawRequest(`${app.url}/`, { headers: link })).status).toBe(200);
  });

  test('its own page may write', async () => {
    const headers = { origin: app.url!, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
    expect(
      (
        await rawRequest(`${app.url}/api/messages?as=minji`, {
          method: 'POST',
          headers,
          body: '{"text":"내 글"}',
        })
      ).status,
    ).toBe(201);
  });

  test.each([
    ['x-forwarded-for', '203.0.113.9'],
    ['X-Forwarded-Proto', 'https'],
    ['x-forwarded-host', 'pal.example.org'],
    ['x-forwarded', 'for=203.0.113.9'],
    ['forwarded', 'for=203.0.113.9;proto=https'],
    ['via', '1.1 proxy'],
    ['x-real-ip', '203.0.113.9'],
  ])('nor through a web server that says so (%s)', async (name, value) => {
    for (const path of paths) {
      const answer = await rawRequest(`${app.url}${path}`, { headers: { [name]: value } });
      expect(answer.status, path).toBe(403);
      expectGuarded(answer.headers, path);
    }
  });

  test('nor through one that says nothing and speaks HTTP/1.0', async () => {
    for (const path of paths)
      expect(
        await spoken(`GET ${path} HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
        path,
      ).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('health is told to anybody, and through any web server: it says so little', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const headers = { host: 'bot:3000', 'x-forwarded-for': '203.0.113.9' };
      const answer = await rawRequest(`${app.url}${path}`, { headers });
      expect(answer.status).toBe(200);
      expect(answer.body).not.toMatch(/\d+\.\d+|postgres:|node_modules/);
    }
  });
});

test('with PLAYGROUND=on other names may come, through a web server too, other sites still not', async () => {
  const open = await startTestApp(database.url, {
    http: { host: '127.0.0.1', port: 0, publicUrl: null, playground: true },
  });
  try {
    const host = 'pal.example.org';
    expect((await rawRequest(`${open.url}/`, { headers: { host } })).status).toBe(200);
    const passedOn = { host, 'x-forwarded-for': '203.0.113.9' };
    expect((await rawRequest(`${open.url}/`, { headers: passedOn })).status).toBe(200);
    expect(
      (
        await rawRequest(`${open.url}/api/channel?as=li`, {
          headers: { host, origin: 'https://evil.example' },
        })
      ).status,
    ).toBe(403);
    expect(
      (await rawRequest(`${open.url}/api/channel?as=li`, { headers: { host, origin: `https://${host}` } }))
        .status,
    ).toBe(200);
  } finally {
    await open.stop();
  }
});

describe('reading changes nothing', () => {
  test('however often everything is read', async () => {
    const visitor = createVisitor(app.url!);
    const { id } = await visitor.posted('읽기만 해요');
    await until('the thread', async () =>
      (await visitor.channel()).messages.some((message) => message.parent === id),
    );
    const counted = async () =>
      app.storage.web
        .bounds(['today'])
        .then(async ({ newest }) => ({ newest, messages: (await visitor.channel()).messages }));
    const before = await counted();
    for (const path of [
      '/',
      '/api/channel?as=minji',
      `/api/messages?as=li&before=${id}`,
      `/files/${id}`,
      '/metrics',
      '/readyz',
      `/api/messages/${id}`,
      `/api/messages/${id}?_method=DELETE`,
    ]) {
      for (const method of ['GET', 'HEAD', 'GET']) await rawRequest(`${app.url}${path}`, { method });
    }
    expect(await counted()).toEqual(before);
  });
});
