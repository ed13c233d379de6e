import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { workedMs } from '../../support/worked.ts';
import { type FakeSlack, signedRequest, startFakeSlack } from './index.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function slack(options: Parameters<typeof startFakeSlack>[0] = {}): Promise<FakeSlack> {
  const fake = await startFakeSlack(options);
  cleanups.push(() => fake.close());
  return fake;
}

/** A bare Bolt app on Socket Mode, as a person would write it. */
async function socketApp(fake: FakeSlack) {
  const clientOptions = { slackApiUrl: fake.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: fake.appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 100,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: fake.botToken, receiver, clientOptions, logLevel: LogLevel.ERROR });
  await app.start();
  cleanups.push(() => app.stop());
  return app;
}

/** A bare Bolt app over HTTP. */
async function httpApp(fake: FakeSlack) {
  const receiver = new HTTPReceiver({ signingSecret: fake.signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    token: fake.botToken,
    receiver,
    clientOptions: { slackApiUrl: fake.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  const server: Server = createServer((req, res) => receiver.requestListener(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  fake.setEventsUrl(url);
  return { app, url };
}

describe('Socket Mode', () => {
  test('events, mentions twice and commands reach a Bolt app and come back acknowledged', async () => {
    const fake = await slack();
    const app = await socketApp(fake);
    const person = fake.user().id;
    const channel = fake.channel({ members: [person] }).id;
    const seen: string[] = [];
    app.message(async () => void seen.push('message'));
    app.event('app_mention', async () => void seen.push('mention'));
    app.command('/boost', async ({ ack, command }) => {
      await ack({ text: `heard ${command.text}` });
    });
    const posted = await fake.post({ channel, user: person, text: `<@${fake.team.botUser}> hi & <b>` });
    expect(posted.message.text).toBe(`<@${fake.team.botUser}> hi &amp; &lt;b&gt;`);
    await fake.waitFor(() => seen.length === 2);
    expect(seen.toSorted()).toEqual(['mention', 'message']);
    const answered = await fake.slash('/boost', '도움말', { channel, user: person });
    expect(answered).toMatchObject({ status: 'acked', answer: { text: 'heard 도움말' } });
    expect(fake.ephemerals).toMatchObject([{ user: person, text: 'heard 도움말', via: 'ack' }]);
  });

  test('what was not acknowledged when a connection goes comes again on the next one, marked as retry', async () => {
    const fake = await slack({ retryDelaysMs: [1, 1, 1] });
    const app = await socketApp(fake);
    const person = fake.user().id;
    const channel = fake.channel({ members: [person] }).id;
    const tries: (number | undefined)[] = [];
    const original = app.processEvent.bind(app);
    app.processEvent = async (event) => {
      tries.push(event.retryNum);
      if (tries.length === 1) {
        fake.socket.cut();
        return;
      }
      await original(event);
    };
    const [delivered] = await (await fake.post({ channel, user: person, text: 'x' })).delivered;
    expect(delivered).toMatchObject({ status: 'acked', attempts: 2, failures: ['socket_closed'] });
    expect([tries, fake.socket.opened()]).toEqual([[0, 1], 2]);
  });

  test('a refresh under traffic loses nothing', async () => {
    const fake = await slack();
    const app = await socketApp(fake);
    const person = fake.user().id;
    const channel = fake.channel({ members: [person] }).id;
    const seen = new Set<string>();
    app.message(async ({ message }) => void seen.add(message.ts));
    const posts = [];
    for (let i = 0; i < 60; i += 1) {
      posts.push(fake.postNow({ channel, user: person, text: `n${i}` }));
      if (i === 20) fake.socket.disconnect('refresh_requested');
      if (i % 5 === 0) await new Promise((r) => setImmediate(r));
    }
    const all = (await Promise.all(posts.map((p) => p.delivered))).flat();
    expect(all.every((d) => d.status === 'acked')).toBe(true);
    expect(seen.size).toBe(60);
  });
});

describe('HTTP', () => {
  test('signed events, commands, buttons and forms reach a Bolt app', async () => {
    const fake = await slack({ mode: 'http' });
    const { app } = await httpApp(fake);
    const person = fake.user().id;
    const channel = fake.channel({ members: [person] }).id;
    const button = { type: 'button', text: { type: 'plain_text', text: 'Form' }, action_id: 'form' } as const;
    app.command('/boost', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'later' });
    });
    app.message(async ({ say }) => {
      await say({ text: 'choose', blocks: [{ type: 'actions', elements: [button] }] });
    });
    app.action('form', async ({ ack, body, client }) => {
      await ack();
      const label = { type: 'plain_text', text: 'Title' } as const;
      const element = { type: 'plain_text_input', action_id: 'title' } as const;
      await client.views.open({
        trigger_id: 'trigger_id' in body ? body.trigger_id : '',
        view: {
          type: 'modal',
          callback_id: 'made',
          title: { type: 'plain_text', text: 'New' },
          submit: { type: 'plain_text', text: 'Make' },
          blocks: [{ type: 'input', block_id: 'b', label, element }],
        },
      });
    });
    app.view('made', async ({ ack, view }) => {
      const title = view.state.values.b?.title?.value;
      await (title === 'bad' ? ack({ response_action: 'errors', errors: { b: 'no' } }) : ack());
    });
    await fake.post({ channel, user: person, text: 'go' });
    const choose = await fake.waitFor(() => fake.visible(channel).find((m) => m.text === 'choose'));
    const pressed = await fake.pressButton({ message: choose }, 'form', person);
    expect(pressed.status).toBe('acked');
    const view = await fake.waitFor(() => fake.views(person)[0]);
    await expect(async () => fake.submitView(view, {})).rejects.toThrow('title is required');
    expect((await fake.submitView(view, { title: 'bad' })).answer).toMatchObject({
      response_action: 'errors',
    });
    expect(view.open).toBe(true);
    await fake.submitView(view, { title: '달리기' });
    expect(view.open).toBe(false);
    const answered = await fake.slash('/boost', 'help', { channel, user: person });
    await fake.waitFor(() => answered.responses.length === 1);
    expect(fake.ephemerals.at(-1)).toMatchObject({ text: 'later', via: 'response_url' });
  });

  test('a failing bot gets three retries with number and reason', async () => {
    const fake = await slack({ mode: 'http', retryDelaysMs: [1, 1, 1] });
    const headers: (string | undefined)[][] = [];
    const server = createServer((req, res) => {
      const head = (name: string) => req.headers[name]?.toString();
      headers.push([head('x-slack-retry-num'), head('x-slack-retry-reason')]);
      req.resume();
      res.writeHead(headers.length < 3 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(async () => server.close());
    fake.setEventsUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
    const person = fake.user().id;
    const channel = fake.channel({ members: [person] }).id;
    const [delivered] = await (await fake.post({ channel, user: person, text: 'x' })).delivered;
    expect(delivered).toMatchObject({ status: 'acked', attempts: 3 });
    expect(headers).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
  });

  test('a bent signature is refused by the true receiver', async () => {
    const fake = await slack({ mode: 'http' });
    const { url } = await httpApp(fake);
    const payload = { type: 'event_callback', event: { type: 'app_home_opened' } };
    const { body, headers } = signedRequest(fake.signingSecret, 'events_api', payload, Date.now());
    const right = headers['x-slack-signature'] ?? '';
    const wrong = `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`;
    const status = async (h: Record<string, string>) =>
      (await fetch(url, { method: 'POST', body, headers: h })).status;
    expect(await status({ ...headers, 'x-slack-signature': wrong })).toBe(401);
    expect(await status(headers)).toBe(200);
  });
});

describe('what people do', () => {
  test('deleting a message with replies leaves a tombstone; without, it is gone', async () => {
    const fake = await slack();
    const app = await socketApp(fake);
    const events: unknown[] = [];
    app.message(async ({ message }) => void events.push(message.subtype));
    app.event('message', async () => {});
    const person = fake.user().id;
    const channel = fake.channel({ members: [person] }).id;
    const [a, b] = [
      await fake.post({ channel, user: person, text: 'a' }),
      await fake.post({ channel, user: person, text: 'b' }),
    ];
    await app.client.chat.postMessage({ channel, text: 'reply', thread_ts: a.ts });
    await fake.delete(a.message);
    await fake.delete(b.message);
    await fake.settled();
    expect([a.message.state, b.message.state]).toEqual(['tombstone', 'deleted']);
    expect(events.slice(-2)).toEqual(['message_changed', 'message_deleted']);
    await expect(app.client.conversations.replies({ channel, ts: b.ts })).rejects.toThrow('thread_not_found');
  });

  test('keeps up with 200 posts a second', async () => {
    const fake = await slack();
    await socketApp(fake);
    const person = fake.user().id;
    const channel = fake.channel({ members: [person] }).id;
    const from = workedMs();
    const posts = Array.from({ length: 400 }, (_, i) =>
      fake.postNow({ channel, user: person, text: `n${i}` }),
    );
    await Promise.all(posts.map((p) => p.delivered));
    expect(workedMs() - from).toBeLessThan(2000);
  });
});
