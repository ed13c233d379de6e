import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { embeddedFiles, embeddedUrl, readPostmaster } from '../../src/adapters/postgres/embedded/address.ts';
import { startFaultyModel } from '../fakes/model/index.ts';
import { startPgProxy } from '../fakes/pg-proxy.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { createVisitor } from '../integration/web/visitor.ts';
import { until } from '../support/app.ts';
import { freshDatabase, startedOnce } from '../support/database.ts';
import { endsWithinMs, freshFolder, startBot } from '../support/program.ts';
import { slackChat } from './chats.ts';
import { openWorld, zone } from './world.ts';

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A process of its own that brings the database up to this release. */
const migrating = (url: string) =>
  spawn(process.execPath, [fileOf('migrating.ts'), url], { stdio: 'ignore' });

/** The lines of the log in what was printed. */
const logged = (stderr: string) =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { readonly event: string; readonly reason?: string });

/** Slack and a database, and what the program itself is told of them. */
async function slackWorld() {
  const chat = await slackChat(zone);
  const world = await openWorld([chat]);
  onTestFinished(() => world.close());
  const { fake } = chat;
  const env = {
    DATABASE_URL: world.url,
    BOOST_DATA_DIR: world.dataDir,
    DEFAULT_TIMEZONE: zone,
    SLACK_BOT_TOKEN: fake.botToken,
    SLACK_APP_TOKEN: fake.appToken,
    SLACK_API_URL: fake.apiUrl,
  };
  return { chat, world, env };
}

describe('the program itself', { timeout: 240_000 }, () => {
  test('told to end in the middle of a cheer and an upload, it ends within 5 s with 0; the next one finishes the cheer', async () => {
    const { chat, world, env } = await slackWorld();
    const model = await startFaultyModel();
    onTestFinished(() => model.close());
    model.always('stall');
    const bot = startBot({ ...env, OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.baseURL });
    const page = await bot.ready();
    chat.post('응원 중에 꺼져도');
    await model.until(() => model.requests.length > 0, 10_000);
    const upload = request(createVisitor(page).at('/files', { name: 'slow.jpg' }), {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg', 'content-length': '1000000' },
    });
    onTestFinished(() => void upload.destroy());
    upload.on('error', () => undefined);
    await new Promise((resolve) => upload.write(new Uint8Array(1_000), resolve));
    const { code, ms } = await bot.stop('SIGTERM');
    expect(code).toBe(0);
    expect(ms, 'took too long').toBeLessThan(endsWithinMs);
    await startBot(env).ready();
    expect(await world.verdict()).toEqual([]);
  });

  test('a rejection nobody handles ends it in one line, and it starts again', async () => {
    const { chat, world, env } = await slackWorld();
    const bot = startBot({ ...env, NODE_OPTIONS: `--import=${fileOf('reject-on-signal.ts')}` });
    await bot.ready();
    chat.post('그 전에');
    const { code, stderr } = await bot.stop('SIGUSR2');
    expect(code).toBe(1);
    const plain = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    expect(plain).toEqual([expect.stringMatching(/^Stopped by an unexpected error: Error at \S+:\d+$/)]);
    // Where it was, and not what it says, which may be a member's words.
    const { reason } = logged(stderr).find(({ event }) => event === 'app.crashed')!;
    expect(plain[0]).toContain(reason!);
    expect(stderr).not.toContain('nobody handles me');
    await startBot(env).ready();
    chat.post('그 뒤에');
    expect(await world.verdict()).toEqual([]);
  });

  test('whoever read its output is gone: it goes on, and ends as it is told', async () => {
    const { chat, world, env } = await slackWorld();
    const bot = startBot(env);
    await bot.ready();
    const first = chat.post('누가 읽을 때');
    await world.taken(1);
    bot.child.stdout!.destroy();
    bot.child.stderr!.destroy();
    // Each is logged, into nothing.
    const photo = await jpegPhoto({ width: 64, height: 48 });
    for (let n = 0; n < 5; n++) chat.post(`아무도 읽지 않을 때 ${n}`, n === 2 ? { photo } : {});
    chat.post('지워질 글').remove();
    first.edit('아무도 읽지 않을 때 고친 글');
    expect(await world.verdict()).toEqual([]);
    expect(bot.child.exitCode).toBeNull();
    expect((await bot.stop()).code).toBe(0);
  });

  test('its own PostgreSQL crashes: it goes on, and still nobody else may have its data', async () => {
    const dataDir = await freshFolder();
    await startedOnce(dataDir);
    const cluster = embeddedFiles(dataDir).cluster;
    onTestFinished(async () => {
      const left = await readPostmaster(cluster);
      if (left) process.kill(left.pid, 'SIGKILL');
    });
    const bot = startBot({ BOOST_DATA_DIR: dataDir });
    const page = await bot.ready();
    const first = await readPostmaster(cluster);
    process.kill(first!.pid, 'SIGQUIT');
    const second = await until(
      'another server',
      async () => {
        const now = await readPostmaster(cluster);
        return now?.ready && now.pid !== first!.pid && now;
      },
      20_000,
    );
    expect(second).not.toBe(false);
    await until(
      'a post to be taken in',
      () =>
        createVisitor(page, 'junho')
          .posted('사고 뒤에')
          .then(
            () => true,
            () => false,
          ),
      20_000,
    );
    const intruder = startBot({ BOOST_DATA_DIR: dataDir });
    const { code, stderr } = await intruder.ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('already running')]);
    expect(await embeddedUrl(dataDir)).not.toBeNull();
    expect((await bot.stop()).code).toBe(0);
  });
});

describe('a migration is cut off', { timeout: 240_000 }, () => {
  test('of a database in use, whose program was ended for it: the next start finishes it, and what was posted meanwhile counts once', async () => {
    const { chat, world } = await slackWorld();
    const photo = await jpegPhoto({ width: 64, height: 48 });
    const older = await world.here();
    const [first, second] = [chat.post('옮기기 전'), chat.post('옮기기 전의 사진', { photo })];
    expect(await world.verdict()).toEqual([]);
    await older.stop();
    // As the release before this migration left it.
    const { db } = world.storage;
    await db.$executeRaw`drop index delivery_appeal`;
    const name = '20261122194000_appeals_told';
    expect(await db.$executeRaw`delete from _prisma_migrations where migration_name = ${name}`).toBe(1);
    const proxy = await startPgProxy(world.url);
    onTestFinished(() => proxy.close());
    const cut = proxy.when(/create index delivery_appeal/, 'cutReply');
    const victim = migrating(proxy.url);
    const ended = once(victim, 'exit');
    await until('the cut', () => cut.hits === 1, 20_000);
    victim.kill('SIGKILL');
    await ended;
    first.edit('옮기는 사이에 고친 글');
    second.remove();
    chat.post('옮기는 사이');
    chat.post('옮기는 사이의 사진', { photo });
    await world.here();
    chat.post('옮긴 뒤');
    expect(await world.verdict()).toEqual([]);
    const [made] = await db.$queryRaw<{ done: number; index: boolean }[]>`
      select count(*)::int as done, to_regclass('delivery_appeal') is not null as index from _prisma_migrations
      where migration_name = ${name} and finished_at is not null`;
    expect(made).toEqual({ done: 1, index: true });
    expect(await db.checkIn.count({ where: { revokedAt: null } })).toBe(4);
  });

  test.each([
    ['before it is carried out', 'cut'],
    ['after it is carried out and before that is noted', 'cutReply'],
  ] as const)('%s: run again, it succeeds', async (_when, harm) => {
    const database = await freshDatabase();
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(
      'drop schema public cascade; drop schema graphile_worker cascade; create schema public',
    );
    const proxy = await startPgProxy(database.url);
    onTestFinished(async () => {
      await admin.end();
      await proxy.close();
      await database.drop();
    });
    const cut = proxy.when(/CREATE TABLE "workspace"/, harm);
    const victim = migrating(proxy.url);
    // It may notice the cut and end before it is killed.
    const ended = once(victim, 'exit');
    await until('the cut', () => cut.hits === 1, 20_000);
    victim.kill('SIGKILL');
    await ended;
    const [code] = (await once(migrating(proxy.url), 'exit')) as [number];
    expect(code).toBe(0);
    const { rows } = await admin.query(
      `select count(*)::int as n from information_schema.tables where table_name in ('proof', 'delivery')`,
    );
    expect(rows).toEqual([{ n: 2 }]);
  });
});
