import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Hears } from '../../../src/core/outage/hears.ts';
import { summary } from '../../../src/summary.ts';

const discord = { DISCORD_TOKEN: 'token' };
const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const waiting = 'not listening yet: it is being connected, or another instance listens';

test.each<[string, NodeJS.ProcessEnv, Hears, RegExp]>([
  ['Discord', discord, 'everything', /^Discord +on +listening$/],
  ['Slack', socket, 'catchingUp', /^Slack +on +listening \(Socket Mode\)$/],
  ['Slack over HTTP', http, 'everything', /^Slack +on +listening \(HTTP at http:\/\/127.*\/slack\/events\)$/],
  ['Discord before it is heard', discord, 'nothing', new RegExp(`^Discord +on +${waiting}$`)],
  ['Slack before it is heard', socket, 'nothing', new RegExp(`^Slack +on +${waiting}$`)],
  ['Slack over HTTP that does not answer', http, 'nothing', new RegExp(`^Slack +on +${waiting}$`)],
  [
    'Discord on a worker',
    { ...discord, ROLE: 'worker' },
    'nothing',
    /^Discord +on +speaks only \(ROLE=worker\)$/,
  ],
  ['Slack on a worker', { ...socket, ROLE: 'worker' }, 'nothing', /^Slack +on +speaks only \(ROLE=worker\)$/],
  [
    'Slack over HTTP on a worker',
    { ...http, ROLE: 'worker' },
    'nothing',
    /^Slack +on +speaks only \(ROLE=worker\)$/,
  ],
  ['no Slack', {}, 'nothing', /^Slack +off +set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to turn it on$/],
])('says of %s what is so', async (_name, env, hears, line) => {
  const lines = await summary(readConfig(env), 'http://0.0.0.0:3000', async () => hears);
  expect(lines.map((each) => each.trim())).toContainEqual(expect.stringMatching(line));
});
