import { afterEach, describe, expect, test } from 'vitest';
import { createRest } from '../../../src/adapters/discord/rest.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import {
  discordError,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  type FaultHow,
  type Sparse,
} from '../../fakes/discord/index.ts';
import { attempt, type Setup, setUp } from './harness.ts';

const page = '/channels/:channel_id/messages';

/** Servers compatible with Discord answer without a body, with an id alone, or not at all. */
describe('a server that answers less than Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;

  /** Not yet started. */
  const prepare = async (sparse: Sparse = {}, options: Parameters<typeof setUp>[0] = {}) => {
    at = await setUp({ rateLimits: 'off', sparse, ...options });
    guild = at.fake.guild({ name: 'Runners' });
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina' });
  };
  const begin = async (sparse: Sparse = {}) => {
    await prepare(sparse);
    await at.platform.start(at.inbound);
  };
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
  });

  const post = (content: string) => at.fake.post({ channel, author: member, content });
  const events = () => at.log.lines.map(({ event }) => event);
  const watch = (lastSeen: MessageRef | null = null): void => {
    const workspace = guild.id as WorkspaceRef;
    at.inbound.watched = [{ workspace, channel: channel.id as ChannelRef, lastSeen, since: 0 }];
  };

  const one = '/channels/:channel_id/messages/:message_id';
  const bare = (status: number): FaultHow => ({ kind: 'answer', status, body: undefined });
  const refOf = (message: FakeMessage) => `${guild.id}/${message.channelId}/${message.id}` as MessageRef;

  test('an answer without a body is one: the effect is had once', async () => {
    await begin();
    const proof = post('5 km');
    const route = '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me';
    at.fake.fail({ method: 'PUT', route }, { kind: 'accept-then-answer', status: 200, body: undefined });
    await at.platform.ensureReaction(refOf(proof), '🐹');
    expect(at.fake.requestsTo('PUT', route)).toHaveLength(1);
    const route2 = '/interactions/:interaction_id/:interaction_token/callback';
    at.fake.fail({ route: route2 }, { kind: 'accept-then-answer', status: 200, body: undefined });
    const pressed = at.fake.slash('checkin', { channel, member }, { text: '5 km' });
    expect(await pressed.reply()).toMatchObject({ text: 'done' });
    expect(events()).not.toContain('discord.interaction.expired');
  });

  test.each([200, 404])('a history answered by a bare %i holds nothing back', async (status) => {
    await prepare();
    watch();
    at.fake.fail({ route: page, method: 'GET' }, bare(status), 100);
    await at.platform.start(at.inbound);
    post('live');
    await expect.poll(() => at.inbound.order).toEqual(['message live']);
  });

  test('a post answered without a message is looked for, not doubled', async () => {
    await begin();
    at.fake.fail(
      { method: 'POST', route: page },
      { kind: 'accept-then-answer', status: 200, body: undefined },
    );
    const to = { kind: 'channel', channel: channel.id as ChannelRef } as const;
    const say = (maybeSent: boolean) =>
      at.platform.ensurePosted(to, { view: 'note', line: ['ours'] }, attempt('note:1', maybeSent));
    await expect(say(false)).rejects.toMatchObject({ kind: 'ambiguous' });
    const ref = await say(true);
    expect(at.fake.botMessagesIn(channel).map(refOf)).toEqual([ref]);
  });

  test.each([200, 404])(
    'where the history answers a bare %i, what may stand there is not posted again',
    async (status) => {
      await begin();
      at.fake.fail({ method: 'GET', route: page }, bare(status), 100);
      const to = { kind: 'channel', channel: channel.id as ChannelRef } as const;
      const again = at.platform.ensurePosted(to, { view: 'note', line: ['ours'] }, attempt('note:1', true));
      await expect(again).rejects.toMatchObject({ kind: 'ambiguous' });
      expect(at.fake.botMessagesIn(channel)).toEqual([]);
    },
  );

  test('where a thread that was never opened answers a bare 404, what was to be said in it is said once', async () => {
    await begin();
    const proof = post('5 km');
    const unopened = at.fake.fail(
      { method: 'GET', route: page, where: ({ params }) => params.channel_id === proof.id },
      bare(404),
      100,
    );
    const on = { kind: 'thread', on: refOf(proof), title: 'mina' } as const;
    const say = () => at.platform.ensurePosted(on, { view: 'note', line: ['ours'] }, attempt('note:1', true));
    const ref = await say();
    unopened.stop();
    expect(await say()).toBe(ref);
    expect(unopened.hits).toBe(1);
    expect(at.fake.botMessagesIn(at.fake.threadOf(proof)).map(refOf)).toEqual([ref]);
  });

  test('a post answered by its id alone is found under it, and removed though no single message is shown', async () => {
    await begin({
      answer: ({ method, route }, answer) =>
        method === 'POST' && route === page
          ? { ...answer, body: { id: (answer.body as { id: string }).id } }
          : answer,
    });
    const to = { kind: 'channel', channel: channel.id as ChannelRef } as const;
    const ref = await at.platform.ensurePosted(to, { view: 'note', line: ['ours'] }, attempt('note:1'));
    expect(at.fake.botMessagesIn(channel).map(refOf)).toEqual([ref]);
    at.fake.fail({ method: 'GET', route: one }, discordError(404, 0));
    await at.platform.ensureRemoved(ref);
    expect(at.fake.botMessagesIn(channel)).toEqual([]);
  });

  test('a direct channel that is answered by its id alone is one', async () => {
    await begin({
      answer: ({ route }, answer) =>
        route === '/users/@me/channels'
          ? { ...answer, body: { id: (answer.body as { id: string }).id } }
          : answer,
    });
    const [workspace, to] = [guild.id as WorkspaceRef, member.user.id as MemberRef];
    const direct = { kind: 'direct', workspace, member: to } as const;
    const ref = await at.platform.ensurePosted(direct, { view: 'note', line: ['ours'] }, attempt('note:1'));
    expect(ref).toMatch(new RegExp(`^@me:${guild.id}/`));
    await at.platform.ensureRemoved(ref);
  });

  test.each([null, 404])('a refusal whose body is %j is one', async (body) => {
    await begin();
    const proof = post('5 km');
    at.fake.fail({ method: 'GET', route: one }, { kind: 'answer', status: 404, body });
    const asked = at.platform.messageFacts(refOf(proof), member.user.id as MemberRef);
    await expect(asked).rejects.toMatchObject({ kind: expect.any(String) });
  });

  test('a mark’s author is who the message says wrote it where nobody can be asked about, and nobody else', async () => {
    await begin();
    const proof = post('5 km');
    const facts = (by: FakeMember) => at.platform.messageFacts(refOf(proof), by.user.id as MemberRef);
    at.fake.fail({ method: 'GET', route: '/guilds/:guild_id/members/:user_id' }, bare(404), 100);
    expect(await facts(member)).toMatchObject({
      target: { text: '5 km', author: member.user.id },
      member: { ref: member.user.id, nameUnsure: true },
      byBot: false,
    });
    expect((await facts(member))?.member.manager).toBeUndefined();
    await expect(facts(at.fake.member(guild))).rejects.toMatchObject({ kind: 'gone' });
  });

  test('an interaction’s token is in no log, whatever its application’s id is like', async () => {
    await prepare();
    const clock = { now: () => Date.now(), monotonic: () => performance.now() };
    const rest = createRest({
      ...{ token: at.fake.token, apiUrl: at.fake.apiUrl, clock, log: at.log, requestsPerSecond: 50 },
      ...{ pace: async () => undefined, onRevoked: () => undefined },
    });
    const headers = {
      ...{ 'x-ratelimit-bucket': 'b', 'x-ratelimit-limit': '1', 'x-ratelimit-remaining': '0' },
      'x-ratelimit-reset-after': '0.2',
    };
    at.fake.fail({ method: 'PATCH' }, { kind: 'answer', status: 200, body: {}, headers }, 3);
    const path = '/webhooks/99/canary-token/messages/@original';
    // Its bucket is known by the second.
    for (let n = 0; n < 3; n++)
      await rest.request(
        { method: 'PATCH', path, body: {}, breaker: null, auth: false },
        { needs: 'none', once: false },
      );
    expect(at.log.lines).toMatchObject([
      { event: 'discord.rate_limited', route: '/webhooks/99/:token/messages/@original' },
    ]);
    expect(JSON.stringify(at.log.lines)).not.toContain('canary');
  });

  test('a wait that the body alone tells is kept', async () => {
    await begin();
    const proof = post('5 km');
    const route = '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me';
    const how = { kind: 'answer', status: 429, body: { message: 'slow', retry_after: 0.3 } } as const;
    at.fake.fail({ method: 'PUT', route }, how);
    await at.platform.ensureReaction(refOf(proof), '🐹');
    const [first, second] = at.fake.requestsTo('PUT', route).map(({ receivedAt }) => receivedAt);
    expect(second! - first!).toBeGreaterThan(290);
  });

  test('a channel that nobody tells of is an ordinary one', async () => {
    await begin({ event: ({ t, d }) => ({ t, d: t.startsWith('GUILD') ? { ...d, channels: [] } : d }) });
    const hidden = channel.id;
    const gone = at.fake.fail({ method: 'GET', route: '/channels/:channel_id' }, discordError(404, 0), 9);
    at.fake.gateway.dispatch({ t: 'CHANNEL_DELETE', d: { id: hidden, guild_id: guild.id } });
    const proof = post('5 km');
    await expect.poll(() => at.inbound.order).toEqual(['message 5 km']);
    expect(gone.hits).toBe(1);
    await at.platform.ensurePosted(
      { kind: 'thread', on: refOf(proof), title: 'mina' },
      { view: 'note', line: ['ours'] },
      attempt('note:1'),
    );
    expect(at.fake.botMessagesIn(at.fake.threadOf(proof))).toHaveLength(1);
    expect(await at.platform.channelFacts(hidden as ChannelRef)).toEqual({ closed: false, takesPosts: true });
  });

  test('a thread with an id of its own is written to under that', async () => {
    await begin({
      answer: ({ method, route }, answer) =>
        method === 'POST' && route === `${one}/threads` ? { ...answer, body: { id: other.id } } : answer,
    });
    const other = at.fake.channel(guild, { name: 'of its own' });
    const proof = post('5 km');
    const on = { kind: 'thread', on: refOf(proof), title: 'mina' } as const;
    for (const key of ['note:1', 'note:2'])
      await at.platform.ensurePosted(on, { view: 'note', line: [key] }, attempt(key));
    await at.platform.ensurePosted(on, { view: 'note', line: ['note:1'] }, attempt('note:1', true));
    expect(at.fake.botMessagesIn(other)).toHaveLength(2);
  });

  describe('a history that fails', () => {
    const laneLimits = { mostTries: 24, mostWaiting: 50_000, againMs: 50 };
    const failing = (status: number) =>
      at.fake.fail({ method: 'GET', route: page }, discordError(status, 0), 10_000);
    const texts = () => [...new Set(at.inbound.messages.map(({ text }) => text))];

    test('for long is made up for when it works again; live messages do not wait for it', async () => {
      await prepare({}, { deps: { laneLimits } });
      watch();
      for (const content of ['first', 'second']) post(content);
      const down = failing(500);
      await at.platform.start(at.inbound);
      post('live');
      await expect.poll(texts, { timeout: 15_000 }).toEqual(['live']);
      expect(await at.platform.hears()).toBe('catchingUp');
      down.stop();
      await expect.poll(texts).toEqual(['live', 'first', 'second']);
      const order = at.inbound.messages.map(({ text }) => text).filter((text) => text !== 'live');
      expect(order).toEqual(['first', 'second']);
      await expect.poll(() => at.platform.hears()).toBe('everything');
    });

    test('until the process ends is made up for by the next, from where it was read to', async () => {
      await prepare({}, { deps: { laneLimits: { ...laneLimits, againMs: 600_000 } } });
      const [seen] = ['seen', 'missed'].map(post);
      watch(refOf(seen!));
      const down = failing(503);
      await at.platform.start(at.inbound);
      watch(refOf(post('live')));
      await expect.poll(texts, { timeout: 15_000 }).toEqual(['live']);
      await at.platform.stop();
      down.stop();
      const next = at.another({ laneLimits });
      await next.start(at.inbound);
      await expect.poll(texts).toEqual(['live', 'missed']);
      await expect.poll(() => next.hears()).toBe('everything');
    });

    test('for a moment only is read in order, before anything newer', async () => {
      await prepare({}, { deps: { laneLimits } });
      watch();
      post('missed');
      at.fake.fail({ method: 'GET', route: page }, discordError(500, 0), 4);
      await at.platform.start(at.inbound);
      post('live');
      await expect.poll(texts).toEqual(['missed', 'live']);
    });

    test('for good, as it is unknown there, holds nothing back at all', async () => {
      await prepare({}, { deps: { laneLimits } });
      watch();
      failing(501);
      await at.platform.start(at.inbound);
      post('live');
      await expect.poll(texts, { timeout: 3_000 }).toEqual(['live']);
      await expect.poll(() => at.platform.hears()).toBe('everything');
    });
  });

  describe('who the bot is and what it can do', () => {
    const commands = '/applications/:application_id/commands';
    const connects = async () => {
      await at.platform.start(at.inbound);
      post(`<@${at.fake.state.bot.id}> 5 km`);
      await expect.poll(() => at.inbound.messages).toMatchObject([{ text: '5 km', mentionsBot: true }]);
      expect(events()).not.toContain('discord.connect.retry');
    };

    test.each([
      ['no such request', discordError(404, 0)],
      ['nothing', bare(200)],
      ['a failure', discordError(501, 0)],
    ])('asked who it is, the server answers %s: the gateway says it', async (_, how) => {
      await prepare();
      at.fake.fail({ route: '/users/@me' }, how, 100);
      await connects();
      expect(at.fake.gateway.identifies).toHaveLength(2);
    });

    test('or the token does', async () => {
      const id = '123456789012345678';
      await prepare({}, { token: `${Buffer.from(id).toString('base64')}.discord.token` });
      at.fake.state.bot.id = id;
      at.fake.state.users.set(id, at.fake.state.bot);
      at.fake.fail({ route: '/users/@me' }, discordError(404, 0), 100);
      await connects();
      expect(at.fake.gateway.identifies).toHaveLength(1);
    });

    test.each([
      ['GET', {}],
      ['GET', undefined],
      ['PUT', {}],
      ['PUT', undefined],
    ])('to the %s of commands it answers %j: the bot connects', async (method, body) => {
      await prepare();
      at.fake.fail({ method, route: commands }, { kind: 'accept-then-answer', status: 200, body }, 100);
      await connects();
      expect(at.fake.state.commands.get('global')?.length).toBeGreaterThan(0);
    });

    test('a failure for a while does not make another bot of it', async () => {
      const other = Buffer.from('123456789012345678').toString('base64');
      await prepare({}, { token: `${other}.discord.token` });
      const down = at.fake.fail({ route: '/users/@me' }, discordError(503, 0), 2);
      await connects();
      expect(down.hits).toBe(2);
    });

    test('an application with an id of its own has the commands', async () => {
      await prepare();
      at.fake.state.applicationId = '99';
      await connects();
      expect(at.fake.state.commands.get('global')?.length).toBeGreaterThan(0);
    });

    test('one that tells no application has them under the bot', async () => {
      await prepare();
      at.fake.fail({ route: '/applications/@me' }, discordError(404, 0), 100);
      await connects();
      expect(at.fake.state.commands.get('global')?.length).toBeGreaterThan(0);
    });
  });
});
