import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { readPostmaster } from '../../src/adapters/postgres/embedded/address.ts';
import { startEmbedded } from '../../src/adapters/postgres/embedded/index.ts';
import { until } from '../support/app.ts';
import { discordChat, slackChat } from './chats.ts';
import { up } from './crew.ts';
import { figures } from './figures.ts';
import { openWorld, type World, zone } from './world.ts';

const run = promisify(execFile);
const migrating = fileURLToPath(new URL('migrating.ts', import.meta.url));

/** Two chats on a PostgreSQL of their own, served by one Boost Pal that is started again when it ends. */
async function serverOfOnesOwn(folder?: string) {
  const dataDir = folder ?? (await mkdtemp(path.join(tmpdir(), 'boost-server-')));
  const events: string[] = [];
  const note = (event: string) => void events.push(event);
  const server = await startEmbedded(dataDir, { info: note, warn: note, error: note });
  const chats = [await discordChat(), await slackChat(zone)];
  await run(process.execPath, [migrating, server.url]);
  const world = await openWorld(chats, { databaseUrl: server.url });
  const kept = world.keep();
  await up(kept);
  const postmaster = async () => (await readPostmaster(path.join(dataDir, 'postgres', 'cluster')))?.pid;
  return {
    chats,
    world,
    kept,
    events,
    postmaster,
    post: (text: string, each = 1) => {
      for (const chat of chats) for (let n = 0; n < each; n++) chat.post(`${text} ${n}`);
    },
    async [Symbol.asyncDispose]() {
      await world.close();
      await server.stop();
      if (!folder) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const counted = (world: World) => world.storage.db.proof.count().catch(() => 0);
const taken = (world: World, many: number) =>
  until(`${many} proofs`, async () => (await counted(world)) >= many, 45_000);

describe.concurrent('the PostgreSQL server fails', { timeout: 240_000 }, () => {
  test(`crashed ${figures.crashes} times under traffic: what was accepted is kept, what was not comes again`, async () => {
    await using on = await serverOfOnesOwn();
    for (let crash = 1; crash <= figures.crashes; crash++) {
      on.post(`${crash}번째 사고 전`);
      const pid = await until('a server to crash', on.postmaster);
      // Half of them in the middle of what was just posted, half after it.
      if (crash % 2) await taken(on.world, crash * 4 - 3);
      process.kill(pid, 'SIGQUIT');
      on.post(`${crash}번째 사고 중`);
      await until(
        'the server to be back',
        () => on.events.filter((event) => event === 'database.restarted').length >= crash,
        30_000,
      );
      await taken(on.world, crash * 4);
    }
    expect(on.events.filter((event) => event === 'database.died')).toHaveLength(figures.crashes);
    expect(await on.world.verdict()).toEqual([]);
    // A crash of the server is no reason to end.
    expect(on.kept.restarts()).toBe(0);
  });

  test('a server that writes slowly: nothing is acknowledged early, and redelivery is harmless', async () => {
    await using on = await serverOfOnesOwn();
    on.post('느린 디스크 전');
    await taken(on.world, 2);
    const backends = (
      await on.world.storage.db.$queryRaw<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'boost-pal' and pid <> pg_backend_pid()`
    ).map(({ pid }) => pid);
    for (const pid of backends) process.kill(pid, 'SIGSTOP');
    on.post('느린 디스크', 3);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    for (const pid of backends) process.kill(pid, 'SIGCONT');
    expect(backends.length).toBeGreaterThan(0);
    await taken(on.world, 8);
    expect(await on.world.verdict()).toEqual([]);
    expect(on.kept.restarts()).toBe(0);
  });

  test('a server without free connections: not ready meanwhile, well again after', async () => {
    await using on = await serverOfOnesOwn();
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
    await Promise.all(greedy.map((client) => client.end()));
    await until('it to be ready again', async () => (await ready().catch(() => 0)) === 200, 20_000);
    await taken(on.world, 2);
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
      await using on = await serverOfOnesOwn(path.join(mount, 'data'));
      on.post('디스크가 차기 전');
      await taken(on.world, 2);
      const { bavail, bsize } = await statfs(mount);
      const filler = path.join(mount, 'filler');
      await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => undefined);
      const before = await counted(on.world);
      // Large enough to need a new page and a new piece of log.
      on.post('가득 찬 디스크'.repeat(150), 5);
      const refused = () =>
        on.kept.all.some(({ lines }) =>
          lines.some((line) => /53100|No space left/.test(JSON.stringify(line))),
        );
      const filled = await until(
        'the disk to be full',
        async () => refused() || (await readFull(on.world)),
        20_000,
      );
      expect(filled).toBe(true);
      await rm(filler);
      await taken(on.world, before + 10);
      expect(await on.world.verdict()).toEqual([]);
    } finally {
      await run('umount', ['-l', mount]);
      await rm(mount, { recursive: true, force: true });
    }
  });
});

/** Writes until the server itself says that the disk is full (PostgreSQL reuses what it has for a while). */
async function readFull({ storage }: World): Promise<boolean> {
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
