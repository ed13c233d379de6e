import { readdir } from 'node:fs/promises';
import type { Config } from '../../../config.ts';
import { StartError } from '../../../core/errors.ts';
import { openDatabase } from '../../postgres/client.ts';
import { findDead } from '../../postgres/dead-letters.ts';
import { hasCluster } from '../../postgres/embedded/index.ts';
import { visitEmbedded } from '../../postgres/embedded/visit.ts';
import { checkServer } from '../../postgres/server.ts';
import { quiet } from '../storage.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

type Db = ReturnType<typeof openDatabase>['db'];

const clockWarnMs = 2_000;
const clockFailMs = 60_000;

/** Checks whether the database answers, has a suitable version and schema, and agrees with this machine about the time. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl === null && !(await hasCluster(config.dataDir))) {
    return [ok('Database', `built in, to be made under ${config.dataDir} by the first start`)];
  }
  try {
    const visit = config.databaseUrl === null ? await visitEmbedded(config.dataDir, quiet) : null;
    try {
      const url = visit?.url ?? config.databaseUrl!;
      await checkServer(url);
      const database = openDatabase(url, 1);
      try {
        return await examine(
          database.db,
          visit === null ? 'of DATABASE_URL' : `built in, under ${config.dataDir}`,
        );
      } finally {
        await database.close();
      }
    } finally {
      await visit?.close();
    }
  } catch (error) {
    if (error instanceof StartError) return [fail('Database', 'cannot be used', error.message)];
    return [
      fail('Database', (error as Error).message.trim().split('\n').at(-1)!, 'see the log of PostgreSQL'),
    ];
  }
}

async function examine(db: Db, which: string): Promise<Finding[]> {
  const [server] = await db.$queryRaw<
    { version: string }[]
  >`select current_setting('server_version') as version`;
  const migrations = await checkMigrations(db);
  return [
    ok('Database', `PostgreSQL ${server?.version.split(' ')[0]}, ${which}`),
    migrations,
    await checkClock(db),
    // Dead letters can be read only if the schema is this release's.
    ...(migrations.level === 'ok' ? await checkDead(db) : []),
  ];
}

async function checkMigrations(db: Db): Promise<Finding> {
  const folder = new URL('../../../../prisma/migrations', import.meta.url);
  const known = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const [table] = await db.$queryRaw<
    { there: boolean }[]
  >`select to_regclass('_prisma_migrations') is not null as there`;
  const applied = table?.there
    ? await db.$queryRaw<{ name: string; done: boolean }[]>`
        select migration_name as name, finished_at is not null as done from _prisma_migrations where rolled_back_at is null`
    : [];
  const newer = applied.find(({ name }) => !known.includes(name));
  if (newer) {
    const todo = 'start that release, or restore a backup made before it';
    return fail('Migrations', `the database belongs to a newer release (it has ${newer.name})`, todo);
  }
  const waiting = known.filter((name) => !applied.some((each) => each.done && each.name === name)).length;
  return waiting === 0
    ? ok('Migrations', `up to date (${known.length})`)
    : warn(
        'Migrations',
        `${waiting} of ${known.length} are not applied yet`,
        'the next start applies them, or now: npm run pal -- migrate',
      );
}

async function checkClock(db: Db): Promise<Finding> {
  const before = Date.now();
  const [row] = await db.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`;
  const after = Date.now();
  const apart = Math.abs(row!.at.getTime() - (before + after) / 2) - (after - before) / 2;
  const seconds = `${Math.max(0, apart / 1000).toFixed(1)} s`;
  const todo = 'let both machines keep time by NTP (timedatectl set-ntp true)';
  if (apart > clockFailMs) return fail('Clock', `${seconds} apart from the database’s`, todo);
  if (apart > clockWarnMs) return warn('Clock', `${seconds} apart from the database’s`, todo);
  return ok('Clock', `agrees with the database’s (${new Date(after).toISOString().slice(0, 19)}Z)`);
}

async function checkDead(db: Db): Promise<Finding[]> {
  const letters = await findDead(db, { key: null, reason: null, since: null, workspace: null, limit: null });
  const jobs = letters.filter(({ kind }) => kind === 'job').length;
  const weekAgo = Date.now() - 7 * 24 * 60 * 60_000;
  const deliveries = letters.filter(
    ({ kind, diedAt }) => kind === 'delivery' && diedAt.getTime() > weekAgo,
  ).length;
  const todo = 'see why: npm run pal -- jobs list';
  return [
    ...(deliveries === 0 ? [] : [warn('Deliveries', `${deliveries} died in the last seven days`, todo)]),
    ...(jobs === 0 ? [] : [warn('Jobs', `${jobs} used up their tries`, todo)]),
  ];
}
