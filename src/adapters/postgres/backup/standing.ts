import type { Client } from 'pg';
import { StartError } from '../../../core/errors.ts';
import { readMigrations } from '../migrate.ts';
import { readApplied } from './layout.ts';

/** The longest a living instance is silent (jobs/heartbeat.ts). */
const silentSeconds = 10;

const tables = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname = current_schema()
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;

/**
 * What stands in the database that a restore would put its rows into: nothing at all, tables without a workspace, or somebody's facts.
 * Throws StartError if there are tables or jobs of something else, which a restore would destroy.
 */
export async function whatStands(client: Client): Promise<'nothing' | 'noFacts' | 'facts'> {
  const { rows } = await client.query<{ name: string }>(tables);
  if (rows.length === 0) {
    if (!(await hasJobs(client))) return 'nothing';
    throw new StartError(
      'The job queue of the database (schema graphile_worker) holds jobs of another program: restore into a database of its own.',
    );
  }
  const migrations = await readMigrations();
  const applied = await readApplied(client);
  // Other programs have a table of this name too. Ours begins with our oldest migration, unless that one was interrupted.
  const isOurs = applied?.length === 0 || applied?.some(({ name }) => name === migrations[0]!.name);
  const isNewer = applied?.some(({ name }) => !migrations.some((known) => known.name === name));
  // Of a newer release, whose tables we do not know, nothing can be said but that somebody may miss them.
  if (isOurs && isNewer) return 'facts';
  const foreign = findForeign(rows, isOurs ? migrations : []);
  if (foreign) {
    throw new StartError(
      `The database holds the table ${foreign.name}, which is not Boost Pal's: restore into a database of its own.`,
    );
  }
  if (!rows.some(({ name }) => name === 'workspace')) return 'noFacts';
  const { rows: some } = await client.query<{ facts: boolean }>(
    'select exists (select from workspace) as facts',
  );
  return some[0]!.facts ? 'facts' : 'noFacts';
}

/** Whether jobs wait in the queue, which has the same name whoever uses it. */
async function hasJobs(client: Client): Promise<boolean> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('graphile_worker.jobs') is not null as there`,
  );
  if (!found[0]!.there) return false;
  const { rows } = await client.query<{ some: boolean }>(
    'select exists (select from graphile_worker.jobs) as some',
  );
  return rows[0]!.some;
}

/** A table that none of these migrations makes. */
function findForeign(
  standing: readonly { name: string }[],
  migrations: readonly { readonly sql: string }[],
): { name: string } | undefined {
  const made = migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/create table (?:if not exists )?"?(\w+)"?/gi)].map(([, name]) => name!),
  );
  return standing.find(({ name }) => name !== '_prisma_migrations' && !made.includes(name));
}

/** Whether a bot, or another command of the operator, uses the database. For one's own PostgreSQL; the built-in one has an owner. */
export async function isInUse(client: Client): Promise<boolean> {
  const { rows: sessions } = await client.query<{ busy: boolean }>(`
    select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and application_name = current_setting('application_name')) as busy`);
  if (sessions[0]!.busy) return true;
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('instance') is not null and to_regclass('lease') is not null as there`,
  );
  if (!found[0]!.there) return false;
  const { rows } = await client.query<{ busy: boolean }>(
    `select exists (select from instance where beat_at > clock_timestamp() - make_interval(secs => $1))
      or exists (select from lease where expires_at > clock_timestamp()) as busy`,
    [silentSeconds],
  );
  return rows[0]!.busy;
}
