import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { startPgProxy } from '../fakes/pg-proxy.ts';
import { type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { type Chat, discordChat, type Post, slackChat } from './chats.ts';
import { figures } from './figures.ts';
import { openWorld, takenInMs, type World, zone } from './world.ts';

/** Two chats, a database of their own and a proxy before it, served by one Boost Pal. */
async function served() {
  const database = await freshDatabase();
  const proxy = await startPgProxy(database.url);
  const slack = await slackChat(zone);
  const chats = [await discordChat(), slack];
  const world = await openWorld(chats, { databaseUrl: database.url, instancesConnectTo: proxy.url });
  // What would have ended it the end throws.
  const app = await world.here();
  return {
    proxy,
    slack,
    chats,
    world,
    app,
    async [Symbol.asyncDispose]() {
      await world.close().finally(async () => {
        await proxy.close();
        await database.drop();
      });
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

/** After a fault: no later than this. */
const taken = (world: World, many: number) => world.taken(many, 30_000 + many * takenInMs);

function postEverywhere(chats: readonly Chat[], text: string, each = 1): readonly Post[] {
  return chats.flatMap((chat) => Array.from({ length: each }, (_, n) => chat.post(`${text} ${n}`)));
}

const says = ({ log }: TestApp, words: RegExp) => log.some((line) => words.test(JSON.stringify(line)));

const { many, terminalMs } = figures.cutCommits;

describe.concurrent('the database fails', {
  timeout: 240_000 + many * takenInMs + 3 * terminalMs,
}, () => {
  test('a commit whose answer is lost is read back by its key, never credited twice', async () => {
    await using run = await served();
    const { proxy, chats, world } = run;
    const cut = proxy.when(/boost_write_/, 'cutReply', many);
    const settles = proxy.when(/boost_settle_delivery/, 'cutReply', 3);
    const claims = proxy.when(/boost_claim_delivery/, 'cutReply', 2);
    // What comes again is not written again, and what comes together shares a commit: a few at a time, until all are cut.
    const posts: Post[] = [];
    while (cut.hits < many) {
      posts.push(...postEverywhere(chats, '응답이 사라져도', 3));
      await taken(world, posts.length);
    }
    // Facts are written by a function; a deletion and an edit are transactions of several statements.
    const commits = proxy.when(/^COMMIT/, 'cutReply', 4);
    const [first, second, ...others] = posts;
    for (const post of [first!, others.at(-1)!]) post.remove();
    for (const post of [second!, others.at(-2)!]) post.edit('고쳐 써도');
    await until('those commits', () => commits.hits === 4);
    // And what never arrived is written again.
    const unheard = proxy.when(/^COMMIT/, 'cut', 2);
    others[0]!.edit('두 번 써도');
    others[1]!.edit('두 번 써도');
    await until('those too', () => unheard.hits === 2);
    expect(await world.verdict(terminalMs)).toEqual([]);
    expect([cut.hits, settles.hits, claims.hits]).toEqual([many, 3, 2]);
  });

  test('connections that went silent are noticed within 10 s', async () => {
    await using run = await served();
    const { proxy, chats, world } = run;
    postEverywhere(chats, '먼저');
    await taken(world, 2);
    expect(proxy.freezeAll()).toBeGreaterThan(2);
    const frozen = performance.now();
    postEverywhere(chats, '조용해져도');
    await taken(world, 4);
    // Posts may find a connection that was opened since.
    await until('a silent one to be given up', () => proxy.givenUp().length > 0);
    expect(Math.min(...proxy.givenUp()), 'took too long').toBeLessThan(10_000);
    // And then read, judged and written anew.
    expect(performance.now() - frozen, 'took too long').toBeLessThan(14_000);
    expect(await world.verdict()).toEqual([]);
  });

  test('without LISTEN jobs are found by looking, within 2 s', async () => {
    await using run = await served();
    const { proxy, chats, world } = run;
    await admin(
      world.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ~ '^(UN)?LISTEN'`,
    );
    const listens = proxy.when(/^LISTEN/, 'cut', 1_000);
    await until('LISTEN to be tried again', () => listens.hits > 0);
    for (let n = 1; n <= 3; n++) {
      postEverywhere(chats, `귀가 없어도 ${n}번째`);
      await until(
        'their cheers',
        async () => (await world.storage.db.cheer.count({ where: { state: 'posted' } })) === n * chats.length,
      );
    }
    // A mark is set at once. A cheer is found by looking for it, written, and its delivery found by looking for it.
    const waits = await world.storage.db.$queryRaw<{ ms: number }[]>`
      select extract(epoch from posted_at - created_at)::float8 * 1000 as ms from cheer order by ms`;
    expect(waits.at(figures.nightly ? -1 : waits.length / 2 - 1)!.ms, 'took too long').toBeLessThan(
      2 * figures.lookMs,
    );
    expect(waits[0]!.ms).toBeGreaterThan(200);
    listens.stop();
    expect(await world.verdict()).toEqual([]);
  });

  test('a database that was made read-only acknowledges nothing, and heals by itself', async () => {
    await using run = await served();
    const { slack, chats, world, app } = run;
    const name = new URL(world.url).pathname.slice(1);
    const drop = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid() and application_name = 'boost-pal'`;
    await admin(world.url, `alter database ${name} set default_transaction_read_only = on`);
    await admin(world.url, drop);
    postEverywhere(chats, '읽기만 되는 동안', 2);
    await until('a refusal', () => says(app, /25006|read-only/));
    const reader = await admin(world.url, 'select count(*)::int as n from proof');
    expect(reader).toEqual([{ n: 0 }]);
    expect(slack.fake.dispatch.inFlight()).toBe(2);
    const ready = async () => (await fetch(`${app.url}/readyz`)).status;
    await until('it to say so', async () => (await ready()) === 503);
    await admin(world.url, `alter database ${name} reset default_transaction_read_only`);
    await admin(world.url, drop);
    await taken(world, 4);
    await until('it to be ready again', async () => (await ready()) === 200);
    expect(await world.verdict()).toEqual([]);
  });

  test('a table locked for 6 s: waiting statements give up after 3 s, nothing piles up, then all is done', async () => {
    await using run = await served();
    const { chats, world, app } = run;
    const locker = new Client({ connectionString: world.url });
    await locker.connect();
    await locker.query('begin');
    await locker.query('lock table delivery in access exclusive mode');
    postEverywhere(chats, '잠긴 표', 4);
    const waits: number[] = [];
    const until6s = performance.now() + 6_000;
    while (performance.now() < until6s) {
      const { rows } = await locker.query<{ ms: number }>(
        `select extract(epoch from clock_timestamp() - waitstart)::float8 * 1000 as ms from pg_locks join pg_stat_activity using (pid)
          where datname = current_database() and application_name = 'boost-pal' and waitstart is not null`,
      );
      waits.push(...rows.map(({ ms }) => ms));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await locker.query('commit');
    await locker.end();
    // Some did wait, and none much longer than lock_timeout.
    expect(Math.max(...waits)).toBeGreaterThan(2_000);
    expect(Math.max(...waits), 'took too long').toBeLessThan(4_500);
    expect(says(app, /55P03|lock timeout/)).toBe(true);
    expect(await world.verdict()).toEqual([]);
  });

  test('away for longer than Slack sends again: what it gave up on is read from the channel', async () => {
    const database = await freshDatabase();
    const proxy = await startPgProxy(database.url);
    const chat = await slackChat(zone, { retryDelaysMs: [50, 50, 50], connectWaitMs: 1_000 });
    const world = await openWorld([chat], { databaseUrl: database.url, instancesConnectTo: proxy.url });
    try {
      const app = await world.here();
      proxy.shut();
      for (let n = 0; n < 3; n++) chat.post(`슬랙이 포기해도 ${n}`);
      await chat.fake.settled(30_000);
      expect(await world.storage.db.proof.count()).toBe(0);
      proxy.open();
      // One that comes after them, and is taken in before.
      await until('it to be well again', async () => (await fetch(`${app.url}/readyz`)).ok, 20_000);
      chat.post('그다음 글');
      await taken(world, 4);
      expect(await world.verdict()).toEqual([]);
    } finally {
      await world.close();
      await proxy.close();
      await database.drop();
    }
  });
});
