import { once } from 'node:events';
import type { Client } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { StartError } from '../../../core/errors.ts';
import { sqlState } from '../errors.ts';
import { migrateQueue } from '../migrate.ts';
import { explainDenied } from './denied.ts';
import { keepErasures, readErasures } from './erasures.ts';
import { migrationsOf } from './fits.ts';
import type { AppliedMigration, SequenceState, TableLayout } from './layout.ts';
import { readQueueLevel } from './layout.ts';
import { madeByOthers } from './others.ts';
import { keepRestored } from './restored.ts';
import { lockTimeout, openSession, quoted } from './session.ts';

/** What a backup says of itself, as far as the database needs it. */
export interface BackupFacts {
  /** The instant it shows, in milliseconds since 1970. */
  readonly at: number;
  readonly migrations: readonly AppliedMigration[];
  readonly queue: number;
  readonly tables: readonly (TableLayout & { readonly rows: number })[];
  readonly sequences: readonly SequenceState[];
}

/** A restore under way: one transaction. Until `commit`, and after any failure, everything is as it was. */
export interface PutBack {
  /** What others had made in the database that goes with the tables it hung on: `view report`. */
  readonly dropped: readonly string[];
  /** Puts some of a table's rows back. Tables come in the order of the backup, each as a whole. */
  rows(table: string, chunk: Uint8Array): Promise<void>;
  commit(): Promise<void>;
  /** Ends the connection; what was not committed is undone. */
  close(): Promise<void>;
}

/** Two restores at once: the second is refused. */
const restoreLock = 727_003;

/** As the migration engine makes it. */
const migrationsTable = `create table _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/**
 * All tables in the schema, whichever release made them, with the views on them, and our functions. What belongs to extensions is the
 * operator's.
 */
const dropAll = `do $$
declare
  drops text[];
  each text;
begin
  select array_agg(word) into drops from (
    select format('drop table if exists %s cascade', c.oid::regclass) as word
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select format('drop function if exists %s cascade', p.oid::regprocedure)
    from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prokind = 'f' and starts_with(p.proname, 'boost_')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')) it;
  foreach each in array coalesce(drops, '{}') loop
    execute each;
  end loop;
end $$`;

/**
 * Begins to put a backup back: removes what stands in the database and makes the tables as the backup's release had them, empty. Throws
 * StartError if the backup is of a newer release, the database is in use, the role may not make tables in it, or what others
 * made hangs on the tables and may not be dropped (`mayDrop`).
 */
export async function beginPutBack(
  url: string,
  backup: BackupFacts,
  file: string,
  mayDrop: boolean,
): Promise<PutBack> {
  const migrations = await migrationsOf(file, backup.migrations);
  await makeQueue(url);
  const client = await openSession(url);
  let erasures: Awaited<ReturnType<typeof readErasures>> = null;
  let dropped: readonly string[] = [];
  try {
    if ((await readQueueLevel(client)) < backup.queue) {
      throw new StartError(`${file} was made by a newer release: restore it with that release.`);
    }
    await client.query('begin');
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
      restoreLock,
    ]);
    if (!rows[0]!.mine) throw new StartError('Another restore is under way on this database: wait for it.');
    erasures = await readErasures(client);
    const others = await madeByOthers(client);
    await client.query(dropAll);
    const left = await madeByOthers(client);
    dropped = others.filter((name) => !left.includes(name));
    if (dropped.length > 0 && !mayDrop) throw new StartError(wouldDrop(dropped));
    await client.query(migrationsTable);
    for (const sql of migrations) await client.query(sql);
    const all = backup.tables.map(({ name }) => quoted(name));
    // Migrations write some rows themselves; all rows come from the backup. Triggers were run when the rows were first written.
    await client.query(`truncate ${all.join(', ')}`);
    for (const table of all) await client.query(`alter table ${table} disable trigger user`);
  } catch (error) {
    await client.end();
    if (sqlState(error) !== lockTimeout) throw (await explainDenied(url, error)) ?? error;
    throw new StartError(
      'Another program holds tables of this database: end its connections, then restore.',
      {
        cause: error,
      },
    );
  }

  let filling: { readonly table: BackupFacts['tables'][number]; readonly to: Filling } | null = null;
  const done = new Set<string>();
  const finish = async () => {
    if (!filling) return;
    const { table, to } = filling;
    filling = null;
    const rows = await to.end();
    if (rows !== table.rows) throw new Error(`${rows} rows of ${table.rows} were put back`);
    done.add(table.name);
  };
  return {
    dropped,
    async rows(name, chunk) {
      if (filling?.table.name !== name) {
        await finish();
        const table = backup.tables.find((each) => each.name === name);
        if (!table || done.has(name)) throw new Error('a table out of its order');
        filling = { table, to: fill(client, table) };
      }
      await filling!.to.write(chunk);
    },
    async commit() {
      await finish();
      for (const { name } of backup.tables)
        await client.query(`alter table ${quoted(name)} enable trigger user`);
      for (const { name, next } of backup.sequences) {
        await client.query(`alter sequence ${quoted(name)} restart with ${BigInt(next)}`);
      }
      await keepRestored(client, backup.at);
      if (erasures) await keepErasures(client, erasures);
      await client.query('commit');
      // The new tables have no statistics yet.
      await client.query('analyze');
    },
    close: () => client.end(),
  };
}

function wouldDrop(names: readonly string[]): string {
  return (
    `What no backup holds hangs on the tables and would be dropped: ${names.join(', ')}. ` +
    'Keep how they are made, then say --drop as well.'
  );
}

interface Filling {
  write(chunk: Uint8Array): Promise<void>;
  /** Resolves with the number of rows that were written. */
  end(): Promise<number>;
}

function fill(client: Client, { name, columns }: TableLayout): Filling {
  const stream: CopyStreamQuery = client.query(
    copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`),
  );
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', reject);
  });
  failed.catch(() => undefined);
  return {
    async write(chunk) {
      if (!stream.write(chunk)) await Promise.race([failed, once(stream, 'drain')]);
    },
    async end() {
      stream.end();
      await Promise.race([failed, once(stream, 'finish')]);
      return stream.rowCount;
    },
  };
}

/** The job queue's own tables are made by its library, before our transaction: alone they hold nothing and hurt nobody. */
async function makeQueue(url: string): Promise<void> {
  try {
    await migrateQueue(url);
  } catch (error) {
    const denied = await explainDenied(url, error);
    if (denied) throw denied;
    throw new StartError(
      'The job queue of this database could not be made ready, as where it belongs to a newer release: restore into an empty database.',
      { cause: error },
    );
  }
}
