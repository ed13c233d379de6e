import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KnownProof } from '../../../src/core/check-in/meanwhile.ts';
import type { ChannelRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import {
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  INSTALL_PERMISSIONS,
  Permission,
} from '../../fakes/discord/index.ts';
import { channelJson, roleJson } from '../../fakes/discord/payloads.ts';
import { until } from '../../support/app.ts';
import { attempt, type Setup, setUp } from './harness.ts';

describe('what people do in Discord reaches the core', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;

  beforeEach(async () => {
    at = await setUp({ rateLimits: 'off' });
    guild = at.fake.guild({ name: 'Runners' });
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina' });
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
  });

  const watch = (lastSeen: MessageRef | null = null, since = 0) => {
    at.inbound.watched = [
      {
        workspace: guild.id as WorkspaceRef,
        channel: channel.id as ChannelRef,
        lastSeen,
        since,
      },
    ];
  };

  test('a post with a photo, its edit, deletes one by one and in bulk', async () => {
    const { fake, inbound, platform } = at;
    await platform.start(inbound);
    const photo = { name: 'run.jpg', bytes: new Uint8Array([0xff, 0xd8]), contentType: 'image/jpeg' };
    const when = Date.UTC(2026, 10, 20, 3);
    const post = fake.post({ channel, author: member, content: '5 km', attachments: [photo], at: when });
    await expect.poll(() => inbound.messages.length).toBe(1);
    expect(inbound.messages[0]).toMatchObject({
      platform: 'discord',
      workspace: guild.id,
      workspaceName: 'Runners',
      channel: channel.id,
      member: { ref: member.user.id, name: 'mina' },
      message: `${guild.id}/${channel.id}/${post.id}`,
      at: when,
      text: '5 km',
      attachments: [{ name: 'run.jpg', type: 'image/jpeg', size: 2 }],
      inThread: false,
      mentionsBot: false,
    });
    const file = await platform.fetchFile(
      inbound.messages[0]!.attachments[0]!.ref,
      AbortSignal.timeout(2000),
    );
    expect([...file.bytes]).toEqual([0xff, 0xd8]);

    const thread = fake.openThread(post, member, 'well done');
    fake.post({ channel: thread, author: member, content: `thanks <@${fake.state.bot.id}>` });
    await expect.poll(() => inbound.messages.length).toBe(2);
    expect(inbound.messages[1]).toMatchObject({
      channel: channel.id,
      inThread: true,
      thread: `${guild.id}/${channel.id}/${post.id}`,
      mentionsBot: true,
      turnsTo: [],
    });

    fake.editMessage(post, '6 km');
    const other = fake.post({ channel, author: member, content: 'second' });
    fake.deleteMessage(post);
    fake.bulkDelete([other]);
    await expect.poll(() => inbound.deletions.length).toBe(2);
    expect(inbound.edits).toMatchObject([{ text: '6 km', at: when }]);
    expect(inbound.deletions[0]!.messages).toEqual([inbound.messages[0]!.message]);
    expect(inbound.order).toEqual([
      'message 5 km',
      'message thanks',
      'edited 6 km',
      'message second',
      'deleted',
      'deleted',
    ]);
  });

  test('a reply tells whose message it answers, where that is a person’s or ours', async () => {
    const { fake, inbound, platform } = at;
    await platform.start(inbound);
    const friend = fake.member(guild);
    const robot = fake.member(guild, { bot: true });
    const [proof, beep] = [member, robot].map((author) => fake.post({ channel, author, content: 'said' }));
    fake.post({ channel, author: friend, content: 'congratulations', replyTo: proof! });
    fake.post({ channel, author: friend, content: 'what?', replyTo: beep! });
    const to = { kind: 'channel', channel: channel.id as ChannelRef } as const;
    await platform.ensurePosted(to, { view: 'note', line: ['ours'] }, attempt('note:1'));
    const ours = [...channel.messages.values()].at(-1)!;
    fake.post({ channel, author: friend, content: 'resting today', replyTo: ours });
    const told = () =>
      inbound.messages.map((m) => [m.text, m.turnsTo, m.repliesTo?.message ?? m.repliesToUs]);
    await expect.poll(told).toEqual([
      ['said', [], undefined],
      ['congratulations', [], `${guild.id}/${channel.id}/${proof!.id}`],
      ['what?', [], undefined],
      ['resting today', [], true],
    ]);
  });

  test('bots and the bot itself are not people in a channel', async () => {
    const { fake, inbound, platform } = at;
    await platform.start(inbound);
    const robot = fake.member(guild, { bot: true });
    fake.post({ channel, author: robot, content: 'beep' });
    const to = { kind: 'channel', channel: channel.id as ChannelRef } as const;
    await platform.ensurePosted(to, { view: 'note', line: ['ours'] }, attempt('note:1'));
    fake.post({ channel, author: member, content: 'me' });
    await expect.poll(() => inbound.order).toEqual(['message me']);
  });

  test('250 posts made while it was down are all taken in, oldest first, before anything newer', async () => {
    const { fake, inbound, platform } = at;
    const seen = fake.post({ channel, author: member, content: 'seen' });
    for (let n = 0; n < 250; n++) fake.post({ channel, author: member, content: `p${n}` });
    watch(`${guild.id}/${channel.id}/${seen.id}` as MessageRef);
    inbound.onMessage = async (event) => {
      if (event.text === 'p0') fake.post({ channel, author: member, content: 'live' });
    };
    await platform.start(inbound);
    await expect.poll(() => inbound.messages.length).toBeGreaterThanOrEqual(251);
    const texts = inbound.messages.map((m) => m.text);
    expect([...new Set(texts)]).toEqual([...Array.from({ length: 250 }, (_, n) => `p${n}`), 'live']);
  });

  test('a refused resume is followed by catching up; a resume replays without it', async () => {
    const { fake, inbound, platform } = at;
    const first = fake.post({ channel, author: member, content: 'first' });
    watch(`${guild.id}/${channel.id}/${first.id}` as MessageRef);
    await platform.start(inbound);
    const history = () => fake.requestsTo('GET', '/channels/:channel_id/messages').length;
    await expect.poll(history).toBe(1);

    fake.gateway.askToReconnect();
    fake.post({ channel, author: member, content: 'during reconnect' });
    await expect.poll(() => inbound.order).toEqual(['message during reconnect']);
    await expect.poll(() => fake.gateway.resumes.length).toBe(1);
    expect(history()).toBe(1);

    fake.gateway.refuseResume = true;
    fake.gateway.close(4000);
    fake.post({ channel, author: member, content: 'nobody hears' });
    await expect.poll(() => inbound.order).toContain('message nobody hears');
    expect(fake.gateway.identifies).toHaveLength(2);
    expect(history()).toBeGreaterThan(1);
  });

  test('a message that could not be stored is offered again, and later ones wait for it', async () => {
    const { fake, inbound, platform } = at;
    await platform.start(inbound);
    let failures = 2;
    inbound.onMessage = async () => {
      if (failures-- > 0) throw new Error('database is down');
    };
    fake.post({ channel, author: member, content: 'a' });
    fake.post({ channel, author: member, content: 'b' });
    await expect.poll(() => inbound.order).toEqual(['message a', 'message b']);
  });

  test('the moment the lease is lost nothing more is taken in; regained, nothing is missing', async () => {
    const { fake, inbound, platform, lease } = at;
    await platform.start(inbound);
    const first = fake.post({ channel, author: member, content: 'first' });
    await expect.poll(() => inbound.order).toEqual(['message first']);
    watch(`${guild.id}/${channel.id}/${first.id}` as MessageRef);
    lease.takeAway();
    fake.post({ channel, author: member, content: 'nobody’s' });
    await expect.poll(() => fake.gateway.identifies.length).toBe(2);
    await expect.poll(() => inbound.order).toEqual(['message first', 'message nobody’s']);
    expect(fake.requestsTo('GET', '/channels/:channel_id/messages')).toHaveLength(1);
  });

  describe('a leader that stood still past its term hands nothing on, though nobody told it yet', () => {
    const history = () => at.fake.requestsTo('GET', '/channels/:channel_id/messages').length;

    test('of what waited in its socket; the next leader reads it from the history', async () => {
      const { fake, inbound, lease, platform } = at;
      await platform.start(inbound);
      const first = fake.post({ channel, author: member, content: 'first' });
      await expect.poll(() => inbound.order).toEqual(['message first']);
      watch(`${guild.id}/${channel.id}/${first.id}` as MessageRef);
      const next = at.another().start(inbound);
      lease.lapse();
      fake.slash('help', { channel, member });
      fake.post({ channel, author: member, content: 'buffered' });
      await next;
      await expect.poll(() => inbound.order).toEqual(['message first', 'message buffered']);
      expect([fake.gateway.identifies.length, history(), inbound.commands.length]).toEqual([2, 1, 0]);
    });

    test('of what waited its turn; so does the former one when it wins again', async () => {
      const { fake, inbound, lease, log, platform } = at;
      const told: string[] = [];
      const storing = Promise.withResolvers<void>();
      inbound.onMessage = async ({ text }) => {
        told.push(`${text}, session ${fake.gateway.identifies.length}`);
        if (text === 'storing') await storing.promise;
      };
      await platform.start(inbound);
      const first = fake.post({ channel, author: member, content: 'storing' });
      fake.post({ channel, author: member, content: 'waiting' });
      // The answer to a command shows that what was sent before it came in.
      await fake.slash('help', { channel, member }).reply();
      watch(`${guild.id}/${channel.id}/${first.id}` as MessageRef);
      lease.lapse();
      storing.resolve();
      await expect.poll(() => inbound.order).toEqual(['message storing', 'message waiting']);
      expect(told).toEqual(['storing, session 1', 'waiting, session 2']);
      expect(history()).toBe(1);
      expect(log.lines.filter(({ event }) => event === 'discord.catch_up.done')).toHaveLength(2);
    });
  });

  describe('ended while it catches up, it takes nothing newer in before the rest', () => {
    /** A live event that waits behind what is missed; the answer to a command shows that it came in. */
    const postLive = async () => {
      at.fake.post({ channel, author: member, content: 'live' });
      await at.fake.slash('help', { channel, member }).reply();
    };
    const missed = (...texts: readonly string[]) => {
      const seen = at.fake.post({ channel, author: member, content: 'seen' });
      for (const content of texts) at.fake.post({ channel, author: member, content });
      watch(`${guild.id}/${channel.id}/${seen.id}` as MessageRef);
    };

    test('by a stop in the middle of a history', async () => {
      const { fake, inbound, platform } = at;
      missed('missed');
      let down = true;
      const failing = fake.fail(
        { method: 'GET', route: '/channels/:channel_id/messages', where: () => down },
        { kind: 'answer', status: 503, body: { message: 'down', code: 0 } },
        100,
      );
      await platform.start(inbound);
      await expect.poll(() => failing.hits).toBeGreaterThan(0);
      await postLive();
      await platform.stop();
      expect(inbound.order).toEqual([]);
      down = false;
      await at.another().start(inbound);
      await expect.poll(() => inbound.order).toEqual(['message missed', 'message live']);
    });

    test('by a stop before it knows its channels', async () => {
      const { inbound, platform } = at;
      missed('missed');
      const { watchedChannels } = inbound;
      inbound.watchedChannels = () => Promise.reject(new Error('database is down'));
      await platform.start(inbound);
      await postLive();
      await platform.stop();
      expect(inbound.order).toEqual([]);
      inbound.watchedChannels = watchedChannels;
      await at.another().start(inbound);
      await expect.poll(() => inbound.order).toEqual(['message missed', 'message live']);
    });

    test('by the loss of the lease while one cannot be stored', async () => {
      const { fake, inbound, platform, lease } = at;
      missed('first', 'second');
      let tries = 0;
      inbound.onMessage = async ({ text }) => {
        if (text !== 'first' || fake.gateway.identifies.length > 1) return;
        tries++;
        throw new Error('database is down');
      };
      await platform.start(inbound);
      await expect.poll(() => tries).toBeGreaterThan(0);
      lease.takeAway();
      await expect.poll(() => inbound.order).toEqual(['message first', 'message second']);
    });
  });

  describe('what is given up is made up for, though newer was taken in since', () => {
    const laneLimits = { mostTries: 2, mostWaiting: 50_000, againMs: 20 };
    const refOf = ({ id }: { id: string }) => `${guild.id}/${channel.id}/${id}` as MessageRef;
    const post = (content: string) => at.fake.post({ channel, author: member, content });
    const heard = () => new Set(at.inbound.messages.map(({ text }) => text));

    test('when it can be stored, before everything counts as heard', async () => {
      const { inbound } = at;
      const platform = at.another({ laneLimits });
      await platform.start(inbound);
      let down = true;
      inbound.onMessage = async ({ text }) => {
        if (down && text !== 'newest') throw new Error('database is down');
      };
      post('first');
      post('second');
      watch(refOf(post('newest')));
      await expect.poll(heard).toEqual(new Set(['newest']));
      expect(await platform.hears()).toBe('catchingUp');
      down = false;
      await expect.poll(heard).toEqual(new Set(['newest', 'first', 'second']));
      await expect.poll(() => platform.hears()).toBe('everything');
    });

    test('by the next process', async () => {
      const { inbound } = at;
      const platform = at.another({ laneLimits: { ...laneLimits, againMs: 600_000 } });
      await platform.start(inbound);
      inbound.onMessage = async ({ text }) => {
        if (text === 'lost') throw new Error('database is down');
      };
      post('lost');
      watch(refOf(post('newest')));
      await expect.poll(heard).toEqual(new Set(['newest']));
      await platform.stop();
      inbound.onMessage = async () => {};
      const next = at.another({ laneLimits });
      await next.start(inbound);
      await expect.poll(heard).toEqual(new Set(['newest', 'lost']));
      await expect.poll(() => next.hears()).toBe('everything');
    });

    test('when there was no room for it', async () => {
      const { inbound, log } = at;
      const platform = at.another({ laneLimits: { ...laneLimits, mostWaiting: 1 } });
      await platform.start(inbound);
      const { promise, resolve } = Promise.withResolvers<void>();
      inbound.onMessage = () => promise;
      post('1');
      post('2');
      watch(refOf(post('3')));
      await expect.poll(() => log.lines.some(({ event }) => event === 'discord.intake.full')).toBe(true);
      resolve();
      await expect.poll(heard).toEqual(new Set(['1', '2', '3']));
    });

    test('one that can never be stored is given up after some rounds, and is no outage of everything', async () => {
      const { fake, inbound, log } = at;
      const known: KnownProof[] = [];
      const platform = at.another({ laneLimits, knownProofs: async () => known });
      await platform.start(inbound);
      const posted = post('posted');
      const bothLost = () =>
        log.lines.some(
          ({ event, task }) => event === 'discord.intake.given_up' && task === `delete:${posted.id}`,
        );
      let tries = 0;
      inbound.onMessage = async ({ text }) => {
        if (text !== 'poison') return;
        tries++;
        // A round during which more of the channel is lost is made once more: none but the first may be.
        if (tries === 2 + 1) await until('the deletion to be given up as well', bothLost);
        throw new TypeError(`try ${tries}`);
      };
      const { deleted } = inbound;
      inbound.deleted = () => Promise.reject(new TypeError('of no text'));
      known.push({ message: refOf(posted), text: 'posted', editedAt: null });
      const poison = post('poison');
      watch(refOf(post('newest')));
      fake.deleteMessage(posted);
      await expect.poll(heard).toEqual(new Set(['posted', 'newest']));
      const givenUp = () => log.lines.filter(({ event }) => event === 'discord.make_up.given_up');
      await expect
        .poll(() => givenUp().map(({ task }) => task))
        .toEqual([`message:${poison.id}`, `delete:${posted.id}`]);
      await expect.poll(() => platform.hears()).toBe('everything');
      expect(tries).toBe(2 + 3);
      // What fails for another reason, and what comes later, is stored all the same.
      inbound.deleted = deleted;
      inbound.onMessage = async () => {};
      post('after');
      await expect.poll(heard).toContain('after');
    });

    test('also a deletion', async () => {
      const { fake, inbound, log } = at;
      const known: KnownProof[] = [];
      const platform = at.another({ laneLimits, knownProofs: async () => known });
      await platform.start(inbound);
      const posted = post('posted');
      const message = refOf(posted);
      watch(message);
      known.push({ message, text: 'posted', editedAt: null });
      const { deleted } = inbound;
      inbound.deleted = () => Promise.reject(new Error('database is down'));
      fake.deleteMessage(posted);
      await expect.poll(() => log.lines.some(({ event }) => event === 'discord.intake.given_up')).toBe(true);
      inbound.deleted = deleted;
      await expect.poll(() => inbound.deletions.map(({ messages }) => messages)).toEqual([[message]]);
    });
  });

  test('the holder of the lease ends; the next takes over and catches up', async () => {
    const { fake, inbound, platform } = at;
    await platform.start(inbound);
    const standby = at.another();
    const starting = standby.start(inbound);
    await starting;
    expect(fake.gateway.identifies).toHaveLength(1);
    fake.post({ channel, author: member, content: 'by the first' });
    await expect.poll(() => inbound.order).toEqual(['message by the first']);
    watch(inbound.messages[0]!.message);
    await platform.stop();
    fake.post({ channel, author: member, content: 'between' });
    await expect.poll(() => inbound.order).toEqual(['message by the first', 'message between']);
    expect(fake.gateway.clientCloses).toContain(1000);
  });

  test('a server that removed the bot while it was away is told of at the next start', async () => {
    // Named alone: a server like Discord that names none may leave them out.
    at.fake.guild({ name: 'Swimmers' });
    at.fake.removeBot(guild);
    watch();
    await at.platform.start(at.inbound);
    await expect.poll(() => at.inbound.gone).toEqual([guild.id]);
    expect(at.fake.requestsTo('GET', '/channels/:channel_id/messages')).toEqual([]);
  });

  test('so it is, and of one that is back, though nothing can be stored for longer than one event is tried', async () => {
    const { inbound } = at;
    const back = at.fake.guild();
    at.fake.removeBot(guild);
    watch();
    inbound.parked = [back.id as WorkspaceRef];
    const { workspaceGone, workspaceBack } = inbound;
    let tries = 0;
    const down = async () => {
      tries += 1;
      throw new Error('database is down');
    };
    Object.assign(inbound, { workspaceGone: down, workspaceBack: down });
    const platform = at.another({ laneLimits: { mostTries: 1, mostWaiting: 10, againMs: 20 } });
    await platform.start(inbound);
    await expect.poll(() => tries).toBe(2);
    Object.assign(inbound, { workspaceGone, workspaceBack });
    await expect.poll(() => [inbound.gone, inbound.back]).toEqual([[guild.id], [back.id]]);
  });

  test('a file is asked for anew when its address has expired; what is not ours to read is refused', async () => {
    let late = 0;
    const slow = await setUp({ rateLimits: 'off', clock: { now: () => Date.now() + late } });
    const { fake, inbound, platform } = slow;
    const home = fake.guild();
    const author = fake.member(home);
    const there = fake.channel(home);
    await platform.start(inbound);
    const file = (name: string, serve = {}) => ({ name, bytes: new Uint8Array([1, 2]), serve });
    const attachments = [
      file('good.jpg'),
      file('page.jpg', { html: '<html>sign in</html>' }),
      file('elsewhere.jpg', { redirectTo: 'http://127.0.0.1:1/secret' }),
      file('long.jpg', { contentLength: 50_000_000 }),
    ];
    const post = fake.post({ channel: there, author, content: 'x', attachments });
    await expect.poll(() => inbound.messages.length).toBe(1);
    const fetch = (n: number) =>
      platform.fetchFile(inbound.messages[0]!.attachments[n]!.ref, AbortSignal.timeout(5_000)).then(
        (got) => got.bytes.length,
        (error) => `${error.kind} ${error.detail}`,
      );
    expect(await Promise.all([0, 1, 2, 3].map(fetch))).toEqual([
      2,
      'invalid html',
      'invalid redirect',
      'invalid tooLarge',
    ]);
    late = 48 * 3_600_000;
    expect(await fetch(0)).toBe(2);
    expect(fake.requestsTo('GET', '/channels/:channel_id/messages/:message_id')).toHaveLength(1);
    fake.deleteMessage(post);
    late = 96 * 3_600_000;
    expect(await fetch(0)).toBe('gone 10008');
    await slow.stop();
  });

  describe('what was posted while the bot was shut out is taken in before anything newer', () => {
    const VIEW = Permission.viewChannel;
    const post = (content: string) => at.fake.post({ channel, author: member, content });
    const history = () => at.fake.requestsTo('GET', '/channels/:channel_id/messages').length;
    const role = (permissions: bigint, name = '@everyone') => {
      guild.botPermissions = permissions;
      const d = { guild_id: guild.id, role: roleJson({ id: guild.id, name, permissions }) };
      at.fake.gateway.dispatch({ t: 'GUILD_ROLE_UPDATE', d });
    };
    const ways: readonly (readonly [string, () => void, () => void])[] = [
      ['removed from the server', () => at.fake.removeBot(guild), () => at.fake.inviteBot(guild)],
      [
        'denied the channel',
        () => at.fake.setBotPermissions(channel, INSTALL_PERMISSIONS & ~VIEW),
        () => at.fake.setBotPermissions(channel, INSTALL_PERMISSIONS),
      ],
      [
        'without its role',
        () => at.fake.setBotRole(guild, INSTALL_PERMISSIONS & ~VIEW),
        () => at.fake.setBotRole(guild, INSTALL_PERMISSIONS),
      ],
      ['by what its role may', () => role(INSTALL_PERMISSIONS & ~VIEW), () => role(INSTALL_PERMISSIONS)],
      [
        'by a role that is deleted',
        () => role(INSTALL_PERMISSIONS & ~VIEW),
        () => {
          guild.botPermissions = INSTALL_PERMISSIONS;
          const d = { guild_id: guild.id, role_id: at.fake.state.id() };
          at.fake.gateway.dispatch({ t: 'GUILD_ROLE_DELETE', d });
        },
      ],
    ];

    test.each(ways)('%s', async (_name, shutOut, letIn) => {
      const { fake, inbound, log, platform } = at;
      await platform.start(inbound);
      const seen = post('seen');
      await expect.poll(() => inbound.order).toEqual(['message seen']);
      watch(`${guild.id}/${channel.id}/${seen.id}` as MessageRef);
      shutOut();
      // The answer to a command elsewhere shows that what was sent before it came in.
      const elsewhere = fake.guild();
      const away = { channel: fake.channel(elsewhere), member: fake.member(elsewhere) };
      await fake.slash('help', away).reply();
      for (let n = 0; n < 120; n++) post(`p${n}`);
      await fake.slash('help', away).reply();
      expect(inbound.order).toEqual(['message seen']);
      letIn();
      post('live');
      await expect.poll(() => inbound.order).toContain('message live');
      const missed = Array.from({ length: 120 }, (_, n) => `message p${n}`);
      expect([...new Set(inbound.order)]).toEqual(['message seen', ...missed, 'message live']);
      await expect.poll(() => platform.hears()).toBe('everything');
      expect(log.lines.filter(({ event }) => event === 'discord.catch_up.broken')).toEqual([]);
    });

    test('who is invited back is in service again, though nobody posts; also when it was at once', async () => {
      const { fake, inbound, platform } = at;
      await platform.start(inbound);
      fake.removeBot(guild);
      fake.inviteBot(guild);
      await expect.poll(() => inbound.back).toContain(guild.id);
      expect(inbound.gone).toEqual([guild.id]);
    });

    test('so is who was invited back while it was down', async () => {
      const { inbound, platform } = at;
      const left = at.fake.guild();
      at.fake.removeBot(left);
      inbound.parked = [guild.id, left.id] as WorkspaceRef[];
      await platform.start(inbound);
      await expect.poll(() => inbound.back).toEqual([guild.id]);
      expect(inbound.gone).toEqual([]);
    });

    test('changed again and again while it reads, it reads once more, and nothing newer goes ahead of that', async () => {
      const { fake, inbound, platform } = at;
      const seen = post('seen');
      watch(`${guild.id}/${channel.id}/${seen.id}` as MessageRef);
      await platform.start(inbound);
      await expect.poll(() => platform.hears()).toBe('everything');
      fake.setBotPermissions(channel, INSTALL_PERMISSIONS & ~VIEW);
      post('first');
      const gate = Promise.withResolvers<void>();
      let reading = false;
      inbound.onMessage = () => {
        reading = true;
        return gate.promise;
      };
      fake.setBotPermissions(channel, INSTALL_PERMISSIONS);
      await expect.poll(() => reading).toBe(true);
      const before = history();
      for (const n of [1, 2, 3]) {
        fake.setBotPermissions(channel, INSTALL_PERMISSIONS & ~VIEW);
        post(`then ${n}`);
        fake.setBotPermissions(channel, INSTALL_PERMISSIONS);
        await fake.slash('help', { channel, member }).reply();
      }
      post('live');
      await fake.slash('help', { channel, member }).reply();
      gate.resolve();
      await expect.poll(() => inbound.order).toContain('message live');
      const missed = ['first', 'then 1', 'then 2', 'then 3', 'live'].map((text) => `message ${text}`);
      expect([...new Set(inbound.order)]).toEqual(missed);
      await expect.poll(() => platform.hears()).toBe('everything');
      expect(history() - before).toBe(1);
    });

    test('a further change of rights does not wait for edits to be looked for, nor keep live posts until then', async () => {
      const { fake, inbound } = at;
      const seen = post('seen');
      watch(`${guild.id}/${channel.id}/${seen.id}` as MessageRef);
      const known = [{ message: inbound.watched[0]!.lastSeen!, text: 'before', editedAt: null }];
      let asked = 0;
      const platform = at.another({ knownProofs: async () => (++asked > 1 ? known : []) });
      await platform.start(inbound);
      await expect.poll(() => platform.hears()).toBe('everything');
      // The look for edits after the first reading comes to no end.
      const route = '/channels/:channel_id/messages';
      const stuck = fake.fail(
        { method: 'GET', route, where: ({ query }) => query.after === undefined },
        { kind: 'answer', status: 500, body: {} },
        Number.POSITIVE_INFINITY,
      );
      fake.setBotRole(guild, INSTALL_PERMISSIONS & ~Permission.addReactions);
      await expect.poll(() => stuck.hits).toBeGreaterThan(0);
      fake.setBotRole(guild, INSTALL_PERMISSIONS);
      post('live');
      await expect.poll(() => inbound.order).toContain('message live');
    });

    test('a new name of a channel or role, and what another member may, is nothing to read for', async () => {
      const { fake, inbound, platform } = at;
      watch();
      await platform.start(inbound);
      await expect.poll(() => platform.hears()).toBe('everything');
      const told = (change: object) =>
        fake.gateway.dispatch({ t: 'CHANNEL_UPDATE', d: { ...channelJson(fake.state, channel), ...change } });
      const theirs = { id: member.user.id, type: 1, allow: '0', deny: '1024' };
      told({ name: 'renamed' });
      told({ permission_overwrites: [theirs] });
      told({ permission_overwrites: [] });
      role(guild.botPermissions, 'renamed');
      // A channel of which nothing is to be read is no line in the log either.
      fake.setBotPermissions(fake.channel(guild), INSTALL_PERMISSIONS & ~Permission.addReactions);
      await fake.slash('help', { channel, member }).reply();
      await expect.poll(() => platform.hears()).toBe('everything');
      expect(history()).toBe(1);
      expect(at.log.lines.filter(({ event }) => event === 'discord.catch_up.done')).toHaveLength(1);
    });

    test('right after a refusal, and allowed again while the connection was cut', async () => {
      const { fake, inbound, platform } = at;
      const seen = post('seen');
      watch(`${guild.id}/${channel.id}/${seen.id}` as MessageRef);
      await platform.start(inbound);
      await expect.poll(() => platform.hears()).toBe('everything');
      role(INSTALL_PERMISSIONS & ~VIEW);
      await expect
        .poll(() => at.log.lines.some(({ event }) => event === 'discord.catch_up.failed'))
        .toBe(true);
      post('missed');
      guild.botPermissions = INSTALL_PERMISSIONS;
      fake.gateway.forgetSessions();
      fake.gateway.close(4000);
      await expect.poll(() => inbound.order).toContain('message missed');
    });

    test('a server that is there again after an outage of its own, and a channel with other rights, once', async () => {
      const { fake, inbound, platform } = at;
      const seen = post('seen');
      watch(`${guild.id}/${channel.id}/${seen.id}` as MessageRef);
      await platform.start(inbound);
      await expect.poll(() => platform.hears()).toBe('everything');
      expect(history()).toBe(1);
      fake.gateway.dispatch({ t: 'GUILD_DELETE', d: { id: guild.id, unavailable: true } });
      fake.inviteBot(guild);
      await expect.poll(history).toBe(2);
      for (const _ of [1, 2, 3]) fake.setBotPermissions(channel, INSTALL_PERMISSIONS);
      await expect.poll(history).toBe(3);
      await fake.slash('help', { channel, member }).reply();
      await expect.poll(() => platform.hears()).toBe('everything');
      expect([history(), inbound.gone]).toEqual([3, []]);
    });
  });

  test('what waited until the bot was removed from its server is not taken in: it would be in service again', async () => {
    const { fake, inbound, log, platform } = at;
    await platform.start(inbound);
    const gate = Promise.withResolvers<void>();
    let begun = false;
    inbound.onMessage = () => {
      begun = true;
      return gate.promise;
    };
    fake.post({ channel, author: member, content: 'in hand' });
    fake.post({ channel, author: member, content: 'waits its turn' });
    await expect.poll(() => begun).toBe(true);
    fake.removeBot(guild);
    await expect.poll(() => inbound.gone).toEqual([guild.id]);
    gate.resolve();
    await expect
      .poll(() => log.lines.filter(({ event }) => event === 'discord.intake.skipped'))
      .toMatchObject([{ reason: 'no longer in that server' }]);
    expect(inbound.order.filter((each) => each.startsWith('message'))).toEqual(['message in hand']);
  });

  test('being removed from a server is told', async () => {
    await at.platform.start(at.inbound);
    at.fake.removeBot(guild);
    await expect.poll(() => at.inbound.gone).toEqual([guild.id]);
  });
});
