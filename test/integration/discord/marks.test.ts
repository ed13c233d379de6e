import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MemberRef, MessageRef } from '../../../src/core/model/ids.ts';
import { type FakeChannel, type FakeGuild, type FakeMember, Permission } from '../../fakes/discord/index.ts';
import { type Setup, setUp } from './harness.ts';

const MESSAGE = '/channels/:channel_id/messages/:message_id';

describe('marks that people put on messages in Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;

  beforeEach(async () => {
    at = await setUp({
      rateLimits: 'off',
      deps: { laneLimits: { mostTries: 3, mostWaiting: 100, againMs: 10 } },
    });
    guild = at.fake.guild({ name: 'Runners' });
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina' });
    await at.platform.start(at.inbound);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
  });

  const marks = () => at.inbound.reactions.map(({ mark, by }) => [mark, by]);

  test('reach the core with channel, message and hand, in a thread too, and nobody is asked anything for it', async () => {
    const { fake, inbound } = at;
    const post = fake.post({ channel, author: member, content: '5 km' });
    const thread = fake.openThread(post, member, 'well done');
    const reply = fake.post({ channel: thread, author: member, content: 'me too' });
    const before = fake.requests.length;
    const told = Date.now();
    fake.react(post, member, '🐹');
    fake.react(post, member, 'wave:123456789012345678');
    fake.unreact(post, member, '🐹');
    fake.react(reply, member, '🐹');
    await expect.poll(() => inbound.reactions.length).toBe(3);
    const place = { platform: 'discord', workspace: guild.id, channel: channel.id, by: member.user.id };
    const own = { ...place, message: `${guild.id}/${channel.id}/${post.id}`, at: expect.any(Number) };
    const inThread = { ...place, message: `${guild.id}/${thread.id}/${reply.id}`, at: expect.any(Number) };
    expect(inbound.reactions.toSorted((a, b) => (a.message < b.message ? -1 : 1))).toEqual(
      [
        { ...own, mark: '🐹' },
        { ...own, mark: 'wave:123456789012345678' },
        { ...inThread, mark: '🐹' },
      ].toSorted((a, b) => (a.message < b.message ? -1 : 1)),
    );
    for (const { at: when } of inbound.reactions) expect(when).toBeGreaterThanOrEqual(told);
    expect(fake.requests.length).toBe(before);
  });

  test('told again reach the core once; taken away and put there anew they reach it again', async () => {
    const { fake } = at;
    const post = fake.post({ channel, author: member, content: '5 km' });
    const ids = { guild_id: guild.id, channel_id: channel.id, message_id: post.id };
    const clear = (more: object, t = 'MESSAGE_REACTION_REMOVE_ALL') =>
      fake.gateway.dispatch({ t, d: { ...ids, ...more } });
    /** Each emoji comes after what was told of the hamster. */
    const reachedBy = async (emoji: string) => {
      fake.react(post, member, emoji);
      await expect.poll(() => marks().at(-1)).toEqual([emoji, member.user.id]);
      return marks().filter(([mark]) => mark === '🐹').length;
    };
    fake.react(post, member, '🐹');
    fake.redeliverReaction(post);
    expect(await reachedBy('1️⃣')).toBe(1);
    fake.unreact(post, member, '1️⃣');
    fake.redeliverReaction(post);
    expect(await reachedBy('2️⃣')).toBe(1);
    fake.unreact(post, member, '2️⃣');
    fake.unreact(post, member, '🐹');
    fake.react(post, member, '🐹');
    fake.redeliverReaction(post);
    expect(await reachedBy('3️⃣')).toBe(2);
    fake.unreact(post, member, '3️⃣');
    // A moderator takes all of another emoji away, then all of this one, then all there are.
    clear({ emoji: { id: null, name: '👏' } }, 'MESSAGE_REACTION_REMOVE_EMOJI');
    fake.redeliverReaction(post);
    expect(await reachedBy('4️⃣')).toBe(2);
    fake.unreact(post, member, '4️⃣');
    clear({ emoji: { id: null, name: '🐹' } }, 'MESSAGE_REACTION_REMOVE_EMOJI');
    fake.redeliverReaction(post);
    expect(await reachedBy('5️⃣')).toBe(3);
    fake.unreact(post, member, '5️⃣');
    clear({});
    fake.redeliverReaction(post);
    expect(await reachedBy('6️⃣')).toBe(4);
  });

  test('that could not be taken in do so when they are told again, as of when they were first told', async () => {
    const { fake, inbound } = at;
    inbound.onReaction = async () => Promise.reject(new Error('database is down'));
    const post = fake.post({ channel, author: member, content: '5 km' });
    fake.react(post, member, '🐹');
    await expect
      .poll(() => at.log.lines.find(({ event }) => event === 'discord.intake.given_up'), { timeout: 5_000 })
      .toMatchObject({ task: `mark:${post.id}` });
    const given = Date.now();
    inbound.onReaction = async () => {};
    fake.redeliverReaction(post);
    await expect.poll(marks).toEqual([['🐹', member.user.id]]);
    expect(inbound.reactions[0]!.at).toBeLessThan(given);
  });

  test('of a session before are not known: one that was taken away and put there unheard counts', async () => {
    const { fake } = at;
    const post = fake.post({ channel, author: member, content: '5 km' });
    fake.react(post, member, '🐹');
    await expect.poll(marks).toHaveLength(1);
    fake.gateway.forgetSessions();
    fake.gateway.close(4000);
    await expect.poll(() => fake.gateway.identifies.length).toBe(2);
    await expect.poll(() => fake.gateway.live()).toBe(1);
    fake.redeliverReaction(post);
    await expect.poll(marks).toHaveLength(2);
  });

  test('are nothing where they are ours, a bot’s, on what we said, or in a direct message', async () => {
    const { fake } = at;
    const post = fake.post({ channel, author: member, content: '5 km' });
    fake.react(post, fake.member(guild, { bot: true }), '🐹');
    const ref = `${guild.id}/${channel.id}/${post.id}` as MessageRef;
    await at.platform.ensureReaction(ref, '🐹');
    const target = { kind: 'channel', channel: channel.id as never } as const;
    await at.platform.ensurePosted(
      target,
      { view: 'note', line: ['안녕'] },
      {
        ...{ key: 'note:1' as never, maybeSent: false, plannedAt: Date.now(), fence: () => {} },
      },
    );
    const [ours] = fake.botMessagesIn(channel);
    fake.react(ours!, member, '🐹');
    const direct = fake.directMessage(member, 'hi');
    fake.react(direct, member, '🐹');
    fake.react(post, member, '👏');
    await expect.poll(marks).toEqual([['👏', member.user.id]]);
  });

  test('do not hold posts of their channel back, and given up make nobody read its history', async () => {
    const { fake, inbound } = at;
    inbound.watched = [
      { workspace: guild.id as never, channel: channel.id as never, lastSeen: null, since: Date.now() },
    ];
    const stuck = Promise.withResolvers<void>();
    inbound.onReaction = () => stuck.promise;
    const post = fake.post({ channel, author: member, content: 'one' });
    fake.react(post, member, '🐹');
    fake.post({ channel, author: member, content: 'two' });
    await expect.poll(() => inbound.messages.length).toBe(2);
    const pages = fake.requestsTo('GET', '/channels/:channel_id/messages').length;
    stuck.reject(new Error('database is down'));
    await expect
      .poll(() => at.log.lines.find(({ event }) => event === 'discord.intake.given_up'), { timeout: 5_000 })
      .toMatchObject({ task: `mark:${post.id}`, tries: 3 });
    expect(await at.platform.hears()).toBe('everything');
    inbound.onReaction = async () => {};
    fake.react(post, member, '👏');
    await expect.poll(marks).toEqual([['👏', member.user.id]]);
    expect(fake.requestsTo('GET', '/channels/:channel_id/messages')).toHaveLength(pages);
  });

  test('tell by asking what the message says, whose it is, and whether its hand may manage', async () => {
    const { fake, platform } = at;
    const managing = fake.role(guild, 'captains', Permission.manageGuild);
    const captain = fake.member(guild, { name: 'jiu', roles: [managing] });
    const photo = { name: 'run.jpg', bytes: new Uint8Array([0xff, 0xd8]), contentType: 'image/jpeg' };
    const post = fake.post({ channel, author: member, content: '5 km', attachments: [photo] });
    const facts = (id: string, by: FakeMember) =>
      platform.messageFacts(`${guild.id}/${channel.id}/${id}` as MessageRef, by.user.id as MemberRef);
    expect(await facts(post.id, captain)).toEqual({
      target: {
        message: `${guild.id}/${channel.id}/${post.id}`,
        at: expect.any(Number),
        author: member.user.id,
        authorName: 'mina',
        authorIsBot: false,
        text: '5 km',
        attachments: [expect.objectContaining({ name: 'run.jpg', type: 'image/jpeg', size: 2 })],
      },
      member: { ref: captain.user.id, name: 'jiu', manager: true, roles: [managing.id] },
      byBot: false,
    });
    expect(await facts(post.id, member)).toMatchObject({ member: { manager: false } });
    const robot = fake.member(guild, { bot: true });
    const said = fake.post({ channel, author: robot, content: 'beep' });
    expect(await facts(said.id, robot)).toMatchObject({ target: { authorIsBot: true }, byBot: true });
    fake.leave(captain);
    await expect(facts(post.id, captain)).rejects.toMatchObject({ kind: 'gone' });
    fake.deleteMessage(post);
    await expect(facts(post.id, member)).rejects.toMatchObject({ kind: 'gone' });
    expect(fake.requestsTo('GET', MESSAGE).length).toBeGreaterThan(0);
  });
});
