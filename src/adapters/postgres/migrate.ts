import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import { Client, Pool } from 'pg';
import { StartError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

const folder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * Migrates the schema to this release. Instances that start at the same time wait for one another (the engine takes a lock); a migration
 * that was interrupted is rolled back and run again. Throws StartError if the database belongs to a newer release, or was made by another
 * version of a migration.
 */
export async function migrate(url: string, log: Log): Promise<void> {
  await migrateQueue(url);
  const migrations = await readMigrations();
  const state = await appliedMigrations(url);
  const unknown = [...state.finished.keys()].find((name) => !migrations.some((known) => known.name === name));
  if (unknown) {
    throw new StartError(
      `The database belongs to a newer release (it has ${unknown}): start that release, or restore a backup made before it.`,
    );
  }
  const changed = migrations.find(
    ({ name, sql }) => state.finished.has(name) && state.finished.get(name) !== checksum(sql),
  );
  if (changed) {
    throw new StartError(
      `The database was made by another version of the migration ${changed.name}: start the release that made it, or begin with a new data directory.`,
    );
  }
  const waiting = migrations.filter(({ name }) => !state.finished.has(name));
  // On a usual start there is nothing to do, and the engine is not even loaded.
  if (waiting.length === 0 && state.failed.length === 0) return;

  const { openSchemaEngine } = await import('./schema-engine.ts');
  const engine = await openSchemaEngine(url);
  try {
    // PostgreSQL has rolled the interrupted migration back as a whole; only its entry has to go.
    for (const migrationName of state.failed) await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: toList(migrations),
      filters: { externalTables: [], externalEnums: [] },
    });
    const newest = appliedMigrationNames.at(-1);
    if (newest) log.info('database.migrated', { migrations: appliedMigrationNames.length, newest });
  } finally {
    engine.free();
  }
}

/** Creates or migrates the queue's tables, which must exist first: our functions refer to them. */
export async function migrateQueue(url: string): Promise<void> {
  // Our own pool, since a pool made by the queue would keep its connection for another ten seconds.
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/** The migrations of this release, oldest first. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(path.join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

/** The migrations in the form that the engine takes. */
export function toList(migrations: readonly Migration[]) {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
}

/** The hash by which an applied migration is compared with its text. */
export function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

async function appliedMigrations(url: string): Promise<{ finished: Map<string, string>; failed: string[] }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ there: boolean }>(
      `select to_regclass('_prisma_migrations') is not null as there`,
    );
    if (!tables[0]?.there) return { finished: new Map(), failed: [] };
    const { rows } = await client.query<{ migration_name: string; checksum: string; done: boolean }>(
      'select migration_name, checksum, finished_at is not null as done from _prisma_migrations where rolled_back_at is null',
    );
    return {
      finished: new Map(rows.filter((row) => row.done).map((row) => [row.migration_name, row.checksum])),
      failed: rows.filter((row) => !row.done).map((row) => row.migration_name),
    };
  } finally {
    await client.end();
  }
}
