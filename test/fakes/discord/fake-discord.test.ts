import { Client, Events, MessageFlags, Partials, REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discordError, type FakeDiscord, startFakeDiscord, tooManyRequests } from './index.ts';

const INTENTS = 46_593;

describe('the fake Discord, seen through the true client', () => {
  let fake: FakeDiscord;
  let client: Client<true>;

  async function connect(options: Parameters<typeof startFakeDiscord>[0] = {}, intents = INTENTS) {
    fake = await startFakeDiscord(options);
    const guild = fake.guild();
    const channel = fake.channel(guild);
    const member = fake.member(guild);
    const made = new Client({
      intents,
      waitGuildTimeout: 2000,
      partials: [Partials.Channel, Partials.Message, Partials.Reaction, Partials.User],
      rest: { api: fake.apiUrl, timeout: 20_000, retries: 0 },
    });
    client = made as Client<true>;
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(fake.token);
    await ready;
    return { guild, channel, member };
  }

  beforeEach(() => {
    client = undefined as never;
  });
  afterEach(async () => {
    await client?.destroy();
    await fake.stop();
    expect(fake.crashes).toEqual([]);
  });

  test('a post arrives, gets a reaction and a reply in its thread', async () => {
    const { channel, member } = await connect();
    const done = new Promise<void>((resolve) => {
      client.on(Events.MessageCreate, async (message) => {
        if (message.author.bot) return;
        await message.react('🐹');
        const thread = await message.startThread({ name: message.author.displayName });
        await thread.send({ content: 'hello', allowedMentions: { parse: [] } });
        resolve();
      });
    });
    const bytes = new Uint8Array([1, 2, 3]);
    const post = fake.post({
      channel,
      author: member,
      content: 'ran 5 km',
      attachments: [{ name: 'a.png', bytes }],
    });
    await done;
    expect(fake.botReactions(post)).toEqual(['🐹']);
    expect(fake.botMessagesIn(fake.threadOf(post)).map((m) => m.content)).toEqual(['hello']);
    expect(fake.violations).toEqual([]);
    expect(fake.pings).toEqual([]);
  });

  test('it is strict: routes, bodies, permissions, things gone, nonces, pings', async () => {
    const { channel, member, guild } = await connect({ rateLimits: 'off' });
    fake.provoked.push('no such route', '"content":5', 'query: ', '"by":"edit"');
    const { rest } = client;
    const path = `/channels/${channel.id}/messages` as const;
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => 'accepted',
        (error) => error.code,
      );

    expect(await refused(rest.get('/no/such/route'))).toBe(0);
    expect(await refused(rest.post(path, { body: { content: 5 } }))).toBe(50035);
    expect(await refused(rest.get(path, { query: new URLSearchParams({ limit: '50' }) }))).toBe('accepted');
    expect(await refused(rest.get(path, { query: new URLSearchParams({ limit: '500' }) }))).toBe(50035);
    expect(await refused(rest.get(path, { query: new URLSearchParams({ since: '5' }) }))).toBe(50035);
    expect(fake.violations.map(({ problem }) => problem)).toEqual([
      'there is no such route',
      expect.stringContaining('content'),
      'query: data/limit must be <= 100',
      'query: data must NOT have additional properties',
    ]);
    expect(await refused(rest.post(path, { body: { content: 'x'.repeat(2001) } }))).toBe(50035);
    expect(await refused(rest.post(path, { body: { components: [{ type: 10, content: 'no flag' }] } }))).toBe(
      50035,
    );
    expect(await refused(rest.post(path, { body: {} }))).toBe(50006);
    expect(await refused(rest.get('/channels/100000000000000000'))).toBe(10003);
    expect(await refused(rest.get(`${path}/100000000000000000`))).toBe(10008);

    const post = fake.post({ channel, author: member, content: 'hi' });
    const threads = `${path}/${post.id}/threads` as const;
    await rest.post(threads, { body: { name: 'one' } });
    expect(await refused(rest.post(threads, { body: { name: 'two' } }))).toBe(160004);
    fake.setThread(fake.threadOf(post)!, { archived: true, locked: true });
    expect(await refused(rest.post(`/channels/${post.id}/messages`, { body: { content: 'x' } }))).toBe(
      160005,
    );

    const said = fake.directMessage(member, 'hi');
    const direct = `/channels/${said.channelId}/messages` as const;
    expect(await refused(rest.post(`${direct}/${said.id}/threads`, { body: { name: 'one' } }))).toBe(50024);
    const quietly = { allowed_mentions: { parse: [], replied_user: false } };
    const reply = { content: 'hello', message_reference: { message_id: said.id }, ...quietly };
    expect(await refused(rest.post(direct, { body: reply }))).toBe('accepted');

    const nonce = { nonce: 'k1', enforce_nonce: true };
    const first = (await rest.post(path, { body: { content: 'once', ...nonce } })) as { id: string };
    const second = (await rest.post(path, { body: { content: 'twice', ...nonce } })) as { id: string };
    expect(second.id).toBe(first.id);

    await rest.post(path, { body: { content: '@everyone', allowed_mentions: { parse: [] } } });
    expect(fake.pings).toEqual([]);
    await rest.patch(`${path}/${first.id}`, { body: { content: '@everyone look' } });
    expect(fake.pings).toMatchObject([{ kind: 'everyone', by: 'edit' }]);

    const before = fake.invalidRequests;
    fake.setBotPermissions(channel, 1024n);
    expect(await refused(rest.post(path, { body: { content: 'x' } }))).toBe(50013);
    fake.removeBot(guild);
    expect(await refused(rest.post(path, { body: { content: 'x' } }))).toBe(50001);
    expect(fake.invalidRequests - before).toBe(2);
  });

  test.each([
    ['who asked for direct messages', INTENTS, ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE']],
    ['nobody else', INTENTS & ~(1 << 12), []],
  ])('a direct message is told to %s, and of no server', async (_name, intents, events) => {
    const { channel, member } = await connect({}, intents);
    const told: { t: string; d: Record<string, unknown> }[] = [];
    client.on(Events.Raw, (packet: (typeof told)[number]) => told.push(packet));
    const said = fake.directMessage(member, 'hi');
    fake.editMessage(said, 'ho');
    fake.deleteMessage(said);
    fake.post({ channel, author: member, content: 'last' });
    await expect.poll(() => told.at(-1)?.d.content).toBe('last');
    expect(told.slice(0, -1).map(({ t }) => t)).toEqual(events);
    for (const { d } of told.slice(0, -1)) {
      expect(d.channel_id).toBe(said.channelId);
      expect(['guild_id', 'member'].filter((name) => name in d)).toEqual([]);
    }
  });

  test.each([
    ['who asked for them', INTENTS, ['MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE']],
    ['nobody else', INTENTS & ~(1 << 10), []],
  ])('reactions in servers are told to %s, with their member', async (_name, intents, events) => {
    const { channel, member } = await connect({}, intents);
    const told: { t: string; d: Record<string, unknown> }[] = [];
    client.on(Events.Raw, (packet: (typeof told)[number]) => told.push(packet));
    const said = fake.post({ channel, author: member, content: 'hi' });
    fake.react(said, member, '🐹');
    fake.unreact(said, member, '🐹');
    fake.post({ channel, author: member, content: 'last' });
    await expect.poll(() => told.at(-1)?.d.content).toBe('last');
    const reactions = told.filter(({ t }) => t.startsWith('MESSAGE_REACTION'));
    expect(reactions.map(({ t }) => t)).toEqual(events);
    // Only of one that is added, who did it and whose message it is.
    expect(reactions.map(({ d }) => 'member' in d && d.message_author_id === member.user.id)).toEqual(
      events.map((t) => t === 'MESSAGE_REACTION_ADD'),
    );
  });

  test('missed events are replayed on resume; a refused resume means identifying again', async () => {
    const { channel, member } = await connect();
    const seen: string[] = [];
    const waiting: (() => void)[] = [];
    client.on(Events.MessageCreate, (message) => {
      seen.push(message.content);
      for (const look of waiting) look();
    });
    const until = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => seen.length >= count && resolve();
        waiting.push(look);
        look();
      });
    fake.gateway.close(4000);
    fake.post({ channel, author: member, content: 'while away' });
    await until(1);
    expect([fake.gateway.identifies.length, fake.gateway.resumes.length]).toEqual([1, 1]);

    fake.gateway.hold();
    fake.post({ channel, author: member, content: 'a' });
    fake.post({ channel, author: member, content: 'b' });
    fake.gateway.release(([a, b]) => [b!, a!, a!]);
    await until(3);
    expect(seen).toEqual(['while away', 'b', 'a']);

    fake.gateway.refuseResume = true;
    const again = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    fake.gateway.askToReconnect();
    await again;
    expect(fake.gateway.identifies).toHaveLength(2);
  });

  test('commands, buttons and forms run through interactions with their deadlines', async () => {
    let late = 0;
    const { channel, member } = await connect({ clock: { now: () => Date.now() + late } });
    const commands = [
      { name: 'rest', description: 'Rest', options: [{ type: 3, name: 'why', description: 'Why' }] },
    ];
    await client.rest.put(`/applications/${client.application.id}/commands`, { body: commands });
    const codes: unknown[] = [];
    client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const why = interaction.options.getString('why');
      if (why === 'late') late += 3_100;
      try {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.editReply(`resting: ${why}`);
        await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
          body: { type: 5 },
        });
      } catch (error) {
        codes.push((error as { code: number }).code);
      }
    });
    const at = { channel, member };
    const reply = await fake.slash('rest', at, { why: 'tired' }).reply();
    expect(reply).toMatchObject({ kind: 'message', text: 'resting: tired', ephemeral: true });
    await expect.poll(() => codes).toEqual([40060]);
    fake.slash('rest', at, { why: 'late' });
    await expect.poll(() => codes).toEqual([40060, 10062]);
    expect(() => fake.slash('nothing', at)).toThrow('no such command');
  });

  test('faults happen as told and are counted', async () => {
    const { channel } = await connect();
    const rest = new REST({ api: fake.apiUrl, timeout: 20_000, retries: 0 }).setToken(fake.token);
    const route = '/channels/:channel_id/messages';
    const send = () => rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } });
    const lost = fake.fail({ method: 'POST', route }, { kind: 'drop', when: 'after' });
    await expect(send()).rejects.toThrow();
    expect([lost.hits, fake.botMessagesIn(channel).length]).toEqual([1, 1]);
    fake.fail({ route }, discordError(403, 50013));
    await expect(send()).rejects.toMatchObject({ code: 50013 });
    const limited = fake.fail({ route }, tooManyRequests(0.05));
    await send();
    expect(limited.hits).toBe(1);
    expect(fake.botMessagesIn(channel)).toHaveLength(2);
  });

  test('a reaction a quarter of a second and channel, and no refusal for a client that heeds the headers', async () => {
    const { channel, member } = await connect();
    const posts = [1, 2, 3].map((n) => fake.post({ channel, author: member, content: `${n}` }));
    const started = performance.now();
    const react = (id: string) =>
      client.rest.put(`/channels/${channel.id}/messages/${id}/reactions/%F0%9F%90%B9/@me`);
    await Promise.all(posts.map((post) => react(post.id)));
    expect(performance.now() - started).toBeGreaterThan(450);
    expect(fake.requests.filter((r) => r.status === 429)).toEqual([]);
  });
});
