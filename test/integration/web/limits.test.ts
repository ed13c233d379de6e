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

  const jsonHead =
    'POST /api/messages?as=minji HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n';
  const fileHead =
    'POST /api/files?as=minji&name=a.jpg HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n';
  const fileDrop = '1\r\n \r\n';

  /** Sends a little again and again, never long silent: it is no idle connection that is cut. Goes on after an answer. */
  function dripping(to: number, begun: string, drop: string) {
    const socket = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    let answer = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(begun);
    const drip = setInterval(() => socket.write(drop), 20);
    return {
      isCut: () => socket.destroyed,
      answer: () => answer,
      end(text: string) {
        clearInterval(drip);
        socket.write(text);
      },
      close() {
        clearInterval(drip);
        socket.destroy();
      },
    };
  }

  test.each([
    ['a head', 'GET / HTTP/1.1\r\nHost: localhost\r\n', 'X-A: b\r\n'],
    ['a body', jsonHead, ' '],
    ['a file', fileHead, fileDrop],
  ])('%s that never ends is cut off', async (_, begun, drop) => {
    const patience = { head: 200, whole: 300, file: 400, look: 50 };
    const server = await serve(app.platforms.web, { host: '127.0.0.1', port: 0, patience });
    const slow = dripping(server.port, begun, drop);
    try {
      await until('the end of it', slow.isCut);
    } finally {
      slow.close();
      await server.close();
    }
  });

  test('a file may take longer than a message', async () => {
    const patience = { head: 200, whole: 300, file: 60_000, look: 50 };
    const server = await serve(app.platforms.web, { host: '127.0.0.1', port: 0, patience });
    const file = dripping(server.port, fileHead, fileDrop);
    const words = dripping(server.port, jsonHead, ' ');
    try {
      await until('the end of the message', words.isCut);
      file.end('0\r\n\r\n');
      await until('an answer', file.answer);
      expect(file.answer()).toContain(' 201 ');
    } finally {
      file.close();
      words.close();
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
