import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { readPostmaster } from '../../src/adapters/postgres/embedded/address.ts';
import { startEmbedded } from '../../src/adapters/postgres/embedded/index.ts';
import type { LogFields } from '../../src/core/ports.ts';
import { startPgProxy } from '../fakes/pg-proxy.ts';
import { until } from '../support/app.ts';
import { startedOnce } from '../support/database.ts';
import { discordChat, slackChat } from './chats.ts';
import { up } from './crew.ts';
import { figures } from './figures.ts';
import { openWorld, type World, zone } from './world.ts';

const run = promisify(execFile);

/** Two chats on a PostgreSQL of their own, served by one Boost Pal that is started again when it ends. */
async function serverOfOnesOwn({
  folder,
  ackTimeoutMs,
  counted = false,
}: {
  folder?: string;
  ackTimeoutMs?: number;
  /** Whether it is known how often its Boost Pal connects: by way of a proxy. */
  counted?: boolean;
} = {}) {
  const dataDir = folder ?? (await mkdtemp(path.join(tmpdir(), 'boost-server-')));
  await startedOnce(dataDir);
  // After a crash PostgreSQL syncs every file of it: what is on the disk already does not keep its recovery waiting.
  await run('sync', ['-f', dataDir]).catch(() => undefined);
  const events: (LogFields & { readonly at: number; readonly event: string })[] = [];
  const begun = performance.now();
  const note = (event: string, fields: LogFields = {}) =>
    void events.push({ ...fields, at: Math.round(performance.now() - begun), event });
  const server = await startEmbedded(dataDir, { info: note, warn: note, error: note });
  const slack = await slackChat(zone, ackTimeoutMs ? { ackTimeoutMs } : {});
  const chats = [await discordChat(), slack];
  const door = counted ? await startPgProxy(server.url) : null;
  const world = await openWorld(chats, {
    databaseUrl: server.url,
    ...(door ? { instancesConnectTo: door.url } : {}),
  });
  const kept = world.keep();
  await up(kept);
  const postmaster = async () => (await readPostmaster(path.join(dataDir, 'postgres', 'cluster')))?.pid;
  return {
    slack,
    world,
    kept,
    opened: () => door?.opened() ?? 0,
    /** What became of the server, with the milliseconds since it began. */
    events,
    note,
    postmaster,
    post: (text: string, each = 1) => {
      for (const chat of chats) for (let n = 0; n < each; n++) chat.post(`${text} ${n}`);
    },
    async [Symbol.asyncDispose]() {
      await world.close();
      await door?.close();
      await server.stop();
      if (!folder) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const counted = (world: World) => world.storage.db.proof.count().catch(() => 0);

const { many, terminalMs } = figures.crashes;

describe.concurrent('the PostgreSQL server fails', { timeout: 180_000 + many * 30_000 }, () => {
  test(`crashed ${many} times under traffic: what was accepted is kept, what was not comes again`, async () => {
    await using on = await serverOfOnesOwn({ ackTimeoutMs: 1_000 });
    const noted = (event: string) => on.events.filter((each) => each.event === event).length;
    try {
      for (let crash = 1; crash <= many; crash++) {
        on.post(`${crash}번째 사고 전`);
        const pid = await until('a server to crash', on.postmaster);
        // Half of them in the middle of what was just posted, half after it.
        if (crash % 2) await on.world.taken(crash * 4 - 3);
        on.note(`crash ${crash}`);
        process.kill(pid, 'SIGQUIT');
        on.post(`${crash}번째 사고 중`);
        await until('the server to be back', () => noted('database.restarted') >= crash, 30_000);
        await on.world.taken(crash * 4);
      }
      expect(noted('database.died')).toBe(many);
      expect(await on.world.verdict(terminalMs)).toEqual([]);
      // A crash of the server is no reason to end.
      expect(on.kept.restarts()).toBe(0);
    } catch (cause) {
      const ends = on.kept.logged('instance.failed').map(({ reason }) => reason);
      throw new Error(
        `${cause} The server: ${JSON.stringify(on.events)} The program: ${JSON.stringify(ends)}`,
        {
          cause,
        },
      );
    }
  });

  test('a server that writes slowly: nothing is acknowledged early, and redelivery is harmless', async () => {
    await using on = await serverOfOnesOwn({ ackTimeoutMs: 500 });
    const { dispatch } = on.slack.fake;
    on.post('느린 디스크 전');
    await on.world.taken(2);
    const observer = new Client({ connectionString: on.world.url });
    await observer.connect();
    const postmaster = await until('a server to slow down', on.postmaster);
    // First whoever lets others in: nobody gets by with a new connection.
    await standStill(postmaster);
    // Also those it has just let in, which have no name yet; the server's own, which the observer may need, work on.
    const { rows } = await observer.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type <> 'client backend' or pid = pg_backend_pid()`,
    );
    const backends = childrenOf(postmaster).filter((child) => rows.every(({ pid }) => pid !== child));
    await Promise.all(backends.map(standStill));
    const stopped = [...backends, postmaster];
    const slow = '느린 디스크에 쓰는 글';
    on.post(slow, 3);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const waiting = dispatch.inFlight();
    const known = await observer.query(`select from proof where text like '${slow}%'`);
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
    await observer.end();
    expect(backends.length).toBeGreaterThan(0);
    expect(known.rowCount).toBe(0);
    expect(waiting).toBeGreaterThanOrEqual(3);
    await on.world.taken(8);
    await until('all to be acknowledged', () => dispatch.inFlight() === 0);
    const again = dispatch.retried.filter((body) => JSON.stringify(body).includes(slow));
    expect(again.length).toBeGreaterThanOrEqual(3);
    expect(await on.world.verdict()).toEqual([]);
    expect(on.kept.restarts()).toBe(0);
  });

  test('a server without free connections: not ready meanwhile, knocked at seldom, well again after', async () => {
    await using on = await serverOfOnesOwn({ counted: true });
    const address = await on.kept.current().ready;
    const ready = async () => (await fetch(`${address}/readyz`)).status;
    expect(await ready()).toBe(200);
    const greedy: Client[] = [];
    const grab = async () => {
      const client = new Client({ connectionString: on.world.url });
      client.on('error', () => undefined);
      await client.connect();
      greedy.push(client);
    };
    // Whatever it had is ended, and taken before it comes back.
    await grab();
    const end = () =>
      greedy[0]!.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'boost-pal'`,
      );
    let refused = 0;
    for (let n = 0; refused < 20 && n < 400; n++) {
      if (n % 10 === 0) await end();
      await grab().catch((error: { code?: string }) => {
        if (error.code === '53300') refused++;
      });
    }
    expect(refused).toBeGreaterThan(0);
    await end();
    await until('it to say that it is not ready', async () => (await ready()) !== 200, 15_000);
    on.post('자리가 없어도');
    // Its pools, its queue and the event that waits knock at the door seldom: about seven times a second, all together.
    const beats = () => on.kept.logged('instance.beat_failed').length;
    const [knocks, failed, since] = [on.opened(), beats(), performance.now()];
    await until('two beats to fail', () => beats() >= failed + 2);
    const perSecond = (on.opened() - knocks) / ((performance.now() - since) / 1_000);
    expect(perSecond).toBeGreaterThan(0);
    expect(perSecond).toBeLessThan(20);
    expect(on.kept.logged('discord.intake.retry').length).toBeGreaterThan(0);
    // Without waiting longer each time it would have used up its tries.
    expect(on.kept.logged('discord.intake.given_up')).toEqual([]);
    await Promise.all(greedy.map((client) => client.end()));
    await until('it to be ready again', async () => (await ready().catch(() => 0)) === 200, 20_000);
    await on.world.taken(2);
    expect(await on.world.verdict()).toEqual([]);
  });

  test('a full disk: nothing is acknowledged, health says so, and it recovers by itself', async (context) => {
    const mount = await mkdtemp(path.join(tmpdir(), 'boost-full-'));
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', mount]).then(
      () => true,
      () => false,
    );
    if (!mounted) {
      await rm(mount, { recursive: true });
      return context.skip('a full disk is not tried: a tmpfs cannot be mounted here (it takes root)');
    }
    try {
      await mkdir(path.join(mount, 'data'));
      await using on = await serverOfOnesOwn({ folder: path.join(mount, 'data') });
      const ready = async () => (await fetch(`${await on.kept.current().ready}/readyz`)).status;
      on.post('디스크가 차기 전');
      await on.world.taken(2);
      expect(await ready()).toBe(200);
      await until('them to be acknowledged', () => on.slack.fake.dispatch.inFlight() === 0);
      const { bavail, bsize } = await statfs(mount);
      const filler = path.join(mount, 'filler');
      await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => undefined);
      await until('the disk to be full', () => isFull(on.world), 20_000);
      const before = await counted(on.world);
      // More than there is room for in what the server has already, however well it packs.
      on.post(randomBytes(900).toString('hex'), 5);
      await until('it to meet that', () =>
        on.kept.all.some(({ lines }) =>
          lines.some((line) => /53100|No space left/.test(JSON.stringify(line))),
        ),
      );
      // What is not stored is not acknowledged.
      expect(on.slack.fake.dispatch.inFlight()).toBeGreaterThan(0);
      expect(await counted(on.world)).toBeLessThan(before + 10);
      await until('it to say so', async () => (await ready()) !== 200);
      await rm(filler);
      await until('it to be ready again', async () => (await ready().catch(() => 0)) === 200);
      await on.world.taken(before + 10);
      expect(await on.world.verdict()).toEqual([]);
    } finally {
      await run('umount', ['-l', mount]);
      await rm(mount, { recursive: true, force: true });
    }
  });
});

/** Stops a process, and waits until it stands. */
async function standStill(pid: number): Promise<unknown> {
  process.kill(pid, 'SIGSTOP');
  return until('it to stand', () => /^State:\s+[TZ]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
}

/** The processes that one has started and that are still there. */
function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** Writes until the server itself says that the disk is full (PostgreSQL reuses what it has for a while). */
async function isFull({ storage }: World): Promise<boolean> {
  return storage.db
    .$executeRaw`create table if not exists ballast as select repeat(md5(n::text), 200) from generate_series(1, 20000) n`.then(
    () =>
      storage.db.$executeRaw`insert into ballast select * from ballast`.then(
        () => false,
        (error: unknown) => /53100|No space left/.test(String(error)),
      ),
    (error: unknown) => /53100|No space left/.test(String(error)),
  );
}
