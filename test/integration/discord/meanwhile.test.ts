import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KnownProof } from '../../../src/core/check-in/meanwhile.ts';
import type { ChannelRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import {
  discordError,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  INSTALL_PERMISSIONS,
  Permission,
} from '../../fakes/discord/index.ts';
import { type Setup, setUp } from './harness.ts';

const page = '/channels/:channel_id/messages';
const single = '/channels/:channel_id/messages/:message_id';

describe('what people changed in Discord while nobody listened', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;
  let known: KnownProof[];

  beforeEach(async () => {
    known = [];
    at = await setUp({ rateLimits: 'off', deps: { knownProofs: async () => known } });
    guild = at.fake.guild({ name: 'Runners' });
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina' });
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
  });

  const refOf = (message: FakeMessage) => `${guild.id}/${message.channelId}/${message.id}` as MessageRef;
  /** So many proofs of mina's, all known, the newest the last seen. */
  const proofs = (count: number): FakeMessage[] => {
    const posted = Array.from({ length: count }, (_, n) =>
      at.fake.post({ channel, author: member, content: `p${n}` }),
    );
    known = posted.map((post) => ({ message: refOf(post), text: post.content, editedAt: null })).reverse();
    at.inbound.watched = [
      {
        workspace: guild.id as WorkspaceRef,
        channel: channel.id as ChannelRef,
        lastSeen: known[0]!.message,
        since: 0,
      },
    ];
    return posted;
  };
  const chat = (count: number) => {
    for (let n = 0; n < count; n++) at.fake.post({ channel, author: member, content: 'talk' });
  };
  const edits = () => at.inbound.edits.map(({ text }) => text);
  const deletions = () => at.inbound.deletions.flatMap(({ messages }) => messages).toSorted();
  const refs = (...messages: FakeMessage[]) => messages.map(refOf).toSorted();
  const requests = () => [page, single].map((route) => at.fake.requestsTo('GET', route).length);
  /** Starts; a look again is over when its requests came to rest. */
  const start = async () => {
    await at.platform.start(at.inbound);
    await expect.poll(() => at.log.lines.some(({ event }) => event === 'discord.catch_up.done')).toBe(true);
    await expect.poll(() => at.log.lines.some(({ event }) => event === 'discord.look_again.done')).toBe(true);
    // A live event goes through the same lane, behind whatever was handed in.
    at.fake.post({ channel, author: member, content: 'live' });
    await expect.poll(() => at.inbound.order).toContain('message live');
  };

  test('nothing changed: nothing is told, at the cost of one page', async () => {
    proofs(5);
    await start();
    expect(at.inbound.order).toEqual(['message live']);
    expect(requests()).toEqual([2, 0]);
  });

  test('a history does not tell what people are called there: their name is not sure', async () => {
    proofs(1);
    known = [];
    at.fake.post({ channel, author: member, content: 'missed' });
    await at.platform.start(at.inbound);
    at.fake.post({ channel, author: member, content: 'live' });
    await expect.poll(() => at.inbound.order).toContain('message live');
    const unsure = at.inbound.messages.map(({ text, member }) => [text, member.nameUnsure]);
    expect(unsure).toEqual(
      expect.arrayContaining([
        ['missed', true],
        ['live', undefined],
      ]),
    );
  });

  test('what was edited before it was taken in brings its edit, so that hearing of it again is no other', async () => {
    proofs(1);
    const missed = at.fake.post({ channel, author: member, content: 'missed' });
    at.fake.editMessage(missed, 'missed and mended');
    await start();
    expect(at.inbound.order.slice(0, 2)).toEqual(['message missed and mended', 'edited missed and mended']);
    expect(at.inbound.edits).toMatchObject([{ message: refOf(missed), editedAt: missed.editedAt }]);
  });

  test('words with names in place of ids are compared as they are kept, also by earlier versions', async () => {
    const posted = proofs(3);
    const mention = `<@${member.user.id}>`;
    at.fake.editMessage(posted[0]!, `${mention} 5 km`);
    at.fake.editMessage(posted[1]!, `${mention} 6 km`);
    at.fake.editMessage(posted[2]!, `${mention} 8 km`);
    known = ['@mina 7 km', `${mention} 6 km`, '@mina 5 km'].map((text, n) => ({ ...known[n]!, text }));
    await start();
    expect(edits()).toEqual(['@mina 8 km']);
  });

  test('where no proof is known the history is not read a second time', async () => {
    proofs(5);
    known = [];
    await start();
    expect(requests()).toEqual([1, 0]);
  });

  test('an edit is told as it would have been live; one taken in before is not told again', async () => {
    const [first, second, third] = proofs(3);
    at.fake.editMessage(first!, '6 km');
    at.fake.editMessage(second!, 'edited and taken in');
    at.fake.editMessage(third!, 'p2');
    known = known.map((proof) =>
      proof.message === refOf(second!) ? { ...proof, text: 'newer', editedAt: second!.editedAt } : proof,
    );
    await start();
    expect(at.inbound.edits).toMatchObject([
      {
        platform: 'discord',
        workspace: guild.id,
        channel: channel.id,
        message: refOf(first!),
        member: { ref: member.user.id },
        editedAt: first!.editedAt,
        text: '6 km',
      },
    ]);
    expect(deletions()).toEqual([]);
  });

  test('one deleted between others, the newest and the oldest deleted, many deleted at once', async () => {
    const posted = proofs(60);
    const gone = [posted[0]!, posted[7]!, ...posted.slice(20, 50), posted[59]!];
    at.fake.bulkDelete(gone);
    await start();
    expect(deletions()).toEqual(refs(...gone));
    expect(at.inbound.deletions).toHaveLength(1);
    expect(requests()).toEqual([2, 20]);
  });

  test('deletions are told beside what was posted meanwhile, which bounds what is read', async () => {
    const posted = proofs(3);
    at.fake.deleteMessage(posted[2]!);
    chat(230);
    await start();
    expect(deletions()).toEqual(refs(posted[2]!));
    expect(at.inbound.messages).toHaveLength(231);
    // Three pages forward, one back, and the one that is missing by name.
    expect(requests()).toEqual([4, 1]);
  });

  test('a channel swept clean: each is asked for, twenty at most', async () => {
    at.fake.bulkDelete(proofs(30));
    await start();
    expect(deletions()).toEqual(
      known
        .slice(0, 20)
        .map(({ message }) => message)
        .toSorted(),
    );
    expect(requests()).toEqual([2, 20]);
  });

  test('a history we may no longer read is empty, and deletes nothing', async () => {
    const posted = proofs(5);
    at.fake.deleteMessage(posted[2]!);
    at.fake.setBotPermissions(channel, INSTALL_PERMISSIONS & ~Permission.readHistory);
    await start();
    expect(at.inbound.order).toEqual(['message live']);
    // The newest is asked for, refused, and with it the rest is left.
    expect(requests()).toEqual([2, 1]);
    expect(at.log.lines).toContainEqual({
      event: 'discord.catch_up.failed',
      channel: channel.id,
      reason: 'forbidden: 50013 READ_MESSAGE_HISTORY',
    });
  });

  test.each([
    [403, 50001],
    [404, 10003],
    [400, 50035],
  ])(
    'a page refused in the middle (%i %i): nothing of what was read before is told',
    async (status, code) => {
      const posted = proofs(150);
      chat(90);
      at.inbound.watched = [
        { ...at.inbound.watched[0]!, lastSeen: refOf(at.fake.messagesIn(channel).at(-1)!) },
      ];
      at.fake.deleteMessage(posted[140]!);
      at.fake.editMessage(posted[145]!, 'edited');
      const refused = at.fake.fail(
        { method: 'GET', route: page, where: ({ query }) => query.before !== undefined },
        discordError(status, code),
      );
      await start();
      expect(refused.hits).toBe(1);
      expect(at.inbound.order).toEqual(['message live']);
    },
  );

  test('a page that fails for a while is asked for again, and counts when it came', async () => {
    const posted = proofs(150);
    at.fake.bulkDelete([posted[10]!, posted[140]!]);
    const failed = at.fake.fail(
      { method: 'GET', route: page, where: ({ query }) => query.before !== undefined },
      { kind: 'answer', status: 503, body: { message: 'down', code: 0 } },
      3,
    );
    await start();
    expect(failed.hits).toBe(3);
    expect(deletions()).toEqual(refs(posted[10]!, posted[140]!));
  });

  test('a page that lacks what stands is not believed', async () => {
    const posted = proofs(150);
    at.fake.deleteMessage(posted[120]!);
    const short = at.fake.fail(
      { method: 'GET', route: page, where: ({ query }) => query.after === undefined },
      { kind: 'answer', status: 200, body: [] },
    );
    await start();
    expect(short.hits).toBe(1);
    expect(deletions()).toEqual([]);
    expect(requests()[1]).toBe(1);
  });

  test('of a busy channel a thousand messages are read; what is older is left alone', async () => {
    const [old, older] = proofs(2);
    chat(1100);
    at.inbound.watched = [
      { ...at.inbound.watched[0]!, lastSeen: refOf(at.fake.messagesIn(channel).at(-1)!) },
    ];
    at.fake.bulkDelete([old!, older!]);
    await start();
    expect(deletions()).toEqual([]);
    expect(requests()).toEqual([11, 0]);
  });

  test('a proof that stands in a thread or in another channel is left alone', async () => {
    const [first] = proofs(2);
    const thread = at.fake.openThread(first!, member, 'thread');
    const reply = at.fake.post({ channel: thread, author: member, content: 'in the thread' });
    known.push({ message: refOf(reply), text: 'in the thread', editedAt: null });
    at.fake.deleteMessage(reply);
    await start();
    expect(deletions()).toEqual([]);
    expect(edits()).toEqual([]);
  });

  test('after a lost session it is looked at again', async () => {
    const posted = proofs(3);
    await start();
    known.unshift({ message: refOf(at.fake.messagesIn(channel).at(-1)!), text: 'live', editedAt: null });
    at.fake.gateway.refuseResume = true;
    at.fake.gateway.close(4000);
    at.fake.deleteMessage(posted[1]!);
    at.fake.editMessage(posted[2]!, 'edited in between');
    await expect.poll(deletions).toEqual(refs(posted[1]!));
    expect(edits()).toEqual(['edited in between']);
  });
});
