import type { Client } from 'pg';

/** A table of the database, and its columns that hold facts: none that the database works out by itself. */
export interface TableLayout {
  /** `proof`; a table of the job queue with its schema: `graphile_worker._private_jobs`. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** A sequence and the next number it gives. */
export interface SequenceState {
  readonly name: string;
  /** As text, since it may be larger than a number can hold exactly. */
  readonly next: string;
}

/** A finished migration and the hash of its text. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/**
 * Tables that are not copied: who runs just now (a copy would speak of processes that are gone), and the queue's own list of migrations,
 * which is part of its schema.
 */
const leftOut = ['instance', 'lease', 'graphile_worker.migrations'];

const ours = `n.nspname in (current_schema(), 'graphile_worker')`;
const nameOf = (relation: string) =>
  `case when n.nspname = current_schema() then '' else n.nspname || '.' end || ${relation}`;

/**
 * The tables to copy, each after those it refers to. They are read from the database itself, so that no later table is forgotten. The job
 * queue's are among them: what is on its way is a row that waits and a job that will look at it.
 */
export async function readTables(client: Client): Promise<readonly TableLayout[]> {
  const { rows } = await client.query<TableLayout & { after: string[] }>(`
    select ${nameOf('c.relname')} as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      array(select distinct f.confrelid::regclass::text from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as after
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${ours} and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`);
  const tables = rows.filter(({ name }) => !leftOut.includes(name));
  const sorted: TableLayout[] = [];
  while (sorted.length < tables.length) {
    const isThere = (name: string) => sorted.some((each) => each.name === name);
    const next = tables.filter(
      ({ name, after }) =>
        !isThere(name) && after.every((other) => isThere(other) || leftOut.includes(other)),
    );
    if (next.length === 0) throw new Error('tables refer to one another in a circle');
    sorted.push(...next.map(({ name, columns }) => ({ name, columns })));
  }
  return sorted;
}

/** Every sequence with the next number it gives. Read after the tables, it is never behind them. */
export async function readSequences(client: Client): Promise<readonly SequenceState[]> {
  const { rows } = await client.query<SequenceState>(`
    select ${nameOf('s.sequencename')} as name, coalesce(s.last_value + s.increment_by, s.start_value)::text as next
    from pg_sequences s join pg_namespace n on n.nspname = s.schemaname where ${ours} order by 1`);
  return rows;
}

/** The finished migrations, oldest first; null if the database has none of our tables. */
export async function readApplied(client: Client): Promise<readonly AppliedMigration[] | null> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  );
  if (!found[0]!.there) return null;
  const { rows } = await client.query<AppliedMigration>(`
    select migration_name as name, checksum from _prisma_migrations
    where finished_at is not null and rolled_back_at is null order by migration_name`);
  return rows;
}

/** The newest migration of the job queue; 0 if it has no tables yet. */
export async function readQueueLevel(client: Client): Promise<number> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('graphile_worker.migrations') is not null as there`,
  );
  if (!found[0]!.there) return 0;
  const { rows } = await client.query<{ level: number | null }>(
    'select max(id) as level from graphile_worker.migrations',
  );
  return rows[0]!.level ?? 0;
}
