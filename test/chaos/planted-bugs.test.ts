import { describe, expect, test } from 'vitest';
import type { Seams } from '../../src/app.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { slackChat } from './chats.ts';
import { openWorld, type World, zone } from './world.ts';

/** Each run is made with its bug, which the audit must see, and without it, which it must find nothing wrong with. */
const runs = [
  ['planted', true],
  ['not there', false],
] as const;

/**
 * Five bugs planted on purpose, each of a kind this program must not have: an oracle that cannot fail proves nothing.
 */
describe.concurrent('the audit sees a planted bug', { timeout: 240_000 }, () => {
  async function slack(around: Seams['around'], count = 1) {
    const chat = await slackChat(zone);
    const world = await openWorld([chat]);
    const apps: TestApp[] = [];
    for (let n = 0; n < count; n++) {
      apps.push(
        await startTestApp(
          world.url,
          { ...chat.config, timezone: zone, dataDir: world.dataDir },
          around ? { around } : {},
        ),
      );
    }
    return {
      chat,
      world,
      apps,
      async [Symbol.asyncDispose]() {
        await Promise.all(apps.map((app) => app.stop()));
        await world.close();
      },
    };
  }

  async function seen(world: World, bug: boolean, words: string, withinMs?: number): Promise<void> {
    const wrong = (await world.verdict(withinMs)).join();
    if (bug) expect(wrong).toContain(words);
    else expect(wrong).toBe('');
  }

  test.each(runs)(
    'no ledger (%s): a delivery is whoever’s who asks, and nobody looks for what was sent',
    async (_is, bug) => {
      await using on = await slack({
        storage: (storage) => ({
          ...storage,
          ledger: {
            ...storage.ledger,
            async claim(key) {
              if (!bug) return storage.ledger.claim(key);
              await storage.db
                .$executeRaw`update delivery set state = 'pending', claim = null where key = ${key}`;
              const claimed = await storage.ledger.claim(key);
              return claimed.kind === 'claimed' ? { ...claimed, maybeSent: false } : claimed;
            },
          },
        }),
      });
      // The platform takes it and its answer is lost: with a ledger it is found again.
      const lost = on.chat.fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropReply' });
      on.chat.post('장부가 없으면');
      await seen(on.world, bug, 'said twice');
      expect(lost.hits()).toBe(1);
    },
  );

  test.each(runs)(
    'no fence (%s): a worker that stood still posts what another has posted meanwhile',
    async (_is, bug) => {
      const held: Promise<unknown>[] = [];
      const release = Promise.withResolvers<void>();
      await using on = await slack(
        {
          platform: (platform) => ({
            ...platform,
            async ensurePosted(target, view, attempt) {
              const stands = held.length === 0 && attempt.key.startsWith('cheer');
              const fence = bug ? () => undefined : attempt.fence;
              const post = () => platform.ensurePosted(target, view, { ...attempt, fence });
              if (!stands) return post();
              const late = release.promise.then(post);
              held.push(late.catch(() => null));
              return late;
            },
          }),
        },
        2,
      );
      const cheers = () => on.chat.sight().said.filter(({ key }) => key.startsWith('cheer')).length;
      on.chat.post('울타리가 없으면');
      await until('one to stand still', () => held.length > 0);
      await until('the other to post', () => cheers() > 0, 40_000);
      release.resolve();
      await held[0];
      expect(cheers()).toBe(bug ? 2 : 1);
      await seen(on.world, bug, 'said twice');
    },
  );

  test.each(runs)(
    'no unique key (%s): the same message taken in by two at once is credited twice',
    async (_is, bug) => {
      await using on = await slack(
        {
          storage: (storage) => ({
            ...storage,
            proofs: {
              ...storage.proofs,
              async write(facts) {
                // Both have judged before either writes.
                await both();
                return storage.proofs.write(facts);
              },
            },
          }),
        },
        2,
      );
      let waiting = 0;
      const gate = Promise.withResolvers<void>();
      function both() {
        if (++waiting === 2) gate.resolve();
        return gate.promise;
      }
      if (bug) {
        const { db } = on.world.storage;
        await db.$executeRaw`drop index proof_workspace_id_message_ref_key`;
        await db.$executeRaw`drop index check_in_one_a_day`;
        await db.$executeRaw`alter table member drop constraint member_pkey cascade`.catch(() => 0);
        await db.$executeRaw`drop index if exists member_workspace_id_ref_key`;
      }
      on.chat.post('열쇠가 없으면');
      await until('the event', () => on.chat.fake.dispatch.bodies.length > 0);
      void on.chat.fake.dispatch.resend(on.chat.fake.dispatch.bodies.at(-1)!);
      await until('both', () => waiting >= 2);
      await seen(on.world, bug, 'taken in twice');
    },
  );

  test('no cheer: a proof that made its day is credited and no cheer comes with it', async () => {
    await using on = await slack({
      storage: (storage) => ({
        ...storage,
        proofs: {
          ...storage.proofs,
          write: (facts) =>
            storage.proofs.write({
              ...facts,
              cheer: null,
              otherJobs: [],
            }),
        },
      }),
    });
    on.chat.post('응원이 없으면');
    await seen(on.world, true, 'made its day and has no cheer');
  });

  test('what is kept of a proof and is not what its platform shows', async () => {
    await using on = await slack(undefined);
    const { chat, world } = on;
    const photo = await jpegPhoto({ width: 64, height: 48 });
    const changes: readonly (readonly [sql: string, words: string])[] = [
      [`update proof set text = 'edited' where message_ref = $1`, 'says something else than is kept'],
      [
        `update proof set member_id = (select id from member where id <> member_id limit 1) where message_ref = $1`,
        'is kept as of',
      ],
      [`delete from photo using proof p where p.id = proof_id and message_ref = $1`, 'of the 1 photos of'],
      [
        `update photo set state = 'refused' from proof p where p.id = proof_id and message_ref = $1`,
        'nobody was told of 1 refused photos',
      ],
      [
        `update cheer set state = 'givenUp' from proof p where p.id = proof_id and message_ref = $1`,
        'was given up',
      ],
      [
        `update cheer set line1 = 'newer' from proof p where p.id = proof_id and message_ref = $1`,
        'says something else than was written',
      ],
      [
        `delete from delivery using proof p where key = 'cheer:' || p.id and p.message_ref = $1`,
        'was said under no delivery',
      ],
      [
        `insert into proof (workspace_id, message_ref, channel_ref, member_id) select workspace_id, 'elsewhere', channel_ref, member_id from proof where message_ref = $1`,
        'was posted by nobody',
      ],
    ];
    const posts = changes.map((_, n) => chat.post(`바뀔 글 ${n}`, { photo }));
    expect(await world.verdict()).toEqual([]);
    for (const [n, [sql]] of changes.entries())
      expect(await world.storage.db.$executeRawUnsafe(sql, posts[n]!.ref)).toBe(1);
    const wrong = (await world.verdict()).join('\n');
    for (const [, words] of changes) expect(wrong).toContain(words);
  });

  test.each([
    ['acknowledged before the commit: a message is lost with the process that had it', 'ackFirst'],
    ['acknowledged after the commit: the same message is sent again and nothing is lost', undefined],
  ] as const)('%s', async (_name, bug) => {
    const chat = await slackChat(zone);
    const world = await openWorld([chat]);
    try {
      const victim = await world.start({}, bug ? { bug } : {});
      const lookedBack = () => chat.fake.calls('conversations.history').some(({ status }) => status === 200);
      await until('it to have looked back', lookedBack);
      // From now on nothing but Slack's telling it again brings a message that was not stored: no history can be read.
      const unread = chat.fake.fail('conversations.history', { kind: 'status', status: 503 });
      victim.arm('persist', { do: 'hold' });
      const unwritten = chat.post('쓰기 직전에');
      await until('it to stand before its transaction', () => victim.hits('persist') === 1);
      // What comes after it is taken in as ever.
      const next = chat.post('다음 글');
      await world.taken(1);
      const waiting = () => chat.fake.dispatch.inFlight();
      await until('Slack to have been told of what is done', () => waiting() === (bug ? 0 : 1));
      // The one after it bears its mark by then.
      await until('a mark', next.marked);
      expect(unwritten.marked(), 'marked and not yet written').toBe(false);
      victim.signal('SIGKILL');
      expect((await victim.exit).signal).toBe('SIGKILL');
      await world.here();
      // What is lost does not come, however long one waits.
      await seen(world, bug === 'ackFirst', 'was lost', bug && 10_000);
      expect(unread.hits()).toBeGreaterThan(0);
    } finally {
      await world.close();
    }
  });
});
