import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { FencedError } from '../../../src/core/errors.ts';
import type { ChallengeId, ChannelRef, MemberRef, MessageRef } from '../../../src/core/model/ids.ts';
import type { PostTarget } from '../../../src/core/ports.ts';
import type { CheerView, NoteView, PostView, WelcomeView } from '../../../src/core/views.ts';
import {
  cloudflarePage,
  discordError,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  INSTALL_PERMISSIONS,
  Permission,
  tooManyRequests,
  visibleText,
} from '../../fakes/discord/index.ts';
import { attempt, type Setup, setUp } from './harness.ts';

const MESSAGES = '/channels/:channel_id/messages';
const THREADS = '/channels/:channel_id/messages/:message_id/threads';
const cheer = (first = '비 오는 날 5 km라니!', second = '정말 멋져요.'): CheerView => ({
  view: 'cheer',
  lines: [first, second],
  footer: 'AI가 썼어요',
  mood: 'cheering',
});

describe('what the bot says in Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;
  let post: FakeMessage;

  beforeEach(async () => {
    at = await setUp({ rateLimits: 'off' });
    guild = at.fake.guild();
    channel = at.fake.channel(guild);
    member = at.fake.member(guild);
    post = at.fake.post({ channel, author: member, content: '5 km' });
    await at.platform.start(at.inbound);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
    expect(at.fake.pings).toEqual([]);
  });

  const refOf = (message: FakeMessage) => `${guild.id}/${message.channelId}/${message.id}` as MessageRef;
  const onPost = (): PostTarget => ({ kind: 'thread', on: refOf(post), title: '민아 · 11월 20일' });
  const inThread = () => at.fake.botMessagesIn(at.fake.threadOf(post));
  const say = (view: PostView = cheer(), key = 'cheer:1', maybeSent = false) =>
    at.platform.ensurePosted(onPost(), view, attempt(key, maybeSent));

  test('one reaction, one thread, one cheer, whatever is repeated', async () => {
    const { platform, fake } = at;
    await platform.ensureReaction(refOf(post), '🐹');
    await platform.ensureReaction(refOf(post), '🐹');
    expect(fake.botReactions(post)).toEqual(['🐹']);
    const first = await say();
    expect(await say(cheer(), 'cheer:1', true)).toBe(first);
    expect(inThread().map((m) => m.content)).toEqual(['비 오는 날 5 km라니!\n정말 멋져요.\n-# AI가 썼어요']);
    expect(fake.threadOf(post)?.name).toBe('민아 · 11월 20일');
    expect(platform.linkTo(first)).toMatch(/^https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+$/);
    await platform.ensureReactionRemoved(refOf(post), '🐹');
    await platform.ensureReactionRemoved(refOf(post), '🐹');
    expect(fake.botReactions(post)).toEqual([]);
  });

  test('a post in a thread is answered in that thread; a thread that exists is used, an archived one woken', async () => {
    const { fake, platform } = at;
    const thread = fake.openThread(post, member, 'my own');
    await say();
    const reply = fake.post({ channel: thread, author: member, content: 'also this' });
    const target: PostTarget = { kind: 'thread', on: refOf(reply), title: 'unused' };
    const second = await platform.ensurePosted(target, cheer('a', 'b'), attempt('cheer:2'));
    expect(inThread()).toHaveLength(2);
    expect(thread.name).toBe('my own');
    fake.setThread(thread, { archived: true });
    await platform.ensureEdited(second, cheer('c', 'd'));
    expect(inThread()[1]?.content).toContain('c\nd');
  });

  test('an accepted message whose answer was lost is found again, after minutes too', async () => {
    let late = 0;
    const slow = await setUp({ rateLimits: 'off', clock: { now: () => Date.now() + late } });
    const there = slow.fake.channel(slow.fake.guild());
    const channelTarget: PostTarget = { kind: 'channel', channel: there.id as ChannelRef };
    const lost = slow.fake.fail({ method: 'POST', route: MESSAGES }, { kind: 'drop', when: 'after' }, 2);
    const sending = slow.platform.ensurePosted(channelTarget, cheer(), attempt('cheer:1'));
    await expect(sending).rejects.toMatchObject({ kind: 'ambiguous' });
    expect(lost.hits).toBeGreaterThan(0);
    late = 600_000;
    await slow.platform.ensurePosted(channelTarget, cheer(), attempt('cheer:1', true));
    expect(slow.fake.botMessagesIn(there)).toHaveLength(1);
    await slow.stop();
  });

  describe('an accepted message whose answer was lost, in a channel that went on talking for hours', () => {
    const planned = Date.now() - 20 * 3_600_000;
    const there = (): PostTarget => ({ kind: 'channel', channel: channel.id as ChannelRef });
    const again = { ...attempt('cheer:1', true), plannedAt: planned };
    /** Said right after it was planned, out of Discord's memory for nonces; `talk` messages and one of ours came since. */
    const lose = async (talk: number) => {
      at.fake.fail({ method: 'POST', route: MESSAGES }, { kind: 'drop', when: 'after' }, 2);
      const sending = at.platform.ensurePosted(there(), cheer(), { ...again, maybeSent: false });
      await expect(sending).rejects.toMatchObject({ kind: 'ambiguous' });
      const ghost = at.fake.botMessagesIn(channel)[0]!;
      channel.messages.delete(ghost.id);
      const said = { ...ghost, id: at.fake.state.id(planned + 1_000) };
      channel.messages.set(said.id, said);
      for (let n = 0; n < talk; n++)
        at.fake.post({ channel, author: member, content: 'talk', at: planned + 60_000 + n });
      return refOf(said);
    };
    const pages = () => at.fake.requestsTo('GET', MESSAGES).length;

    test('is found behind all that was posted since, and no other is said', async () => {
      const ghost = await lose(150);
      expect(await at.platform.findPosted(there(), cheer(), again.key, planned)).toBe(ghost);
      expect(await at.platform.ensurePosted(there(), cheer(), again)).toBe(ghost);
      expect(at.fake.botMessagesIn(channel)).toHaveLength(1);
    });

    test('is looked for no further than to before its plan', async () => {
      for (let n = 0; n < 300; n++)
        at.fake.post({ channel, author: member, content: 'old', at: planned - 3_600_000 + n });
      expect(await at.platform.findPosted(there(), cheer(), again.key, planned)).toBeNull();
      expect(pages()).toBe(1);
    });

    test('is not said again where it may be further back than a thousand messages', async () => {
      await lose(1_050);
      await expect(at.platform.ensurePosted(there(), cheer(), again)).rejects.toMatchObject({
        kind: 'ambiguous',
      });
      expect(at.fake.botMessagesIn(channel)).toHaveLength(1);
      expect(pages()).toBe(10);
    });

    test('is looked for under a post no further than to that post', async () => {
      for (let n = 0; n < 1_050; n++)
        at.fake.post({ channel, author: member, content: 'talk', at: planned + 60_000 + n });
      post = at.fake.post({ channel, author: member, content: '오늘도 5 km' });
      await at.platform.ensurePosted(onPost(), cheer(), again);
      expect(inThread()).toHaveLength(1);
      // Its thread, which is not there yet, and the channel that its reply might be in.
      expect(pages()).toBe(2);
    });
  });

  test('a cheer that was perhaps written in other words before a restore is known by its shape, and no other line is taken for it', async () => {
    let late = 0;
    const slow = await setUp({ rateLimits: 'off', clock: { now: () => Date.now() + late } });
    const home = slow.fake.guild();
    const there = slow.fake.channel(home);
    const says = async (on: FakeMessage, view: PostView, key: string, before = false) =>
      slow.platform.ensurePosted(
        { kind: 'thread', on: `${home.id}/${there.id}/${on.id}` as MessageRef, title: 't' },
        view,
        { ...attempt(key, before), reworded: before },
      );
    const note: NoteView = { view: 'note', line: ['함께하게 되어 반가워요.'] };
    const posts = ['5 km', '6 km'].map((content) =>
      slow.fake.post({ channel: there, author: slow.fake.member(home), content }),
    );
    for (const [n, each] of posts.entries()) await says(each, note, `joined-1:${n}`);
    const first = await says(posts[0]!, cheer(), 'cheer:0');
    // Out of Discord's memory for nonces.
    late = 600_000;
    expect(await says(posts[0]!, cheer('다른 말로', '썼어요.'), 'cheer:0', true)).toBe(first);
    await says(posts[1]!, cheer('다른 말로', '썼어요.'), 'cheer:1', true);
    expect(posts.map((each) => slow.fake.botMessagesIn(slow.fake.threadOf(each)).length)).toEqual([2, 2]);
    await slow.stop();
  });

  test.each([
    ['5xx after accepting', { kind: 'accept-then-answer', status: 502, body: 'bad gateway' }],
    [
      'a page with status 200 after accepting',
      { kind: 'accept-then-answer', status: 200, body: '<html></html>' },
    ],
  ] as const)('%s: one message in the end', async (_name, how) => {
    const fault = at.fake.fail({ method: 'POST', route: MESSAGES }, how);
    const outcome = await say().catch((error) => error.kind);
    if (outcome === 'ambiguous') await say(cheer(), 'cheer:1', true);
    expect(fault.hits).toBe(1);
    expect(inThread()).toHaveLength(1);
  });

  test.each([
    ['the message is gone', THREADS, discordError(404, 10008), 'gone', '10008'],
    ['the channel is gone', THREADS, discordError(404, 10003), 'gone', '10003'],
    ['no access', THREADS, discordError(403, 50001), 'forbidden', '50001 VIEW_CHANNEL'],
    ['no thread permission', THREADS, discordError(403, 50013), 'forbidden', '50013 CREATE_PUBLIC_THREADS'],
    ['no permission', MESSAGES, discordError(403, 50013), 'forbidden', '50013 SEND_MESSAGES_IN_THREADS'],
    ['locked', MESSAGES, discordError(403, 160005), 'forbidden', '160005'],
    ['a rule of the server', MESSAGES, discordError(400, 200000), 'invalid', '200000'],
    ['a wrong body', MESSAGES, discordError(400, 50035), 'invalid', '50035'],
    ['slow mode', MESSAGES, tooManyRequests(30, 'user', 20016), 'rateLimited', '429 user'],
    ['everything slowed down', MESSAGES, tooManyRequests(30, 'global'), 'rateLimited', '429 global'],
    ['Cloudflare 429', MESSAGES, cloudflarePage(429, 12), 'unavailable', 'HTML'],
    ['Cloudflare 403', MESSAGES, cloudflarePage(403), 'unavailable', 'HTML'],
  ] as const)('told as what it is: %s', async (_name, route, how, kind, detail) => {
    const fault = at.fake.fail({ method: 'POST', route }, how);
    const error = await say().then(
      () => null,
      (thrown) => thrown,
    );
    expect(fault.hits).toBe(1);
    expect(error).toMatchObject({ name: 'PlatformError', kind });
    expect(error.detail).toContain(detail);
    if (kind === 'rateLimited') expect(error.retryAfterMs).toBeGreaterThan(25_000);
    expect(inThread()).toHaveLength(0);
  });

  test('short limits are waited out, within the headers', async () => {
    const fault = at.fake.fail({ method: 'POST', route: MESSAGES }, tooManyRequests(0.2));
    await say();
    expect(fault.hits).toBe(1);
    expect(inThread()).toHaveLength(1);
  });

  test('a loop against a closed door costs a handful of refusals, and opens when permissions change', async () => {
    const { fake, platform } = at;
    fake.setBotPermissions(channel, INSTALL_PERMISSIONS & ~Permission.createPublicThreads);
    const posts = Array.from({ length: 100 }, () => fake.post({ channel, author: member, content: 'x' }));
    const kinds = new Set<string>();
    for (const [n, one] of posts.entries()) {
      const target: PostTarget = { kind: 'thread', on: refOf(one), title: 't' };
      await platform.ensurePosted(target, cheer(), attempt(`cheer:${n}`)).catch((e) => kinds.add(e.kind));
    }
    expect([...kinds]).toEqual(['forbidden']);
    expect(fake.invalidRequests).toBeLessThan(5);
    fake.setBotPermissions(channel, INSTALL_PERMISSIONS);
    await expect.poll(() => say().catch((e) => e.kind)).toMatch(/^\d+\/\d+\/\d+$/);
  });

  test('a role that mends permissions opens the door at once', async () => {
    const { fake } = at;
    fake.setBotRole(guild, INSTALL_PERMISSIONS & ~Permission.createPublicThreads);
    await expect(say()).rejects.toMatchObject({ kind: 'forbidden' });
    fake.setBotRole(guild, INSTALL_PERMISSIONS);
    await expect.poll(() => say().catch((e) => e.kind)).toMatch(/^\d+\/\d+\/\d+$/);
  });

  test('an instance that hears nothing of permissions finds out within minutes, however long they were missing', async () => {
    const { fake } = at;
    let late = 0;
    const clock = { now: () => Date.now(), monotonic: () => performance.now() + late };
    const standby = at.another({ clock });
    const wait = (minutes: number) => {
      late += minutes * 60_000;
      return standby.ensurePosted(onPost(), cheer(), attempt('cheer:1'));
    };
    fake.setBotPermissions(channel, INSTALL_PERMISSIONS & ~Permission.createPublicThreads);
    for (let n = 0; n < 12; n++) await expect(wait(5)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(fake.invalidRequests).toBe(12);
    await expect(wait(1)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(fake.invalidRequests).toBe(12);
    fake.setBotPermissions(channel, INSTALL_PERMISSIONS);
    await wait(4);
    expect(inThread()).toHaveLength(1);
  });

  test('a refusal that is about one person or one thread closes the way to nobody else', async () => {
    const { fake, platform } = at;
    const blocking = fake.member(guild);
    fake.blockBot(blocking);
    const theirs = fake.post({ channel, author: blocking, content: '5 km' });
    await expect(platform.ensureReaction(refOf(theirs), '🐹')).rejects.toMatchObject({ kind: 'gone' });
    await platform.ensureReaction(refOf(post), '🐹');
    expect(fake.botReactions(post)).toEqual(['🐹']);

    const locked = fake.post({ channel, author: member, content: 'x' });
    fake.setThread(fake.openThread(locked, member, 'closed'), { archived: true, locked: true });
    const there: PostTarget = { kind: 'thread', on: refOf(locked), title: 't' };
    await expect(platform.ensurePosted(there, cheer(), attempt('cheer:2'))).rejects.toMatchObject({
      kind: 'forbidden',
      detail: '160005',
    });
    await say();
    expect(inThread()).toHaveLength(1);
  });

  test('who is called in a thread is called while they are in the server, and never after they left', async () => {
    const { fake, platform } = at;
    const call = (key: string) =>
      platform.ensurePosted(
        { kind: 'thread', on: refOf(post), title: 't', mention: member.user.id as MemberRef },
        { view: 'note', line: ['오늘 달리기는 어때요?'] },
        attempt(key),
      );
    await call('nudge-me:1');
    fake.leave(member);
    await expect(call('nudge-me:2')).rejects.toMatchObject({ kind: 'gone', detail: '10007 left' });
    expect(inThread()).toHaveLength(1);
  });

  test('of a channel is told what a challenge needs: who may read it, and whether it takes posts', async () => {
    const { fake, platform } = at;
    const told = [
      [fake.channel(guild), { closed: false, takesPosts: true }],
      [fake.channel(guild, { closed: true }), { closed: true, takesPosts: true }],
      [fake.channel(guild, { botPermissions: 0n }), { closed: true, takesPosts: true }],
      [fake.channel(guild, { type: 2 }), { closed: false, takesPosts: true }],
      [fake.channel(guild, { type: 5 }), { closed: false, takesPosts: true }],
      [fake.channel(guild, { type: 15 }), { closed: false, takesPosts: false }],
      [fake.channel(guild, { type: 16 }), { closed: false, takesPosts: false }],
      [fake.openThread(post, member, 'talk'), { closed: false, takesPosts: false }],
    ] as const;
    for (const [{ id }, facts] of told) expect(await platform.channelFacts(id as ChannelRef)).toEqual(facts);
    await expect(platform.channelFacts('99999999999999999' as ChannelRef)).rejects.toMatchObject({
      kind: 'gone',
    });
    // What stands in a forum already is told as if the channel was not there.
    const forum: PostTarget = { kind: 'channel', channel: told[5][0].id as ChannelRef };
    await expect(platform.ensurePosted(forum, cheer(), attempt('welcome:1'))).rejects.toMatchObject({
      kind: 'gone',
      detail: '50008',
    });
  });

  test('Cloudflare in front of Discord, for as long as it likes: a pause, not a hammer', async () => {
    const { fake, platform } = at;
    const wall = fake.fail({}, cloudflarePage(403), 1_000);
    const kinds = new Set<string>();
    for (let n = 0; n < 200; n++)
      await platform.ensureReaction(refOf(post), '🐹').catch((e) => kinds.add(e.kind));
    expect([...kinds]).toEqual(['unavailable']);
    expect(wall.hits).toBeLessThan(5);
    wall.stop();
    await expect
      .poll(
        () =>
          platform.ensureReaction(refOf(post), '🐹').then(
            () => 'ok',
            () => 'no',
          ),
        {
          timeout: 5_000,
        },
      )
      .toBe('ok');
  });

  test('a token reset in the portal: all waits for a new one, the operator is told once, then silence', async () => {
    const { fake } = at;
    fake.revokeToken();
    for (let n = 0; n < 60; n++) await expect(say()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(fake.invalidRequests).toBeLessThan(5);
    expect(at.fatal.map(({ message }) => message)).toEqual([expect.stringContaining('DISCORD_TOKEN')]);
  });

  test('a stray 401 for a token that is good is one failed request, and all that wait go on', async () => {
    const { fake, platform } = at;
    const stray = fake.fail({ method: 'POST', route: MESSAGES }, discordError(401, 0), 2);
    const others = Array.from({ length: 5 }, () => fake.post({ channel, author: member, content: 'x' }));
    const outcomes = await Promise.allSettled([
      say(),
      say(cheer(), 'cheer:2'),
      ...others.map((each) => platform.ensureReaction(refOf(each), '🐹')),
    ]);
    expect(stray.hits).toBe(2);
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'unavailable' });
    await say();
    for (const each of others) await platform.ensureReaction(refOf(each), '🐹');
    expect(inThread()).toHaveLength(1);
    expect(others.map((each) => fake.botReactions(each).length)).toEqual(others.map(() => 1));
    expect(at.fatal).toEqual([]);
  });

  test('a claim too old to act on sends nothing, even when it was waiting for its turn', async () => {
    const { platform, fake } = at;
    let old = false;
    const fence = () => {
      if (old) throw new FencedError('too old');
    };
    fake.fail({ method: 'POST', route: MESSAGES }, tooManyRequests(0.2));
    const sending = platform.ensurePosted(onPost(), cheer(), { ...attempt('cheer:1'), fence });
    await expect.poll(() => fake.requestsTo('POST', MESSAGES).length).toBe(1);
    old = true;
    await expect(sending).rejects.toThrow(FencedError);
    expect(inThread()).toHaveLength(0);
  });

  test('ten proofs at once in one channel stay within Discord’s own limits', async () => {
    const strict = await setUp({ rateLimits: 'discord' });
    const busy = strict.fake.channel(strict.fake.guild());
    const author = strict.fake.member([...strict.fake.state.guilds.values()][0]!);
    const posts = Array.from({ length: 10 }, (_, n) =>
      strict.fake.post({ channel: busy, author, content: `${n}` }),
    );
    await Promise.all(
      posts.map(async (one, n) => {
        const ref = `${busy.guildId}/${busy.id}/${one.id}` as MessageRef;
        await strict.platform.ensureReaction(ref, '🐹');
        await strict.platform.ensurePosted(
          { kind: 'thread', on: ref, title: 't' },
          cheer(),
          attempt(`cheer:${n}`),
        );
      }),
    );
    expect(posts.map((one) => strict.fake.botReactions(one).length)).toEqual(posts.map(() => 1));
    expect(posts.map((one) => strict.fake.botMessagesIn(strict.fake.threadOf(one)).length)).toEqual(
      posts.map(() => 1),
    );
    expect(strict.fake.requests.filter((r) => r.status === 429).length).toBeLessThanOrEqual(1);
    await strict.stop();
  });

  test('removing takes our words only, and puts an empty thread away', async () => {
    const { platform, fake } = at;
    const ours = await say();
    await platform.ensureRemoved(ours);
    await platform.ensureRemoved(ours);
    expect(inThread()).toHaveLength(0);
    expect(fake.threadOf(post)?.thread?.archived).toBe(true);
    await expect(platform.ensureRemoved(refOf(post))).rejects.toMatchObject({ kind: 'invalid' });
    expect(channel.messages.has(post.id)).toBe(true);

    const talked = fake.post({ channel, author: member, content: 'talk' });
    const target: PostTarget = { kind: 'thread', on: refOf(talked), title: 't' };
    const cheerRef = await platform.ensurePosted(target, cheer(), attempt('cheer:9'));
    fake.post({ channel: fake.threadOf(talked)!, author: member, content: 'thanks' });
    await platform.ensureRemoved(cheerRef);
    expect(fake.threadOf(talked)?.thread?.archived).toBe(false);
  });

  test('nothing generated or written by a member pings, links or breaks a message', async () => {
    const { fake, platform } = at;
    const evil =
      '@everyone <@123456789012345678> <@&123456789012345678> [x](https://evil.example) https://evil.example `';
    await say(cheer(evil, '# big\n> quote'));
    const note: NoteView = { view: 'note', line: [evil, { kind: 'bold', text: '**' }] };
    const ref = await say(note, 'note:1');
    await platform.ensureEdited(ref, cheer(evil, `${'가'.repeat(5000)}`));
    for (const message of inThread()) {
      expect(message.content).not.toMatch(/@everyone|(?<!\\)<@|(?<!\\)\[|https:\/\//);
      expect(message.content.length).toBeLessThanOrEqual(2000);
    }
    const edits = fake.requestsTo('PATCH', '/channels/:channel_id/messages/:message_id');
    expect(edits.map((r) => (r.body as { allowed_mentions: unknown }).allowed_mentions)).toEqual([
      { parse: [] },
    ]);
  });

  test('a welcome is a card with buttons; a private line is impossible here and says so', async () => {
    const { fake, platform } = at;
    const action = actionId({ do: 'join', challenge: '0192f0c1-2345-7000-8000-000000000000' as ChallengeId });
    const view: WelcomeView = {
      view: 'welcome',
      title: '아침 달리기',
      lines: [
        ['매일'],
        [{ kind: 'command', path: ['challenge', 'join'] }],
        [{ kind: 'time', at: 0, text: 'then' }],
      ],
      buttons: [{ action, label: '참여', style: 'primary' }],
    };
    const channelTarget: PostTarget = { kind: 'channel', channel: channel.id as ChannelRef };
    await platform.ensurePosted(channelTarget, view, attempt('welcome:1'));
    const [message] = fake.botMessagesIn(channel);
    const text = visibleText(message!.content, message!.components);
    expect(text).toMatch(/^## 아침 달리기\n매일\n<\/challenge join:\d+>\n<t:0:f>$/);
    const hidden: PostTarget = {
      kind: 'private',
      channel: channel.id as ChannelRef,
      member: member.user.id as MemberRef,
    };
    const note: NoteView = { view: 'note', line: ['hi'] };
    await expect(platform.ensurePosted(hidden, note, attempt('n'))).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});
