import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startFakeDiscord } from '../../fakes/discord/index.ts';
import { startFakeSlack } from '../../fakes/slack/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { palHere } from '../../support/pal.ts';
import { type Env, freshFolder, pal } from '../../support/program.ts';

// Each of them starts programs, which a busy machine is slow to do.
vi.setConfig({ testTimeout: 90_000 });

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

interface Finding {
  readonly level: string;
  readonly what: string;
  readonly found: string;
  readonly todo: string | null;
}

async function doctor(env: Env = {}) {
  const folder = await freshFolder();
  const ended = await palHere(['doctor', '--json'], {
    DATABASE_URL: database.url,
    BOOST_DATA_DIR: folder,
    PORT: '0',
    ...env,
  });
  const { findings } = JSON.parse(ended.stdout) as { findings: Finding[] };
  return { ...ended, findings, of: (what: string) => findings.find((each) => each.what === what) };
}

/** A server that answers each path with one thing to whoever has the right authorization. */
async function answering(authorization: string, answers: Record<string, unknown>): Promise<string> {
  const server = createServer((request, response) => {
    const body = answers[request.url ?? ''];
    const status = request.headers.authorization !== authorization ? 401 : body === undefined ? 404 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const modelServer = async (models: unknown, more: Record<string, unknown> = {}) =>
  `${await answering('Bearer sk-right', { '/v1/models': models, ...more })}/v1`;

/** What moderation answers (OpenAI: api-reference/moderations/create). */
const harmless = { results: [{ flagged: false, categories: {}, category_scores: { 'self-harm': 0 } }] };

test('nothing set, everything well', async () => {
  const well = await doctor();
  expect(well.code).toBe(0);
  expect(well.findings.map(({ level }) => level)).not.toContain('fail');
  expect(well.of('Database')?.found).toMatch(/^PostgreSQL \d+/);
  expect(well.of('Migrations')).toMatchObject({ level: 'ok' });
  expect(well.of('Clock')).toMatchObject({ level: 'ok' });
  expect(well.of('Discord')?.found).toMatch(/DISCORD_TOKEN/);
});

test('tokens that work', async () => {
  const discord = await startFakeDiscord();
  const slack = await startFakeSlack();
  onTestFinished(async () => {
    await discord.stop();
    await slack.close();
  });
  const well = await doctor({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    OPENAI_API_KEY: 'sk-right',
    OPENAI_BASE_URL: await modelServer(
      { object: 'list', data: [{ id: 'small-model' }] },
      { '/v1/moderations': harmless },
    ),
    OPENAI_MODERATION: 'on',
    OPENAI_MODEL: 'small-model',
    OPENAI_PRICE: '0/0/0',
    OPENAI_ALTERNATE: 'small-model',
    OPENAI_ALTERNATE_PRICE: '0/0/0',
  });
  expect(well.code).toBe(0);
  for (const what of [
    'Discord token',
    'Discord intents',
    'Slack token',
    'Slack scopes',
    'Slack Socket Mode',
    'Model',
    'Alternate model',
    'Moderation',
  ]) {
    expect(well.of(what), what).toMatchObject({ level: 'ok' });
  }
  expect(well.of('Model price')).toBeUndefined();
  expect(well.of('Moderation')?.found).toContain('answers');
  expect(well.stdout).not.toContain(discord.token);
  expect(well.stdout).not.toContain(slack.botToken);
  expect(discord.violations).toEqual([]);
  expect(slack.violations).toEqual([]);
});

test('tokens that do not, and what to do about each', async () => {
  const discord = await startFakeDiscord();
  const slack = await startFakeSlack({ scopes: ['chat:write', 'commands'] });
  onTestFinished(async () => {
    await discord.stop();
    await slack.close();
  });
  const ill = await doctor({
    DISCORD_TOKEN: 'wrong.discord.token',
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: 'xapp-wrong',
    SLACK_API_URL: slack.apiUrl,
    OPENAI_API_KEY: 'sk-wrong',
    OPENAI_BASE_URL: await modelServer({}),
    OPENAI_MODERATION: 'on',
  });
  expect(ill.code).toBe(1);
  expect(ill.of('Discord token')).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('Reset Token'),
  });
  expect(ill.of('Slack scopes')).toMatchObject({
    level: 'fail',
    found: expect.stringContaining('reactions:read, reactions:write'),
  });
  expect(ill.of('Slack Socket Mode')).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('connections:write'),
  });
  expect(ill.of('Model key')).toMatchObject({ level: 'fail' });
  expect(ill.of('Moderation')).toMatchObject({ level: 'fail', found: expect.stringContaining('401') });
  expect(ill.stdout + ill.stderr).not.toMatch(/wrong\.discord|xapp-wrong|sk-wrong/);
});

test('a wrong Slack token, a model that is not there, nobody at Discord’s address', async () => {
  const slack = await startFakeSlack();
  onTestFinished(() => slack.close());
  const ill = await doctor({
    DISCORD_TOKEN: 'any.discord.token',
    DISCORD_API_URL: 'http://127.0.0.1:9/api',
    SLACK_BOT_TOKEN: 'xoxb-wrong',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_API_URL: slack.apiUrl,
    OPENAI_API_KEY: 'sk-right',
    OPENAI_BASE_URL: await modelServer({ data: [{ id: 'another' }] }),
    OPENAI_MODERATION: 'on',
    OPENAI_ALTERNATE: 'mystery',
  });
  expect(ill.code).toBe(1);
  expect(ill.of('Discord')).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('DISCORD_API_URL'),
  });
  expect(ill.of('Slack token')).toMatchObject({
    level: 'fail',
    found: expect.stringContaining('invalid_auth'),
  });
  expect(ill.of('Model')).toMatchObject({ level: 'warn', todo: expect.stringContaining('OPENAI_MODEL') });
  expect(ill.of('Alternate model')).toMatchObject({ todo: expect.stringContaining('OPENAI_ALTERNATE') });
  // That server has no moderation, and is asked for it.
  expect(ill.of('Moderation')).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('OPENAI_MODERATION=off'),
  });
  expect(ill.of('Model price')).toMatchObject({ level: 'warn', found: expect.stringContaining('mystery') });
});

test('over HTTP, an address that Slack can call is missed', async () => {
  const slack = await startFakeSlack();
  onTestFinished(() => slack.close());
  const token = slack.botToken;
  const set = { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: 'secret', SLACK_API_URL: slack.apiUrl };
  expect((await doctor(set)).of('Slack over HTTP')).toMatchObject({
    level: 'warn',
    todo: expect.stringContaining('PUBLIC_URL'),
  });
  const reachable = await doctor({ ...set, PUBLIC_URL: 'https://pal.example.org' });
  expect(reachable.of('Slack over HTTP')).toMatchObject({
    level: 'ok',
    found: expect.stringContaining('https://pal.example.org/slack/events'),
  });
});

test('settings, database and disk that are wrong', async () => {
  const settings = await doctor({ DEFAULT_TIMEZONE: 'Seoul', ROLE: 'boss' });
  expect(settings.code).toBe(1);
  expect(settings.of('Settings')?.todo).toMatch(/ROLE must be all, intake or worker.*DEFAULT_TIMEZONE/);

  const folder = await freshFolder();
  await writeFile(path.join(folder, 'data'), 'a file in the way');
  const both = await doctor({
    DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/none',
    BOOST_DATA_DIR: path.join(folder, 'data'),
  });
  expect(both.code).toBe(1);
  expect(both.of('Database')).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('nothing answers'),
  });
  expect(both.of('Data directory')).toMatchObject({
    level: 'fail',
    found: expect.stringContaining('cannot be written'),
  });
});

test('a database without tables is a thing to look at, not changed by looking', async () => {
  const bare = Object.assign(new URL(database.url), { pathname: '/template1' }).href;
  const look = await doctor({ DATABASE_URL: bare });
  expect(look.code).toBe(0);
  expect(look.of('Migrations')).toMatchObject({ level: 'warn', todo: expect.stringContaining('migrate') });
  expect((await doctor({ DATABASE_URL: bare })).of('Migrations')).toMatchObject({ level: 'warn' });
});

test('for people: one line each, with what to do beneath', async () => {
  const folder = await freshFolder();
  const ended = await pal(['doctor'], {
    DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/none',
    BOOST_DATA_DIR: folder,
    PORT: '0',
  });
  expect(ended.code).toBe(1);
  expect(ended.stdout).toMatch(/^ok {4}Data directory/m);
  expect(ended.stdout).toMatch(/^fail {2}Database.*\n {25}→ .*nothing answers/m);
  expect(ended.stdout).toMatch(/^To mend: 1\. To look at: 0\.$/m);
  expect(ended.stderr).toBe('');
});

test('a bot without the intent and without a server is told where to switch it on and how to be invited', async () => {
  const origin = await answering('Bot right.discord.token', {
    '/api/v10/users/@me': { id: '1', username: 'damjji' },
    '/api/v10/applications/@me': { id: '424242424242424242', flags: 0, approximate_guild_count: 0 },
  });
  const ill = await doctor({ DISCORD_TOKEN: 'right.discord.token', DISCORD_API_URL: `${origin}/api` });
  expect(ill.code).toBe(1);
  expect(ill.of('Discord token')).toMatchObject({ level: 'ok', found: expect.stringContaining('damjji') });
  expect(ill.of('Discord intents')).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('Privileged'),
  });
  expect(ill.of('Discord servers')).toMatchObject({
    level: 'warn',
    todo: expect.stringContaining(
      'client_id=424242424242424242&scope=bot+applications.commands&permissions=309237763136',
    ),
  });
});

test('a server that does not say which intents are on is no bot without them', async () => {
  const origin = await answering('Bot right.discord.token', {
    '/api/v10/users/@me': { id: '1', username: 'damjji' },
    '/api/v10/applications/@me': { id: '42' },
  });
  const unsure = await doctor({ DISCORD_TOKEN: 'right.discord.token', DISCORD_API_URL: `${origin}/api` });
  expect(unsure.code).toBe(0);
  const found = 'could not be read';
  expect(unsure.of('Discord intents')).toMatchObject({ level: 'warn', found });
});

test('a model server that does not list its models is a thing to look at', async () => {
  const unsure = await doctor({
    OPENAI_API_KEY: 'sk-right',
    OPENAI_BASE_URL: `${await answering('Bearer sk-right', {})}/v1`,
  });
  expect(unsure.code).toBe(0);
  expect(unsure.of('Model')).toMatchObject({ level: 'warn', found: expect.stringContaining('404') });
  expect(unsure.of('Moderation')).toMatchObject({ level: 'ok', found: expect.stringMatching(/^off/) });
});
