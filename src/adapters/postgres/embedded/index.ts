import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../../../core/errors.ts';
import type { Log } from '../../../core/ports.ts';
import { alive, embeddedFiles, forgetStranger, type Postmaster, urlOf } from './address.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type RunAs, runAs } from './run-as.ts';
import { adopt, type Files, freePort, launch, leftBehind } from './server.ts';
import { supervise } from './supervise.ts';

/** The running built-in PostgreSQL. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Resolves with an error for the operator when the server has died and cannot be started again. */
  readonly lost: Promise<StartError>;
  /** Tells the server to shut down without waiting, for a process that is exiting. */
  signal(): void;
  /** Shuts the server down cleanly; resolves when its process has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the built-in PostgreSQL of `dataDir`, creating its cluster first if there is none. A server left behind by a killed Boost Pal is
 * taken over. Either way, a server that dies is started again on the same port. Throws StartError if the folder cannot be written or holds
 * another version's data.
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

  const left = await leftBehind(files.cluster);
  const settings = { port: left?.port ?? (await freePort()), maxConnections };
  const again = async (stopping?: AbortSignal) => {
    await forgetStranger(files.cluster);
    return launch(files, binaries, user, settings, stopping);
  };
  const takeOver = (found: Postmaster) => {
    log.info('database.taken_over', { port: found.port });
    settings.port = found.port;
    return adopt(found, files.cluster);
  };
  const first = left
    ? takeOver(left)
    : await again().catch(async (error: unknown) => {
        // If two processes start at once, PostgreSQL gives the data to one of them, and the other takes over that server. The caller
        // decides which of the two owns the data directory.
        const other = await leftBehind(files.cluster);
        if (!other) throw error;
        return takeOver(other);
      });
  const { lost, signal, stop } = supervise(first, again, log);
  return {
    url: urlOf(settings.port, password),
    lost: lost.then(
      () =>
        new StartError(
          `The built-in PostgreSQL has died and does not start again; its last words are in ${files.log}.`,
        ),
    ),
    signal,
    stop,
  };
}

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
  // The cluster is made in a temporary folder and then renamed: an interrupted first start leaves nothing half made, and of two at once one
  // wins.
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
        // With this locale Korean text sorts properly, and its syllables count as letters (trigrams, case, \w).
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

/** The password of the database's owner. The process that links its complete file into place first decides it. */
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

/**
 * Removes what first starts that were killed have left. An initdb that outlived its parent may still write there; then the next start
 * removes it.
 */
async function sweepUnfinished(root: string): Promise<void> {
  const left = (await readdir(root)).filter((name) => {
    const maker = /^(?:cluster\.new-|password\.(?:draft-)?)(\d+)$/.exec(name)?.[1];
    return maker !== undefined && !alive(Number(maker));
  });
  await Promise.allSettled(left.map((name) => rm(path.join(root, name), { recursive: true, force: true })));
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

/** Whether the data directory has a cluster. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return stat(path.join(embeddedFiles(dataDir).cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}
