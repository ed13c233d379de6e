import { afterEach, describe, expect, test } from 'vitest';
import type { ChannelRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { INSTALL_PERMISSIONS } from '../../fakes/discord/index.ts';
import { type Setup, setUp } from '../discord/harness.ts';
import { setUp as setUpSlack } from '../slack/harness.ts';

describe('how far Discord is heard', () => {
  let at: Setup;
  afterEach(() => at.stop());

  /** A channel whose catching up waits until it is let go. */
  async function slowHistory(): Promise<() => void> {
    const guild = at.fake.guild();
    const channel = at.fake.channel(guild);
    const author = at.fake.member(guild);
    const [workspace, ref] = [guild.id as WorkspaceRef, channel.id as ChannelRef];
    at.inbound.watched = [{ workspace, channel: ref, lastSeen: null, since: Date.now() - 60_000 }];
    at.fake.post({ channel, author, content: '그동안 올린 글' });
    const { promise, resolve } = Promise.withResolvers<void>();
    at.inbound.onMessage = () => promise;
    return resolve;
  }

  test('nothing before it is connected, everything only when all is taken in, nothing when it has stopped', async () => {
    at = await setUp();
    const letGo = await slowHistory();
    expect(await at.platform.hears()).toBe('nothing');
    await at.platform.start(at.inbound);
    expect(await at.platform.hears()).toBe('catchingUp');
    letGo();
    await expect.poll(() => at.platform.hears()).toBe('everything');
    expect(at.inbound.messages).toHaveLength(1);
    await at.platform.stop();
    expect(await at.platform.hears()).toBe('nothing');
  });

  test('nothing while the gateway is cut, though the process lives; all again once it resumed or caught up', async () => {
    at = await setUp();
    at.fake.guild();
    await at.platform.start(at.inbound);
    await expect.poll(() => at.platform.hears()).toBe('everything');
    const seen = new Set<string>();
    at.fake.gateway.close(4000);
    await expect.poll(async () => seen.add(await at.platform.hears()).has('nothing')).toBe(true);
    await expect.poll(() => at.platform.hears()).toBe('everything');
    expect(at.fake.gateway.resumes).toHaveLength(1);
    const letGo = await slowHistory();
    at.fake.gateway.forgetSessions();
    at.fake.gateway.close(4000);
    await expect.poll(() => at.platform.hears()).toBe('catchingUp');
    letGo();
    await expect.poll(() => at.platform.hears()).toBe('everything');
  });

  test('everything soon where only one server is read again and comes to no end; the reading goes on', async () => {
    let later = 0;
    const clock = { now: () => Date.now() + later, monotonic: () => performance.now() + later };
    at = await setUp({ deps: { clock } });
    const guild = at.fake.guild();
    await at.platform.start(at.inbound);
    await expect.poll(() => at.platform.hears()).toBe('everything');
    const letGo = await slowHistory();
    at.inbound.watched = at.inbound.watched.map((each) => ({ ...each, workspace: guild.id as WorkspaceRef }));
    at.fake.setBotRole(guild, 0n);
    at.fake.setBotRole(guild, INSTALL_PERMISSIONS);
    await expect.poll(() => at.platform.hears()).toBe('catchingUp');
    later = 2 * 60_000;
    expect(await at.platform.hears()).toBe('catchingUp');
    later = 4 * 60_000;
    expect(await at.platform.hears()).toBe('everything');
    letGo();
    await expect.poll(() => at.inbound.messages.length).toBeGreaterThan(0);
  });

  test('nothing by an instance that stands by', async () => {
    at = await setUp();
    at.fake.guild();
    await at.platform.start(at.inbound);
    const other = at.another();
    await other.start(at.inbound);
    await expect.poll(() => at.platform.hears()).toBe('everything');
    expect(await other.hears()).toBe('nothing');
  });
});

describe('how far Slack is heard', () => {
  test('over Socket Mode: nothing while no connection can be made', async () => {
    const { fake, platform } = await setUpSlack();
    await expect.poll(() => platform.hears()).toBe('everything');
    const closed = fake.fail('apps.connections.open', { kind: 'dropBefore' });
    fake.socket.disconnect('refresh_requested');
    await expect.poll(() => platform.hears()).toBe('nothing');
    await expect.poll(() => closed.hits()).toBeGreaterThan(0);
    fake.healAll();
    await expect.poll(() => platform.hears()).toBe('everything');
    await platform.stop();
    expect(await platform.hears()).toBe('nothing');
  });

  test('over HTTP: nothing while Slack cannot be asked; what may have been missed is read before all is heard', async () => {
    const { fake, core, platform, person, channel } = await setUpSlack({ mode: 'http' });
    await expect.poll(() => platform.hears()).toBe('everything');
    fake.fail('auth.test', { kind: 'dropBefore' });
    expect(await platform.hears()).toBe('nothing');
    fake.setEventsUrl('http://127.0.0.1:9/slack/events');
    void fake.postNow({ channel, user: person, text: '아무도 듣지 못한 글' });
    core.watched = [
      {
        workspace: fake.team.id as WorkspaceRef,
        channel: channel as ChannelRef,
        lastSeen: null,
        since: Date.now() - 60_000,
      },
    ];
    const { promise, resolve } = Promise.withResolvers<void>();
    core.before = () => promise;
    fake.healAll();
    expect(await platform.hears()).toBe('catchingUp');
    resolve();
    await expect.poll(() => platform.hears()).toBe('everything');
    expect(core.of('message').map(({ text }) => text)).toEqual(['아무도 듣지 못한 글']);
  });
});
