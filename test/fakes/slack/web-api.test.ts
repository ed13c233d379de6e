import {
  type ConversationsHistoryResponse,
  type KnownBlock,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from './index.ts';

let fake: FakeSlack;
let client: WebClient;
let channel: string;
let person: string;

const quiet = { retryConfig: { retries: 0 }, timeout: 20_000, rejectRateLimitedCalls: true } as const;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = new WebClient(fake.botToken, { slackApiUrl: fake.apiUrl, ...quiet });
  person = fake.user({ name: '민지' }).id;
  channel = fake.channel({ members: [person] }).id;
  const refused = ['unknown_method', 'invalid_arguments', 'auth.test: '];
  fake.provoked.push(...refused, 'blocks without text', '<!channel>');
});
afterAll(() => fake.close());

/** Slack's error word for a call that must be refused. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (error instanceof WebAPIPlatformError) return error.data.error;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

describe('what Slack refuses', () => {
  test('a method it does not know, a token it does not know, arguments it does not know', async () => {
    expect(await refusal(client.apiCall('chat.shout'))).toBe('unknown_method');
    const stranger = new WebClient('xoxb-nobody', { slackApiUrl: fake.apiUrl, ...quiet });
    expect(await refusal(stranger.auth.test())).toBe('invalid_auth');
    expect(await refusal(client.apiCall('chat.postMessage', { text: 'x' }))).toBe('invalid_arguments');
    expect(await refusal(client.apiCall('auth.test', { colour: 'red' }))).toBe('invalid_arguments');
    await fetch(`${fake.apiUrl}auth.test?colour=red`, { method: 'PUT', body: '{}' });
    // None of them may hide in what a bot makes of refusals.
    expect(fake.violations.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
      'chat.shout: unknown_method',
      'chat.postMessage: invalid_arguments',
      'auth.test: invalid_arguments',
      'auth.test: sent',
      'auth.test: arguments',
      'auth.test: sent',
    ]);
  });

  test('what the manifest has no scope for', async () => {
    const error = await client.conversations.join({ channel }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WebAPIPlatformError);
    expect((error as WebAPIPlatformError).data).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:join',
    });
  });

  test('channels it is not in, archived ones, unknown ones', async () => {
    const outside = fake.channel({ withBot: false }).id;
    const old = fake.channel();
    fake.archive(old.id);
    expect(await refusal(client.chat.postMessage({ channel: outside, text: 'x' }))).toBe('not_in_channel');
    expect(await refusal(client.chat.postMessage({ channel: old.id, text: 'x' }))).toBe('is_archived');
    expect(await refusal(client.chat.postMessage({ channel: 'C404', text: 'x' }))).toBe('channel_not_found');
  });

  test('blocks over the limits and empty messages', async () => {
    const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
    const post = (blocks: object[]) =>
      refusal(client.apiCall('chat.postMessage', { channel, text: 'x', blocks }));
    expect(await post([section('x'.repeat(3001))])).toBe('invalid_blocks');
    expect(await post(Array.from({ length: 51 }, () => section('x')))).toBe('invalid_blocks');
    expect(await post([{ type: 'hologram' }])).toBe('invalid_blocks');
    expect(await post([{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }])).toBe('invalid_blocks');
    expect(await refusal(client.chat.postMessage({ channel, text: '' }))).toBe('no_text');
  });

  test("other people's messages, double reactions, missing ones", async () => {
    const posted = fake.postNow({ channel, user: person, text: 'hi' });
    const react = () => client.reactions.add({ channel, timestamp: posted.ts, name: 'hamster' });
    await react();
    expect(await refusal(react())).toBe('already_reacted');
    expect(await refusal(client.reactions.add({ channel, timestamp: '1.000001', name: 'hamster' }))).toBe(
      'message_not_found',
    );
    expect(await refusal(client.chat.update({ channel, ts: posted.ts, text: 'mine' }))).toBe(
      'cant_update_message',
    );
    expect(await refusal(client.chat.delete({ channel, ts: posted.ts }))).toBe('cant_delete_message');
  });

  test('a trigger used twice, a view too long', async () => {
    const view = {
      type: 'modal',
      title: { type: 'plain_text', text: 'x'.repeat(25) },
      blocks: [] as KnownBlock[],
    } as const;
    expect(await refusal(client.views.open({ trigger_id: 'no', view }))).toBe('invalid_arguments');
    const fine = { ...view, title: { type: 'plain_text', text: 'Form' } } as const;
    expect(await refusal(client.views.open({ trigger_id: 'no', view: fine }))).toBe('invalid_trigger_id');
  });
});

describe('what it keeps', () => {
  test('metadata comes back only when asked for', async () => {
    const parent = fake.postNow({ channel, user: person, text: 'run' });
    const metadata = { event_type: 'delivery', event_payload: { key: 'cheer:1' } };
    await client.chat.postMessage({ channel, text: 'yay', thread_ts: parent.ts, metadata });
    const plain = await client.conversations.replies({ channel, ts: parent.ts });
    const all = await client.conversations.replies({ channel, ts: parent.ts, include_all_metadata: true });
    expect(plain.messages?.map((m) => m.metadata)).toEqual([undefined, undefined]);
    expect(all.messages?.[1]?.metadata).toMatchObject(metadata);
  });

  test('pings in text, mrkdwn and markdown are seen; missing text beside blocks too', async () => {
    const section = { type: 'section', text: { type: 'mrkdwn', text: `<!channel> <@${person}>` } };
    await client.apiCall('chat.postMessage', { channel, blocks: [section] });
    expect(fake.pings.map((p) => p.kind)).toEqual(['channel', 'user']);
    expect(fake.violations).toContain('chat.postMessage: blocks without text');
  });

  test('users with zone, and locale only when asked', async () => {
    const plain = await client.users.info({ user: person });
    const full = await client.users.info({ user: person, include_locale: true });
    expect([plain.user?.tz, plain.user?.locale, full.user?.locale]).toEqual([
      'Asia/Seoul',
      undefined,
      'ko-KR',
    ]);
  });

  test('history pages with cursors', async () => {
    const long = fake.channel({ members: [person] }).id;
    for (let i = 0; i < 7; i += 1) fake.postNow({ channel: long, user: person, text: `n${i}` });
    const texts: (string | undefined)[] = [];
    for await (const page of client.paginate('conversations.history', { channel: long, limit: 3 })) {
      texts.push(...((page as ConversationsHistoryResponse).messages ?? []).map((m) => m.text));
    }
    expect(texts).toEqual(['n6', 'n5', 'n4', 'n3', 'n2', 'n1', 'n0']);
  });
});

describe('faults', () => {
  test('a reply dropped after the work is done leaves one message and an unknown outcome', async () => {
    const where = fake.channel({ members: [person] }).id;
    const fault = fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropReply' });
    await expect(client.chat.postMessage({ channel: where, text: 'once' })).rejects.toThrow();
    expect([fault.hits(), fake.visible(where).length]).toEqual([1, 1]);
  });

  test('5xx, HTML, 429 and error words arrive as the client sees them in the wild', async () => {
    const post = () => client.chat.postMessage({ channel, text: 'x' }).catch((e: unknown) => e);
    const one = (how: Parameters<FakeSlack['fail']>[1]) =>
      fake.fail({ method: 'chat.postMessage', times: 1 }, how);
    one({ kind: 'status', status: 503 });
    expect(await post()).toBeInstanceOf(WebAPIHTTPError);
    one({ kind: 'rateLimited', retryAfter: 7 });
    const limited = await post();
    expect(limited).toBeInstanceOf(WebAPIRateLimitedError);
    expect((limited as WebAPIRateLimitedError).retryAfter).toBe(7);
    one({ kind: 'error', error: 'fatal_error' });
    expect(await post()).toMatchObject({ data: { error: 'fatal_error' } });
    one({ kind: 'html' });
    expect(await post()).toBeInstanceOf(Error);
    one({ kind: 'dropBefore' });
    expect(await post()).toBeInstanceOf(Error);
  });

  test('configured rate limits count by channel', async () => {
    const limited = await startFakeSlack({
      rateLimits: { 'chat.postMessage': { count: 1, windowMs: 60_000, perChannel: true } },
    });
    try {
      const c = new WebClient(limited.botToken, { slackApiUrl: limited.apiUrl, ...quiet });
      const [a, b] = [limited.channel().id, limited.channel().id];
      await c.chat.postMessage({ channel: a, text: '1' });
      await c.chat.postMessage({ channel: b, text: '1' });
      await expect(c.chat.postMessage({ channel: a, text: '2' })).rejects.toBeInstanceOf(
        WebAPIRateLimitedError,
      );
    } finally {
      await limited.close();
    }
  });
});

describe('the file host', () => {
  test('gives the bytes to the right token and a login page to everybody else', async () => {
    const bytes = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]);
    const file = fake.file({ name: '사진.jpg', mimetype: 'image/jpeg', bytes, user: person });
    const info = await client.files.info({ file: file.id });
    const url = String(info.file?.url_private_download);
    const good = await fetch(url, { headers: { authorization: `Bearer ${fake.botToken}` } });
    expect(new Uint8Array(await good.arrayBuffer())).toEqual(bytes);
    const bad = await fetch(url);
    expect([bad.status, bad.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    await bad.text();
  });
});

describe('uploads', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
  const imageBlock = (of: object) => [{ type: 'image', alt_text: 'x', ...of }];
  const post = (blocks: object[]) => client.apiCall('chat.postMessage', { channel, text: 'x', blocks });

  async function upload(bytes: Uint8Array, length = bytes.byteLength) {
    const slot = await client.files.getUploadURLExternal({ filename: 'a.png', length });
    const sent = await fetch(slot.upload_url ?? '', { method: 'POST', body: Uint8Array.from(bytes) });
    const complete = () => client.files.completeUploadExternal({ files: [{ id: slot.file_id ?? '' }] });
    return { file: slot.file_id ?? '', status: sent.status, complete };
  }

  test('a file shows in a message once it is whole, complete, scanned and a picture', async () => {
    const { file, complete } = await upload(png);
    expect(await refusal(post(imageBlock({ slack_file: { id: file } })))).toBe('invalid_blocks');
    fake.uploads.scans = 1;
    await complete();
    fake.uploads.scans = 0;
    expect(await refusal(post(imageBlock({ slack_file: { id: file } })))).toBe('invalid_blocks');
    expect((await client.files.info({ file })).file?.mimetype).toBe('');
    expect((await client.files.info({ file })).file?.mimetype).toBe('image/png');
    await post(imageBlock({ slack_file: { id: file } }));
    const url = 'https://a.example/a.png';
    expect(await refusal(post(imageBlock({ slack_file: { id: file }, image_url: url })))).toBe(
      'invalid_blocks',
    );
    expect(await refusal(post(imageBlock({ slack_file: { id: file, url } })))).toBe('invalid_blocks');
    const privately = { channel, user: person, text: 'x', blocks: imageBlock({ slack_file: { id: file } }) };
    expect(await refusal(client.apiCall('chat.postEphemeral', privately))).toBe('invalid_blocks');
  });

  test('bytes of another length, words in a picture’s place and other people’s files are refused', async () => {
    const short = await upload(png, 100);
    expect(short.status).toBe(400);
    expect(await refusal(short.complete())).toBe('file_not_found');
    const text = await upload(new TextEncoder().encode('no picture'));
    await text.complete();
    expect(await refusal(post(imageBlock({ slack_file: { id: text.file } })))).toBe('invalid_blocks');
    const theirs = fake.file({ name: 'a.png', mimetype: 'image/png', bytes: png, user: person });
    expect(await refusal(post(imageBlock({ slack_file: { id: theirs.id } })))).toBe('invalid_blocks');
  });

  test('a bot deletes what it uploaded, once, and nothing else', async () => {
    const { file, complete } = await upload(new TextEncoder().encode('mine'));
    expect(await refusal(client.files.delete({ file }))).toBe('file_not_found');
    await complete();
    await client.files.delete({ file });
    expect(await refusal(client.files.info({ file }))).toBe('file_deleted');
    expect(await refusal(client.files.delete({ file }))).toBe('file_deleted');
    const theirs = fake.file({ name: 'a.png', mimetype: 'image/png', bytes: png, user: person });
    expect(await refusal(client.files.delete({ file: theirs.id }))).toBe('cant_delete_file');
    expect(theirs.deleted).toBeUndefined();
    expect(await refusal(client.files.delete({ file: 'F0' }))).toBe('file_not_found');
  });

  test('scopes: files:write, im:write, usergroups:read', async () => {
    for (const scope of ['files:write', 'im:write', 'usergroups:read']) fake.team.scopes.delete(scope);
    try {
      const calls = [
        client.files.getUploadURLExternal({ filename: 'a.png', length: 1 }),
        client.conversations.open({ users: person }),
        client.usergroups.list(),
      ];
      expect(await Promise.all(calls.map(refusal))).toEqual(calls.map(() => 'missing_scope'));
    } finally {
      for (const scope of ['files:write', 'im:write', 'usergroups:read']) fake.team.scopes.add(scope);
    }
  });
});
