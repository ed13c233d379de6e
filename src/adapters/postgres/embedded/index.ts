import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../../core/errors.ts';
import type { Log } from '../../../core/ports.ts';
import { alive, embeddedFiles, forgetStranger, type Postmaster, readPostmaster, urlOf } from './address.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type RunAs, runAs } from './run-as.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** Shuts the server down cleanly; resolves when its process has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the built-in PostgreSQL of `dataDir`, making it first where there is none. A server that a killed Boost Pal left
 * behind is taken over. A server that dies is started again on the same port.
 * Throws StartError when the folder cannot be written or holds another version's data.
 */
export async function startEmbedded(
  dataDir: string,
  log: Log,
  maxConnections = 60,
): Promise<EmbeddedPostgres> {
  const files = embeddedFiles(dataDir);
  await writable(dataDir, files.root);
  const binaries = await findBinaries();
  const user = await runAs([binaries.postgres, files.cluster]);
  await user.own(files.root);
  await sweepUnfinished(files.root);
  const password = await ensureCluster(files, binaries, user, log);

  const left = await readPostmaster(files.cluster);
  if (left) return takeOver(left, files.cluster, password, log);
  await forgetStranger(files.cluster);

  const port = await freePort();
  let stopping = false;
  let server: ChildProcess;
  try {
    server = await launch(files, binaries, user, { port, maxConnections });
  } catch (error) {
    // Of two starting at once PostgreSQL lets one have the data; who owns it is decided by its caller.
    const other = await readPostmaster(files.cluster);
    if (!other) throw error;
    return takeOver(other, files.cluster, password, log);
  }
  const supervise = (watched: ChildProcess) => {
    watched.once('exit', async (code, signal) => {
      if (stopping) return;
      log.error('database.died', { code, signal });
      await delay(300);
      if (stopping) return;
      try {
        server = await launch(files, binaries, user, { port, maxConnections });
        log.info('database.restarted', { port });
        supervise(server);
      } catch (error) {
        log.error('database.restart_failed', { reason: (error as Error).message });
      }
    });
  };
  supervise(server);
  return {
    url: urlOf(port, password),
    async stop() {
      stopping = true;
      await end(server);
    },
  };
}

type Files = ReturnType<typeof embeddedFiles>;

async function writable(dataDir: string, root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true });
    const probe = path.join(path.resolve(dataDir), `.probe-${randomBytes(4).toString('hex')}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new StartError(
      `The data directory ${path.resolve(dataDir)} cannot be written (${code}): make it writable for this user, or set BOOST_DATA_DIR to one that is.`,
      { cause: error },
    );
  }
}

async function ensureCluster(files: Files, binaries: Binaries, user: RunAs, log: Log): Promise<string> {
  const version = await readFile(path.join(files.cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) {
    if (version.trim() !== binaries.major) {
      throw new StartError(
        `The data in ${files.cluster} is of PostgreSQL ${version.trim()}, this release brings ${binaries.major}: start the release that made it, or set DATABASE_URL.`,
      );
    }
    return (await readFile(files.secret, 'utf8')).trim();
  }
  const started = performance.now();
  const password = await ensurePassword(files.secret);
  // Made aside and put in place whole: an interrupted first start leaves nothing behind, and of two at once one wins.
  const unfinished = `${files.cluster}.new-${process.pid}`;
  const handover = `${files.secret}.${process.pid}`;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(handover, `${password}\n`, { mode: 0o600 });
    await Promise.all([user.own(unfinished), user.own(handover)]);
    await runToEnd(
      user.command(binaries.initdb, [
        `--pgdata=${unfinished}`,
        '--username=boost',
        '--auth=scram-sha-256',
        `--pwfile=${handover}`,
        '--encoding=UTF8',
        // Korean sorts, and its syllables count as letters (trigrams, case, \w).
        '--locale-provider=icu',
        '--icu-locale=ko',
        '--locale=C.UTF-8',
        '--no-instructions',
      ]),
    );
    await rename(unfinished, files.cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await Promise.all([rm(handover, { force: true }), rm(unfinished, { recursive: true, force: true })]);
  }
  log.info('database.created', { ms: Math.round(performance.now() - started) });
  return password;
}

/** The password of the database's owner: whoever puts the file in place first, whole, decides. */
async function ensurePassword(file: string): Promise<string> {
  const draft = `${file}.draft-${process.pid}`;
  await writeFile(draft, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}

/** What killed first starts left. An initdb that outlived its parent may still write there: then the next start sweeps. */
async function sweepUnfinished(root: string): Promise<void> {
  const left = (await readdir(root)).filter((name) => {
    const maker = /^(?:cluster\.new-|password\.(?:draft-)?)(\d+)$/.exec(name)?.[1];
    return maker !== undefined && !alive(Number(maker));
  });
  await Promise.allSettled(left.map((name) => rm(path.join(root, name), { recursive: true, force: true })));
}

function serverArgs(files: Files, { port, maxConnections }: ServerSettings): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: String(maxConnections),
    shared_buffers: '32MB',
    // Small machine, small rows: parallel plans and compiled ones cost more than they give.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    max_wal_size: '256MB',
    autovacuum_max_workers: '2',
    log_min_messages: 'warning',
    // A client that vanished is noticed.
    tcp_keepalives_idle: '10',
    tcp_keepalives_interval: '3',
    tcp_keepalives_count: '3',
  };
  return [
    '-D',
    files.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

interface ServerSettings {
  readonly port: number;
  readonly maxConnections: number;
}

async function launch(
  files: Files,
  binaries: Binaries,
  user: RunAs,
  settings: ServerSettings,
): Promise<ChildProcess> {
  const { file, args } = user.command(binaries.postgres, serverArgs(files, settings));
  const output = await open(files.log, 'a');
  // A process group of its own: Ctrl-C reaches us alone, and we end it after the last write. None of our secrets go with it.
  const server = spawn(file, args, {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH },
  });
  await output.close();
  let ended = false;
  server.once('exit', () => {
    ended = true;
  });
  server.once('error', () => {
    ended = true;
  });
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await delay(10)) {
    if (ended) break;
    const postmaster = await readPostmaster(files.cluster);
    if (postmaster?.pid === server.pid && postmaster?.ready) return server;
  }
  server.kill('SIGINT');
  throw new StartError(`The built-in PostgreSQL did not start; its last words are in ${files.log}.`);
}

async function takeOver(
  left: Postmaster,
  cluster: string,
  password: string,
  log: Log,
): Promise<EmbeddedPostgres> {
  for (let waited = 0; !(await readPostmaster(cluster))?.ready && waited < 15_000; waited += 50)
    await delay(50);
  log.info('database.taken_over', { port: left.port });
  return {
    url: urlOf(left.port, password),
    async stop() {
      process.kill(left.pid, 'SIGINT');
      while (await readPostmaster(cluster)) await delay(20);
    },
  };
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions roll back, everything committed is on disk. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGINT');
  await exit;
}

async function runToEnd(command: { file: string; args: string[] }): Promise<void> {
  const child = spawn(command.file, command.args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH },
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new StartError(`The built-in database could not be made: ${errors.trim().split('\n').at(-1)}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** True when the data directory has a cluster. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return stat(path.join(embeddedFiles(dataDir).cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}
