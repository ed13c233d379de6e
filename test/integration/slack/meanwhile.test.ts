import { describe, expect, onTestFinished, test } from 'vitest';
import type { KnownProof } from '../../../src/core/check-in/meanwhile.ts';
import type { MessageRef } from '../../../src/core/model/ids.ts';
import type { FakeMessage } from '../../fakes/slack/index.ts';
import { setUp } from './harness.ts';

/** Some known proofs of one person, and no live events: what is heard was read from the history. */
async function away(count: number) {
  const known: KnownProof[] = [];
  const at = await setUp({ start: false, events: [], deps: { againMs: 20, knownProofs: async () => known } });
  const { fake, core, platform, person, channel, logged } = at;
  const refOf = ({ ts }: FakeMessage) => `${channel}/${ts}` as MessageRef;
  const posts = Array.from(
    { length: count },
    (_, n) => fake.postNow({ channel, user: person, text: `n${n}` }).message,
  );
  known.push(...posts.map((post) => ({ message: refOf(post), text: post.text, editedAt: null })).reverse());
  core.watched = [
    {
      workspace: fake.team.id as never,
      channel: channel as never,
      lastSeen: known[0]!.message,
      since: 0,
    },
  ];
  return {
    ...at,
    known,
    posts,
    refOf,
    pages: () => fake.calls('conversations.history').length,
    deletions: () =>
      core
        .of('deleted')
        .flatMap(({ messages }) => messages)
        .toSorted(),
    refs: (...messages: FakeMessage[]) => messages.map(refOf).toSorted(),
    /** Starts; a further message, in the history of a second channel that is read after the first, ends the wait. */
    async start() {
      const last = fake.channel({ name: 'last', members: [person] }).id;
      fake.postNow({ channel: last, user: person, text: 'last' });
      const { workspace } = core.watched[0]!;
      core.watched.push({ workspace, channel: last as never, lastSeen: null, since: 0 });
      await platform.start(core);
      onTestFinished(() => platform.stop());
      await fake.waitFor(() => core.of('message').some(({ text }) => text === 'last'));
    },
    failures: () =>
      logged.filter(({ event }) => event === 'slack.catch_up.failed').map(({ fields }) => fields),
  };
}

describe('what people changed in Slack while nobody listened', () => {
  test('an edit, and a deletion between others, in one page', async () => {
    const at = await away(5);
    await at.fake.edit(at.posts[1]!, '6 km & more');
    await at.fake.delete(at.posts[3]!);
    await at.start();
    expect(at.core.of('edited')).toMatchObject([
      { message: at.refOf(at.posts[1]!), text: '6 km & more', member: { name: '민지' } },
    ]);
    expect(at.deletions()).toEqual(at.refs(at.posts[3]!));
    // One forward, one back, and one for the other channel, of whose proofs none is known.
    expect(at.pages()).toBe(3);
  });

  test('an edit of a reply that was also sent to the channel; of a reply in its thread alone nothing is told', async () => {
    const at = await away(3);
    const reply = (broadcast: boolean) => {
      const thread_ts = at.posts[0]!.ts;
      const said = { channel: at.channel, user: at.person, text: 'reply', thread_ts, broadcast };
      return at.fake.postNow(said).message;
    };
    const [loud, quiet, gone] = [reply(true), reply(false), reply(true)];
    at.fake.postNow({ channel: at.channel, user: at.person, text: 'after them' });
    const refOfReply = (post: FakeMessage) => `${at.refOf(post)}/${post.threadTs}` as MessageRef;
    for (const post of [loud, quiet, gone])
      at.known.unshift({ message: refOfReply(post), text: post.text, editedAt: null });
    await at.fake.edit(loud, '6 km');
    await at.fake.edit(quiet, '7 km');
    await at.fake.delete(gone);
    await at.start();
    expect(at.core.of('edited')).toMatchObject([
      { message: refOfReply(loud), text: '6 km', inThread: false },
    ]);
    expect(at.deletions()).toEqual([]);
  });

  test('whoever posted is asked for until Slack says who they are, however many are', async () => {
    const at = await away(1);
    const posted = at.fake.user({ name: '지우', tz: 'America/New_York' }).id;
    at.fake.join(at.channel, posted);
    at.fake.postNow({ channel: at.channel, user: posted, text: 'missed' });
    const fault = at.fake.fail({ method: 'users.info', times: 2 }, { kind: 'rateLimited', retryAfter: 1 });
    await at.start();
    expect(fault.hits()).toBe(2);
    const missed = at.core.of('message').find(({ text }) => text === 'missed');
    expect(missed?.member).toMatchObject({ ref: posted, name: '지우', zone: 'America/New_York' });
  });

  test('a deleted message with replies leaves a tombstone, also as the newest and the oldest', async () => {
    const at = await away(3);
    const ends = [at.posts[0]!, at.posts[2]!];
    for (const { ts } of ends) {
      at.fake.postNow({ channel: at.channel, user: at.person, text: 'reply', thread_ts: ts });
    }
    for (const post of ends) await at.fake.delete(post);
    await at.start();
    expect(at.deletions()).toEqual(at.refs(...ends));
  });

  test('at the ends of what is read nothing tells whether it was deleted', async () => {
    const at = await away(3);
    await at.fake.delete(at.posts[0]!);
    await at.fake.delete(at.posts[2]!);
    await at.start();
    expect(at.deletions()).toEqual([]);
  });

  test('many deleted at once are told together', async () => {
    const at = await away(40);
    const gone = at.posts.slice(5, 35);
    for (const post of gone) await at.fake.delete(post);
    await at.start();
    expect(at.core.of('deleted')).toHaveLength(1);
    expect(at.deletions()).toEqual(at.refs(...gone));
  });

  test('an edit and a deletion that can never be stored keep no others, and are given up after some rounds', async () => {
    const at = await away(7);
    await at.fake.edit(at.posts[1]!, 'poison');
    await at.fake.edit(at.posts[2]!, '6 km');
    for (const n of [3, 4, 5]) await at.fake.delete(at.posts[n]!);
    const { deleted, edited } = at.core;
    const refused = (is: boolean) => {
      if (is) throw new TypeError('of no text');
    };
    at.core.edited = async (event) => {
      refused(event.text === 'poison');
      await edited(event);
    };
    at.core.deleted = async (event) => {
      refused(event.messages.includes(at.refOf(at.posts[4]!)));
      await deleted(event);
    };
    await at.start();
    const givenUp = () => at.logged.filter(({ level }) => level === 'error').map(({ fields }) => fields.what);
    await expect
      .poll(givenUp)
      .toEqual([`edit:${at.refOf(at.posts[1]!)}`, `delete:${at.refOf(at.posts[4]!)}`]);
    await expect.poll(() => at.platform.hears()).toBe('everything');
    expect(new Set(at.core.of('edited').map(({ text }) => text))).toEqual(new Set(['6 km']));
    expect(new Set(at.deletions())).toEqual(new Set(at.refs(at.posts[3]!, at.posts[5]!)));
  });

  test('a channel we were thrown out of deletes nothing', async () => {
    const at = await away(5);
    await at.fake.delete(at.posts[2]!);
    at.fake.world.channels.get(at.channel)!.members.delete(at.fake.team.botUser);
    await at.start();
    expect(at.deletions()).toEqual([]);
    expect(at.failures()).toMatchObject([{ channel: at.channel }]);
  });

  test('a page that fails in the middle: nothing of what was read before is told', async () => {
    const at = await away(300);
    await at.fake.delete(at.posts[290]!);
    await at.fake.edit(at.posts[295]!, 'edited');
    const failed = at.fake.fail(
      { method: 'conversations.history', where: ({ cursor }) => cursor !== undefined, times: 1 },
      { kind: 'status', status: 500 },
    );
    await at.start();
    expect(failed.hits()).toBe(1);
    expect([at.deletions(), at.core.of('edited')]).toEqual([[], []]);
  });

  test('of a busy channel a thousand messages are read; what is older is left alone', async () => {
    const at = await away(3);
    await at.fake.delete(at.posts[1]!);
    for (let n = 0; n < 1100; n++) at.fake.postNow({ channel: at.channel, user: at.person, text: 'talk' });
    const newest = at.fake.visible(at.channel).at(-1)!;
    at.core.watched[0] = { ...at.core.watched[0]!, lastSeen: at.refOf(newest) };
    await at.start();
    expect(at.deletions()).toEqual([]);
    expect(at.pages()).toBe(7);
  });
});
