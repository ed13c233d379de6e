import { execFileSync } from 'node:child_process';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  embeddedFiles,
  embeddedUrl,
  readPostmaster,
} from '../../../src/adapters/postgres/embedded/address.ts';
import { jpegPhoto } from '../../fixtures/photos.ts';
import { until } from '../../support/app.ts';
import { startedOnce } from '../../support/database.ts';
import { endsWithinMs, freshFolder, type Program, startBot } from '../../support/program.ts';
import { createVisitor } from '../web/visitor.ts';

// Each of them starts programs, which a busy machine is slow to do.
vi.setConfig({ testTimeout: 90_000 });

/** A killed program leaves its database; nothing of a test outlives it. */
async function emptyFolder(): Promise<string> {
  const dataDir = await freshFolder();
  onTestFinished(async () => {
    const left = await readPostmaster(embeddedFiles(dataDir).cluster);
    if (left) process.kill(left.pid, 'SIGKILL');
    while (await readPostmaster(embeddedFiles(dataDir).cluster)) await new Promise(setImmediate);
  });
  return dataDir;
}

async function folderWithDatabase(): Promise<string> {
  const dataDir = await emptyFolder();
  await startedOnce(dataDir);
  return dataDir;
}

const noStack = (program: Program) => {
  const { stdout, stderr } = program.output();
  expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+/m);
};

describe('with nothing but an empty folder', () => {
  test('it starts, says what is on and off, keeps everything, and stops on SIGTERM and SIGINT', async () => {
    const dataDir = await emptyFolder();
    const first = startBot({ BOOST_DATA_DIR: dataDir });
    const page = await first.ready();
    const { stdout } = first.output();
    expect(stdout).toMatch(/^Boost Pal is ready\.$/m);
    expect(stdout).toMatch(/Page\s+on\s+http:\/\/127\.0\.0\.1:\d+ {2}\(this machine only/);
    expect(stdout).toMatch(/Discord\s+off\s+set DISCORD_TOKEN/);
    expect(stdout).toMatch(/Slack\s+off\s+set SLACK_BOT_TOKEN and SLACK_APP_TOKEN/);
    expect(stdout).toMatch(/Model\s+off\s+templates cheer; set OPENAI_API_KEY/);
    expect(stdout).toMatch(/Database\s+on\s+built in/);
    const posted = await createVisitor(page, 'junho').posted('오늘도 5 km');
    const cheered = async (url: string) => {
      const { messages } = await createVisitor(url, 'junho').channel();
      return messages.some(({ parent, author }) => parent === posted.id && author === 'pal');
    };
    await until('the cheer', () => cheered(page), 30_000);

    const ended = await first.stop('SIGTERM');
    expect(ended.code).toBe(0);
    expect(ended.ms).toBeLessThan(endsWithinMs);
    expect(await embeddedUrl(dataDir)).toBeNull();

    const second = startBot({ BOOST_DATA_DIR: dataDir });
    const again = await second.ready();
    expect(await cheered(again)).toBeTruthy();
    const interrupted = await second.stop('SIGINT');
    expect(interrupted.code).toBe(0);
    expect(interrupted.ms).toBeLessThan(endsWithinMs);
    expect(await embeddedUrl(dataDir)).toBeNull();
    noStack(first);
    noStack(second);
  });

  test('its data directory, packed while it stands, is a backup: put back, all is as it was then', async () => {
    const dataDir = await folderWithDatabase();
    const archive = path.join(await freshFolder(), 'boost.tar.gz');
    const tar = (how: string) =>
      execFileSync('tar', [how, archive, path.basename(dataDir)], { cwd: path.dirname(dataDir) });
    /** What people posted and what cheers it, once all is cheered, and the photos kept. */
    const seen = async (url: string, posts: number) => {
      const shown = await until('the cheers', async () => {
        const { messages } = await createVisitor(url, 'junho').channel();
        const standing = messages.filter(({ author, view }) => author !== 'pal' || view?.shape === 'cheer');
        return standing.length >= 2 * posts ? standing : null;
      });
      const photos = await readdir(path.join(dataDir, 'photos'), { recursive: true });
      return {
        shown: shown.map(({ id, parent, author, text }) => [id, parent, author, text]).sort(),
        photos: photos.sort(),
      };
    };
    const first = startBot({ BOOST_DATA_DIR: dataDir });
    const page = await first.ready();
    const visitor = createVisitor(page, 'junho');
    const { body: photo } = await visitor.upload(await jpegPhoto());
    await visitor.posted('오늘도 5 km', { files: [photo.id] });
    const then = await seen(page, 1);
    expect(then.photos.length).toBeGreaterThan(0);
    await first.stop();
    tar('czf');
    await rm(dataDir, { recursive: true });
    tar('xzf');
    const second = startBot({ BOOST_DATA_DIR: dataDir });
    expect(await seen(await second.ready(), 1)).toEqual(then);
    expect((await second.stop()).code).toBe(0);
  });

  test('it stops while it is still starting', async () => {
    const dataDir = await emptyFolder();
    const bot = startBot({ BOOST_DATA_DIR: dataDir });
    await until('the first step', () => bot.output().stderr.includes('database.created'), 30_000);
    const ended = await bot.stop('SIGTERM');
    expect(ended.ms).toBeLessThan(endsWithinMs);
    expect(await embeddedUrl(dataDir)).toBeNull();
    noStack(bot);
  });
});

test('of three started at the same time on an empty folder one runs', async () => {
  const dataDir = await emptyFolder();
  const three = [1, 2, 3].map(() => startBot({ BOOST_DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
  const outcomes = await Promise.all(
    three.map((bot) =>
      Promise.race([
        bot.ended.then(({ code }) => code),
        bot.ready().then(
          () => 'runs',
          () => 'ended',
        ),
      ]),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'runs')).toHaveLength(1);
  for (const bot of three) noStack(bot);
  const lost = three.filter((_, index) => outcomes[index] !== 'runs');
  for (const bot of lost) expect((await bot.ended).stderr).toMatch(/already running/);
});

describe('what a killed one leaves', () => {
  test('started twice on the same data, the second says so and the first goes on; killed, its PostgreSQL is taken over with all that was committed, and stopped in the end', async () => {
    const dataDir = await folderWithDatabase();
    const first = startBot({ BOOST_DATA_DIR: dataDir });
    const before = await first.ready();
    const refused = await startBot({ BOOST_DATA_DIR: dataDir, LOG_LEVEL: 'silent' }).ended;
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^Boost Pal is already running on .*: stop that one first, or set another BOOST_DATA_DIR\.\n$/,
    );
    expect((await fetch(`${before}/readyz`)).status).toBe(200);
    const posted = await createVisitor(before, 'junho').posted('before the crash');
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await embeddedUrl(dataDir)).not.toBeNull();
    const second = startBot({ BOOST_DATA_DIR: dataDir });
    const page = await second.ready();
    expect(second.output().stderr).toContain('database.taken_over');
    expect((await createVisitor(page, 'junho').message(posted.id))?.text).toBe('before the crash');

    // That one dies too, and at first cannot be started again.
    const { cluster } = embeddedFiles(dataDir);
    const [settings, away] = ['postgresql.conf', 'elsewhere'].map((name) => path.join(cluster, name));
    await rename(settings!, away!);
    process.kill((await readPostmaster(cluster))!.pid, 'SIGKILL');
    await until('a vain try', () => second.output().stderr.includes('database.restart_failed'), 30_000).catch(
      (error: Error) => {
        // What it said instead.
        throw new Error(`${error.message}: ${second.output().stderr.slice(-3_000)}`);
      },
    );
    await rename(away!, settings!);
    const taken = () =>
      createVisitor(page, 'junho')
        .posted('after it')
        .then(
          () => true,
          () => false,
        );
    await until('a post to be taken in', taken, 30_000);
    expect((await second.stop()).code).toBe(0);
    expect(await embeddedUrl(dataDir)).toBeNull();
  });

  test('a process number that is another program’s by now is not mistaken for its PostgreSQL', async () => {
    const dataDir = await folderWithDatabase();
    const { cluster } = embeddedFiles(dataDir);
    await writeFile(
      path.join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n1\n1\n\n127.0.0.1\n\nready\n`,
    );
    const bot = startBot({ BOOST_DATA_DIR: dataDir });
    await bot.ready();
    expect((await bot.stop()).code).toBe(0);
  });

  test('an interrupted first start is begun anew', async () => {
    const dataDir = await emptyFolder();
    const first = startBot({ BOOST_DATA_DIR: dataDir });
    const { root } = embeddedFiles(dataDir);
    await until(
      'the making of the database',
      () => {
        try {
          return execFileSync('ls', [root], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }).includes('cluster.new-');
        } catch {
          return false;
        }
      },
      30_000,
    );
    first.child.kill('SIGKILL');
    await first.ended;
    const second = startBot({ BOOST_DATA_DIR: dataDir });
    await second.ready();
    expect((await second.stop()).code).toBe(0);
  });
});

test('listening everywhere it prints an address that answers; whoever reads its output may go away', async () => {
  const bot = startBot({ BOOST_DATA_DIR: await folderWithDatabase(), HOST: '0.0.0.0' });
  bot.child.stdout!.once('data', () => {
    bot.child.stdout!.destroy();
    bot.child.stderr!.destroy();
  });
  const port = await until(
    'its port',
    () => /Page\s+on\s+(http:\/\/\S+)/.exec(bot.output().stdout)?.[1],
    30_000,
  );
  // Each post is logged, into nothing.
  for (let n = 0; n < 5; n++) await createVisitor(port, 'junho').posted(`post ${n}`);
  expect((await fetch(`${port}/readyz`)).status).toBe(200);
  expect(bot.child.exitCode).toBeNull();
});

test('a taken port is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const dataDir = await folderWithDatabase();
  const ended = await startBot({ BOOST_DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' }).ended;
  expect(ended).toMatchObject({
    code: 1,
    stdout: '',
    stderr: `Port ${port} is taken by another program: stop it, or set PORT to a free one.\n`,
  });
  expect(await embeddedUrl(dataDir)).toBeNull();
});
