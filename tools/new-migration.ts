/**
 * Writes the next migration: what prisma/schema.prisma says beyond its committed version, and every function whose file in
 * prisma/functions says something else than the migrations so far.
 * Usage: npm run migration -- <name>. Partial indexes, views and triggers, which neither can say, are added by hand.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../src/adapters/postgres/embedded/index.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { openSchemaEngine } from '../src/adapters/postgres/schema-engine.ts';
import { changedFunctions, functionFiles } from './functions.ts';

const name = process.argv[2];
if (!name) throw new Error('Say what the migration does: npm run migration -- add_nudges');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
// A server with everything the migrations so far make; the engine asks for one even to compare two texts.
const scratch = await mkdtemp(path.join(tmpdir(), 'boost-migration-'));
const database = await startEmbedded(scratch, quiet);
let sql: string;
try {
  await migrate(database.url, quiet);
  const tables = await changedTables(database.url);
  const functions = await functionsOfNow(database.url);
  // Prisma says in words that nothing changed.
  sql = functions === '' ? tables : [...(/^\s*[^\s-]/m.test(tables) ? [tables] : []), functions].join('\n');
} finally {
  await database.stop();
  await rm(scratch, { recursive: true, force: true });
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = path.join('prisma/migrations', `${stamp}_${name}`);
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'migration.sql'), sql);
console.log(`${folder}/migration.sql`);

async function changedTables(url: string): Promise<string> {
  const schema = await readFile('prisma/schema.prisma', 'utf8');
  const earlier = (await readdir('prisma/migrations')).length > 0;
  const before = earlier
    ? execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8' })
    : null;
  const engine = await openSchemaEngine(url, schema);
  try {
    const { stdout } = await engine.diff({
      from:
        before === null
          ? { tag: 'empty' }
          : { tag: 'schemaDatamodel', files: [{ path: 'before.prisma', content: before }] },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    } as unknown as Parameters<typeof engine.diff>[0]);
    return stdout ?? '';
  } finally {
    engine.free();
  }
}

async function functionsOfNow(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await changedFunctions(client, await functionFiles());
  } finally {
    await client.end();
  }
}
