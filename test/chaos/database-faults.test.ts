import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { startPgProxy } from '../fakes/pg-proxy.ts';
import { until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { type Chat, discordChat, slackChat } from './chats.ts';
import { up } from './crew.ts';
import { figures } from './figures.ts';
import { openWorld, type World, zone } from './world.ts';

/** Two chats, a database of their own and a proxy before it, served by one Boost Pal that is started again when it ends. */
async function served() {
  const database = await freshDatabase();
  const proxy = await startPgProxy(database.url);
  const chats = [await discordChat(), await slackChat(zone)];
  const world = await openWorld(chats, { databaseUrl: database.url, instancesConnectTo: proxy.url });
  const kept = world.keep();
  await up(kept);
  return {
    proxy,
    chats,
    world,
    kept,
    async [Symbol.asyncDispose]() {
      await world.close();
      await proxy.close();
      await database.drop();
    },
  };
}

async function admin(url: string, sql: string): Promise<unknown[]> {
  // Also while everybody else may only read.
  const client = new Client({ connectionString: url, options: '-c default_transaction_read_only=off' });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

const taken = (world: World, many: number) =>
  until(`${many} proofs`, async () => (await world.storage.db.proof.count()) >= many, 30_000);

function postEverywhere(chats: readonly Chat[], text: string, each = 1): number {
  for (const chat of chats) for (let n = 0; n < each; n++) chat.post(`${text} ${n}`);
  return chats.length * each;
}

describe.concurrent('the database fails', { timeout: 240_000 }, () => {
  test('a commit whose answer is lost is read back by its key, never credited twice', async () => {
    await using run = await served();
    const { proxy, chats, world, kept } = run;
    const cut = proxy.when(/boost_write_/, 'cutReply', figures.cutCommits);
    const settles = proxy.when(/boost_settle_delivery/, 'cutReply', 3);
    const claims = proxy.when(/boost_claim_delivery/, 'cutReply', 2);
    // What comes again is not written again, and what comes together shares a commit: a few at a time, until all are cut.
    for (let many = 0; cut.hits < figures.cutCommits; ) {
      many += postEverywhere(chats, '응답이 사라져도', 15);
      await taken(world, many);
    }
    expect(await world.verdict()).toEqual([]);
    expect([cut.hits, settles.hits, claims.hits]).toEqual([figures.cutCommits, 3, 2]);
    expect(kept.restarts()).toBe(0);
  });

  test('connections that went silent are noticed within 10 s', async () => {
    await using run = await served();
    const { proxy, chats, world, kept } = run;
    postEverywhere(chats, '먼저');
    await taken(world, 2);
    expect(proxy.freezeAll()).toBeGreaterThan(2);
    const frozen = performance.now();
    postEverywhere(chats, '조용해져도');
    await taken(world, 4);
    // Noticed, and then read, judged and written anew.
    expect(performance.now() - frozen).toBeLessThan(14_000);
    expect(await world.verdict()).toEqual([]);
    expect(kept.restarts()).toBe(0);
  });

  test('without LISTEN jobs are found by looking, within 2 s', async () => {
    await using run = await served();
    const { proxy, chats, world, kept } = run;
    await admin(
      world.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ~ '^(UN)?LISTEN'`,
    );
    const listens = proxy.when(/^LISTEN/, 'cut', 1_000);
    await until('LISTEN to be tried again', () => listens.hits > 0);
    postEverywhere(chats, '귀가 없어도');
    await taken(world, 2);
    const stored = performance.now();
    await until('every mark', () =>
      chats.every((chat) => chat.sight().proofs.every(({ marks }) => marks === 1)),
    );
    expect(performance.now() - stored).toBeLessThan(figures.lookMs);
    listens.stop();
    expect(await world.verdict()).toEqual([]);
    expect(kept.restarts()).toBe(0);
  });

  test('a database that was made read-only acknowledges nothing, and heals by itself', async () => {
    await using run = await served();
    const { chats, world, kept } = run;
    const name = new URL(world.url).pathname.slice(1);
    const drop = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid() and application_name = 'boost-pal'`;
    await admin(world.url, `alter database ${name} set default_transaction_read_only = on`);
    await admin(world.url, drop);
    postEverywhere(chats, '읽기만 되는 동안', 2);
    await until('a refusal', () =>
      kept
        .current()
        .lines.some(
          (line) => JSON.stringify(line).includes('25006') || JSON.stringify(line).includes('read-only'),
        ),
    );
    const reader = await admin(world.url, 'select count(*)::int as n from proof');
    expect(reader).toEqual([{ n: 0 }]);
    await admin(world.url, `alter database ${name} reset default_transaction_read_only`);
    await admin(world.url, drop);
    await taken(world, 4);
    expect(await world.verdict()).toEqual([]);
  });

  test('away for longer than Slack sends again: what it gave up on is read from the channel', async () => {
    const database = await freshDatabase();
    const proxy = await startPgProxy(database.url);
    const chat = await slackChat(zone, { retryDelaysMs: [50, 50, 50], connectWaitMs: 1_000 });
    const world = await openWorld([chat], { databaseUrl: database.url, instancesConnectTo: proxy.url });
    try {
      const kept = world.keep();
      await up(kept);
      proxy.shut();
      for (let n = 0; n < 3; n++) chat.post(`슬랙이 포기해도 ${n}`);
      await chat.fake.settled(30_000);
      expect(await world.storage.db.proof.count()).toBe(0);
      proxy.open();
      // One that comes after them, and is taken in before.
      await until(
        'it to be well again',
        async () => (await fetch(`${await kept.current().ready}/readyz`)).ok,
        20_000,
      );
      chat.post('그다음 글');
      await taken(world, 4);
      expect(await world.verdict()).toEqual([]);
      expect(kept.restarts()).toBe(0);
    } finally {
      await world.close();
      await proxy.close();
      await database.drop();
    }
  });
});
