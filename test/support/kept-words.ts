import type { Storage } from '../../src/adapters/postgres/index.ts';

/** Every column of every table, jobs too, in which one of these words stands, as `table.column`. */
export async function keptWords(
  { db }: Pick<Storage, 'db'>,
  words: readonly string[],
): Promise<readonly string[]> {
  const tables = await db.$queryRaw<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`;
  const found = await Promise.all(
    tables.map(({ schema, name }) =>
      db.$queryRawUnsafe<{ place: string }[]>(
        `select distinct $1 || '.' || c.key as place from "${schema}"."${name}" t, jsonb_each_text(to_jsonb(t)) c
         where exists (select from unnest($2::text[]) word where position(word in c.value) > 0)`,
        name,
        words,
      ),
    ),
  );
  return found
    .flat()
    .map(({ place }) => place)
    .sort();
}
