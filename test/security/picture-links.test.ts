import { createHash, createHmac, hkdfSync } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPictureStore } from '../../src/adapters/postgres/picture-store.ts';
import { createSignedPictures, type SignedPictures } from '../../src/adapters/web/index.ts';
import { MAX_DRAWINGS, MAX_WAITING_DRAWINGS } from '../../src/adapters/web/limits.ts';
import { canonicalSpec, type PictureSpec } from '../../src/core/pictures/spec.ts';
import { rawRequest } from '../integration/web/visitor.ts';
import { month, streak } from '../pictures/samples.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';

// Security lines 4 and 6.
const secret = 'a secret of this test, long enough to be one';
const hour = 60 * 60_000;
const begin = Date.UTC(2026, 10, 21, 3, 7);
const publicUrl = 'https://pal.example.org';
const here = { host: '127.0.0.1', port: 0, publicUrl, playground: false };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: TestApp;
let now = begin;
const clock = { now: () => now, monotonic: () => performance.now() };
const spec = streak('ko');
const other = month('ja');

beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(database.url, { http: here, secretKeys: [secret] }, { clock });
  for (const kept of [spec, other]) await signer().keep(kept);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

/** Signs as another instance with the same secrets would. */
function signer(secrets: readonly [string, ...string[]] = [secret]): SignedPictures {
  return createSignedPictures({ store: createPictureStore(app.storage.db), secrets, publicUrl, clock });
}
const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  rawRequest(`${app.url}${address}`, { method, headers });
const idOf = (of: PictureSpec) => createHash('sha256').update(canonicalSpec(of)).digest('hex');
const partsOf = (address: string) => {
  const [, id, token] = /^\/pictures\/([0-9a-f]{64})\.png\?t=(.+)$/.exec(address)!;
  return { id: id!, token: token!, parts: token!.split('.') };
};
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a signed address', () => {
  test('shows the picture, guarded, without cookies, to whoever has it and by any name of the server', async () => {
    const address = await signer().pathOf(spec);
    const response = await fetch(`${app.url}${address}`);
    expect(response.status).toBe(200);
    const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect({ width, height, format }).toEqual({ width: 1200, height: 630, format: 'png' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=900',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    });
    expect(response.headers.get('set-cookie')).toBeNull();
    // Slack's servers come from anywhere and call the server by its public name.
    expect((await get(address, { host: 'pal.example.org' })).status).toBe(200);
    expect((await get(address, { 'sec-fetch-site': 'cross-site' })).status).toBe(200);
    const head = await get(address, {}, 'HEAD');
    expect([head.status, head.body, head.headers.get('content-type')]).toEqual([200, '', 'image/png']);
    expect((await get(address, {}, 'POST')).status).toBe(404);
  });

  test('is the same for five minutes, lasts ten at least, and no more than a quarter of an hour', async () => {
    now = begin;
    const address = await signer().pathOf(spec);
    now = Date.UTC(2026, 10, 21, 3, 9, 59);
    expect(await signer().pathOf(spec)).toBe(address);
    now = Date.UTC(2026, 10, 21, 3, 10);
    expect(await signer().pathOf(spec)).not.toBe(address);
    now = Date.UTC(2026, 10, 21, 3, 19, 59);
    expect((await get(address)).status).toBe(200);
    now = Date.UTC(2026, 10, 21, 3, 20);
    expect((await get(address)).status).toBe(404);
    now = begin;
  });

  test('names nobody and nothing but the content', async () => {
    const { token, id } = partsOf(await signer().pathOf(spec));
    expect(id).toBe(idOf(spec));
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    expect(claims).toEqual({ aud: 'picture', sub: id, exp: Date.UTC(2026, 10, 21, 3, 20) / 1000 });
  });

  test('is whole where the world can reach the server, and kept for it to draw', async () => {
    const links = signer();
    const fresh = streak('en', { current: 3 });
    const link = await links.linkTo(fresh);
    expect(link).toMatch(/^https:\/\/pal\.example\.org\/pictures\/[0-9a-f]{64}\.png\?t=/);
    expect((await get(link!.slice(publicUrl.length))).status).toBe(200);
    const store = createPictureStore(app.storage.db);
    const alone = createSignedPictures({ store, secrets: [secret], publicUrl: null, clock });
    expect(await alone.linkTo(fresh)).toBeNull();
  });
});

describe('any other address leads nowhere, and all of them alike', () => {
  async function expectNothing(address: string, what: string) {
    const answer = await get(address);
    expect([answer.status, answer.body], what).toEqual([404, '{"problem":"notHere"}']);
    expect(answer.headers.get('cache-control'), what).toBe('no-store');
    expect(answer.headers.get('content-security-policy'), what).toContain("default-src 'none'");
  }

  test('whichever character of it is changed', async () => {
    const address = await signer().pathOf(spec);
    const { id, token } = partsOf(address);
    const change = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
    for (let at = 0; at < id.length; at += 3)
      await expectNothing(`/pictures/${change(id, at)}.png?t=${token}`, `id ${at}`);
    for (let at = 0; at < token.length; at++) {
      const changed = change(token, at);
      // The last character of base64url has bits that say nothing: another may be the same signature.
      const same = changed
        .split('.')
        .every((part, i) =>
          Buffer.from(part, 'base64url').equals(Buffer.from(token.split('.')[i]!, 'base64url')),
        );
      if (!same) await expectNothing(`/pictures/${id}.png?t=${changed}`, `token ${at}`);
    }
  });

  test('with another picture’s token', async () => {
    const [mine, theirs] = [partsOf(await signer().pathOf(spec)), partsOf(await signer().pathOf(other))];
    await expectNothing(`/pictures/${mine.id}.png?t=${theirs.token}`, 'theirs on mine');
    await expectNothing(`/pictures/${theirs.id}.png?t=${mine.token}`, 'mine on theirs');
  });

  test('for a picture that is not kept, though the address is signed', async () => {
    await expectNothing(await signer().pathOf(streak('en', { current: 77 })), 'unknown');
  });

  test('signed with another secret, or with one made up', async () => {
    await expectNothing(
      await signer(['another secret of the same great length']).pathOf(spec),
      'another secret',
    );
    const { id, parts } = partsOf(await signer().pathOf(spec));
    for (const key of ['', secret, 'picture-link'])
      await expectNothing(
        `/pictures/${id}.png?t=${parts[0]}.${parts[1]}.${createHmac('sha256', key).update(`${parts[0]}.${parts[1]}`).digest('base64url')}`,
        `key ${key}`,
      );
  });

  test('without a signature, or with an algorithm of its own choice', async () => {
    const { id, parts } = partsOf(await signer().pathOf(spec));
    const kid = JSON.parse(Buffer.from(parts[0]!, 'base64url').toString()).kid;
    const later = Math.floor(now / 1000) + 3600;
    const claims = { aud: 'picture', sub: id, exp: later };
    for (const header of [
      { alg: 'none' },
      { alg: 'none', kid },
      { alg: 'None', kid },
      { alg: 'HS512', kid },
      { alg: 'HS256' },
      { alg: 'RS256', kid },
    ])
      for (const signature of ['', parts[2]!])
        await expectNothing(
          `/pictures/${id}.png?t=${base64(header)}.${base64(claims)}.${signature}`,
          JSON.stringify(header),
        );
  });

  test('signed with the true key, but for another purpose, picture or time, or for ever', async () => {
    const { id, parts } = partsOf(await signer().pathOf(spec));
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'boost-pal/picture-link', 32));
    const at = Math.floor(now / 1000);
    const claims = { aud: 'picture', sub: id, exp: at + 60 };
    const address = (of: object) => {
      const body = `${parts[0]}.${base64(of)}`;
      return `/pictures/${id}.png?t=${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
    };
    expect((await get(address(claims))).status).toBe(200);
    for (const bent of [
      { ...claims, aud: 'export' },
      { ...claims, aud: undefined },
      { ...claims, sub: idOf(other) },
      { ...claims, sub: undefined },
      { ...claims, exp: undefined },
      { ...claims, exp: at },
      { ...claims, exp: 'later' },
      { ...claims, nbf: at + 30 },
    ])
      await expectNothing(address(bent), JSON.stringify(bent));
  });

  test('endless, empty, doubled, or by tricks with paths', async () => {
    const address = await signer().pathOf(spec);
    const { id, token } = partsOf(address);
    for (const trick of [
      `/pictures/${id}.png`,
      `/pictures/${id}.png?t=`,
      `/pictures/${id}.png?t=${'a'.repeat(8_000)}`,
      `/pictures/${id}.png?t=${token}${'a'.repeat(2_000)}`,
      `/pictures/${'a'.repeat(4_000)}.png?t=${token}`,
      `/pictures/${id}?t=${token}`,
      `/pictures/${id}.PNG?t=${token}`,
      `/pictures/${id.toUpperCase()}.png?t=${token}`,
      `/pictures/${id}.png%00?t=${token}`,
      `/pictures/..%2f..%2f${id}.png?t=${token}`,
      `/pictures/${id}.png%2f..%2fx?t=${token}`,
      `/pictures//${id}.png?t=${token}`,
      `/pictures/%2e%2e/pictures/x.png?t=${token}`,
      `/pictures/?t=${token}`,
      `/pictures/${id}.png?t=a&t=${token}`,
      `/pictures/${id}.png;t=${token}`,
    ])
      await expectNothing(trick, trick.slice(0, 60));
  });
});

describe('the secret', () => {
  test('replaced: addresses of the old one are good until they end, then gone; new ones are of the new one', async () => {
    now = begin;
    const fresh = 'the secret that replaces the one before it';
    const old = await signer().pathOf(spec);
    const next = await startTestApp(database.url, { http: here, secretKeys: [fresh, secret] }, { clock });
    try {
      const at = (address: string) => rawRequest(`${next.url}${address}`, {}).then(({ status }) => status);
      const young = await signer([fresh]).pathOf(spec);
      expect([await at(old), await at(young)]).toEqual([200, 200]);
      expect((await get(young)).status).toBe(404);
      now += hour;
      expect(await at(old)).toBe(404);
      expect(await at(await signer([fresh, secret]).pathOf(spec))).toBe(200);
    } finally {
      now = begin;
      await next.stop();
    }
  });

  test('not set: one is made, kept, and the same for every instance', async () => {
    const [one, two] = await Promise.all([
      startTestApp(database.url, { http: here }, { clock }),
      startTestApp(database.url, { http: here }, { clock }),
    ]);
    try {
      const kept = await app.storage.notes.get('key:picture-links');
      expect(kept).toMatch(/^[0-9a-f]{64}$/);
      const address = await signer([kept!]).pathOf(spec);
      for (const instance of [one, two])
        expect((await rawRequest(`${instance.url}${address}`, {})).status).toBe(200);
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
  });
});

test('more are drawn at once by nobody’s wish: those who come when even the line is full are sent away', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const busy = await startTestApp(
    database.url,
    { http: here, secretKeys: [secret] },
    {
      clock,
      around: { pictures: (pictures) => ({ draw: (wanted) => held.then(() => pictures.draw(wanted)) }) },
    },
  );
  try {
    const address = await signer().pathOf(spec);
    let refused = 0;
    const answers = Array.from({ length: MAX_DRAWINGS + MAX_WAITING_DRAWINGS + 6 }, () =>
      rawRequest(`${busy.url}${address}`, {}).then(({ status }) => {
        if (status === 503) refused++;
        return status;
      }),
    );
    await until('the last to be refused', () => refused === 6);
    release();
    const statuses = await Promise.all(answers);
    expect(statuses.filter((status) => status === 200)).toHaveLength(MAX_DRAWINGS + MAX_WAITING_DRAWINGS);
  } finally {
    await busy.stop();
  }
});
