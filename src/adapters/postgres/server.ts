import { Client } from 'pg';
import { reasonOf, StartError } from '../../core/errors.ts';
import { poolConfig } from './client.ts';
import { sqlState } from './errors.ts';

const oldestServer = 150_000;
/** While a whole machine starts up, a server on it may answer late. */
const answersWithinMs = 15_000;

/** Connects to the operator's own PostgreSQL. Throws StartError that says what is wrong with its address or version. */
export async function checkServer(url: string): Promise<void> {
  const client = new Client({ ...poolConfig(url, 1), connectionTimeoutMillis: answersWithinMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(`DATABASE_URL does not lead to a usable PostgreSQL: ${whatIsWrong(error)}`, {
      cause: error,
    });
  }
  const { rows } = await client.query<{ number: string; version: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  );
  await client.end();
  if (Number(rows[0]!.number) < oldestServer) {
    throw new StartError(
      `The PostgreSQL of DATABASE_URL is ${rows[0]!.version}; Boost Pal needs 15 or newer.`,
    );
  }
}

function whatIsWrong(error: unknown): string {
  switch (sqlState(error)) {
    case '28P01':
    case '28000':
      return 'the user or password is refused. Check both.';
    case '3D000':
      return 'the database in it does not exist. Create it, or name another.';
    case '53300':
      return 'the server has no free connections. Raise max_connections.';
  }
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ECONNREFUSED') return 'nothing answers at its host and port. Is the server running?';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host name is unknown.';
  // This message is about the connection only and so quotes no one's words: no query was sent yet.
  return `${error instanceof Error ? error.message : reasonOf(error)}.`;
}
