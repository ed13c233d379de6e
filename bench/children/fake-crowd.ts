import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../src/config.ts';
import { startFakeDiscord } from '../../test/fakes/discord/index.ts';
import { startFakeSlack } from '../../test/fakes/slack/index.ts';
import { middayZone } from '../../test/support/midday.ts';
import { answerCalls } from '../support/child.ts';

/** A platform with its rate limits on: many channels, and some more in which people post meanwhile. */
interface Fake {
  readonly config: Partial<Config>;
  readonly workspace: string;
  readonly crowd: readonly string[];
  readonly quiet: readonly string[];
  readonly member: string;
  post(n: number): string;
  stop(): Promise<void>;
}

export interface Seen {
  /** Wall time in milliseconds of each nudge, of each request that counts against a common limit, and of each channel's posts. */
  readonly nudges: readonly number[];
  readonly requests: readonly number[];
  readonly channels: number;
  readonly refused: number;
  /** From each post to its mark, in milliseconds. */
  readonly credit: readonly number[];
  readonly posted: number;
}

const wall = (at: number) => performance.timeOrigin + at;
/** At night a proof may count for the day before, and is told so: one message more. */
const zone = middayZone();
const message = '/channels/:channel_id/messages';
const reaction = '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me';

const nudged = new Map<string, number>();
const requests: number[] = [];
const posts = new Map<string, number>();
const credit: number[] = [];
let refused = 0;
let warm = 0;
let fake: Fake;

const credited = (id: string, at: number) => {
  const since = posts.get(id);
  if (since !== undefined) credit.push(at - since);
};

async function openDiscord(size: { crowd: number; quiet: number }): Promise<Fake> {
  const discord = await startFakeDiscord();
  const guild = discord.guild({ name: 'bench' });
  const crowd = Array.from({ length: size.crowd }, (_, n) => discord.channel(guild, { name: `c${n}` }).id);
  const quiet = Array.from({ length: size.quiet }, (_, n) => discord.channel(guild, { name: `q${n}` }));
  const author = discord.member(guild, { name: '준호' });
  const among = new Set(crowd);
  discord.onRequest = ({ method, route, params, receivedAt, status }) => {
    if (status === 429) refused++;
    if (!route.startsWith('/interactions/') && !route.startsWith('/webhooks/'))
      requests.push(wall(receivedAt));
    if (method === 'POST' && route === message && status === 200 && among.has(params.channel_id!))
      nudged.set(params.channel_id!, wall(receivedAt));
    if (method === 'PUT' && route === reaction) credited(params.message_id!, receivedAt);
  };
  return {
    config: { discord: { token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 } },
    workspace: guild.id,
    crowd,
    quiet: quiet.map(({ id }) => id),
    member: author.user.id,
    post: (n) => {
      const poster = discord.member(guild, { name: `러너${n}` });
      return discord.post({
        channel: quiet[n % quiet.length]!,
        author: poster,
        content: `${n + 1}km 달렸어요`,
      }).id;
    },
    stop: () => discord.stop(),
  };
}

async function openSlack(size: { crowd: number; quiet: number }): Promise<Fake> {
  const slack = await startFakeSlack({
    rateLimits: { 'chat.postMessage': { count: 1, windowMs: 1_000, perChannel: true } },
  });
  const member = slack.user({ name: '준호', tz: zone }).id;
  const runners = Array.from({ length: 200 }, (_, n) => slack.user({ name: `러너${n}`, tz: zone }).id);
  const crowd = Array.from(
    { length: size.crowd },
    (_, n) => slack.channel({ name: `c${n}`, members: [member] }).id,
  );
  const quiet = Array.from(
    { length: size.quiet },
    (_, n) => slack.channel({ name: `q${n}`, members: runners }).id,
  );
  const among = new Set(crowd);
  slack.events.on('request', ({ method, args, at }) => {
    requests.push(wall(at));
    if (method === 'chat.postMessage' && among.has(String(args.channel)))
      nudged.set(String(args.channel), wall(at));
    if (method === 'reactions.add') credited(String(args.timestamp), at);
  });
  return {
    config: {
      slack: {
        botToken: slack.botToken,
        appToken: slack.appToken,
        signingSecret: undefined,
        apiUrl: slack.apiUrl,
      },
    },
    workspace: slack.team.id,
    crowd,
    quiet,
    member,
    post: (n) =>
      slack.postNow({
        channel: quiet[n % quiet.length]!,
        user: runners[n % runners.length]!,
        text: `${n + 1}km 달렸어요`,
      }).ts,
    async stop() {
      refused = slack.requests.filter(({ status }) => status === 429).length;
      await slack.close();
    },
  };
}

export const calls = {
  async open({ on, ...size }: { on: 'discord' | 'slack'; crowd: number; quiet: number }) {
    fake = await (on === 'discord' ? openDiscord(size) : openSlack(size));
    const { config, workspace, crowd, quiet, member } = fake;
    return { config, workspace, crowd, quiet, member };
  },

  /** Code is compiled and plans are made before anything is timed: what these posts take is not counted. */
  async warmUp(count: number): Promise<void> {
    for (; warm < count; warm++) {
      fake.post(warm);
      await delay(300);
    }
  },

  /** Posts so many a second from `from` on, until every channel of the crowd was nudged, or too long has passed. */
  async load({ from, rate, withinMs }: { from: number; rate: number; withinMs: number }): Promise<Seen> {
    await delay(Math.max(0, from - Date.now()));
    let posted = 0;
    while (nudged.size < fake.crowd.length && Date.now() < from + withinMs) {
      const at = performance.now();
      posts.set(fake.post(warm + posted), at);
      posted++;
      await delay(Math.max(1, from + (posted * 1_000) / rate - Date.now()));
    }
    for (let waited = 0; credit.length < posted && waited < 5_000; waited += 50) await delay(50);
    const channels = nudged.size;
    await fake.stop();
    return { nudges: [...nudged.values()], requests, channels, refused, credit, posted };
  },
} as const;

answerCalls(calls);
