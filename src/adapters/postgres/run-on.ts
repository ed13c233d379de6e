import type { Pool, QueryConfig } from 'pg';
import { isConflict } from './errors.ts';

/**
 * Runs one statement on a connection of the pool. `pool.query` would close that connection after any error, and the next statement would
 * wait for a new one and for all that a new one has to load. After a conflict, which is usual where much arrives at once, the connection
 * is as good as before and is kept.
 */
export async function runOn(pool: Pool, statement: QueryConfig): Promise<void> {
  const client = await pool.connect();
  let isSpoilt = false;
  try {
    await client.query(statement);
  } catch (error) {
    isSpoilt = !isConflict(error);
    throw error;
  } finally {
    client.release(isSpoilt);
  }
}
