import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../src/adapters/node/logger.ts';
import { discordDriver } from '../contract/drivers/discord.ts';
import { slackDriver } from '../contract/drivers/slack.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { settled } from '../support/oracle.ts';

// Security lines 30 and 31: no secret and no member's word in logs, errors and metrics, also when things go wrong.
const sentence = '카나리아 비밀 문장 canary-sentence-7Q';
const apiKey = 'sk-canary-9f27c1';
let app: TestApp;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let discord: Awaited<ReturnType<typeof discordDriver>>;
let slack: Awaited<ReturnType<typeof slackDriver>>;

beforeAll(async () => {
  database = await freshDatabase();
  discord = await discordDriver();
  slack = await slackDriver('socket', 'Asia/Seoul');
  app = await startTestApp(database.url, {
    ...discord.config,
    ...slack.config,
    // Nothing listens there: every cheer meets a dead model.
    model: {
      apiKey,
      baseURL: 'http://127.0.0.1:9/v1',
      model: 'none',
      api: 'chat',
      json: 'loose',
      vision: true,
      price: { input: 0, cached: 0, written: 0, output: 0 },
      alternate: null,
      embeddings: null,
      unpriced: [],
    },
  });
  for (const driver of [discord, slack]) {
    await beginChallenge(app.storage, driver);
  }
});
afterAll(async () => {
  await app.stop();
  await discord.stop();
  await slack.stop();
  await database.drop();
});

test('neither tokens nor words reach logs and metrics, with every platform failing in turn', {
  timeout: 60_000,
}, async () => {
  const faults = [
    discord.fake.fail({ method: 'POST' }, { kind: 'answer', status: 500, body: `<html>${sentence}</html>` }),
    slack.fake.fail({ method: 'chat.postMessage', times: 2 }, { kind: 'html', status: 503 }),
  ];
  for (const driver of [discord, slack]) {
    const member = driver.member(1) as never;
    const bytes = new TextEncoder().encode('<html>');
    const message = await driver.post(member, sentence, [
      { name: `${sentence}.jpg`, type: 'image/jpeg', bytes },
    ]);
    await until('a cheer', async () => (await driver.see(message as never)).thread.length > 0, 20_000);
    await driver.command(member, 'checkin', { text: sentence });
  }
  for (const fault of faults)
    expect(Number(typeof fault.hits === 'function' ? fault.hits() : fault.hits)).toBeGreaterThan(0);
  expect(await settled(app.storage)).toEqual([]);
  const metrics = await fetch(`${app.url}/metrics`).then((response) => response.text());
  const said = `${JSON.stringify(app.log)}\n${metrics}`;
  expect(app.log.length).toBeGreaterThan(10);
  for (const secret of [
    sentence,
    'canary-sentence',
    discord.fake.token,
    slack.fake.botToken,
    slack.fake.appToken,
    apiKey,
  ]) {
    for (const form of [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)])
      expect(said).not.toContain(form);
  }
});

test('a log line stays one line, whatever stands in it', () => {
  const written: string[] = [];
  const log = createLog('info', () => undefined, { write: (line: string) => void written.push(line) });
  log.warn('forged', { reason: 'a\n{"level":50,"event":"app.ready"}\u001b[31m\r\nb' });
  expect(written).toHaveLength(1);
  expect(written[0]!.trimEnd()).not.toMatch(/\p{Cc}/u);
  expect(JSON.parse(written[0]!)).toMatchObject({ event: 'forged' });
});
