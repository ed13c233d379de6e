import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../../src/adapters/web/index.ts';
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
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

describe('limits', () => {
  test('5 MB of JSON are refused unread, with an honest length and without', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(5_000_000) });
    const headers = { 'content-type': 'application/json' };
    const lengths: Record<string, string>[] = [
      { 'content-length': String(Buffer.byteLength(body)) },
      { 'transfer-encoding': 'chunked' },
    ];
    for (const extra of lengths) {
      const refusal = await rawRequest(`${app.url}/api/messages?as=minji`, {
        method: 'POST',
        headers: { ...headers, ...extra },
        body,
      }).then(
        (answer) => `${answer.status} ${answer.body}`,
        // The server may hang up on who does not stop talking.
        (error: NodeJS.ErrnoException) => error.code,
      );
      expect(['413 {"problem":"tooLarge"}', 'ECONNRESET', 'EPIPE']).toContain(refusal);
    }
    expect(await app.storage.db.webMessage.count({ where: { text: { startsWith: 'xxx' } } })).toBe(0);
    expect((await createVisitor(app.url!).channel()).me).toBe('minji');
  });

  test.each([
    '{',
    '[]',
    '{"text":1}',
    '{"text":"x","files":"all"}',
    '{"text":"x","parent":"1; drop"}',
    '"\\ud800"',
    '\u0000',
  ])('%j is no message', async (body) => {
    const answer = await rawRequest(`${app.url}/api/messages?as=minji`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
  });

  test.each([
    ['a head', 'GET / HTTP/1.1\r\nHost: localhost\r\n', 'X-A: b\r\n'],
    [
      'a body',
      'POST /api/messages?as=minji HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n',
      ' ',
    ],
  ])('%s that never ends is cut off', async (_, begun, drop) => {
    const patience = { head: 200, whole: 400, look: 50 };
    const server = await serve(app.platforms.web, { host: '127.0.0.1', port: 0, patience });
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(begun);
    // Never long silent: it is no idle connection that is cut.
    const drip = setInterval(() => socket.write(drop), 20);
    try {
      await until('the end of it', () => socket.destroyed || socket.readableEnded || socket.closed);
    } finally {
      clearInterval(drip);
      socket.destroy();
      await server.close();
    }
  });

  test.each([
    'GET / HTTP/1.1\r\n\r\n',
    'nonsense\r\n\r\n',
    `GET /${'x'.repeat(70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  ])('a request that is none is answered shortly', async (text) => {
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.end(text);
    await until('an answer', () => answer !== '' || socket.destroyed);
    expect(answer).not.toMatch(/Error|at \w+|node/i);
    socket.destroy();
  });
});
