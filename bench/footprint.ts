import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { calls as FakeDiscord } from './children/fake-discord.ts';
import type { calls as FakeSlack } from './children/fake-slack.ts';
import { startChild } from './support/child.ts';
import type { Bench } from './support/figures.ts';
import { memoryUnder } from './support/memory.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const idleMs = 30_000;
const readyWithinMs = 30_000;

interface Started {
  readonly pid: number;
  readonly seconds: number;
  stop(): Promise<void>;
}

/** `npm start`, as a person types it, until the ready line. */
async function npmStart(dataDir: string, settings: Readonly<Record<string, string>>): Promise<Started> {
  const begun = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, BOOST_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  await ready(child);
  const seconds = (performance.now() - begun) / 1000;
  return {
    pid: child.pid!,
    seconds,
    async stop() {
      const ended = once(child, 'exit');
      // Ctrl-C reaches the whole group.
      process.kill(-child.pid!, 'SIGINT');
      await ended;
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  const timer = setTimeout(() => child.kill('SIGKILL'), readyWithinMs);
  for await (const text of child.stdout!.setEncoding('utf8')) {
    said += text;
    if (said.includes('Boost Pal is ready.')) {
      clearTimeout(timer);
      child.stdout!.resume();
      return;
    }
  }
  throw new Error(`npm start did not become ready: ${said}`);
}

/** How the Dockerfile installs: what others would use of the tools (peers) goes with them. */
const installing = [
  ['ci', '--omit=dev', '--prefer-offline'],
  ['pkg', 'delete', 'devDependencies'],
  ['prune', '--omit=dev', '--omit=peer'],
];

/** What that puts on the disk, the program itself included, in MB; NaN when npm refuses. */
async function installedSize(folder: string): Promise<number> {
  const parts = ['package.json', 'package-lock.json', '.npmrc', 'src', 'prisma', 'assets', 'tools/node'];
  for (const part of parts) await cp(path.join(root, part), path.join(folder, part), { recursive: true });
  try {
    for (const step of installing) await run('npm', step, { cwd: folder });
  } catch (error) {
    console.error((error as { stderr: string }).stderr.split('\n').find((line) => line.includes('`npm ci`')));
    return Number.NaN;
  }
  const { stdout } = await run('du', ['-sm', folder]);
  return Number.parseInt(stdout, 10);
}

export const footprint: Bench = {
  title: 'Footprint',
  how: `\`npm start\` to the ready line, on an empty data directory and again; then with the page, Discord and Slack (Socket Mode) on, proportional set size after ${idleMs / 1000} s of rest. The install is the Dockerfile's, with the program itself.`,
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    const dataDir = path.join(folder, 'data');
    const discord = await startChild<typeof FakeDiscord>('fake-discord.ts');
    const slack = await startChild<typeof FakeSlack>('fake-slack.ts');
    try {
      const first = await npmStart(dataDir, {});
      await first.stop();
      const later = await npmStart(dataDir, {});
      await later.stop();
      const onDiscord = await discord.call('open', { channels: 10, members: 10 });
      const onSlack = await slack.call('open', { channels: 10, members: 10, mode: 'socket' });
      const all = await npmStart(dataDir, {
        DISCORD_TOKEN: onDiscord.token,
        DISCORD_API_URL: onDiscord.apiUrl,
        SLACK_BOT_TOKEN: onSlack.botToken,
        SLACK_APP_TOKEN: onSlack.appToken,
        SLACK_API_URL: onSlack.apiUrl,
      });
      const [megabytes, memory] = await Promise.all([
        installedSize(path.join(folder, 'install')),
        delay(idleMs).then(() => memoryUnder(all.pid)),
      ]).finally(all.stop);
      return [
        { what: 'first start', value: first.seconds, unit: 's', goal: { atMost: 4 } },
        { what: 'later start', value: later.seconds, unit: 's', goal: { atMost: 2 } },
        { what: 'memory at rest, Node.js', value: memory.program, unit: 'MB', goal: { atMost: 180 } },
        { what: 'memory at rest, PostgreSQL', value: memory.database, unit: 'MB', goal: { atMost: 100 } },
        { what: 'production install', value: megabytes, unit: 'MB' },
      ];
    } finally {
      await discord.stop();
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
