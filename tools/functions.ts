/**
 * The database's functions: prisma/functions/<name>.sql holds the text of each that is in force. Migrations carry them into
 * databases, and those that were applied are never edited.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';

/** Functions under their names with arguments, e.g. `boost_kept(streak jsonb)`: a name may have several. */
export type Functions = ReadonlyMap<string, string>;

const folder = new URL('../prisma/functions/', import.meta.url);
const scratch = 'boost_scratch';

/** The files: function's name to what is in its file. */
export async function functionFiles(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [name.slice(0, -'.sql'.length), await readFile(new URL(name, folder), 'utf8')] as const,
      ),
    ),
  );
}

/** What a database has of ours, as PostgreSQL tells it. */
export function functionsOf(client: ClientBase): Promise<Functions> {
  return definitions(client, 'public');
}

/** What the texts of the files come to, told by PostgreSQL itself in the same way. The database stays as it is. */
export async function functionsIn(client: ClientBase, texts: Iterable<string>): Promise<Functions> {
  await client.query('begin');
  try {
    await client.query(`create schema ${scratch}`);
    // A function may refer to one that comes later, and to tables a migration has yet to make.
    await client.query(`set local check_function_bodies = off; set local search_path = ${scratch}, public`);
    for (const text of texts) await client.query(text);
    return await definitions(client, scratch);
  } finally {
    await client.query('rollback');
  }
}

/** What extensions bring is none of ours. */
async function definitions(client: ClientBase, schema: string): Promise<Functions> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) as name,
      pg_get_functiondef(p.oid) as definition
    from pg_proc p
    where p.pronamespace = $1::regnamespace and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
    order by 1`,
    [schema],
  );
  return new Map(
    rows.map(({ name, definition }) => [name, essence(definition.replace(` ${schema}.`, ' '))] as const),
  );
}

const tokens = /--[^\n]*|'(?:[^']|'')*'|"[^"]*"|\w+|[^\s\w]/g;

/** A text of SQL without its comments, however it is broken into lines. */
function essence(sql: string): string {
  return [...sql.matchAll(tokens)]
    .map(([token]) => token)
    .filter((token) => !token.startsWith('--'))
    .join(' ');
}

/** What a migration has to do for the database's functions to be those of the files, in SQL; nothing to do: ''. */
export async function changedFunctions(
  client: ClientBase,
  files: ReadonlyMap<string, string>,
): Promise<string> {
  const had = await functionsOf(client);
  const wanted = await functionsIn(client, files.values());
  // One with other arguments is another function to PostgreSQL: the old one would stay beside it.
  const gone = [...had.keys()].filter((name) => !wanted.has(name)).map((name) => `drop function ${name};\n`);
  const changed = [...wanted].filter(([name, text]) => had.get(name) !== text);
  const names = new Set(changed.map(([name]) => name.slice(0, name.indexOf('('))));
  return [...gone, ...[...names].map((name) => files.get(name)!)].join('\n');
}
