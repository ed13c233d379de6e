import type { Storage } from '../../src/adapters/postgres/index.ts';

/** Of every table, jobs too, a word that is another one as soon as any of its rows is. */
export async function everyRow({ db }: Pick<Storage, 'db'>): Promise<Readonly<Record<string, string>>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`;
  const words = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as word from ${name} t`,
  );
  const rows = await db.$queryRawUnsafe<{ name: string; word: string }[]>(words.join(' union all '));
  return Object.fromEntries(rows.map(({ name, word }) => [name, word]));
}
