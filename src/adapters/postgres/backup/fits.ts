import { StartError } from '../../../core/errors.ts';
import { checksum, readMigrations } from '../migrate.ts';
import type { AppliedMigration } from './layout.ts';

/**
 * The text of the migrations that make the tables of a backup, oldest first. Throws StartError if this release does not know one of them,
 * or knows another version of it.
 */
export async function migrationsOf(
  backup: string,
  applied: readonly AppliedMigration[],
): Promise<readonly string[]> {
  const known = new Map((await readMigrations()).map(({ name, sql }) => [name, sql]));
  return applied.map((each) => {
    const sql = known.get(each.name);
    if (sql === undefined) {
      throw new StartError(
        `${backup} was made by a newer release (it has ${each.name}): restore it with that release.`,
      );
    }
    if (checksum(sql) !== each.checksum) {
      throw new StartError(
        `${backup} was made with another version of the migration ${each.name}: restore it with the release that made it.`,
      );
    }
    return sql;
  });
}
