import type { Client } from 'pg';
import { readMigrations } from '../migrate.ts';

/**
 * The views, functions, triggers and foreign keys that somebody else made in the database, as `view report`: no backup holds them, and those
 * that depend on our tables go with these. Left out is what belongs to extensions. Ours are known by their names: functions begin with
 * `boost_`; and every foreign key beside our tables is, since no other table may stand there (standing.ts).
 */
export async function madeByOthers(client: Client): Promise<readonly string[]> {
  const made = (await readMigrations()).flatMap(({ sql }) =>
    [...sql.matchAll(/create (?:or replace )?(?:view|trigger) "?(\w+)"?/gi)].map(([, name]) => name!),
  );
  const { rows } = await client.query<{ name: string }>(
    `select what || ' ' || called as name from (
      select case c.relkind when 'v' then 'view' else 'materialized view' end as what, c.oid::regclass::text as called,
        c.relnamespace as schema, 'pg_class'::regclass as catalog, c.oid, c.relname = any($1) as ours
      from pg_class c where c.relkind in ('v', 'm')
      union all
      select 'function', p.oid::regprocedure::text, p.pronamespace, 'pg_proc'::regclass, p.oid, starts_with(p.proname, 'boost_')
      from pg_proc p
      union all
      select 'trigger', t.tgname || ' on ' || c.oid::regclass, c.relnamespace, 'pg_trigger'::regclass, t.oid, t.tgname = any($1)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal
      union all
      select 'foreign key', f.conname || ' on ' || c.oid::regclass, c.relnamespace, 'pg_constraint'::regclass, f.oid, true
      from pg_constraint f join pg_class c on c.oid = f.conrelid where f.contype = 'f'
    ) it join pg_namespace n on n.oid = it.schema
    where not (ours and n.nspname = current_schema())
      and n.nspname not in ('information_schema', 'graphile_worker') and not starts_with(n.nspname, 'pg_')
      and not exists (select from pg_depend d where d.classid = it.catalog and d.objid = it.oid and d.deptype = 'e')
    order by 1`,
    [made],
  );
  return rows.map(({ name }) => name);
}
