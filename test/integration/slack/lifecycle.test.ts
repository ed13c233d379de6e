import { describe, expect, test } from 'vitest';
import type { ChannelRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { noLinks, noPictures } from '../../support/no-pictures.ts';
import { workedMs } from '../../support/worked.ts';
import { createRecorder, setUp } from './harness.ts';

test('who is let in with its token is in service again, though nobody posts', async () => {
  const { fake, core } = await setUp();
  expect(core.back).toEqual([fake.team.id]);
});

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  test('stopping waits for what is in hand and acknowledges it', async () => {
    const { fake, core, platform, person, channel } = await setUp({ mode, start: false });
    await platform.start(core);
    const commit = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    core.before = () => {
      asked.resolve();
      return commit.promise;
    };
    const posted = fake.postNow({ channel, user: person, text: '1' });
    await asked.promise;
    const stopping = platform.stop();
    expect(platform.connected()).toBe(false);
    commit.resolve();
    await stopping;
    expect((await posted.delivered)[0]).toMatchObject({ status: 'acked', attempts: 1 });
    expect(fake.socket.connections()).toBe(0);
  });

  test('what came while nobody was there comes again to the next process', async () => {
    const { fake, core, platform, person, channel } = await setUp({
      mode,
      start: false,
      retryDelaysMs: [300, 300, 300],
      ackTimeoutMs: 200,
    });
    await platform.start(core);
    let failed = false;
    core.before = () => {
      failed = true;
      throw new Error('the process is going down');
    };
    const posted = fake.postNow({ channel, user: person, text: '1' });
    await fake.waitFor(() => failed);
    await platform.stop();
    core.before = () => {};
    await platform.start(core);
    const [delivered] = await posted.delivered;
    expect(delivered?.status).toBe('acked');
    expect(delivered?.attempts).toBeGreaterThan(1);
    expect(core.of('message')).toHaveLength(1);
    await platform.stop();
  });

  test('what was missed is looked for until it is found, also by the next process, whatever comes in meanwhile', async () => {
    const minute = 60_000;
    let ago = 18 * minute;
    const heardUntil = Date.now() - 20 * minute;
    const { fake, core, platform, person, channel } = await setUp({
      mode,
      start: false,
      now: () => Date.now() - ago,
      deps: { heardUntil: async () => heardUntil },
    });
    const post = (text: string) => fake.postNow({ channel, user: person, text });
    const lastSeen = (ts: string): void => {
      const [workspace, ref] = [fake.team.id as WorkspaceRef, channel as ChannelRef];
      const since = Date.now() - 16.5 * minute;
      core.watched = [{ workspace, channel: ref, lastSeen: `${channel}/${ts}` as MessageRef, since }];
    };
    // Of this nobody is told, also not later.
    fake.team.scopes.delete('channels:history');
    post('before the challenge');
    ago = 16 * minute;
    lastSeen(post('seen').message.ts);
    ago = 5 * minute;
    post('missed');
    ago = 0;
    fake.team.scopes.add('channels:history');
    const broken = fake.fail('conversations.history', { kind: 'status', status: 503 });

    await platform.start(core);
    const live = post('live');
    await live.delivered;
    await fake.waitFor(() => broken.hits() > 0);
    lastSeen(live.message.ts);
    expect(await platform.hears()).toBe('catchingUp');
    await platform.stop();
    broken.heal();
    expect(core.of('message').map(({ text }) => text)).toEqual(['live']);
    await platform.start(core);
    await expect.poll(() => platform.hears()).toBe('everything');
    await platform.stop();
    const texts = core.of('message').map(({ text }) => text);
    expect(texts).toEqual(['live', 'seen', 'missed', 'live']);
  });

  test('while an event that could not be stored is made up for, not everything is heard', async () => {
    const { fake, core, platform, person, channel } = await setUp({
      mode,
      ackTimeoutMs: 200,
      deps: { againMs: 500 },
    });
    await expect.poll(() => platform.hears()).toBe('everything');
    let failures = 1;
    core.before = () => {
      if (failures-- > 0) throw new Error('database is down');
    };
    const { delivered } = fake.postNow({ channel, user: person, text: '1' });
    await expect.poll(() => platform.hears()).toBe('catchingUp');
    expect((await delivered)[0]).toMatchObject({ status: 'acked' });
    expect(await platform.hears()).toBe('catchingUp');
  });

  test('one that can never be stored is given up after some rounds, and keeps nothing else', async () => {
    const { fake, core, platform, person, channel, logged } = await setUp({
      mode,
      ackTimeoutMs: 200,
      retryDelaysMs: [],
      deps: { againMs: 20 },
    });
    await expect.poll(() => platform.hears()).toBe('everything');
    const post = (text: string) => fake.postNow({ channel, user: person, text });
    const seen = post('seen');
    await seen.delivered;
    const lastSeen = `${channel}/${seen.message.ts}` as MessageRef;
    core.watched = [
      {
        workspace: fake.team.id as WorkspaceRef,
        channel: channel as ChannelRef,
        lastSeen,
        since: 0,
      },
    ];
    const { message } = core;
    let failed = 0;
    core.message = async (event) => {
      if (event.text !== 'poison') return message(event);
      failed++;
      throw new TypeError('of no text');
    };
    const poison = post('poison');
    // Of this nobody is told: the history holds it, behind the other.
    fake.team.scopes.delete('channels:history');
    post('next');
    fake.team.scopes.add('channels:history');
    await expect.poll(() => core.of('message').map(({ text }) => text)).toContain('next');
    const givenUp = () => logged.filter(({ level }) => level === 'error');
    await expect
      .poll(givenUp)
      .toMatchObject([
        { event: 'slack.catch_up.given_up', fields: { what: `${channel}/${poison.message.ts}` } },
      ]);
    await expect.poll(() => platform.hears()).toBe('everything');
    expect(failed).toBe(1 + 3);
  });

  test('takes 200 events a second with room to spare', async () => {
    const { fake, core, person, channel } = await setUp({ mode, ackTimeoutMs: 30_000 });
    const from = workedMs();
    const posts = Array.from({ length: 400 }, (_, i) =>
      fake.postNow({ channel, user: person, text: `n${i}` }),
    );
    const all = (await Promise.all(posts.map((p) => p.delivered))).flat();
    expect(workedMs() - from).toBeLessThan(2000);
    expect(all.every((d) => d.status === 'acked' && d.attempts === 1)).toBe(true);
    expect(core.of('message')).toHaveLength(400);
  });
});

test('who was told nothing, since Slack was away, asks again as soon as a link is wanted', async () => {
  const { fake, platform, person, channel } = await setUp({ start: false });
  const { message } = fake.postNow({ channel, user: person, text: '1' });
  const link = () => platform.linkTo(`${channel}/${message.ts}` as MessageRef);
  const fault = fake.fail('auth.test', { kind: 'status', status: 503 });
  await expect(platform.introduce()).rejects.toThrow('503');
  expect(link()).toBeNull();
  fault.heal();
  await fake.waitFor(() => link() !== null);
  expect(link()).toContain(`/archives/${channel}/`);
});

test('two connections of one app: each event reaches one of them', async () => {
  const first = await setUp();
  const { fake, person, channel } = first;
  const { createSlackPlatform } = await import('../../../src/adapters/slack/index.ts');
  const core = createRecorder();
  const second = createSlackPlatform({
    botToken: fake.botToken,
    appToken: fake.appToken,
    apiUrl: fake.apiUrl,
    locale: 'ko',
    clock: { now: Date.now, monotonic: () => performance.now() },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    knownProofs: async () => [],
    notes: { get: async () => null, set: async () => undefined },
    heardUntil: async () => null,
    isOutage: () => false,
    fetchBytes: async () => ({ ok: false, reason: 'network' }),
    pictures: noPictures,
    links: noLinks,
    pace: async () => undefined,
  });
  await second.start(core);
  try {
    const posts = Array.from({ length: 20 }, (_, i) =>
      fake.postNow({ channel, user: person, text: `n${i}` }),
    );
    await Promise.all(posts.map((p) => p.delivered));
    const [a, b] = [first.core.of('message').length, core.of('message').length];
    expect([a + b, a > 0, b > 0]).toEqual([20, true, true]);
  } finally {
    await second.stop();
  }
});
