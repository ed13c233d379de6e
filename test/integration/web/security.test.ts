import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFakeSlack } from '../../fakes/slack/index.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { everyRow } from '../../support/every-row.ts';
import { settled } from '../../support/oracle.ts';
import { createVisitor, rawRequest } from './visitor.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let slack: Awaited<ReturnType<typeof startFakeSlack>>;
let app: TestApp;
let port: string;

beforeAll(async () => {
  database = await freshDatabase();
  slack = await startFakeSlack();
  const { botToken, signingSecret, apiUrl } = slack;
  app = await startTestApp(database.url, { slack: { botToken, appToken: undefined, signingSecret, apiUrl } });
  port = new URL(app.url!).port;
  await until('the welcome', async () => (await createVisitor(app.url!).channel()).pinned);
});
afterAll(async () => {
  await app.stop();
  await slack.close();
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

  test('of every route there is, of the page and of other platforms, is guarded', async () => {
    const own = app.platforms.web.routes.filter(({ method }) => method !== 'ALL');
    const mounts = [...app.platforms.mounts.keys()].flatMap((path) =>
      ['GET', 'POST'].map((method) => ({ method, path })),
    );
    const routes = [...own, ...mounts].map(({ method, path }) => `${method} ${path}`);
    expect(routes).toEqual(
      expect.arrayContaining([
        ...['GET /api/pals', 'GET /api/events', 'POST /api/files', 'GET /setup/slack'],
        ...['GET /pictures/:file', 'POST /slack/events'],
      ]),
    );
    for (const route of new Set(routes)) {
      const [method = '', path = ''] = route.split(' ');
      for (const query of ['', '?as=minji&after=0']) {
        const sent = `${app.url}${path.replaceAll(/:\w+/g, 'x')}${query}`;
        const answer = await fetch(sent, { method, signal: AbortSignal.timeout(10_000) });
        expectGuarded(answer.headers, `${route} ${query}`);
        await answer.body?.cancel();
      }
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
    failing.provoked.push('web.request_failed PrismaClientKnownRequestError P1003');
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
    expect(await settled(app.storage)).toEqual([]);
    const before = await everyRow(app.storage, 'whatIsSaid');
    const { messages } = await visitor.channel();
    const paths = [
      ...app.platforms.web.routes
        .filter(({ method, path }) => method === 'GET' && path !== '/api/events')
        .map(({ path }) => `${path.replaceAll(/:\w+/g, id)}?as=minji&before=${id}`),
      `/api/messages/${id}`,
      `/api/messages/${id}?_method=DELETE`,
    ];
    for (const path of new Set(paths)) {
      // As an unfurler does, and again.
      for (const method of ['GET', 'HEAD', 'GET']) await rawRequest(`${app.url}${path}`, { method });
    }
    expect(await everyRow(app.storage, 'whatIsSaid')).toEqual(before);
    expect((await visitor.channel()).messages).toEqual(messages);
  });
});
