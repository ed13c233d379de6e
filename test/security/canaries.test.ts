import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createLog } from '../../src/adapters/node/logger.ts';
import { openStorage, type Storage } from '../../src/adapters/postgres/index.ts';
import { createSdkLogger } from '../../src/adapters/slack/sdk-logger.ts';
import { discordDriver } from '../contract/drivers/discord.ts';
import { slackDriver } from '../contract/drivers/slack.ts';
import { until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { settled } from '../support/oracle.ts';
import { freshFolder, startBot } from '../support/program.ts';
import { quietLog } from '../support/quiet.ts';
import { leaked } from './leaked.ts';

// Security lines 30 and 31: no secret and no member's word in logs, errors and metrics, also when things go wrong.
const sentence = '카나리아 비밀 문장 canary-sentence-7Q';
const apiKey = 'sk-canary-9f27c1';
const alternateKey = 'sk-canary-of-the-other-5d80e3';
const secretKey = 'canary-of-the-key-that-signs-addresses-4W';

/** A program with every platform and a dead model, all its secrets known to us. */
async function start() {
  const database = await freshDatabase();
  const discord = await discordDriver();
  const slack = await slackDriver('socket', 'Asia/Seoul');
  const defaults = { locale: 'ko', timezone: 'Asia/Seoul' } as const;
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const given = { databaseUrl: database.url, dataDir: 'unused', defaults, clock, log: quietLog };
  const storage = await openStorage(given);
  onTestFinished(async () => {
    await storage.close();
    await discord.stop();
    await slack.stop();
    await database.drop();
  });
  for (const driver of [discord, slack]) await beginChallenge(storage, driver);
  const { fake } = slack;
  const env = {
    BOOST_DATA_DIR: await freshFolder(),
    SECRET_KEY: secretKey,
    DISCORD_TOKEN: discord.fake.token,
    DISCORD_API_URL: discord.fake.apiUrl,
    SLACK_BOT_TOKEN: fake.botToken,
    SLACK_APP_TOKEN: fake.appToken,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_API_URL: fake.apiUrl,
    // Nothing listens there: every cheer meets a dead model, and another one.
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_ALTERNATE: 'other@http://localhost:9/v1',
    OPENAI_ALTERNATE_KEY: alternateKey,
  };
  const bot = startBot({ ...env, DATABASE_URL: database.url });
  const { password } = new URL(database.url);
  const closed = Object.assign(new URL(database.url), { port: '9' }).href;
  const tokens = [discord.fake.token, fake.botToken, fake.appToken, fake.signingSecret];
  const secrets = [...tokens, apiKey, alternateKey, secretKey];
  return {
    ...{ bot, discord, slack, storage, page: await bot.ready() },
    // One that never comes to its work: what it says of its start.
    doomed: startBot({ ...env, DATABASE_URL: closed }),
    secrets: [...secrets, ...(password.length > 5 ? [password] : [])],
  };
}

test('neither tokens nor words reach what the program prints and its metrics, with everything failing in turn', async () => {
  const { bot, doomed, discord, slack, storage, page, secrets } = await start();
  const faults = [
    discord.fake.fail({ method: 'POST' }, { kind: 'answer', status: 500, body: `<html>${sentence}</html>` }),
    slack.fake.fail({ method: 'chat.postMessage', times: 2 }, { kind: 'html', status: 503 }),
    slack.fake.fail({ method: 'reactions.add', times: 1 }, { kind: 'dropReply' }),
  ];
  for (const driver of [discord, slack]) {
    const member = driver.member(1) as never;
    const bytes = new TextEncoder().encode('<html>');
    const message = await driver.post(member, sentence, [
      { name: `${sentence}.jpg`, type: 'image/jpeg', bytes },
    ]);
    await until('a cheer', async () => (await driver.see(message as never)).thread.length > 0);
    await driver.command(member, 'checkin', { text: sentence });
  }
  for (const fault of faults)
    expect(Number(typeof fault.hits === 'function' ? fault.hits() : fault.hits)).toBeGreaterThan(0);
  expect(await settled(storage)).toEqual([]);
  const metrics = await fetch(`${page}/metrics`).then((response) => response.text());
  expect(metrics).toContain('boost');
  discord.fake.gateway.close(4000);
  slack.fake.socket.cut();
  await until(
    'the ways back',
    () => discord.fake.gateway.resumes.length > 0 && slack.fake.socket.opened() > 1,
  );
  const { stderr: before } = bot.output();
  await storage.db.$queryRaw`
    select pg_terminate_backend(pid)::text from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await until('a line about that', () => bot.output().stderr.length > before.length);
  const ended = [await bot.stop(), await doomed.ended];
  expect(ended).toMatchObject([{}, { code: 1, stderr: expect.stringContaining('DATABASE_URL') }]);
  const printed = inspect(ended, { maxStringLength: null });
  expect(printed).toContain('delivery.postponed');
  const server = await refusedRow(storage);
  expect(leaked([printed, metrics, server].join('\n'), [sentence, 'canary-sentence', ...secrets])).toEqual(
    [],
  );
});

/** All that the built-in PostgreSQL has logged, after it refused rows of members' words. Empty where the server is not ours. */
async function refusedRow({ db }: Storage): Promise<string> {
  await expect(db.$executeRaw`update proof set channel_ref = null`).rejects.toThrow('channel_ref');
  const file = inject('serverLog');
  const said = file ? await readFile(file, 'utf8') : '';
  if (file) expect(said).toContain('null value in column "channel_ref"');
  return said;
}

test('what Slack’s packages would log, headers and all, is that they said something', () => {
  const lines: unknown[] = [];
  const keep = (...line: unknown[]) => void lines.push(line);
  const sdk = createSdkLogger({ info: keep, warn: keep, error: keep });
  const error = Object.assign(new Error(sentence), { code: 'slack_webapi_request_error' });
  for (const level of ['debug', 'info', 'warn', 'error'] as const)
    sdk[level](`http request ${sentence}`, { authorization: `Bearer ${apiKey}` }, error);
  expect(lines).toEqual([
    ['slack.sdk.warning', { code: 'slack_webapi_request_error' }],
    ['slack.sdk.error', { code: 'slack_webapi_request_error' }],
  ]);
});

test('a log line stays one line, whatever stands in it', () => {
  const written: string[] = [];
  const log = createLog('info', () => undefined, { write: (line: string) => void written.push(line) });
  log.warn('forged', { reason: 'a\n{"level":50,"event":"app.ready"}\u001b[31m\r\nb' });
  expect(written).toHaveLength(1);
  expect(written[0]!.trimEnd()).not.toMatch(/\p{Cc}/u);
  expect(JSON.parse(written[0]!)).toMatchObject({ event: 'forged' });
});
