import { StartError } from '../../../core/errors.ts';
import { sqlState } from '../errors.ts';
import { openSession } from './session.ts';

/** PostgreSQL's code for a right that the role does not have. */
const insufficientPrivilege = '42501';

/**
 * What to tell the operator whose role may not make the tables of a backup: the grants that it lacks, all at once. Null if the error is
 * another one, or the role may make schemas and tables here. The rights are those of the manual's "Privileges": `create` on the
 * database is for the job queue's schema, on the schema for our own tables.
 */
export async function explainDenied(url: string, error: unknown): Promise<StartError | null> {
  if (sqlState(error) !== insufficientPrivilege) return null;
  const client = await openSession(url);
  try {
    const { rows } = await client.query<{ role: string; lacks: readonly string[] }>(`
      select role, array_remove(array[
        case when not has_database_privilege(base, 'create') then format('grant create on database %I to %I', base, role) end,
        case when not has_schema_privilege(schema, 'create') then format('grant create on schema %s to %I', schema, role) end
      ], null) as lacks
      from (select current_user as role, current_database() as base, to_regnamespace(coalesce(current_schema(), 'public')) as schema) it`);
    const { role, lacks } = rows[0]!;
    if (lacks.length === 0) return null;
    return new StartError(
      `The role ${role} may not make the tables in this database: run "${lacks.join('; ')}" as its owner, then restore.`,
      { cause: error },
    );
  } finally {
    await client.end();
  }
}
