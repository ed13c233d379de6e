import { describe, expect, test } from 'vitest';
import { workedMs } from '../../support/worked.ts';
import { createRecorder, setUp } from './harness.ts';

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
    fetchBytes: async () => ({ ok: false, reason: 'network' }),
    pictures: null,
    links: null,
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
