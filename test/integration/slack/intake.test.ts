import { setTimeout as delay } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { untilWhole } from '../../../src/adapters/slack/make-up.ts';
import type { WatchedChannel } from '../../../src/core/inbound.ts';
import type { ChannelRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { How } from '../../fakes/slack/faults.ts';
import { type FakeSlack, signedRequest } from '../../fakes/slack/index.ts';
import { messageKey } from '../../fakes/slack/state.ts';
import { attempt, type SetupOptions, setUp } from './harness.ts';

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  test('a post arrives with its person, place, time, words and files, and is acknowledged after that', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    const file = fake.file({ name: '아침.jpg', mimetype: 'image/jpeg', bytes: jpeg, user: person });
    const posted = await fake.post({
      channel,
      user: person,
      text: '5km & <3 https://a.example/?x=1&y=2',
      files: [file],
    });
    expect((await posted.delivered)[0]).toMatchObject({ status: 'acked', attempts: 1 });
    expect(core.of('message')).toEqual([
      {
        platform: 'slack',
        workspace: fake.team.id,
        workspaceName: 'Fake',
        channel,
        member: { ref: person, name: '민지', zone: 'Asia/Seoul', locale: 'ko', manager: false },
        message: `${channel}/${posted.ts}`,
        at: Number(posted.ts.replace('.', '').slice(0, -3)),
        text: '5km & <3 https://a.example/?x=1&y=2',
        attachments: [{ ref: file.id, name: '아침.jpg', type: 'image/jpeg', size: 8 }],
        inThread: false,
        mentionsBot: false,
        turnsTo: [],
      },
    ]);
  });

  test('nothing is acknowledged that could not be stored: Slack sends it again until it is', async () => {
    const { fake, core, person, channel } = await setUp({
      mode,
      retryDelaysMs: [1, 1, 1],
      ackTimeoutMs: 300,
    });
    let failures = 2;
    core.before = () => {
      if (failures-- > 0) throw new Error('the database is down');
    };
    const [delivered] = await (await fake.post({ channel, user: person, text: '1' })).delivered;
    expect(delivered).toMatchObject({ status: 'acked', attempts: 3 });
    expect(core.of('message')).toHaveLength(1);
  });

  test('a mark arrives with its emoji, whatever the skin; taken away, ours and in direct messages it is nothing', async () => {
    const { fake, core, person, channel, logged } = await setUp({
      mode,
      // As an app of an earlier manifest has it.
      events: ['message.channels', 'message.im', 'reaction_added', 'reaction_removed'],
      scopes: ['channels', 'groups', 'im']
        .map((kind) => `${kind}:history`)
        .concat('chat:write', 'reactions:read', 'reactions:write', 'users:read'),
    });
    const { message } = await fake.post({ channel, user: person, text: '1' });
    const dm = fake.channel({ kind: 'im', members: [person] }).id;
    const direct = (await fake.post({ channel: dm, user: person, text: '3' })).message;
    const bot = new WebClient(fake.botToken, { slackApiUrl: fake.apiUrl });
    const { ts } = await bot.chat.postMessage({ channel, text: '2' });
    const ours = fake.world.messages.get(messageKey(channel, ts!))!;
    for (const name of ['hamster', 'muscle::skin-tone-4', 'partyparrot'])
      expect(await fake.react(message, person, name)).toMatchObject({ status: 'acked', attempts: 1 });
    await fake.unreact(message, person, 'hamster');
    await fake.react(ours, person, 'hamster');
    await fake.react(direct, person, 'hamster');
    await bot.reactions.add({ channel, timestamp: message.ts, name: 'hamster' });
    await fake.waitFor(() => fake.dispatch.inFlight() === 0);
    const place = {
      platform: 'slack',
      workspace: fake.team.id,
      channel,
      message: `${channel}/${message.ts}`,
    };
    expect(core.of('reaction')).toEqual(
      ['🐹', '💪', ':partyparrot:'].map((mark) => ({ ...place, by: person, mark, at: expect.any(Number) })),
    );
    expect(logged.map(({ event }) => event)).not.toContain('slack.event.ignored');
  });

  test.each([
    ['the scope', { scopes: ['channels:history', 'users:read'] }],
    ['the event', { events: ['message.channels'] }],
  ])('an app without %s is told of no marks, and goes on as before', async (_, without) => {
    const { fake, core, person, channel, logged } = await setUp({ mode, ...without });
    const { message } = await fake.post({ channel, user: person, text: '1' });
    expect(await fake.react(message, person, 'hamster')).toMatchObject({ status: 'notSubscribed' });
    expect(core.heard.map(({ kind }) => kind)).toEqual(['message']);
    const missing = logged.find(({ event }) => event === 'slack.scopes.missing');
    expect(String(missing?.fields.scopes).includes('reactions:read')).toBe('scopes' in without);
  });

  test('a mark that could not be taken in comes again, and no history is read for it', async () => {
    const { fake, core, person, channel } = await setUp({
      mode,
      retryDelaysMs: [1, 1, 1],
      ackTimeoutMs: 300,
      deps: { againMs: 1 },
    });
    const { message } = await fake.post({ channel, user: person, text: '1' });
    core.watched = [
      { workspace: fake.team.id as never, channel: channel as never, lastSeen: null, since: 0 },
    ];
    let failures = 2;
    core.before = () => {
      if (failures-- > 0) throw new Error('the database is down');
    };
    const before = fake.calls('conversations.history').length;
    expect(await fake.react(message, person, 'hamster')).toMatchObject({ status: 'acked', attempts: 3 });
    expect(core.of('reaction')).toHaveLength(1);
    expect(fake.calls('conversations.history')).toHaveLength(before);
  });

  test('what is marked is looked up where it stands, a reply too, with who marked it', async () => {
    const { fake, platform, person, channel } = await setUp({ mode });
    const admin = fake.user({ name: '지우', admin: true }).id;
    const robot = fake.user({ name: 'bot' });
    robot.isBot = true;
    fake.world.channels.get(channel)!.members.add(admin);
    const file = fake.file({ name: '길.jpg', mimetype: 'image/jpeg', bytes: jpeg, user: person });
    const { message: root } = await fake.post({ channel, user: person, text: '5km :muscle:', files: [file] });
    const { message: reply } = await fake.post({ channel, user: person, text: '더', thread_ts: root.ts });
    const ref = (ts: string) => `${channel}/${ts}` as MessageRef;
    const facts = (ts: string, by: string) => platform.messageFacts(ref(ts), by as never);
    expect(await facts(root.ts, admin)).toEqual({
      target: {
        message: ref(root.ts),
        at: expect.any(Number),
        author: person,
        authorName: '민지',
        authorZone: 'Asia/Seoul',
        authorIsBot: false,
        text: '5km 💪',
        attachments: [{ ref: file.id, name: '길.jpg', type: 'image/jpeg', size: 8 }],
      },
      member: expect.objectContaining({ ref: admin, name: '지우', manager: true }),
      byBot: false,
    });
    expect(await facts(reply.ts, person)).toMatchObject({
      target: { message: `${channel}/${reply.ts}/${root.ts}`, text: '더' },
      member: { ref: person, manager: false },
    });
    expect(await facts(root.ts, robot.id)).toMatchObject({ byBot: true });
    // A mark whose hand nobody knows is asked about again; the author's own needs no asking.
    const unknown = fake.user({ name: '누구' }).id;
    fake.fail('users.info', { kind: 'error', error: 'internal_error' });
    await expect(facts(root.ts, unknown)).rejects.toMatchObject({ kind: 'unavailable' });
    await fake.delete(reply);
    await expect(facts(reply.ts, person)).rejects.toMatchObject({ kind: 'gone' });
  });

  test('the acknowledgement waits for the commit', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    const commit = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    core.before = () => {
      asked.resolve();
      return commit.promise;
    };
    const posted = fake.postNow({ channel, user: person, text: '1' });
    let acked = false;
    void posted.delivered.then(() => {
      acked = true;
    });
    await asked.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect([acked, fake.dispatch.inFlight()]).toEqual([false, 1]);
    commit.resolve();
    expect((await posted.delivered)[0]?.status).toBe('acked');
  });

  test('what is sent again while it is being stored is stored once', async () => {
    const { fake, core, person, channel } = await setUp({ mode, ackTimeoutMs: 60_000 });
    const commit = Promise.withResolvers<void>();
    let begun = 0;
    core.before = () => {
      begun += 1;
      return commit.promise;
    };
    const { delivered: first } = fake.postNow({ channel, user: person, text: '1' });
    await fake.waitFor(() => begun === 1);
    const body = fake.dispatch.bodies[0]!;
    const again = [fake.dispatch.resend(body), fake.dispatch.resend(body)];
    // Events come in the order they are sent: with the next one these two are here.
    const { delivered: next } = fake.postNow({ channel, user: person, text: '2' });
    await fake.waitFor(() => begun >= 2);
    commit.resolve();
    const deliveries = await Promise.all([...again, ...[first, next].map(async (one) => (await one)[0])]);
    expect(deliveries).toMatchObject(Array(4).fill({ status: 'acked', attempts: 1 }));
    expect([begun, core.of('message').map(({ text }) => text)]).toEqual([2, ['1', '2']]);
  });

  test('a mention comes twice, both times as the same message that mentions the bot', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    await fake.mention({ channel, user: person, text: `<@${fake.team.botUser}> 안녕` });
    const refs = core.of('message').map((m) => [m.message, m.mentionsBot, m.text]);
    expect(refs).toHaveLength(2);
    expect(new Set(refs.map(String)).size).toBe(1);
    expect(refs[0]?.slice(1)).toEqual([true, '안녕']);
  });

  test('edits, unfurls, deletes and tombstones', async () => {
    const { fake, core, platform, person, channel } = await setUp({ mode });
    const posted = await fake.post({ channel, user: person, text: '5km' });
    const ref = core.of('message')[0]!.message;
    await fake.unfurl(posted.message);
    await fake.edit(posted.message, '10km');
    await fake.unfurl(posted.message);
    expect(core.of('edited')).toMatchObject([{ message: ref, text: '10km', member: { ref: person } }]);
    const view = { view: 'note', line: ['hi'] } as const;
    await platform.ensurePosted({ kind: 'thread', on: ref, title: '' }, view, {
      key: 'note:1' as never,
      maybeSent: false,
      plannedAt: 0,
      fence: () => {},
    });
    await fake.delete(posted.message);
    expect(posted.message.state).toBe('tombstone');
    const other = await fake.post({ channel, user: person, text: 'x' });
    await fake.delete(other.message);
    await fake.settled();
    expect(core.of('deleted').map((d) => d.messages)).toEqual([[ref], [`${channel}/${other.ts}`]]);
  });

  test('bots, the bot itself, the system and other people’s workspaces are not heard', async () => {
    const { fake, core, platform, person, channel } = await setUp({ mode });
    const ours = await platform.ensurePosted(
      { kind: 'channel', channel: channel as never },
      { view: 'note', line: ['ours'] },
      { key: 'k' as never, maybeSent: false, plannedAt: 0, fence: () => {} },
    );
    await platform.ensureReaction(ours, '🐹');
    await platform.ensureEdited(ours, { view: 'note', line: ['edited'] });
    await platform.ensureRemoved(ours);
    const body = structuredClone(fake.dispatch.bodies[0]!) as { event: Record<string, unknown> };
    const forged = (event: object, rest: object = {}) =>
      fake.dispatch.resend({ ...body, event_id: 'EvX', ...rest, event: { ...body.event, ...event } });
    await forged({ bot_id: 'B999', user: 'U999', ts: '1700000000.000001' });
    await forged({ subtype: 'channel_join', user: person, bot_id: null, ts: '1700000000.000002' });
    await forged({ bot_id: null, user: 'USLACKBOT', ts: '1700000000.000003' });
    const foreign = { team_id: 'TX', context_team_id: 'TX', authorizations: [{ team_id: 'TX' }] };
    await forged({ bot_id: null, user: person, ts: '1700000000.000004' }, foreign);
    await forged({ bot_id: null, user: person, ts: 'no', files: 7 });
    await fake.settled();
    expect(core.heard).toEqual([]);
  });

  test('whom a message turns to is told, the bot apart', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    const bot = fake.team.botUser;
    await fake.post({ channel, user: person, text: `<@${bot}> 그리고 <@U0000FRIEND|friend>도` });
    await fake.settled();
    expect(core.of('message').map((m) => [m.turnsTo, m.mentionsBot])).toContainEqual([['U0000FRIEND'], true]);
  });

  test('replies stand in their thread, broadcasts in the channel, direct messages mention the bot', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    const root = await fake.post({ channel, user: person, text: 'root' });
    const reply = await fake.post({ channel, user: person, text: 'reply', thread_ts: root.ts });
    const loud = await fake.post({
      channel,
      user: person,
      text: 'loud',
      thread_ts: root.ts,
      broadcast: true,
    });
    const dm = fake.channel({ kind: 'im', members: [person] }).id;
    await fake.post({ channel: dm, user: person, text: '뭐 해?' });
    await fake.delete(reply.message);
    expect(core.of('message').map((m) => [m.text, m.inThread, m.mentionsBot, m.direct])).toEqual([
      ['root', false, false, undefined],
      ['reply', true, false, undefined],
      ['loud', false, false, undefined],
      ['뭐 해?', false, true, true],
    ]);
    const ref = `${channel}/${reply.ts}/${root.ts}`;
    expect(core.of('message')[1]?.message).toBe(ref);
    expect(core.of('message').map(({ thread }) => thread)).toEqual([
      undefined,
      `${channel}/${root.ts}`,
      undefined,
      undefined,
    ]);
    expect(core.of('message')[2]?.message).toBe(`${channel}/${loud.ts}/${root.ts}`);
    expect(core.of('deleted')[0]?.messages).toEqual([ref]);
  });

  test('people are asked for once; when Slack cannot say who they are, the post counts all the same', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    await Promise.all(
      ['a', 'b', 'c'].map(async (text) => (await fake.post({ channel, user: person, text })).delivered),
    );
    expect(fake.calls('users.info')).toHaveLength(1);
    const stranger = fake.user({ name: '지우' }).id;
    fake.join(channel, stranger);
    const fault = fake.fail('users.info', { kind: 'status', status: 503 });
    await fake.post({ channel, user: stranger, text: 'd' });
    expect(fault.hits()).toBe(1);
    expect(core.of('message').at(-1)?.member).toMatchObject({
      ref: stranger,
      name: stranger,
      nameUnsure: true,
      zone: null,
    });
  });

  test('an uninstalled app or a revoked token parks the workspace', async () => {
    const { fake, core } = await setUp({ mode });
    await fake.uninstall(fake.team.id, 'token_revoked');
    expect(core.of('gone')).toMatchObject([{ reason: 'tokens_revoked', workspace: fake.team.id }]);
  });

  test('a Slack Connect stub is completed before the core sees it', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    const stub = stubOf(fake, person);
    const drive = fake.file({
      name: 'doc',
      mimetype: 'text/html',
      bytes: jpeg,
      user: person,
      external: true,
    });
    await fake.post({ channel, user: person, text: '', files: [stub, drive] });
    expect(core.of('message')[0]?.attachments).toEqual([
      { ref: stub.id, name: 'p.jpg', type: 'image/jpeg', size: 8 },
      // Shown, and no photo, whatever it is called there.
      { ref: drive.id, name: '', type: null, size: 8 },
    ]);
  });

  test.each<readonly [string, How]>([
    ['is down', { kind: 'status', status: 503 }],
    ['limits the rate', { kind: 'rateLimited', retryAfter: 1 }],
    ['does not answer in time', { kind: 'silent' }],
  ])('while Slack %s, a Slack Connect stub is not judged: it comes again', async (_, how) => {
    const { fake, core, person, channel } = await setUp({ mode, retryDelaysMs: [1200, 1] });
    const stub = stubOf(fake, person);
    fake.fail({ method: 'files.info', times: 1 }, how);
    const [delivered] = await (await fake.post({ channel, user: person, text: '', files: [stub] })).delivered;
    expect(delivered).toMatchObject({ status: 'acked', attempts: 2 });
    expect(core.of('message').map(({ attachments }) => attachments)).toEqual([
      [{ ref: stub.id, name: 'p.jpg', type: 'image/jpeg', size: 8 }],
    ]);
  });

  test('a Slack Connect stub of which Slack never tells anything is shown as it is', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    fake.fail('files.info', { kind: 'error', error: 'file_not_found' });
    const files = [stubOf(fake, person)];
    const [delivered] = await (await fake.post({ channel, user: person, text: '', files })).delivered;
    expect(delivered).toMatchObject({ status: 'acked', attempts: 1 });
    expect(core.of('message')[0]?.attachments).toMatchObject([{ name: '', type: null }]);
  });

  test('a Slack Connect stub that fails on and on holds nothing up, and is shown as it is in the end', async () => {
    let later = 0;
    const { fake, core, platform, person, channel, logged } = await setUp({
      mode,
      retryDelaysMs: [],
      deps: { againMs: 20, clock: { now: Date.now, monotonic: () => performance.now() + later } },
    });
    await expect.poll(() => platform.hears()).toBe('everything');
    const seen = await fake.post({ channel, user: person, text: 'seen' });
    core.watched = watching(fake, channel, seen.ts);
    const broken = fake.fail('files.info', { kind: 'status', status: 503 });
    const stub = stubOf(fake, person);
    const untold = await fake.post({ channel, user: person, text: 'untold', files: [stub] });
    expect((await untold.delivered)[0]).toMatchObject({ status: 'gaveUp' });
    // Of this nobody is told: the history holds it, behind the other.
    fake.team.scopes.delete('channels:history');
    fake.postNow({ channel, user: person, text: 'next' });
    fake.team.scopes.add('channels:history');
    const texts = () => core.of('message').map(({ text }) => text);
    await expect.poll(texts).toContain('next');
    await fake.waitFor(() => broken.hits() > 5);
    expect(texts()).not.toContain('untold');
    expect(await platform.hears()).toBe('catchingUp');
    later = 5 * 60_000;
    await expect.poll(() => platform.hears()).toBe('everything');
    expect(core.of('message').find(({ text }) => text === 'untold')?.attachments).toMatchObject([
      { ref: stub.id, name: '', type: null },
    ]);
    expect(logged).toContainEqual({
      level: 'warn',
      event: 'slack.file.untold',
      fields: { file: stub.id, reason: 'files.info HTTP 503' },
    });
  });

  test('words said as /me are words; a message that is shared is shown, and is no photo', async () => {
    const { fake, core, person, channel } = await setUp({ mode });
    await fake.post({ channel, user: person, text: '달렸어요', as: 'me' });
    const shared = await fake.post({ channel, user: person, text: '', as: 'share' });
    expect(core.of('message').map(({ text, attachments }) => [text, attachments])).toEqual([
      ['달렸어요', []],
      ['', [{ ref: `shared-${shared.ts}`, name: '', type: null, size: null }]],
    ]);
  });

  test('what is also sent to the channel answers what its thread hangs on', async () => {
    const { fake, core, person, channel, platform } = await setUp({ mode });
    const root = await fake.post({ channel, user: person, text: 'root' });
    const to = { kind: 'channel', channel } as never;
    const ours = await platform.ensurePosted(to, { view: 'note', line: ['ours'] }, attempt('note:1'));
    for (const thread_ts of [root.ts, ours.split('/')[1]!])
      await fake.post({ channel, user: person, text: 'loud', thread_ts, broadcast: true });
    const heard = core.of('message');
    expect(heard.map(({ repliesTo, repliesToUs }) => [repliesTo, repliesToUs])).toEqual([
      [undefined, undefined],
      [{ by: person, message: `${channel}/${root.ts}` }, undefined],
      [undefined, true],
    ]);
    // What answers ours is said to us.
    expect(heard.map(({ mentionsBot }) => mentionsBot)).toEqual([false, false, true]);
  });
});

describe('Socket Mode', () => {
  test('refreshes and cuts under traffic lose nothing, and the way back takes well under a second', async () => {
    const { fake, core, person, channel, platform } = await setUp({ retryDelaysMs: [5, 50, 200] });
    const posts = [];
    for (let i = 0; i < 120; i += 1) {
      posts.push(fake.postNow({ channel, user: person, text: `n${i}` }));
      if (i === 30) fake.socket.disconnect('refresh_requested');
      if (i === 60) fake.socket.disconnect('warning');
      if (i === 90) fake.socket.cut();
      await fake.waitFor(() => fake.dispatch.inFlight() < 40);
    }
    const all = (await Promise.all(posts.map((p) => p.delivered))).flat();
    expect(all.filter((d) => d.status !== 'acked')).toEqual([]);
    expect(new Set(core.of('message').map((m) => m.message)).size).toBe(120);
    expect(fake.socket.opened()).toBeGreaterThanOrEqual(3);
    const from = performance.now();
    fake.socket.disconnect('refresh_requested');
    await fake.waitFor(() => fake.socket.connections() === 1 && platform.connected());
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  test('survives a time in which Slack opens no connection', async () => {
    const { fake, core, person, channel } = await setUp();
    const fault = fake.fail({ method: 'apps.connections.open', times: 2 }, { kind: 'dropBefore' });
    fake.socket.cut();
    await fake.post({ channel, user: person, text: 'after' });
    expect([fault.hits(), core.of('message').length]).toEqual([2, 1]);
  });

  test('reads the channels after an absence, from the last message taken in', async () => {
    // No live events: what is heard was read from the history.
    const { fake, core, platform, person, channel } = await setUp({ start: false, events: [] });
    const old = [1, 2, 3, 4].map((n) => fake.postNow({ channel, user: person, text: `n${n}` }));
    const limited = fake.fail(
      { method: 'conversations.history', times: 1 },
      { kind: 'rateLimited', retryAfter: 1 },
    );
    const seen = `${channel}/${old[1]!.ts}` as never;
    core.watched = [
      {
        workspace: fake.team.id as never,
        channel: channel as never,
        lastSeen: seen,
        since: 0,
      },
      {
        workspace: fake.team.id as never,
        channel: 'CGONE' as never,
        lastSeen: null,
        since: 0,
      },
    ];
    await platform.start(core);
    try {
      await fake.waitFor(() => core.of('message').length >= 2);
      expect(core.of('message').map((m) => m.text)).toEqual(['n3', 'n4']);
      expect(limited.hits()).toBe(1);
    } finally {
      await platform.stop();
    }
  });

  test('reads on from the message that was the newest before the start, though a later one is taken in first', async () => {
    const { fake, core, platform, person, channel } = await setUp({ start: false, events: [] });
    const at = Date.now();
    // All in one millisecond.
    const [seen, , , live] = [1, 2, 3, 4].map((n) =>
      fake.postNow({ channel, user: person, text: `n${n}`, at: at + n / 1_000 }),
    );
    const upTo = (ts: string): WatchedChannel => ({
      workspace: fake.team.id as WorkspaceRef,
      channel: channel as ChannelRef,
      lastSeen: `${channel}/${ts}` as MessageRef,
      since: 0,
    });
    core.watched = [upTo(seen!.ts)];
    const { watchedChannels } = core;
    core.watchedChannels = async (name) => {
      const before = await watchedChannels(name);
      core.watched = [upTo(live!.ts)];
      return before;
    };
    await platform.start(core);
    try {
      await fake.waitFor(() => core.of('message').length >= 3);
      expect(core.of('message').map(({ text }) => text)).toEqual(['n2', 'n3', 'n4']);
    } finally {
      await platform.stop();
    }
  });

  test('reads from its very first start on in the first minute, though another instance took a later message in before it died', async () => {
    const { fake, core, platform, person, channel, notes } = await setUp({ start: false, events: [] });
    const firstStart = Date.now() - 30_000;
    const posts = [1, 2, 3].map((n) =>
      fake.postNow({ channel, user: person, text: `n${n}`, at: firstStart + n * 1_000 }),
    );
    core.watched = [
      {
        workspace: fake.team.id as WorkspaceRef,
        channel: channel as ChannelRef,
        lastSeen: `${channel}/${posts.at(-1)!.ts}` as MessageRef,
        since: 0,
      },
    ];
    notes.set('slack:first_start', String(firstStart));
    await platform.start(core);
    try {
      await fake.waitFor(() => core.of('message').length >= 3);
      expect(core.of('message').map(({ text }) => text)).toEqual(['n1', 'n2', 'n3']);
    } finally {
      await platform.stop();
    }
  });

  describe.each(['public', 'private'] as const)('posts in a %s channel the bot was not in', (kind) => {
    /** The core's mark moves with what it takes in, as the true one does; a first reading fails. */
    async function open(withBot: boolean, options: SetupOptions = {}) {
      const at = await setUp({ deps: { againMs: 20 }, ...options });
      const { fake, core, person } = at;
      const channel = fake.channel({ kind, members: [person], withBot }).id;
      const [workspace, ref] = [fake.team.id as WorkspaceRef, channel as ChannelRef];
      core.watched = [{ workspace, channel: ref, lastSeen: null, since: 0 }];
      const { message } = core;
      core.message = async (event) => {
        await message(event);
        const [{ lastSeen }] = core.watched as [WatchedChannel];
        if (lastSeen === null || event.message > lastSeen)
          core.watched = [{ workspace, channel: ref, lastSeen: event.message, since: 0 }];
      };
      const texts = () => core.of('message').map(({ text }) => text);
      const post = (text: string) => fake.postNow({ channel, user: person, text });
      /** What is posted right after is taken in before what was missed is read. */
      const letIn = async () => {
        const broken = fake.fail({ method: 'conversations.history' }, { kind: 'status', status: 503 });
        const joined = fake.join(channel, fake.team.botUser);
        await fake.waitFor(() => broken.hits() > 0);
        await post('live').delivered;
        expect(await at.platform.hears()).toBe('catchingUp');
        broken.heal();
        expect(await joined).toMatchObject({ status: 'acked' });
        await expect.poll(() => at.platform.hears()).toBe('everything');
      };
      return { ...at, channel, texts, post, letIn };
    }

    test('because it was invited after the challenge began', async () => {
      const { texts, post, letIn } = await open(false);
      for (const text of ['n1', 'n2', 'n3'])
        expect((await post(text).delivered)[0]?.status).toBe('notSubscribed');
      await letIn();
      expect(texts()).toEqual(['live', 'n1', 'n2', 'n3', 'live']);
    });

    test('because it was removed for a while; who else comes is nothing to read for', async () => {
      const { fake, channel, texts, post, letIn } = await open(true);
      await post('seen').delivered;
      await fake.leave(channel, fake.team.botUser);
      for (const text of ['n1', 'n2']) post(text);
      await letIn();
      expect([...new Set(texts())]).toEqual(['seen', 'live', 'n1', 'n2']);
      const before = fake.calls('conversations.history').length;
      expect(await fake.join(channel, fake.user({ name: '준호' }).id)).toMatchObject({ status: 'acked' });
      expect(fake.calls('conversations.history')).toHaveLength(before);
    });

    test('however long before, though what came live is taken in before the invitation', async () => {
      const { fake, core, platform, channel, notes, texts, post } = await open(false);
      for (const text of ['n1', 'n2', 'n3']) post(text);
      const { watchedChannels } = core;
      const asked = Promise.withResolvers<void>();
      const live = Promise.withResolvers<void>();
      core.watchedChannels = async (name) => {
        asked.resolve();
        await live.promise;
        return watchedChannels(name);
      };
      const joined = fake.join(channel, fake.team.botUser);
      await asked.promise;
      await post('live').delivered;
      live.resolve();
      expect(await joined).toMatchObject({ status: 'acked' });
      await expect.poll(() => platform.hears()).toBe('everything');
      expect(texts()).toEqual(['live', 'n1', 'n2', 'n3', 'live']);
      await expect.poll(() => notes.get(`missed:slack:${channel}`)).toBe('');
    });

    test.each([
      ['Slack sends the invitation again', [20, 20, 20], 'acked'],
      ['Slack never sends the invitation again', [], 'gaveUp'],
    ] as const)('the database being away for a moment: %s', async (_, retryDelaysMs, status) => {
      let ago = 60_000;
      const now = () => Date.now() - ago;
      const at = await open(true, { now, retryDelaysMs, ackTimeoutMs: 200 });
      const { fake, core, platform, channel, texts, post } = at;
      await expect.poll(() => platform.hears()).toBe('everything');
      await post('seen').delivered;
      await fake.leave(channel, fake.team.botUser);
      for (const text of ['n1', 'n2']) post(text);
      ago = 0;
      const { watchedChannels } = core;
      core.watchedChannels = async () => {
        core.watchedChannels = watchedChannels;
        await post('live').delivered;
        throw new Error('database is down');
      };
      expect(await fake.join(channel, fake.team.botUser)).toMatchObject({ status });
      await expect.poll(() => platform.hears()).toBe('everything');
      expect([...new Set(texts())]).toEqual(['seen', 'live', 'n1', 'n2']);
    });

    test('by the next process, should this one end before they are read', async () => {
      const { fake, core, platform, channel, notes, texts, post } = await open(false);
      for (const text of ['n1', 'n2', 'n3']) post(text);
      const broken = fake.fail({ method: 'conversations.history' }, { kind: 'status', status: 503 });
      expect(await fake.join(channel, fake.team.botUser)).toMatchObject({ status: 'acked' });
      await post('live').delivered;
      await fake.waitFor(() => broken.hits() > 0);
      await platform.stop();
      broken.heal();
      expect(texts()).toEqual(['live']);
      await platform.start(core);
      await expect.poll(() => platform.hears()).toBe('everything');
      expect(texts()).toEqual(['live', 'n1', 'n2', 'n3', 'live']);
      expect(notes.get(`missed:slack:${channel}`)).toBe('');
    });
  });

  test.each([
    ['and notices its dead connection', (fake: FakeSlack) => fake.socket.cut()],
    ['and its connection goes on as if nothing had been', () => undefined],
  ])('a machine that slept %s reads what was posted meanwhile', async (_, wakes) => {
    // The monotonic clock stood still. No live events: what is heard was read from the history.
    const { clock, sleep } = sleeper();
    const { fake, core, person, channel } = await setUp({ events: [], deps: { clock } });
    const missed = [1, 2, 3].map((n) => fake.postNow({ channel, user: person, text: `n${n}` }));
    // What came first after it was taken in already.
    core.watched = watching(fake, channel, missed.at(-1)!.message.ts);
    sleep(5 * 60 * 60_000);
    wakes(fake);
    await fake.waitFor(() => core.of('message').length >= 3);
    expect(core.of('message').map((m) => m.text)).toEqual(['n1', 'n2', 'n3']);
  });

  test('a moment without a connection is left to Slack, which sends again', async () => {
    const { clock, sleep } = sleeper();
    const { fake, logged } = await setUp({ deps: { clock } });
    await fake.waitFor(() => fake.socket.connections() === 1);
    sleep(30_000);
    fake.socket.cut();
    await fake.waitFor(() => logged.some(({ event }) => event === 'slack.socket.reconnected'));
    expect(logged.filter(({ event }) => event === 'slack.socket.unheard')).toEqual([]);
  });
});

test('over HTTP a machine that slept reads what Slack sent in vain', async () => {
  const { clock, sleep } = sleeper();
  const { fake, core, platform, person, channel } = await setUp({
    mode: 'http',
    events: [],
    deps: { clock },
  });
  for (const _ of [1, 2]) await expect.poll(() => platform.hears()).toBe('everything');
  const { message } = fake.postNow({ channel, user: person, text: 'n1' });
  core.watched = watching(fake, channel, message.ts);
  sleep(60 * 60_000);
  expect(await platform.hears()).toBe('catchingUp');
  await expect.poll(() => platform.hears()).toBe('everything');
  expect(core.of('message').map((m) => m.text)).toEqual(['n1']);
});

test('what could not be read is read again, however often it takes', async () => {
  const answers = [false, new Error('no network yet'), ...Array<boolean>(38).fill(false), true];
  const tries: unknown[] = [];
  await untilWhole(
    async () => {
      const answer = answers.shift();
      tries.push(answer);
      if (answer instanceof Error) throw answer;
      return answer === true;
    },
    new AbortController().signal,
    1,
  );
  expect(tries).toHaveLength(41);
});

/** A wall clock that goes on while the machine sleeps, and a monotonic one that does not. */
function sleeper() {
  let asleep = 0;
  return {
    clock: { now: () => Date.now() + asleep, monotonic: () => performance.now() },
    sleep(ms: number) {
      asleep += ms;
    },
  };
}

/** A photo of which a message tells only the id, as in Slack Connect. */
const stubOf = (fake: FakeSlack, user: string) =>
  fake.file({ name: 'p.jpg', mimetype: 'image/jpeg', bytes: jpeg, user, checkInfo: true });

function watching(fake: FakeSlack, channel: string, ts: string): WatchedChannel[] {
  const lastSeen = `${channel}/${ts}` as MessageRef;
  return [
    {
      workspace: fake.team.id as WorkspaceRef,
      channel: channel as ChannelRef,
      lastSeen,
      since: 0,
    },
  ];
}

describe('HTTP', () => {
  const body = (fake: { team: { id: string } }, person: string, channel: string) => ({
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: fake.team.id,
    event: { type: 'message', channel, user: person, text: 'x', ts: '1700000000.000100' },
  });
  const send = async (url: string | undefined, request: { body: string; headers: Record<string, string> }) =>
    (await fetch(url ?? '', { method: 'POST', body: request.body, headers: request.headers })).status;

  test('unsigned, bent and unsigned-for-this-body requests are refused', async () => {
    const { fake, core, person, channel, eventsUrl } = await setUp({ mode: 'http' });
    const payload = body(fake, person, channel);
    const sign = (now: number, secret = fake.signingSecret) =>
      signedRequest(secret, 'events_api', payload, now);
    const good = sign(Date.now());
    const { 'x-slack-signature': signature = '', ...unsigned } = good.headers;
    const flipped = `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}`;
    expect(await send(eventsUrl, { ...good, headers: unsigned })).toBe(401);
    expect(await send(eventsUrl, { ...good, headers: { ...unsigned, 'x-slack-signature': flipped } })).toBe(
      401,
    );
    expect(await send(eventsUrl, { ...good, body: good.body.replace('"x"', '"y"') })).toBe(401);
    expect(await send(eventsUrl, sign(Date.now(), 'another secret'))).toBe(401);
    expect(core.heard).toEqual([]);
    expect(await send(eventsUrl, good)).toBe(200);
    expect(core.of('message')).toHaveLength(1);
  });

  test.each([
    [-301, 401],
    [-300, 200],
    [300, 200],
    [301, 401],
  ])('signed %i seconds from now is answered %i', async (seconds, status) => {
    const { fake, core, person, channel, eventsUrl } = await setUp({ mode: 'http' });
    // Held still, so that the border is where it is.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - (Date.now() % 1000) });
    onTestFinished(() => void vi.useRealTimers());
    const payload = body(fake, person, channel);
    const dated = signedRequest(fake.signingSecret, 'events_api', payload, Date.now() + seconds * 1000);
    expect(await send(eventsUrl, dated)).toBe(status);
    expect(core.of('message')).toHaveLength(status === 200 ? 1 : 0);
  });

  test('other paths and methods are not found; before start and after stop Slack is asked to come again', async () => {
    const { platform, core, eventsUrl } = await setUp({ mode: 'http', start: false });
    const status = async (url: string, method: string) => (await fetch(url, { method })).status;
    expect(await status(eventsUrl ?? '', 'POST')).toBe(503);
    await platform.start(core);
    expect(await status(eventsUrl ?? '', 'GET')).toBe(404);
    expect(await status((eventsUrl ?? '').replace('events', 'install'), 'POST')).toBe(404);
    await platform.stop();
    expect(await status(eventsUrl ?? '', 'POST')).toBe(503);
  });

  test('when Slack dropped events since there were too many, what was posted from then on is read', async () => {
    const { fake, core, platform, person, channel, eventsUrl, logged } = await setUp({
      mode: 'http',
      events: [],
      deps: { againMs: 20 },
    });
    await expect.poll(() => platform.hears()).toBe('everything');
    const minute = Math.floor(Date.now() / 60_000) * 60 - 120;
    const post = (text: string, at: number) => fake.postNow({ channel, user: person, text, at: at * 1000 });
    const posts = [post('before', minute - 1), post('dropped', minute + 1), post('seen', minute + 2)];
    core.watched = watching(fake, channel, posts[2]!.ts);
    const limited = (team_id: string) =>
      signedRequest(
        fake.signingSecret,
        'events_api',
        { type: 'app_rate_limited', token: 't', team_id, api_app_id: 'A1', minute_rate_limited: minute },
        Date.now(),
      );
    expect(await send(eventsUrl, limited('T9'))).toBe(200);
    expect(await platform.hears()).toBe('everything');
    expect(await send(eventsUrl, limited(fake.team.id))).toBe(200);
    expect(await platform.hears()).toBe('catchingUp');
    await expect.poll(() => platform.hears()).toBe('everything');
    expect(core.of('message').map(({ text }) => text)).toEqual(['dropped', 'seen']);
    expect(logged.filter(({ level }) => level === 'warn')).toEqual([
      { level: 'warn', event: 'slack.event.foreign', fields: { team: 'T9' } },
      { level: 'warn', event: 'slack.events.dropped', fields: { team: fake.team.id, minute: minute * 1000 } },
    ]);
  });

  test('while the minute in which Slack drops events goes on, its end is waited for', async () => {
    let ahead = 0;
    const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };
    const { fake, core, platform, person, channel, eventsUrl } = await setUp({
      mode: 'http',
      events: [],
      deps: { againMs: 20, clock },
    });
    await expect.poll(() => platform.hears()).toBe('everything');
    const minute = Math.floor(Date.now() / 60_000) * 60;
    ahead = minute * 1000 + 59_200 - Date.now();
    const post = (text: string, ms: number) =>
      fake.postNow({ channel, user: person, text, at: minute * 1000 + ms });
    core.watched = watching(fake, channel, post('early', 1).ts);
    const payload = { type: 'app_rate_limited', team_id: fake.team.id, minute_rate_limited: minute };
    const told = signedRequest(fake.signingSecret, 'events_api', payload, Date.now());
    expect(await send(eventsUrl, told)).toBe(200);
    await delay(200);
    post('late', 59_400);
    await expect.poll(() => platform.hears(), { timeout: 3000 }).toBe('everything');
    expect(core.of('message').map(({ text }) => text)).toEqual(['early', 'late']);
  });

  test('answers the address check of the app settings', async () => {
    const { fake, eventsUrl } = await setUp({ mode: 'http' });
    const payload = { type: 'url_verification', challenge: 'abc', token: 't' };
    const { body, headers } = signedRequest(fake.signingSecret, 'events_api', payload, Date.now());
    const response = await fetch(eventsUrl ?? '', { method: 'POST', body, headers });
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });
});

describe('starting', () => {
  test.each([
    [
      'a wrong bot token',
      { botToken: 'xoxb-wrong' },
      /SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions/,
    ],
    ['a wrong app token', { appToken: 'xapp-wrong' }, /SLACK_APP_TOKEN \(invalid_auth\).*connections:write/],
    ['no way in', { appToken: undefined }, /SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/],
    ['nobody there', { apiUrl: 'http://127.0.0.1:9/api/' }, /cannot be reached/],
  ])('%s is said in one line', async (_, deps, line) => {
    const { platform, core } = await setUp({ start: false, deps });
    const error = await platform.start(core).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'StartError', message: expect.stringMatching(line) });
    expect((error as Error).message).not.toContain('\n');
    await platform.stop();
  });

  test('missing scopes are named in the log', async () => {
    const { logged } = await setUp({ scopes: ['chat:write', 'channels:history', 'users:read'] });
    expect(logged.find((l) => l.event === 'slack.scopes.missing')?.fields.scopes).toContain(
      'reactions:write',
    );
  });
});
