import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startApp } from '../../../src/app.ts';
import { readConfig, settingsSchema } from '../../../src/config.ts';
import { StartError } from '../../../src/core/errors.ts';
import { startFakeDiscord } from '../../fakes/discord/index.ts';
import { startFakeSlack } from '../../fakes/slack/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { type Env, freshFolder, startBot } from '../../support/program.ts';
import { quietLog } from '../../support/quiet.ts';

// Each of them starts programs, which a busy machine is slow to do.
vi.setConfig({ testTimeout: 90_000 });

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const changed = (change: Partial<Pick<URL, 'pathname' | 'password' | 'port' | 'hostname'>>) =>
  Object.assign(new URL(database.url), change).href;

/** What it says when it cannot start: always one line, nothing before it, no stack. */
async function refusal(env: Env): Promise<string> {
  const ended = await startBot({ BOOST_DATA_DIR: await freshFolder(), LOG_LEVEL: 'silent', ...env }).ended;
  expect(ended.code).toBe(1);
  expect(ended.stdout).toBe('');
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  expect(ended.stderr).not.toMatch(/ at .+:\d+:\d+/);
  return ended.stderr.trim();
}

/** The same without a program of its own, where only the words are in question. */
async function words(env: Env): Promise<string> {
  const fatal = Promise.withResolvers<never>();
  const given = { BOOST_DATA_DIR: await freshFolder(), PORT: '0', LOG_LEVEL: 'silent', ...env };
  const starting = (async () =>
    startApp(readConfig(given), { log: () => quietLog, onFatal: fatal.reject }))();
  const refused: unknown = await Promise.race([starting.then(() => fatal.promise), fatal.promise]).catch(
    (error) => error,
  );
  await starting.then(
    (app) => app.stop(),
    () => undefined,
  );
  expect(refused).toBeInstanceOf(StartError);
  const { message } = refused as StartError;
  expect(message).not.toMatch(/\n| at .+:\d+:\d+/);
  return message;
}

describe('a database that cannot be used', () => {
  test.each<[string, () => string, RegExp]>([
    ['nobody there', () => 'postgresql://a:b@127.0.0.1:9/boost', /nothing answers at its host and port/],
    ['unknown host', () => 'postgresql://a:b@no-such-host.invalid/boost', /host name is unknown/],
    ['no such database', () => changed({ pathname: '/missing' }), /does not exist\. Create it/],
    ['wrong password', () => changed({ password: 'wrong' }), /user or password is refused/],
    ['not an address', () => 'localhost/boost', /DATABASE_URL must be an address like postgresql:/],
    [
      'another database',
      () => 'mysql://a:b@127.0.0.1/boost',
      /DATABASE_URL must be an address like postgresql:/,
    ],
  ])('%s', async (name, url, line) => {
    const said = await (name === 'nobody there' ? refusal : words)({ DATABASE_URL: url() });
    expect(said).toMatch(line);
  });
});

describe('settings that are wrong', () => {
  test('all of them are named in one line', async () => {
    const line = await refusal({
      PORT: '70000',
      ROLE: 'boss',
      DEFAULT_LOCALE: 'fr',
      DEFAULT_TIMEZONE: 'Seoul',
      OPENAI_VISION: 'yes',
      SLACK_BOT_TOKEN: 'xapp-swapped',
      PUBLIC_URL: 'pal.example.org',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'PORT',
      'ROLE must be all, intake or worker',
      'DEFAULT_LOCALE must be ko, en or ja',
      'DEFAULT_TIMEZONE must be a time zone like Asia/Seoul',
      'OPENAI_VISION must be on or off',
      'SLACK_BOT_TOKEN must be the bot token, which begins with xoxb-',
      'PUBLIC_URL must be an address like https:',
      'LOG_LEVEL must be',
    ]) {
      expect(line).toContain(name);
    }
    expect(line).not.toContain('xapp-swapped');
  });

  test.each<[string, Env, RegExp]>([
    ['a Slack token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, /set SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/],
    ['a secret that can be guessed', { SECRET_KEY: 'hunter2' }, /SECRET_KEY must be 32 characters or more/],
    [
      'one of two secrets that can be guessed',
      { SECRET_KEY: `${'a'.repeat(40)},short` },
      /SECRET_KEY must be 32/,
    ],
    ['Slack without its token', { SLACK_APP_TOKEN: 'xapp-1' }, /needs SLACK_BOT_TOKEN/],
    [
      'a folder that is a file',
      { BOOST_DATA_DIR: '/proc/version' },
      /data directory \/proc\/version cannot be written/,
    ],
    ['a read-only folder', { BOOST_DATA_DIR: '/proc/sys/boost' }, /data directory .* cannot be written/],
  ])('%s', async (_name, env, line) => {
    expect(await words(env)).toMatch(line);
  });

  test('a data directory that cannot be written is named with a database of one’s own too', async () => {
    const folder = await freshFolder();
    await writeFile(path.join(folder, 'data'), 'in the way');
    const line = await refusal({ DATABASE_URL: database.url, BOOST_DATA_DIR: path.join(folder, 'data') });
    expect(line).toMatch(/data directory .* cannot be written/);
  });

  test('an address that is not this machine’s', async () => {
    expect(await words({ DATABASE_URL: database.url, HOST: '192.0.2.1' })).toMatch(
      /HOST=192\.0\.2\.1 is no address/,
    );
  });
});

describe('tokens that are refused', () => {
  test('Discord', async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.stop());
    const line = await refusal({
      DATABASE_URL: database.url,
      PORT: '0',
      DISCORD_TOKEN: 'wrong.discord.token',
      DISCORD_API_URL: discord.apiUrl,
    });
    expect(line).toMatch(/^Discord does not accept DISCORD_TOKEN: .*Reset Token/);
    expect(line).not.toContain('wrong.discord');
  });

  test('Discord without the intent', async () => {
    const discord = await startFakeDiscord({ allowedIntents: 0 });
    onTestFinished(() => discord.stop());
    const line = await words({
      DATABASE_URL: database.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    });
    expect(line).toMatch(/MESSAGE CONTENT intent: switch it on/);
  });

  test.each([
    ['the bot token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /SLACK_BOT_TOKEN/],
    ['the app token', { SLACK_APP_TOKEN: 'xapp-wrong' }, /SLACK_APP_TOKEN/],
  ])('Slack: %s', async (name, wrong, named) => {
    const slack = await startFakeSlack();
    onTestFinished(() => slack.close());
    const line = await (name === 'the bot token' ? refusal : words)({
      DATABASE_URL: database.url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      ...wrong,
    });
    expect(line).toMatch(named);
    expect(line).not.toMatch(/xoxb-wrong|xapp-wrong/);
  });
});

test('.env.example names every setting, once, and nothing else', async () => {
  const text = await readFile(new URL('../../../.env.example', import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => /^#?\s?[A-Z][A-Z_]*=/.test(line));
  const named = lines.map((line) => /^#?\s?([A-Z_]+)=/.exec(line)![1]!);
  expect(named.sort()).toEqual(Object.keys(settingsSchema.shape).sort());
  // As it stands, every line is a comment and every default is what the program takes by itself.
  const defaults = settingsSchema.parse({}) as Record<string, unknown>;
  const given = settingsSchema.parse(
    Object.fromEntries(
      lines.map((line) => [/([A-Z_]+)=/.exec(line)![1]!, line.slice(line.indexOf('=') + 1)]),
    ),
  ) as Record<string, unknown>;
  for (const [name, value] of Object.entries(defaults)) {
    if (value !== undefined) expect(given[name], name).toEqual(value);
  }
});
