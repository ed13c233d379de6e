import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageRef } from '../../../src/core/model/ids.ts';
import type { PostTarget } from '../../../src/core/ports.ts';
import type { CheerView } from '../../../src/core/views.ts';
import { discordDriver } from '../../contract/drivers/discord.ts';
import {
  discordError,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  visibleText,
} from '../../fakes/discord/index.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { clockOfOneDay } from '../../support/one-day.ts';
import { settled } from '../../support/oracle.ts';
import { attempt, type Setup, setUp } from './harness.ts';

const MESSAGES = '/channels/:channel_id/messages';
const THREADS = '/channels/:channel_id/messages/:message_id/threads';
const cheer = (first = '비 오는 날 5 km라니!'): CheerView => ({
  view: 'cheer',
  lines: [first, '정말 멋져요.'],
  footer: 'AI가 썼어요',
  mood: 'cheering',
});

describe('a server with as many active threads as it may have', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;
  let post: FakeMessage;
  let told: number;

  beforeEach(async () => {
    at = await setUp({ rateLimits: 'off' });
    guild = at.fake.guild();
    channel = at.fake.channel(guild);
    member = at.fake.member(guild);
    post = at.fake.post({ channel, author: member, content: '5 km' });
    told = 0;
    await at.platform.start(at.inbound);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
    expect(at.fake.pings).toEqual([]);
  });

  const refOf = (message: FakeMessage) => `${guild.id}/${message.channelId}/${message.id}` as MessageRef;
  const onPost = (message = post): PostTarget => ({ kind: 'thread', on: refOf(message), title: '민아' });
  const replies = () => at.fake.botMessagesIn(channel);
  const counting = (key = 'cheer:1', maybeSent = false) => ({
    ...attempt(key, maybeSent),
    outOfThreads: () => {
      told += 1;
    },
  });
  const say = (key = 'cheer:1', maybeSent = false) =>
    at.platform.ensurePosted(onPost(), cheer(), counting(key, maybeSent));

  test('threads of ours are put away after an hour, so that a busy club keeps room', async () => {
    await say();
    expect(at.fake.threadOf(post)?.thread?.autoArchiveMinutes).toBe(60);
  });

  test('is answered by a reply to the proof, which is edited and removed like any other', async () => {
    at.fake.state.mostThreads = 0;
    const ref = await say();
    expect(at.fake.threadOf(post)).toBeUndefined();
    expect(replies().map(({ referenceId }) => referenceId)).toEqual([post.id]);
    expect(told).toBe(1);
    await at.platform.ensureEdited(ref, cheer('5 km, 잘 달렸어요!'));
    expect(replies().map(({ content }) => content)).toEqual([expect.stringContaining('잘 달렸어요')]);
    await at.platform.ensureRemoved(ref);
    expect(replies()).toEqual([]);
    expect(channel.messages.has(post.id)).toBe(true);
  });

  test('so it is where threads of announcements are counted apart', async () => {
    at.fake.fail({ method: 'POST', route: THREADS }, discordError(400, 160007));
    await say();
    expect(replies()).toHaveLength(1);
  });

  test('a reply whose answer was lost is found again, though there is room for a thread by then', async () => {
    at.fake.state.mostThreads = 0;
    const lost = at.fake.fail({ method: 'POST', route: MESSAGES }, { kind: 'drop', when: 'after' }, 2);
    await expect(say()).rejects.toMatchObject({ kind: 'ambiguous' });
    lost.stop();
    // The same words to somebody else are not it.
    const other = at.fake.post({ channel, author: member, content: '6 km' });
    await at.platform.ensurePosted(onPost(other), cheer(), counting('cheer:2'));
    at.fake.state.mostThreads = 1_000;
    const [first] = replies();
    expect(await at.platform.findPosted(onPost(), cheer(), attempt('cheer:1').key, Date.now())).toBe(
      refOf(first!),
    );
    expect(await say('cheer:1', true)).toBe(refOf(first!));
    expect(replies()).toHaveLength(2);
    expect(at.fake.threadOf(post)).toBeUndefined();
    expect(told).toBe(3);
  });

  test('the same words in a reply to somebody else are not taken for it', async () => {
    at.fake.state.mostThreads = 0;
    const other = at.fake.post({ channel, author: member, content: '6 km' });
    await at.platform.ensurePosted(onPost(other), cheer(), counting('cheer:2'));
    expect(await at.platform.findPosted(onPost(), cheer(), attempt('cheer:1').key, Date.now())).toBeNull();
    await say('cheer:1', true);
    expect(replies().map(({ referenceId }) => referenceId)).toEqual([other.id, post.id]);
  });

  test('a thread that sleeps is not woken for a new line; an edit in it waits until there is room', async () => {
    const first = await say();
    at.fake.setThread(at.fake.threadOf(post)!, { archived: true });
    at.fake.state.mostThreads = 0;
    await say('cheer:2');
    expect(replies()).toHaveLength(1);
    const edit = () => at.platform.ensureEdited(first, cheer('고쳐 말해요.'));
    await expect(edit()).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 60_000 });
    at.fake.state.mostThreads = 1_000;
    await edit();
    expect(at.fake.botMessagesIn(at.fake.threadOf(post))[0]?.content).toContain('고쳐 말해요');
  });

  test('what was posted in a thread that sleeps waits too: there is no other place for it', async () => {
    const thread = at.fake.openThread(post, member, '내 스레드');
    const inside = at.fake.post({ channel: thread, author: member, content: '여기도요' });
    at.fake.setThread(thread, { archived: true });
    at.fake.state.mostThreads = 0;
    const sending = at.platform.ensurePosted(onPost(inside), cheer(), counting());
    await expect(sending).rejects.toMatchObject({ kind: 'rateLimited', detail: '160006' });
    expect(told).toBe(1);
  });
});

test('members of a full server are cheered all the same, and its channel hears of it once', async () => {
  const database = await freshDatabase();
  const driver = await discordDriver();
  // It hears of it once a month.
  const app: TestApp = await startTestApp(database.url, driver.config, { clock: clockOfOneDay() });
  await beginChallenge(app.storage, driver);
  const channel = driver.fake.state.channels.get(driver.channel)!;
  driver.fake.state.mostThreads = 1;
  const posts: FakeMessage[] = [];
  for (const n of [1, 2, 3]) posts.push(await driver.post(driver.member(n), '오늘도 했어요'));
  const cheered = () => app.storage.db.cheer.count({ where: { state: 'posted' } });
  await until('three cheers', async () => (await cheered()) === 3);
  expect(await settled(app.storage)).toEqual([]);
  const said = driver.fake.botMessagesIn(channel);
  const replied = said.flatMap(({ referenceId }) => (referenceId === null ? [] : [referenceId]));
  expect(posts.filter((post) => driver.fake.threadOf(post) !== undefined)).toHaveLength(1);
  expect(new Set(replied).size).toBe(2);
  const notes = said.filter(({ referenceId }) => referenceId === null);
  expect(notes.map(({ content, components }) => visibleText(content, components))).toEqual([
    expect.stringContaining('스레드가 다 찼어요'),
  ]);
  // Taken back, the reply goes with its proof.
  const taken = posts.find((post) => post.id === replied[0])!;
  driver.fake.deleteMessage(taken);
  const left = () => driver.fake.botMessagesIn(channel).filter(({ referenceId }) => referenceId === taken.id);
  await until('its reply to be gone', () => left().length === 0);
  expect(await settled(app.storage)).toEqual([]);
  await app.stop();
  await driver.stop();
  await database.drop();
});
