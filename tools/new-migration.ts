/**
 * Writes the next migration: what prisma/schema.prisma says beyond its committed version.
 * Usage: npm run migration -- <name>. Functions and partial indexes, which the schema cannot say, are added by hand.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../src/adapters/postgres/embedded/index.ts';
import { openSchemaEngine } from '../src/adapters/postgres/schema-engine.ts';

const name = process.argv[2];
if (!name) throw new Error('Say what the migration does: npm run migration -- add_nudges');
const schema = await readFile('prisma/schema.prisma', 'utf8');
const earlier = (await readdir('prisma/migrations')).length > 0;
const before = earlier
  ? execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8' })
  : null;
// The engine asks for a server even to compare two texts.
const scratch = await mkdtemp(path.join(tmpdir(), 'boost-migration-'));
const database = await startEmbedded(scratch, {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
});
const engine = await openSchemaEngine(database.url, schema);
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
engine.free();
await database.stop();
await rm(scratch, { recursive: true, force: true });
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = path.join('prisma/migrations', `${stamp}_${name}`);
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'migration.sql'), stdout ?? '');
console.log(`${folder}/migration.sql`);
