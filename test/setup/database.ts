import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { embeddedFiles } from '../../src/adapters/postgres/embedded/address.ts';
import { startEmbedded } from '../../src/adapters/postgres/embedded/index.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { copyFolder } from '../support/copy-folder.ts';
import { quietLog } from '../support/quiet.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    /** A data directory as a first start leaves it, its server stopped. Null: the database is not ours. */
    dataDir: string | null;
    /** What the server logs. Null: it is not ours. */
    serverLog: string | null;
  }
}

/** Many programs of several processes each live on it at once. */
const connections = 400;

/**
 * One PostgreSQL for the whole run, the built-in one or that of TEST_DATABASE_URL, with one migrated database from which
 * every test file copies its own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL;
  const folder = await mkdtemp(path.join(tmpdir(), 'boost-test-'));
  const memory = await mkdtemp(path.join(await inMemory(), 'boost-server-'));
  const server = path.join(memory, 'server');
  const dataDir = own ? null : path.join(folder, 'once-started');
  if (dataDir) {
    const once = await startEmbedded(dataDir, quietLog);
    await migrate(once.url, quietLog);
    await once.stop();
    await copyFolder(dataDir, server);
  }
  const embedded = own ? null : await startEmbedded(server, quietLog, connections);
  const url = own ?? embedded!.url;
  const admin = new Client({ connectionString: url });
  await admin.connect();
  // What the tests leave is thrown away: nothing need reach the disk. Tests in which a server dies have one of their own.
  if (embedded) {
    await admin.query('alter system set fsync = off');
    await admin.query('alter system set full_page_writes = off');
    await admin.query('select pg_reload_conf()');
  }
  await admin.query('drop database if exists boost_template with (force)');
  await admin.query(`create database boost_template${embedded ? ' template postgres' : ''}`);
  await migrate(Object.assign(new URL(url), { pathname: '/boost_template' }).href, quietLog);
  await admin.end();
  project.provide('databaseUrl', url);
  project.provide('dataDir', dataDir);
  project.provide('serverLog', embedded && embeddedFiles(server).log);
  return async () => {
    await embedded?.stop();
    for (const each of [folder, memory]) await rm(each, { recursive: true, force: true });
  };
}

/** Where there is room for it in memory, the server's many files are made and removed for half the work. */
async function inMemory(): Promise<string> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= 2 * 2 ** 30 ? '/dev/shm' : tmpdir();
}
