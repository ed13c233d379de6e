import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readChannel, readWorkspace } from '../../../src/adapters/cli/place.ts';
import * as discord from '../../../src/adapters/discord/refs.ts';
import * as slack from '../../../src/adapters/slack/refs.ts';
import { CHANNEL, WORKSPACE } from '../../../src/adapters/web/demo.ts';
import { freshDatabase } from '../../support/database.ts';
import { palHere } from '../../support/pal.ts';
import { freshFolder, pal } from '../../support/program.ts';

// Each of them starts programs, which a busy machine is slow to do.
vi.setConfig({ testTimeout: 90_000 });

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const env = async () => ({ DATABASE_URL: database.url, BOOST_DATA_DIR: await freshFolder() });
const guild = '123456789012345678';
const channel = '223456789012345678';
const create = (...rest: string[]) => ['challenge', 'create', ...rest];
const whole = (changed: Record<string, string> = {}) =>
  Object.entries({
    workspace: `discord:${guild}`,
    channel,
    title: 'Run',
    goal: 'daily',
    ...changed,
  }).flatMap(([name, value]) => [`--${name}`, value]);

test('places are written as the platforms write them', () => {
  expect(readWorkspace(`discord:${guild}`)).toEqual({
    platform: 'discord',
    ref: discord.workspaceRef(guild),
  });
  expect(readWorkspace('slack:T0AB12')).toEqual({ platform: 'slack', ref: slack.workspaceRef('T0AB12') });
  expect(readWorkspace('web:demo')).toEqual({ platform: 'web', ref: WORKSPACE });
  expect(readChannel('discord', channel)).toBe(discord.channelRef(channel));
  // Servers compatible with Discord or Slack number as they like.
  expect(readChannel('discord', '42')).toBe(discord.channelRef('42'));
  expect(readWorkspace('slack:E0ab_1')).toEqual({ platform: 'slack', ref: slack.workspaceRef('E0ab_1') });
  expect(readChannel('slack', 'D0ab_1')).toBe(slack.channelRef('D0ab_1'));
  expect(readChannel('slack', 'C0AB12')).toBe(slack.channelRef('C0AB12'));
  expect(readChannel('web', 'today')).toBe(CHANNEL);
});

test('a challenge is stored as asked, with its welcome waiting', async () => {
  const made = await pal(
    create(
      ...whole({
        title: ' 글쓰기 \u202e 30일 ',
        goal: 'weekdays:5,1,3',
        proof: 'photo',
        start: '2026-12-01',
        end: '2026-12-31',
        timezone: 'America/New_York',
      }),
      '--json',
    ),
    await env(),
  );
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const said = JSON.parse(made.stdout);
  expect(said.warning).toMatch(/DISCORD_TOKEN/);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select c.*, c.starts_on::text as first, c.ends_on::text as last, w.platform, w.ref, w.timezone as zone
       from challenge c join workspace w on w.id = c.workspace_id where c.id = $1`,
      [said.id],
    );
    expect(rows[0]).toMatchObject({
      platform: 'discord',
      ref: guild,
      channel_ref: channel,
      title: '글쓰기 30일',
      goal: { kind: 'weekdays', days: [1, 3, 5] },
      proof_kind: 'photo',
      first: '2026-12-01',
      last: '2026-12-31',
      timezone: 'America/New_York',
      // Met for the first time, the workspace lives in that zone too.
      zone: 'America/New_York',
      week_start: 1,
    });
    const { rows: welcome } = await client.query(`select effect, state from delivery where key = $1`, [
      `welcome:${said.id}`,
    ]);
    expect(welcome[0]).toMatchObject({
      state: 'pending',
      effect: {
        do: 'post',
        target: { kind: 'channel', channel },
        view: { view: 'welcome', title: '글쓰기 30일' },
      },
    });
    const { rows: jobs } = await client.query(
      `select 1 from graphile_worker.jobs where task_identifier = 'deliver'`,
    );
    expect(jobs).toHaveLength(1);

    await client.query('update challenge set ended_at = now() where id = $1', [said.id]);
  } finally {
    await client.end();
  }
});

describe('bad input is one clear line', () => {
  test.each([
    ['no workspace', create('--channel', channel, '--title', 'a', '--goal', 'daily'), /--workspace/],
    [
      'unknown platform',
      create(...whole({ workspace: 'irc:1' })),
      /--workspace irc:1 is none: write discord:/,
    ],
    ['not a server id', create(...whole({ workspace: 'discord:my-club' })), /17 to 20 digits/],
    ['not a team id', create(...whole({ workspace: 'slack:acme', channel: 'C1' })), /begins with T/],
    ['not a channel id', create(...whole({ channel: '#running' })), /Copy Channel ID/],
    [
      'not the page’s channel',
      create(...whole({ workspace: 'web:demo', channel: 'general' })),
      /write today/,
    ],
    ['a title of nothing', create(...whole({ title: ' \u200b ' })), /--title is empty/],
    ['unknown goal', create(...whole({ goal: 'hourly' })), /--goal hourly is none: write daily/],
    ['weekday 8', create(...whole({ goal: 'weekdays:8' })), /from 1 \(Monday\) to 7/],
    ['every day as interval', create(...whole({ goal: 'every:1' })), /2 to 365/],
    ['eight a week', create(...whole({ goal: 'week:8' })), /1 to 7/],
    ['unknown proof', create(...whole({ proof: 'video' })), /photo, text, either, any/],
    ['no such day', create(...whole({ start: '2026-02-30' })), /--start 2026-02-30 is no date/],
    [
      'ends before it starts',
      create(...whole({ start: '2026-12-02', end: '2026-12-01' })),
      /--end 2026-12-01 is before/,
    ],
    ['no such zone', create(...whole({ timezone: 'Seoul' })), /--timezone Seoul is none/],
    ['unknown option', create(...whole(), '--channels', 'x'), /no option --channels/],
    ['a word too many', create(...whole(), 'more'), /"more" is one word too many/],
    ['unknown command', ['chalenge'], /Unknown command chalenge/],
    ['half a command', ['challenge'], /No command specified/],
  ])('%s', async (_name, args, line) => {
    const ended = await palHere(args, await env());
    expect(ended.code).toBe(1);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.stderr).not.toContain('    at ');
  });

  test('a database that is not there', async () => {
    const ended = await palHere(['challenge', 'list'], {
      ...(await env()),
      DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/none',
    });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr.trim().split('\n')).toEqual([
      'DATABASE_URL does not lead to a usable PostgreSQL: nothing answers at its host and port. Is the server running?',
    ]);
  });
});
