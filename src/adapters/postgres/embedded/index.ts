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

export interface EmbeddedPostgres {
  readonly url: string;
  /** Resolves with what to tell the operator when it died and cannot be started again. */
  readonly lost: Promise<StartError>;
  /** Tells the server to shut down, for a process that cannot wait. */
  signal(): void;
  /** Shuts the server down cleanly; resolves when its process has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the built-in PostgreSQL of `dataDir`, making it first where there is none. A server that a killed Boost Pal left
 * behind is taken over. One that dies is started again on the same port, either way.
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
        // Of two starting at once PostgreSQL lets one have the data; who owns it is decided by its caller.
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

/** True when the data directory has a cluster. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return stat(path.join(embeddedFiles(dataDir).cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}
