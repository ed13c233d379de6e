import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isSlackFileUrl } from '../../../src/adapters/slack/index.ts';
import type { AttachmentRef } from '../../../src/core/model/ids.ts';
import type { FileServing } from '../../fakes/slack/index.ts';
import { kindOf, setUp } from './harness.ts';

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 500 }, (_, i) => i % 256)]);

async function withFile(serve: FileServing, maxBytes = 10_000) {
  const made = await setUp({ maxBytes });
  const file = made.fake.file({
    name: 'a.jpg',
    mimetype: 'image/jpeg',
    bytes: jpeg,
    user: made.person,
    serve,
  });
  const get = (signal = AbortSignal.timeout(5000)) =>
    made.platform.fetchFile(file.id as AttachmentRef, signal);
  return { ...made, file, get };
}

describe('reading a file', () => {
  test('brings its bytes', async () => {
    const { get } = await withFile({ kind: 'normal' });
    expect((await get()).bytes).toEqual(Buffer.from(jpeg));
  });

  test('a login page with status 200 is refused with the reason', async () => {
    const { get } = await withFile({ kind: 'loginPage' });
    await expect(get()).rejects.toMatchObject({ kind: 'invalid', detail: expect.stringContaining('html') });
  });

  test('a redirect is not followed and the token stays where it belongs', async () => {
    const heard: string[] = [];
    const thief = createServer((req, res) => {
      heard.push(req.headers.authorization ?? 'nothing');
      res.end();
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void thief.close());
    const to = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
    const { get } = await withFile({ kind: 'redirect', to });
    await expect(get()).rejects.toMatchObject({ kind: 'invalid', detail: 'redirect' });
    expect(heard).toEqual([]);
  });

  test.each([
    [{ kind: 'lyingLength', claim: 50_000 }, 10_000, 'invalid'],
    [{ kind: 'lyingLength', claim: 5000 }, 10_000, 'unavailable'],
    [{ kind: 'slow', bytesPerSecond: 1 }, 10_000, 'unavailable'],
    [{ kind: 'normal' }, 100, 'invalid'],
    [{ kind: 'status', status: 404 }, 10_000, 'gone'],
    [{ kind: 'status', status: 403 }, 10_000, 'forbidden'],
    [{ kind: 'status', status: 500 }, 10_000, 'unavailable'],
    [{ kind: 'status', status: 429 }, 10_000, 'unavailable'],
  ] as const)('%o within %i bytes is %s', async (serve, maxBytes, kind) => {
    const { get } = await withFile(serve, maxBytes);
    expect(await kindOf(get())).toBe(kind);
  });

  test('a file that is gone, elsewhere, or whose token has no scope', async () => {
    const { platform, fake, person, get } = await withFile({ kind: 'normal' });
    const signal = AbortSignal.timeout(5000);
    expect(await kindOf(platform.fetchFile('F404' as AttachmentRef, signal))).toBe('gone');
    const of = { name: 'doc', mimetype: 'image/jpeg', bytes: jpeg, user: person, external: true };
    expect(await kindOf(platform.fetchFile(fake.file(of).id as AttachmentRef, signal))).toBe('invalid');
    fake.team.scopes.delete('files:read');
    expect(await kindOf(get())).toBe('forbidden');
  });

  test('a 429 of files.info is waited out, and a dead token parks the workspace', async () => {
    const { fake, core, get } = await withFile({ kind: 'normal' });
    fake.fail({ method: 'files.info', times: 1 }, { kind: 'rateLimited', retryAfter: 60 });
    expect([await kindOf(get()), await kindOf(get())]).toEqual(['rateLimited', 'rateLimited']);
    expect(fake.calls('files.info')).toHaveLength(1);
    const other = await withFile({ kind: 'normal' });
    other.fake.fail('files.info', { kind: 'error', error: 'account_inactive' });
    expect(await kindOf(other.get())).toBe('revoked');
    expect([core.of('gone').length, other.core.of('gone').length]).toEqual([0, 1]);
  });

  test('an aborted read ends with the reason of the abort', async () => {
    const { get } = await withFile({ kind: 'slow', bytesPerSecond: 1 });
    const control = new AbortController();
    const reading = get(control.signal);
    control.abort(new Error('stopping'));
    await expect(reading).rejects.toThrow('stopping');
  });
});

test.each([
  ['https://files.slack.com/files-pri/T1-F1/a.jpg', true],
  ['http://files.slack.com/files-pri/T1-F1/a.jpg', false],
  ['https://files.slack.com:8443/a.jpg', false],
  ['https://files.slack.com.evil.example/a.jpg', false],
  ['https://evil.example/files.slack.com/a.jpg', false],
  ['https://user@files.slack.com/a.jpg', false],
  ['https://files.slack.com./a.jpg', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['https://[::ffff:127.0.0.1]/a', false],
  ['https://0x7f.1/a', false],
])('the token may go to %s: %s', (url, allowed) => {
  expect(isSlackFileUrl(new URL(url), undefined)).toBe(allowed);
});

test('with SLACK_API_URL set its host serves files too, on any port, and no other new one does', () => {
  const api = 'http://slack.internal:9000/api/';
  expect(isSlackFileUrl(new URL('http://slack.internal:9001/files/a'), api)).toBe(true);
  expect(isSlackFileUrl(new URL('https://files.slack.com/a'), api)).toBe(true);
  expect(isSlackFileUrl(new URL('http://files.slack.com/a'), api)).toBe(false);
  expect(isSlackFileUrl(new URL('http://other.internal:9000/files/a'), api)).toBe(false);
});
