import type { Storage } from '../../src/adapters/postgres/index.ts';

/** What a running program changes by itself: its heartbeats, leases and jobs. */
const ownMotion = /^(public\.(instance|lease|note)|graphile_worker\..*)$/;

/**
 * Of every table a word that is another one as soon as any of its rows is. Where the program runs, `what` leaves out what it
 * changes by itself.
 */
export async function everyRow(
  { db }: Pick<Storage, 'db'>,
  what: 'all' | 'whatIsSaid' = 'all',
): Promise<Readonly<Record<string, string>>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`;
  const looked = tables.filter(({ name }) => what === 'all' || !ownMotion.test(name));
  const words = looked.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as word from ${name} t`,
  );
  const rows = await db.$queryRawUnsafe<{ name: string; word: string }[]>(words.join(' union all '));
  return Object.fromEntries(rows.map(({ name, word }) => [name, word]));
}
