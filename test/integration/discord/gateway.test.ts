import { afterEach, describe, expect, test } from 'vitest';
import { StartError } from '../../../src/core/errors.ts';
import type { ChannelRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { cloudflarePage } from '../../fakes/discord/index.ts';
import { type Setup, setUp } from './harness.ts';

const MESSAGE_CONTENT = 1 << 15;

describe('the connection to Discord', () => {
  let at: Setup;
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
  });

  const people = () => {
    const channel = at.fake.channel(at.fake.guild());
    const author = at.fake.member(at.fake.state.guilds.get(channel.guildId!)!);
    return { channel, author };
  };

  test('a wrong token is a sentence that says what to do', async () => {
    at = await setUp({ deps: { token: 'not.the.token' } });
    const starting = at.platform.start(at.inbound);
    await expect(starting).rejects.toThrow(StartError);
    await expect(starting).rejects.toThrow(/DISCORD_TOKEN/);
  });

  test('a wall of HTML before the gateway is waited for, not hammered', async () => {
    at = await setUp();
    const wall = at.fake.fail({ route: '/gateway/bot' }, cloudflarePage(429));
    await at.platform.start(at.inbound);
    expect(wall.hits).toBe(1);
    expect(at.fake.gateway.identifies).toHaveLength(1);
    expect(at.fake.requestsTo('GET', '/gateway/bot').length).toBeLessThanOrEqual(3);
  });

  test('an intent switched off in the portal is a sentence that names it', async () => {
    at = await setUp({ allowedIntents: ((1 << 26) - 1) & ~MESSAGE_CONTENT });
    await expect(at.platform.start(at.inbound)).rejects.toThrow(/MESSAGE CONTENT/);
    expect(at.fake.gateway.identifies).toHaveLength(1);
  });

  test.each([
    [4004, /DISCORD_TOKEN/],
    [4014, /MESSAGE CONTENT/],
  ])(
    'closed with %i in the middle of things: stops and says what to do, without knocking again',
    async (code, what) => {
      at = await setUp();
      people();
      await at.platform.start(at.inbound);
      at.fake.gateway.close(code);
      await expect.poll(() => at.fatal.map((error) => error.message)).toEqual([expect.stringMatching(what)]);
      expect(at.fake.gateway.hellos).toBe(1);
      expect(at.fake.gateway.identifies).toHaveLength(1);
      expect(at.fake.gateway.resumes).toHaveLength(0);
    },
  );

  test('a connection that no longer answers heartbeats is left and resumed, losing nothing', async () => {
    at = await setUp({ heartbeatIntervalMs: 400 });
    const { channel, author } = people();
    await at.platform.start(at.inbound);
    await expect.poll(() => at.fake.gateway.heartbeats.length).toBeGreaterThan(0);
    const { acking, heartbeats, resumes } = at.fake.gateway;
    expect([acking, resumes]).toEqual([true, []]);
    const deaf = performance.now();
    at.fake.gateway.acking = false;
    await expect.poll(() => resumes.length).toBeGreaterThan(0);
    at.fake.gateway.acking = true;
    const unanswered = heartbeats.filter((beat) => beat > deaf && beat < resumes[0]!);
    expect(unanswered.length).toBeGreaterThan(0);
    expect(unanswered.length).toBeLessThanOrEqual(2);
    at.fake.post({ channel, author, content: 'still here' });
    await expect.poll(() => at.inbound.order).toEqual(['message still here']);
    expect(at.fake.gateway.clientCloses.length).toBeGreaterThan(0);
    expect(at.fake.gateway.clientCloses).not.toContain(1000);
    expect(at.fake.gateway.identifies).toHaveLength(1);
  });

  test('thrown out a hundred times: five identifies a minute, then patience', async () => {
    at = await setUp();
    people();
    at.fake.gateway.closeAfterLogin = { code: 1000, times: 100 };
    await at.platform.start(at.inbound);
    await expect.poll(() => at.fake.gateway.hellos).toBe(6);
    expect(at.fake.gateway.identifies).toHaveLength(5);
    expect(at.fake.gateway.closeAfterLogin.times).toBe(95);
  });

  test('duplicated and shuffled events all arrive; nothing is dropped on the way', async () => {
    at = await setUp();
    const { channel, author } = people();
    await at.platform.start(at.inbound);
    at.fake.gateway.hold();
    for (const content of ['a', 'b', 'c']) at.fake.post({ channel, author, content });
    at.fake.gateway.release(([a, b, c]) => [c!, a!, a!, b!, c!]);
    await expect.poll(() => at.inbound.order).toEqual(['c', 'a', 'a', 'b', 'c'].map((t) => `message ${t}`));
  });

  test('a database that is down at start delays the first event until the gap is known', async () => {
    at = await setUp();
    const { channel, author } = people();
    at.fake.post({ channel, author, content: 'earlier' });
    const watched = {
      workspace: channel.guildId as WorkspaceRef,
      channel: channel.id as ChannelRef,
      lastSeen: null,
      since: 0,
    };
    let failures = 1;
    at.inbound.watchedChannels = async () => {
      if (failures-- > 0) throw new Error('database is down');
      return [watched];
    };
    await at.platform.start(at.inbound);
    at.fake.post({ channel, author, content: 'live' });
    await expect.poll(() => at.inbound.order.length).toBeGreaterThanOrEqual(2);
    expect(at.inbound.order[0]).toBe('message earlier');
    expect(new Set(at.inbound.order)).toEqual(new Set(['message earlier', 'message live']));
  });
});
